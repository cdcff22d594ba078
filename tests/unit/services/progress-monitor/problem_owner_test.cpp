#include "services/progress-monitor/domain/problem_owner.hpp"

#include "tests/unit/services/progress-monitor/trouble.hpp"

namespace luodi::monitor::test {
namespace {
const Instant k_when = at("2022-06-21", 9);

TEST(ProblemOwner, IsSomebodyByCodeTitleOrName) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  const std::vector<std::pair<std::string, std::string>> known{{"my-gx", "MY-GX"},
                                                               {"绵阳高新区", "MY-GX"},
                                                               {"承载园区", "MY-GX"},
                                                               {"MY-AX", "MY-AX"},
                                                               {"安州区", "MY-AX"},
                                                               {"ZRZY", "自然资源部门"},
                                                               {"自然资源部门（ZRZY）", "自然资源部门"},
                                                               {"MY-SH", "MY-SH"},
                                                               {"驻上海办事处", "MY-SH"},
                                                               {"GDGS", "GDGS"},
                                                               {"bureau", "bureau"},
                                                               {"投资促进部门", "bureau"},
                                                               {"committee", "committee"},
                                                               {"leader", "leader"}};
  for (const auto& [given, kept] : known) {
    if (t.problem->owner == kept) {  // else it would be unchanged
      ASSERT_TRUE(t.give(decide_assign, AssignProblem{"leader", {}, ""}, k_when, k_park));
    }
    ASSERT_TRUE(t.give(decide_assign, AssignProblem{given, {}, ""}, k_when, k_park)) << given;
    EXPECT_EQ(t.problem->owner, kept) << given;
  }
}

TEST(ProblemOwner, NobodyIsRefusedWithTheListOfWhoMayBe) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  for (const auto* given : {"nobody", "小王", "不存在的单位"}) {
    const auto refused = t.give(decide_assign, AssignProblem{given, {}, ""}, k_when, k_bureau);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body) << given;
    const auto& field = refused.error().fields.at(0);
    EXPECT_EQ(field.pointer, "/owner");
    for (const auto* named : {given, "MY-GX", "ZRZY", "MY-SH", "committee"})
      EXPECT_NE(field.message.find(named), std::string::npos) << named;
  }
  EXPECT_EQ(t.problem->owner, "MY-AX") << "as it was";
  ReportProblem body;
  body.title = "缺电";
  body.owner = "nobody";
  EXPECT_EQ(code(decide_report_problem(t.on(), nullptr, body, context(k_when, k_bureau))), ErrorCode::invalid_body);
  body.owner = "ZRZY";
  const auto reported = decide_report_problem(t.on(), nullptr, body, context(k_when, k_bureau));
  ASSERT_TRUE(reported);
  EXPECT_EQ(reported->events.at(0).data.at("owner"), "自然资源部门");
}

TEST(ProblemOwner, AnotherParkIsNamedByTheBureauAlone) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  for (const auto& who : {k_park, actor(Role::committee, "", "committeeuser")})
    EXPECT_EQ(code(t.give(decide_assign, AssignProblem{"MY-JK", {}, ""}, k_when, who)), ErrorCode::forbidden);
  EXPECT_TRUE(t.give(decide_assign, AssignProblem{"绵阳经开区", {}, ""}, k_when, k_bureau));
  EXPECT_EQ(t.problem->owner, "MY-JK");
}

TEST(ProblemOwner, WhatIsNotReportedYetIsNotAssignedYet) {
  Trouble t;
  ReportProblem body;
  body.title = "缺电";
  body.owner = "MY-JK";
  const auto refused = decide_report_problem(t.on(), nullptr, body, context(k_when, k_park));
  ASSERT_EQ(code(refused), ErrorCode::forbidden);
  EXPECT_EQ(refused.error().next_zh.find("{id}"), std::string::npos) << refused.error().next_zh;
  EXPECT_NE(refused.error().next_zh.find("不填责任单位"), std::string::npos) << refused.error().next_zh;
  body.owner.clear();
  EXPECT_TRUE(decide_report_problem(t.on(), nullptr, body, context(k_when, k_park))) << "as it is told";
  ASSERT_TRUE(t.report(k_park));
  const auto later = t.give(decide_assign, AssignProblem{"MY-JK", {}, ""}, k_when, k_park);
  ASSERT_EQ(code(later), ErrorCode::forbidden);
  EXPECT_NE(later.error().next_zh.find("/v1/problems/{id}/assign"), std::string::npos) << later.error().next_zh;
}

TEST(ProblemOwner, ReportsItSolvedWhoeverThatIs) {
  const std::vector<std::pair<std::string, Actor>> owners{
      {"ZRZY", actor(Role::reviewer, "ZRZY", "landuser")}, {"自然资源部门", actor(Role::reviewer, "zrzy", "landuser")},
      {"GDGS", actor(Role::reviewer, "GDGS", "griduser")}, {"MY-SH", actor(Role::office, "MY-SH", "officeuser")},
      {"MY-JK", actor(Role::park, "MY-JK", "otherpark")},  {"leader", actor(Role::leader, "", "leaderuser")}};
  for (const auto& [owner, who] : owners) {
    Trouble t;
    ASSERT_TRUE(t.report(k_bureau));
    ASSERT_TRUE(t.give(decide_assign, AssignProblem{owner, {}, ""}, k_when, k_bureau)) << owner;
    ASSERT_TRUE(t.give(decide_resolve, solved(), k_when, who)) << owner;
    EXPECT_EQ(t.problem->state, ProblemState::resolved);
    EXPECT_EQ(code(t.give(decide_confirm, ConfirmProblem{}, k_when, who)), ErrorCode::forbidden)
        << "its reporter has the word";
  }
}

TEST(ProblemOwner, AnotherDepartmentOrOfficeReportsNothingSolved) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  ASSERT_TRUE(t.give(decide_assign, AssignProblem{"ZRZY", {}, ""}, k_when, k_bureau));
  for (const auto& who : {actor(Role::reviewer, "GDGS", "griduser"), actor(Role::reviewer, "", "nobodys"),
                          actor(Role::office, "MY-SH", "officeuser")}) {
    const auto refused = t.give(decide_resolve, solved(), k_when, who);
    ASSERT_EQ(code(refused), ErrorCode::forbidden) << who.username;
    EXPECT_NE(refused.error().detail.find("自然资源部门"), std::string::npos) << refused.error().detail;
  }
  ASSERT_TRUE(t.give(decide_resolve, solved(), k_when, k_park)) << "as before";
}

TEST(ProblemOwner, GivenToWhomItBelongsAlreadyIsNoAssignmentUnlessItsDayMoves) {
  Trouble t;
  ASSERT_TRUE(t.report(k_park));
  AssignProblem c;
  c.owner = t.problem->owner;
  const auto same = t.give(decide_assign, c, at("2022-06-21", 9), k_bureau);
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().fields.at(0).pointer, "/owner");
  EXPECT_EQ(same.error().fields.at(0).code, "unchanged");
  c.due_on = last_day(*t.problem);
  EXPECT_EQ(code(t.give(decide_assign, c, at("2022-06-21", 9), k_bureau)), ErrorCode::invalid_body)
      << "nor is its day, told once more";
  c.due_on = last_day(*t.problem).plus_days(1);
  c.reason = "缓期";
  EXPECT_TRUE(t.give(decide_assign, c, at("2022-06-21", 9), k_bureau));
}
}  // namespace
}  // namespace luodi::monitor::test
