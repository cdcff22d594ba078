#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
std::string due(const Accord& a) {
  return a.revisits && a.revisits->due_on ? a.revisits->due_on->str() : "none";
}
Accord signed_on(std::string_view on) {
  auto a = Accord::signed_on(on);
  a.care(on);
  return a;
}

TEST(Revisit, BeginsThirtyDaysAfterTheFormalAgreement) {
  Accord a;
  a.care("2022-06-01");
  EXPECT_FALSE(a.revisits) << "nothing is due before the signing";
  EXPECT_EQ(code(a.visit("2022-06-02", 5)), ErrorCode::wrong_state);
  a.story.sign("2022-06-03", yi(5), "framework");
  a.care("2022-06-03");
  EXPECT_FALSE(a.revisits) << "a framework agreement is none";
  a = signed_on("2022-06-10");
  EXPECT_EQ(due(a), "2022-07-10");
  EXPECT_EQ(a.revisits->clause, "mianyang-2022/9");
  EXPECT_EQ(a.revisits->state, RevisitState::planned);
  const int told = a.told;
  a.care("2022-06-11");
  EXPECT_EQ(a.told, told) << "judged again, nothing is said again";
}

TEST(Revisit, IsOpenedByTheDueQueueAndMissedWhenItsDayIsOver) {
  auto a = signed_on("2022-06-10");
  a.run_due(at("2022-07-02", 23, 59));
  EXPECT_EQ(a.revisits->state, RevisitState::planned);
  a.run_due(at("2022-07-03"));
  EXPECT_EQ(a.revisits->state, RevisitState::open) << "a week before its last day";
  a.run_due(at("2022-07-10", 23, 59));
  EXPECT_EQ(a.revisits->state, RevisitState::open);
  EXPECT_FALSE(is_overdue(*a.revisits, at("2022-07-10", 23, 59)));
  EXPECT_TRUE(is_overdue(*a.revisits, at("2022-07-11"))) << "by the day, before the queue has said so";
  a.run_due(at("2022-07-11"));
  EXPECT_EQ(a.revisits->state, RevisitState::overdue);
  const auto before = codec::encode(*a.revisits);
  a.jobs[revisit_job(a.id)] = at("2022-07-11");  // the job comes back
  a.run_due(at("2022-07-12"));
  EXPECT_EQ(codec::encode(*a.revisits), before);

  auto late = signed_on("2022-06-10");  // a month down: straight to overdue
  late.run_due(at("2022-07-20"));
  EXPECT_EQ(late.revisits->state, RevisitState::overdue);
}

TEST(Revisit, IsQuarterlyUntilProductionThenHalfYearlyForTwoYears) {
  auto a = signed_on("2022-06-10");
  ASSERT_TRUE(a.visit("2022-07-10", 5));
  EXPECT_EQ(due(a), "2022-10-10");
  ASSERT_TRUE(a.visit("2022-10-05", 5));
  EXPECT_EQ(due(a), "2023-01-05");
  a.story.land("2022-10-10").start("2022-11-01").produce("2022-12-01");
  a.care("2022-12-01");
  EXPECT_EQ(due(a), "2023-01-05") << "the quarter that runs at production still ends";
  for (const auto* on : {"2023-01-05", "2023-07-05", "2024-01-05", "2024-07-05"}) {
    EXPECT_EQ(due(a), on);
    ASSERT_TRUE(a.visit(on, 5));
  }
  EXPECT_EQ(due(a), "none") << "2025-01-05 is more than two years after production";
  EXPECT_EQ(a.revisits->state, RevisitState::ended);
  EXPECT_FALSE(a.jobs.contains(revisit_job(a.id)));
}

TEST(Revisit, MonthsThatAreTooShortEndOnTheirLastDay) {
  const auto& terms = book().all().front().environment.revisits;
  const auto quarter = [&](std::string_view last) {
    return next_revisit(Accord::signed_on("2022-06-10").story.project, day(last), terms)->str();
  };
  EXPECT_EQ(quarter("2023-01-31"), "2023-04-30");
  EXPECT_EQ(quarter("2022-11-30"), "2023-02-28");
  EXPECT_EQ(quarter("2023-11-30"), "2024-02-29");
  EXPECT_EQ(quarter("2022-12-31"), "2023-03-31");
  auto leap = Accord::signed_on("2023-06-10");
  leap.story.land("2023-07-10").start("2023-08-01").produce("2024-02-29");
  const auto& project = leap.story.project;
  EXPECT_EQ(next_revisit(project, day("2024-02-29"), terms)->str(), "2024-08-29");
  EXPECT_EQ(next_revisit(project, day("2025-08-28"), terms)->str(), "2026-02-28") << "two years end on 28 February";
  EXPECT_EQ(next_revisit(project, day("2025-08-31"), terms)->str(), "2026-02-28") << "clamped, so still within";
  EXPECT_FALSE(next_revisit(project, day("2025-09-01"), terms));
}

