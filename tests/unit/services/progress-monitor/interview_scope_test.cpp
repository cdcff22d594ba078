#include "services/progress-monitor/domain/interview_scope.hpp"

#include <algorithm>

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Stage;

ScopeVerdict on(const Story& s, std::string_view date) {
  return interview_scope_on(s.project, book(), day(date));
}

TEST(InterviewScope, BeginsWithTheDayOfNegotiationAndEndsWithTheDayOfProduction) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-11").start("2022-06-12").produce("2022-07-20");
  EXPECT_EQ(watched_from(s.project), day("2022-06-01")) << "not from its registration on";
  EXPECT_FALSE(on(s, "2022-05-31").in);
  EXPECT_EQ(on(s, "2022-05-31").why_en, "not yet negotiating");
  EXPECT_TRUE(on(s, "2022-06-01").in);
  EXPECT_TRUE(on(s, "2022-07-19").in);
  EXPECT_FALSE(on(s, "2022-07-20").in);
  EXPECT_EQ(on(s, "2022-07-20").why_en, "producing or ended");
}

TEST(InterviewScope, NotBeforeTheProjectWasRegistered) {
  auto s = Story().lead(yi(5), "2022-08-10").negotiate("2022-06-01");
  s.project.amounts.push_back({day("2022-06-01"), yi(6), "lead"});  // known of an earlier day
  EXPECT_EQ(watched_from(s.project), day("2022-08-10"));
  EXPECT_FALSE(on(s, "2022-08-09").in);
  EXPECT_EQ(on(s, "2022-08-09").why_en, "not yet negotiating");
  EXPECT_TRUE(on(s, "2022-08-10").in);
}

TEST(InterviewScope, NoPolicyNoDuty) {
  const auto s = Story().lead(yi(5), "2022-01-04").negotiate("2022-01-10");
  EXPECT_FALSE(on(s, "2022-05-24").in);
  EXPECT_EQ(on(s, "2022-05-24").why_en, "no policy in force");
  EXPECT_EQ(on(s, "2022-05-24").policy, nullptr);
  EXPECT_TRUE(on(s, "2022-05-25").in);
}

TEST(InterviewScope, SaysWhichAmountWasCompared) {
  const auto s = negotiating(Fen::of(49'999'999'999));
  EXPECT_FALSE(on(s, "2022-06-01").in);
  EXPECT_NE(on(s, "2022-06-01").why_en.find("below"), std::string::npos);
  EXPECT_EQ(on(s, "2022-06-01").amount, Fen::of(49'999'999'999));
  EXPECT_NE(on(negotiating(yi(5)), "2022-06-01").why_en.find("reaches"), std::string::npos);
  const auto unknown = Story().lead(std::nullopt, "2022-05-26").negotiate("2022-06-01");
  EXPECT_EQ(on(unknown, "2022-06-01").why_en, "amount unknown");
}

TEST(InterviewScope, TheLaterVersionHoldsFromItsDayAndOfTwoTheOneRecordedLast) {
  auto s = negotiating(yi(6));
  s.sign("2022-07-01", yi(7)).amend("2022-08-01", yi(8)).amend("2022-08-01", yi(9)).amend("2022-07-15", yi(4));
  auto amount = [&](std::string_view date) { return threshold_amount_on(s.project, day(date)); };
  EXPECT_EQ(amount("2022-05-25"), std::nullopt);
  EXPECT_EQ(amount("2022-05-26"), yi(6));
  EXPECT_EQ(amount("2022-06-30"), yi(6));
  EXPECT_EQ(amount("2022-07-01"), yi(7));
  EXPECT_EQ(amount("2022-07-14"), yi(7));
  EXPECT_EQ(amount("2022-07-15"), yi(4));
  EXPECT_EQ(amount("2022-08-01"), yi(9));
}

TEST(InterviewScope, AReopenedLeadsAmountIsTheLatest) {
  auto s = negotiating(yi(6));
  s.project.amounts.push_back({day("2022-06-20"), yi(3), "lead"});
  s.project.amounts.push_back({day("2022-05-26"), yi(2), "lead"});
  EXPECT_EQ(threshold_amount_on(s.project, day("2022-06-19")), yi(2)) << "of one day the one recorded last";
  EXPECT_EQ(threshold_amount_on(s.project, day("2022-06-20")), yi(3));
}

TEST(InterviewScope, TheStageIsTheLastThatWasReachedByThen) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-10");
  EXPECT_EQ(stage_on(s.project, day("2022-05-25")), std::nullopt);
  EXPECT_EQ(stage_on(s.project, day("2022-05-26")), Stage::lead);
  EXPECT_EQ(stage_on(s.project, day("2022-06-09")), Stage::negotiating);
  EXPECT_EQ(stage_on(s.project, day("2022-06-10")), Stage::landed);
}

TEST(InterviewScope, ChangesAreEveryDayOnWhichTheVerdictMayDiffer) {
  auto s = negotiating(yi(4));
  s.sign("2022-06-10", yi(4)).amend("2022-08-01", yi(6));
  const auto days = scope_changes(s.project, book());
  EXPECT_TRUE(std::is_sorted(days.begin(), days.end()));
  EXPECT_EQ(std::adjacent_find(days.begin(), days.end()), days.end()) << "each once";
  for (auto wanted : {"2022-05-25", "2022-05-26", "2022-06-01", "2022-06-10", "2022-08-01"})
    EXPECT_NE(std::find(days.begin(), days.end(), day(wanted)), days.end()) << wanted;
  auto ending = book().all();
  ending.front().effective_to = day("2023-12-31");
  const auto policies = *policy::PolicyBook::of(std::move(ending), book().calendar());
  EXPECT_EQ(scope_changes(s.project, policies).back(), day("2024-01-01")) << "the day after its last";
}
}  // namespace
}  // namespace luodi::monitor::test
