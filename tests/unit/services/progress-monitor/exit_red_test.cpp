// Since when a project that is to leave is red. No later record but that of a movement is a way round the leader.
#include "services/progress-monitor/domain/exit_red.hpp"

#include "services/progress-monitor/domain/suspension_reach.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
const Fen k_below = Fen::of(49'999'000'000);  // 4.9999亿元

// Red from 2022-08-01 on: the second half of June and all of July passed without progress.
Story idle_since_june() {
  return negotiating(yi(5));
}
Story signed_and_idle_since_june() {
  return Story().lead(yi(5), "2022-05-26").negotiate("2022-05-27").sign("2022-06-01", yi(5));
}

std::optional<CivilDate> red(const Story& s, std::string_view on, const policy::PolicyBook& policies = book(),
                             std::optional<Instant> told_at = {}) {
  const auto now = at(on, 9);
  const auto seen = evaluate(s.project, policies, now);
  domain::Watch watch;
  apply(watch, domain::IdleEvaluated{seen.through, seen.idle_cycles, seen.light, seen.episodes, {}}, {});
  return red_before_exit(s.project, &watch, told_at, policies, now);
}

Story& corrected(Story& s, std::string_view on, Fen amount, bool never_was = false) {
  domain::LeadAmountCorrected event{day(on), s.project.amounts.back().amount_fen, amount, {}, "误填"};
  if (never_was) event.never_was = true;
  return s.tell(event, on);
}

const std::optional<CivilDate> k_since = day("2022-08-01");

TEST(RedBeforeExit, IsTheDayAfterTheLastOneCounted) {
  const auto s = idle_since_june();
  EXPECT_EQ(red(s, "2022-07-31"), std::nullopt) << "yellow";
  EXPECT_EQ(red(s, "2022-08-01"), k_since);
  EXPECT_EQ(red(s, "2022-10-20"), k_since) << "the same stall";
}

TEST(RedBeforeExit, StaysWhateverTheAmountIsSaidToBeAfterwards) {
  for (const bool never_was : {false, true}) {
    auto s = idle_since_june();
    corrected(s, "2022-08-10", k_below, never_was);
    ASSERT_EQ(s.evaluate("2022-08-11").light, domain::Light::none);
    EXPECT_EQ(red(s, "2022-08-11"), k_since) << never_was;
    EXPECT_EQ(red(s, "2023-03-01"), k_since) << never_was;
  }
  auto amended = signed_and_idle_since_june().amend("2022-06-20", k_below, "2022-08-10");
  ASSERT_TRUE(amended.evaluate("2022-08-11").episodes.empty()) << "judged anew there never was a stall";
  EXPECT_EQ(red(amended, "2022-08-11"), k_since);
}

TEST(RedBeforeExit, IsUndoneByNoAgreementOfAnEarlierDayThatIsRecordedLater) {
  auto s = idle_since_june();
  domain::AgreementSigned signing;
  signing.agreement = "formal";
  signing.signed_on = day("2022-06-10");
  signing.agreed_amount_fen = k_below;
  s.tell(signing, "2022-08-10");
  ASSERT_EQ(s.evaluate("2022-08-11").light, domain::Light::none);
  EXPECT_EQ(red(s, "2022-08-11"), k_since);
}

TEST(RedBeforeExit, WasNoneWhereTheAmountChangedBefore) {
  for (const bool never_was : {false, true}) {
    auto on_the_day = idle_since_june(), before = idle_since_june();
    corrected(on_the_day, "2022-08-01", k_below, never_was);
    corrected(before, "2022-07-31", k_below, never_was);
    EXPECT_EQ(red(on_the_day, "2022-08-11"), k_since);
    EXPECT_EQ(red(before, "2022-08-11"), std::nullopt);
    EXPECT_EQ(red(before, "2023-03-01"), std::nullopt) << "it stood still out of scope";
  }
  auto amended = signed_and_idle_since_june().amend("2022-06-20", k_below, "2022-07-31");
  EXPECT_EQ(red(amended, "2022-08-11"), std::nullopt);
}

TEST(RedBeforeExit, EndsWithWhatMovesAfterwards) {
  for (const bool never_was : {false, true}) {
    auto s = idle_since_june();
    corrected(s, "2022-08-10", k_below, never_was);
    s.progress("2022-08-12");
    EXPECT_EQ(red(s, "2022-08-12"), std::nullopt) << never_was;
  }
  auto late = idle_since_june();
  corrected(late, "2022-08-10", k_below, true)
      .progress("2022-07-20", domain::ProgressKind::milestone, true, "2022-08-12");
  EXPECT_EQ(red(late, "2022-08-13"), std::nullopt) << "late evidence took the stall away";
}

TEST(RedBeforeExit, IsFoundBehindSeveralChanges) {
  auto s = idle_since_june();
  corrected(s, "2022-07-10", yi(6));
  corrected(s, "2022-08-10", k_below, true);
  corrected(s, "2022-08-11", yi(1));
  EXPECT_EQ(red(s, "2022-08-12"), k_since);
  auto small = idle_since_june();
  corrected(small, "2022-06-03", yi(1), true);
  corrected(small, "2022-08-10", k_below);
  EXPECT_EQ(red(small, "2022-08-12"), std::nullopt) << "it was out of scope before it could be red";
  auto big = idle_since_june();
  corrected(big, "2022-08-10", yi(7), true);
  EXPECT_EQ(red(big, "2022-08-12"), k_since) << "still in scope";
}

TEST(RedBeforeExit, StaysUnderAThresholdThatRises) {
  std::vector<policy::Policy> both(2, book().all().front());
  both[0].effective_to = day("2022-08-15");
  both[1].id = "later";
  both[1].effective_from = day("2022-08-16");
  both[1].applies_to_facts_from.reset();
  both[1].effective_to.reset();
  both[1].interview.threshold_fen = yi(8);
  const auto rises = *policy::PolicyBook::of(std::move(both), book().calendar());
  auto s = idle_since_june();
  ASSERT_EQ(evaluate(s.project, rises, at("2022-08-20")).light, domain::Light::none);
  EXPECT_EQ(red(s, "2022-08-20", rises), k_since);
  corrected(s, "2022-08-19", k_below, true);
  EXPECT_EQ(red(s, "2022-08-20", rises), k_since) << "both";
  EXPECT_EQ(red(s.progress("2022-08-20"), "2022-08-20", rises), std::nullopt);
}

// The bureau alone suspends, for a day that is over as well.
TEST(RedBeforeExit, StaysThroughASuspensionThatReachesBack) {
  for (const bool resumed : {false, true}) {
    auto s = idle_since_june();
    s.tell(domain::ProjectSuspended{day("2022-06-16"), "停", {"2022-06-H2", "2022-07-H1", "2022-07-H2"}, {}},
           "2022-08-10");
    if (resumed) s.resume("2022-08-12");
    ASSERT_EQ(s.evaluate("2022-08-13").light, domain::Light::green);
    EXPECT_EQ(red(s, "2022-08-13"), k_since) << resumed;
    EXPECT_EQ(red(s.progress("2022-08-14"), "2022-08-14"), std::nullopt) << resumed;
  }
  auto yellow = idle_since_june();
  yellow.tell(domain::ProjectSuspended{day("2022-06-16"), "停", {"2022-06-H2", "2022-07-H1"}, {}}, "2022-07-31");
  EXPECT_EQ(red(yellow, "2022-08-13"), std::nullopt) << "suspended before it could be red";
  EXPECT_EQ(red(idle_since_june().suspend("2022-07-31"), "2022-08-13"), std::nullopt);
}

TEST(RedBeforeExit, StaysThroughAnExemptionThatIsApprovedLater) {
  auto s = idle_since_june().claim("exm_1", "2022-06-H2", 2, "2022-08-05").decide("exm_1", true, 2, "2022-08-10");
  ASSERT_EQ(s.evaluate("2022-08-11").light, domain::Light::green);
  EXPECT_EQ(red(s, "2022-08-11"), k_since);
  auto in_time = idle_since_june().claim("exm_1", "2022-06-H2", 2, "2022-07-05").decide("exm_1", true, 2, "2022-07-20");
  EXPECT_EQ(red(in_time, "2022-08-11"), std::nullopt);
  EXPECT_EQ(red(in_time, "2022-09-01"), day("2022-09-01")) << "three half months that count";
}

TEST(RedBeforeExit, OfALateMonitorIsThatOfAPromptOne) {
  auto s = idle_since_june();
  corrected(s, "2022-08-10", k_below, true);
  EXPECT_EQ(red_before_exit(s.project, nullptr, {}, book(), at("2022-08-11", 9)), k_since) << "it has never looked";
}

// A slip, then a suspension that reaches back over what the slip put out of scope: no record alone explains the light.
TEST(RedBeforeExit, BindsWhereItWasTold) {
  const auto told = at("2022-08-01");
  auto s = idle_since_june();
  corrected(s, "2022-08-05", k_below, true).suspend("2022-06-16");
  EXPECT_EQ(red(s, "2022-08-12"), std::nullopt) << "nobody has looked";
  EXPECT_EQ(red(s, "2022-08-12", book(), told), k_since);
  auto early = s;
  early.progress("2022-05-30", domain::ProgressKind::milestone, true, "2022-08-12");
  EXPECT_EQ(red(early, "2022-08-12", book(), told), k_since) << "before it stood still";
  auto within = s;
  within.progress("2022-07-20", domain::ProgressKind::milestone, true, "2022-08-12");
  EXPECT_EQ(red(within, "2022-08-12", book(), told), std::nullopt);
  EXPECT_EQ(red(s.progress("2022-08-12"), "2022-08-12", book(), told), std::nullopt);
}

TEST(CountedUntil, IsTheDayAfterTheLastUnitInEveryReading) {
  const auto until = [](const std::string& last) {
    return counted_until(domain::Suspension{day("2022-06-16"), {}, "停", {"2022-06-H2", last}});
  };
  EXPECT_EQ(until("2022-07-H2"), day("2022-08-01"));
  EXPECT_EQ(until("2022-07"), day("2022-08-01"));
  EXPECT_EQ(until("2022-07-10"), day("2022-07-11"));
  EXPECT_EQ(until("2022-06-16/2022-07-30"), day("2022-07-31"));
  EXPECT_EQ(counted_until(domain::Suspension{day("2022-06-16"), {}, "停", {}}), std::nullopt);
}

TEST(RedBeforeExit, ByDaysBeginsWithinTheHalfMonth) {
  const auto days = book_with([](policy::Policy& p) {
    p.interview.idle_reading = "rolling_days";
    p.interview.idle_limit = 60;
  });
  auto s = idle_since_june();  // idle from 2 June on: 45 days are full with 16 July
  EXPECT_EQ(red(s, "2022-07-16", days), std::nullopt);
  EXPECT_EQ(red(s, "2022-07-17", days), day("2022-07-17"));
  corrected(s, "2022-07-18", k_below, true);
  EXPECT_EQ(red(s, "2022-07-20", days), day("2022-07-17")) << "an approval of these days counts";
}

TEST(RedBeforeExit, OfAStallThatIsCountedAnewIsThatOfTheLatest) {
  const auto s = idle_since_june();
  const auto now = at("2023-01-20", 9);
  const auto seen = evaluate(s.project, book(), now);
  domain::Watch watch;
  auto episodes = seen.episodes;
  ASSERT_EQ(episodes.size(), 1U);
  episodes.push_back({cycle("2022-10-H1"), cycle("2022-10-H2"), cycle("2022-11-H1"), {}, {}, false, day("2022-09-20")});
  apply(watch, domain::IdleEvaluated{seen.through, seen.idle_cycles, seen.light, episodes, {}}, {});
  EXPECT_EQ(red_before_exit(s.project, &watch, {}, book(), now), day("2022-11-16"));
}
}  // namespace
}  // namespace luodi::monitor::test
