#include "services/progress-monitor/domain/project_past.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;
using domain::Stage;

const Instant k_now = at("2022-12-01", 9);

ProjectPast past(const Story& s, std::string_view as_of) {
  return project_past("prj_1", s.project, book(), day(as_of), k_now);
}

TEST(ProjectPast, IsJudgedAtTheLastInstantOfTheDay) {
  const auto s = negotiating();
  EXPECT_EQ(past(s, "2022-08-15").idle_cycles, 3)
      << "the cycle that ends with the day is complete from the next day on";
  EXPECT_EQ(past(s, "2022-08-15").judged_at, at("2022-08-16").plus_ms(-1));
  EXPECT_EQ(past(s, "2022-08-16").idle_cycles, 4);
  EXPECT_EQ(past(s, "2022-12-01").judged_at, k_now) << "today is not over";
}

TEST(ProjectPast, ShowsStageAmountAndPausesOfThatDay) {
  auto s = negotiating(yi(6));
  s.sign("2022-07-10", yi(7)).amend("2022-09-01", yi(4)).suspend("2022-08-01").resume("2022-08-20");
  s.claim("exm_1", "2022-09-H1", 1, "2022-08-25").decide("exm_1", true, 1, "2022-08-26");
  EXPECT_EQ(past(s, "2022-05-20").stage, std::nullopt);
  EXPECT_EQ(past(s, "2022-05-20").amount_fen, std::nullopt);
  const auto june = past(s, "2022-06-20");
  EXPECT_EQ(june.stage, Stage::negotiating);
  EXPECT_EQ(june.amount_fen, yi(6));
  EXPECT_EQ(june.reached.size(), 2U);
  EXPECT_TRUE(june.exemptions.empty());
  EXPECT_FALSE(june.suspended);
  EXPECT_FALSE(past(s, "2022-07-31").suspended);
  EXPECT_TRUE(past(s, "2022-08-01").suspended);
  EXPECT_TRUE(past(s, "2022-08-19").suspended);
  EXPECT_FALSE(past(s, "2022-08-20").suspended);
  const auto september = past(s, "2022-09-01");
  EXPECT_EQ(september.stage, Stage::signed_);
  EXPECT_FALSE(september.in_scope);
  EXPECT_EQ(september.light, Light::none);
  EXPECT_EQ(september.exemptions.size(), 1U);
  EXPECT_TRUE(past(s, "2022-08-31").exemptions.empty());
}

TEST(ProjectPast, ARunningSuspensionIsShownFromItsFirstDay) {
  auto s = negotiating();
  s.suspend("2022-08-01");
  EXPECT_FALSE(past(s, "2022-07-31").suspended);
  EXPECT_TRUE(past(s, "2022-08-01").suspended);
}

TEST(ProjectPast, ExplainsCycleByCycle) {
  const auto s = negotiating();
  const auto p = past(s, "2022-08-16");
  EXPECT_EQ(p.episodes.at(0).interview, cycle("2022-08-H1"));
  EXPECT_EQ(p.explanation.clause, "mianyang-2022/6");
  ASSERT_EQ(p.explanation.steps.size(), 5U) << "the cycle of the stage change and four idle ones";
  EXPECT_EQ(p.explanation.steps[4].outcome, "4");
  EXPECT_NE(p.explanation.steps[4].text_zh.find("累计4"), std::string::npos);
  EXPECT_NE(p.explanation.steps[4].text_en.find("count 4"), std::string::npos);
}
}  // namespace
}  // namespace luodi::monitor::test
