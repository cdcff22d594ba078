#include "services/progress-monitor/domain/problem_day.hpp"

#include "tests/unit/services/progress-monitor/trouble.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_committee = actor(Role::committee, "", "committeeuser");
const Actor k_leader = actor(Role::leader, "", "leaderuser");
const Actor k_land = actor(Role::reviewer, "ZRZY", "landuser");
const Instant k_next_day = at("2022-06-21", 9);

AssignProblem until(std::string_view last_day, const std::string& owner = "MY-AX") {
  return {owner, day(last_day), "等批复"};
}
template <class T>
std::string told(const Expected<T>& refused) {
  return refused ? "" : refused.error().fields.empty() ? refused.error().detail : refused.error().fields[0].message;
}
template <class T>
std::string field_code(const Expected<T>& refused) {
  return refused || refused.error().fields.empty() ? "" : refused.error().fields[0].code;
}

TEST(ProblemDay, WhoeverOwesTheSolutionDoesNotPutItOff) {
  Trouble t;
  ASSERT_TRUE(t.report(k_land));
  ASSERT_EQ(t.problem->owner, "MY-AX");
  const auto refused = t.give(decide_assign, until("2022-07-10"), k_next_day, k_park);
  ASSERT_EQ(code(refused), ErrorCode::forbidden);
  EXPECT_NE(told(refused).find("2022-06-27"), std::string::npos) << "the day as it stands";
  EXPECT_NE(refused.error().next_zh.find("POST /v1/problems/{id}/assign"), std::string::npos);
  EXPECT_EQ(code(t.give(decide_assign, until("2022-07-10"), k_next_day, k_leader)), ErrorCode::forbidden);
  EXPECT_EQ(code(t.give(decide_assign, until("2022-06-22"), k_next_day, k_park)), ErrorCode::forbidden)
      << "nor draws it near";
  EXPECT_TRUE(t.give(decide_assign, until("2022-07-11"), k_next_day, k_bureau));
  EXPECT_TRUE(t.give(decide_assign, until("2022-07-12"), k_next_day, k_committee));
  EXPECT_TRUE(t.give(decide_assign, until("2022-07-13"), k_next_day, k_land)) << "who reported it";
}

TEST(ProblemDay, AReporterWhoOwesTheSolutionDoesNotPutItOffEither) {
  Trouble own;  // the park reports what it has to solve itself
  ASSERT_TRUE(own.report(k_park, day("2022-06-30")));
  EXPECT_EQ(code(own.give(decide_assign, until("2022-07-10"), k_next_day, k_park)), ErrorCode::forbidden);
  EXPECT_EQ(code(own.give(decide_escalate, EscalateProblem{"协调不下", day("2022-08-10")}, k_next_day, k_park)),
            ErrorCode::forbidden);
  ASSERT_TRUE(own.give(decide_resolve, solved(), k_next_day, k_park));
  EXPECT_EQ(code(own.give(decide_reopen, ReopenProblem{"反弹", day("2022-08-10")}, k_next_day, k_park)),
            ErrorCode::forbidden);
  ASSERT_TRUE(own.give(decide_reopen, ReopenProblem{"反弹", {}}, k_next_day, k_park))
      << "the policy's days are nobody's";
  EXPECT_EQ(own.problem->due_at, at("2022-06-29"));

  Trouble department;  // by its title, of whose accounts the code is
  ASSERT_TRUE(department.report(k_land));
  ASSERT_TRUE(department.give(decide_assign, AssignProblem{"自然资源部门", {}, ""}, k_next_day, k_bureau));
  EXPECT_EQ(code(department.give(decide_escalate, EscalateProblem{"x", day("2022-07-10")}, k_next_day, k_land)),
            ErrorCode::forbidden);
}

TEST(ProblemDay, ThatIsOverNamesBothDays) {
  Trouble t;
  const auto refused = t.report(k_bureau, day("2022-06-19"));
  EXPECT_EQ(field_code(refused), "past");
  EXPECT_NE(told(refused).find("期限 2022-06-19 已过，今天是 2022-06-20"), std::string::npos) << told(refused);
}

TEST(ProblemDay, LiesWithinTheDaysOfThePolicyButForTheBureau) {
  const int days = book().all().front().problem.due_latest_days;
  const CivilDate latest = day("2022-06-20").plus_days(days);
  Trouble t;
  const auto refused = t.report(k_land, latest.plus_days(1));
  EXPECT_EQ(field_code(refused), "too_late");
  EXPECT_NE(told(refused).find(latest.str()), std::string::npos) << told(refused);
  EXPECT_TRUE(t.report(k_land, latest));
  EXPECT_EQ(field_code(t.give(decide_assign, until("2022-12-30"), k_next_day, k_committee)), "too_late");
  EXPECT_TRUE(t.give(decide_assign, until("2022-12-30"), k_next_day, k_bureau));
}

TEST(ProblemDay, LiesWithinThePublishedCalendar) {
  Trouble t;
  const auto refused = t.report(k_bureau, day("2027-01-04"));
  EXPECT_EQ(field_code(refused), "beyond_calendar");
  EXPECT_NE(told(refused).find("2026-12-31"), std::string::npos) << told(refused);
  EXPECT_EQ(field_code(t.report(k_bureau, day("9999-12-31"))), "beyond_calendar");
  EXPECT_TRUE(t.report(k_bureau, day("2026-12-31")));
}

TEST(ProblemDay, IsNamedWhereNoneCanBeCounted) {
  Trouble t;
  const auto when = at("2027-01-05", 9);
  const std::vector<Concerning<Problem>> none;
  ReportProblem body;
  body.title = "用地指标未落实";
  const auto counted = decide_report_problem(t.on(), &none, body, context(when, k_land));
  ASSERT_EQ(code(counted), ErrorCode::no_calendar);
  EXPECT_NE(counted.error().next_zh.find("due_on"), std::string::npos);
  body.due_on = day("2027-01-20");
  EXPECT_TRUE(decide_report_problem(t.on(), &none, body, context(when, k_land)));
}
}  // namespace
}  // namespace luodi::monitor::test