TEST(Revisit, OfLowSatisfactionOpensExactlyOneProblem) {
  auto a = signed_on("2022-06-10");
  ASSERT_TRUE(a.visit("2022-07-01", 4));
  EXPECT_TRUE(a.problems.empty());
  EXPECT_FALSE(a.revisits->made.back().told.problem_id);
  ASSERT_TRUE(a.visit("2022-07-04", 3));
  ASSERT_EQ(a.problems.size(), 1U);
  const auto& [id, problem] = *a.problems.begin();
  EXPECT_EQ(problem.project_id, "prj_1");
  EXPECT_EQ(problem.reporter_role, "bureau") << "who made the visit has the word";
  EXPECT_EQ(a.revisits->made.back().told.problem_id, id);
  a.run_due(at("2022-07-05"));
  EXPECT_EQ(a.problems.size(), 1U);
  EXPECT_EQ(code(a.visit("2022-07-04", 0)), ErrorCode::invalid_body);
  EXPECT_EQ(code(a.visit("2022-07-04", 6)), ErrorCode::invalid_body);
  EXPECT_EQ(code(a.visit("2022-06-09", 5, "2022-07-04")), ErrorCode::invalid_body) << "before the signing";
  EXPECT_EQ(code(a.visit("2022-07-05", 5, "2022-07-04")), ErrorCode::in_future);
}

TEST(Revisit, TheSameOneIsRecordedOnce) {
  auto a = signed_on("2022-06-10");
  ASSERT_TRUE(a.visit("2022-07-01", 3, "2022-07-02"));
  const auto twice = a.visit("2022-07-01", 3, "2022-07-04");
  ASSERT_EQ(code(twice), ErrorCode::already_exists);
  EXPECT_NE(twice.error().detail.find("2022-07-01 的同一回访已于 2022-07-02 由 bureauuser 登记"), std::string::npos)
      << twice.error().detail;
  EXPECT_EQ(a.problems.size(), 1U);
  EXPECT_TRUE(a.visit("2022-07-01", 4, "2022-07-04")) << "it found something else";
}

TEST(Revisit, TheDayOfTheVisitDecidesNotThatOfItsRecord) {
  auto a = signed_on("2022-06-10");
  a.run_due(at("2022-07-12"));
  ASSERT_TRUE(a.visit("2022-07-09", 5, "2022-07-13"));
  EXPECT_FALSE(a.revisits->made.back().late) << "made in time, recorded late";
  EXPECT_EQ(due(a), "2022-10-09");
  EXPECT_EQ(a.revisits->state, RevisitState::planned);
  ASSERT_TRUE(a.visit("2022-07-01", 5, "2022-07-14"));  // an older visit is told after the newer one
  EXPECT_EQ(due(a), "2022-10-09");
  ASSERT_TRUE(a.visit("2022-10-10", 5));
  EXPECT_TRUE(a.revisits->made.back().late);
}

// The three visits of a project, recorded in whatever order, were in time or late by their days alone.
TEST(Revisit, LatenessIsWorkedOutFromTheDaysInWhateverOrderTheyAreRecorded) {
  const std::map<std::string, std::string> answers{
      {"2022-07-10", "2022-07-10"}, {"2022-10-09", "2022-10-10"}, {"2023-01-20", "2023-01-09"}};
  std::vector<std::string> order{"2022-07-10", "2022-10-09", "2023-01-20"};
  do {
    auto a = signed_on("2022-06-10");
    for (const auto& on : order)
      ASSERT_TRUE(a.visit(on, 5, "2023-01-21"));
    ASSERT_EQ(a.revisits->made.size(), 3U);
    for (const auto& visit : a.revisits->made) {
      const std::string on = visit.told.visited_on.str();
      EXPECT_EQ(visit.told.due_on ? visit.told.due_on->str() : "none", answers.at(on)) << on << ", first " << order[0];
      EXPECT_EQ(visit.late, on == "2023-01-20") << on << ", first " << order[0];
    }
    EXPECT_EQ(due(a), "2023-04-20");
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Revisit, EndsWithTheProject) {
  auto a = signed_on("2022-06-10");
  a.story.leave("2022-06-20");
  a.care("2022-06-20");
  EXPECT_EQ(due(a), "none");
  EXPECT_EQ(a.revisits->state, RevisitState::ended);
  EXPECT_FALSE(a.jobs.contains(revisit_job(a.id)));
  EXPECT_EQ(code(a.visit("2022-06-21", 5)), ErrorCode::wrong_state);
}

TEST(Revisit, TheLastOneMayFallOnTheDayTwoYearsAfterProductionAndTheFirstOnThatOfTheSigning) {
  const auto& terms = book().all().front().environment.revisits;
  auto a = signed_on("2022-06-10");
  a.story.land("2022-10-10").start("2022-11-01").produce("2022-12-01");
  EXPECT_EQ(next_revisit(a.story.project, day("2024-06-01"), terms), day("2024-12-01"));
  EXPECT_EQ(next_revisit(a.story.project, day("2024-06-02"), terms), std::nullopt);
  auto first = signed_on("2022-06-10");
  EXPECT_EQ(code(first.visit("2022-06-09", 5)), ErrorCode::invalid_body);
  EXPECT_TRUE(first.visit("2022-06-10", 5));
}
}  // namespace
}  // namespace luodi::monitor::test
