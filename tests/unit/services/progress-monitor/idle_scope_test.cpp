// A project that leaves the scope of the interview for a while: nothing is counted there, and nothing is wiped.
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/standing.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;

// Signed in the first half of June; 06-H2 is the first idle cycle.
Story signed_(Fen amount = yi(5)) {
  return negotiating().sign("2022-06-10", amount);
}
Story dips(std::string_view from, std::string_view back) {
  return signed_().amend(from, yi(4)).amend(back, yi(5));
}

TEST(IdleScope, AnAmendmentOfTwoDaysWipesNoStall) {
  const auto s = dips("2022-07-20", "2022-07-22");
  EXPECT_EQ(s.evaluate("2022-08-01").idle_cycles, 2) << "06-H2 and 07-H1; 07-H2 was not wholly in scope";
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 3);
  const auto r = s.evaluate("2022-09-01");
  EXPECT_EQ(r.idle_cycles, 4);
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_EQ(r.episodes[0].first, cycle("2022-06-H2"));
  EXPECT_EQ(r.episodes[0].yellow, cycle("2022-07-H1"));
  EXPECT_EQ(r.episodes[0].interview, cycle("2022-08-H2"));
  const auto& left = r.lines.at(3);
  EXPECT_EQ(left.label, "2022-07-H2");
  EXPECT_EQ(left.verdict, UnitVerdict::outside);
  EXPECT_EQ(left.count, 2);
  EXPECT_EQ(left.why_zh, "不全在约谈范围内，不计，此前计数保留");
}

TEST(IdleScope, OutOfScopeThereIsNoLightAndNothingToLookAt) {
  auto s = signed_();
  s.amend("2022-08-02", yi(4));
  const auto before = s.evaluate("2022-08-01");
  EXPECT_EQ(before.light, Light::red);
  const auto r = s.evaluate("2022-10-01");
  EXPECT_FALSE(r.in_scope);
  EXPECT_EQ(r.light, Light::none);
  EXPECT_EQ(r.idle_cycles, 0);
  EXPECT_FALSE(r.current_first);
  EXPECT_EQ(r.through, before.through);
  EXPECT_FALSE(r.next_at);
  ASSERT_EQ(r.episodes.size(), 1U) << "what happened in scope stays history";
  EXPECT_FALSE(r.episodes[0].interview);
}

TEST(IdleScope, TheCountGoesOnWhenItIsBack) {
  const auto s = dips("2022-07-20", "2022-10-16");
  EXPECT_EQ(s.evaluate("2022-10-31").idle_cycles, 2);
  EXPECT_EQ(s.evaluate("2022-11-01").idle_cycles, 3);
  const auto r = s.evaluate("2022-11-16");
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_EQ(r.episodes[0].interview, cycle("2022-11-H1"));
  const auto standing = standing_at_trigger(s.project, r, r.episodes[0], book());
  EXPECT_EQ(standing.count.units, 4);
  ASSERT_EQ(standing.count.paused.size(), 1U) << "what was not counted is named";
  EXPECT_EQ(standing.count.paused[0].first, day("2022-07-16"));
  EXPECT_EQ(standing.count.paused[0].last, day("2022-10-15"));
  EXPECT_EQ(pause_zh(standing.count.paused[0]), "期间不全在约谈范围内");
}

TEST(IdleScope, ProgressResetsThereAsAnywhere) {
  auto leaving = dips("2022-07-20", "2022-10-16");
  leaving.progress("2022-07-17");
  EXPECT_EQ(leaving.evaluate("2022-11-01").idle_cycles, 1) << "in the half month in which it leaves";
  auto away = dips("2022-07-20", "2022-10-16");
  away.progress("2022-09-05");
  EXPECT_EQ(away.evaluate("2022-11-01").idle_cycles, 1) << "while it is out of scope";
  EXPECT_TRUE(away.evaluate("2022-11-16").episodes.size() == 2U);
}

TEST(IdleScope, SingleDaysWaitLikewise) {
  const auto policies = book_with([](policy::Policy& policy) {
    policy.interview.idle_reading = "rolling_days";
    policy.interview.idle_limit = 60;
  });
  const auto s = dips("2022-07-20", "2022-07-22");
  const auto r = evaluate(s.project, policies, at("2022-08-12"));
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_EQ(r.lines.back().count, 60) << "from 11 June, without 20 and 21 July";
  EXPECT_EQ(evaluate(s.project, policies, at("2022-08-11")).lines.back().count, 59);
}

TEST(IdleScope, WhoComesInWithoutACountBeginsWithAWholeCycle) {
  auto s = signed_(yi(4));
  s.amend("2022-07-20", yi(5));
  const auto r = s.evaluate("2022-08-16");
  EXPECT_EQ(r.lines.at(0).verdict, UnitVerdict::partial);
  EXPECT_EQ(r.idle_cycles, 1);
}
}  // namespace
}  // namespace luodi::monitor::test
