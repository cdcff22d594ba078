// What has climbed by then is part of a command's decision: a command that comes before the due job leaves what it
// leaves behind it.
#include "services/progress-monitor/domain/problem_climb.hpp"

#include "services/progress-monitor/domain/dispatch_close.hpp"
#include "tests/unit/services/progress-monitor/trouble.hpp"

namespace luodi::monitor::test {
namespace {
const Instant k_late = at("2022-07-20", 9);  // a problem of 20 June has passed three last days by then

// The same command after the due job ran each day, and before it ran at all.
struct Twins {
  Trouble prompt;
  Trouble late;
  Twins() {
    EXPECT_TRUE(prompt.report(k_bureau));
    EXPECT_TRUE(late.report(k_bureau));
  }
  template <class Decide, class Body>
  void both(Decide decide, const Body& body, Instant when, const Actor& who) {
    for (CivilDate d = day("2022-06-20"); instant_at(d) <= when; d = d.plus_days(1))
      prompt.run_due(instant_at(d));
    const auto first = prompt.give(decide, body, when, who);
    const auto second = late.give(decide, body, when, who);
    EXPECT_EQ(bool(first), bool(second));
    EXPECT_EQ(code(first), code(second));
  }
  // As they stand, but for the instants at which it was written down.
  static std::string read(const Trouble& t) {
    auto problem = *t.problem;
    for (auto& step : problem.escalations)
      step.at = Instant();
    return codec::encode(problem).dump();
  }
  void expect_same() const {
    EXPECT_EQ(read(late), read(prompt));
    EXPECT_EQ(late.jobs, prompt.jobs);
  }
};

TEST(ProblemClimb, WhatIsSolvedLateHasClimbed) {
  Twins t;
  t.both(decide_resolve, solved(), k_late, k_park);
  t.expect_same();
  EXPECT_EQ(t.late.problem->state, ProblemState::resolved);
  EXPECT_EQ(t.late.problem->level, ProblemLevel::city_leader);
  EXPECT_EQ(t.late.problem->escalations.size(), 3U);
  EXPECT_TRUE(t.late.jobs.empty());
}

TEST(ProblemClimb, BeforeItsProjectEndsIsOnRecordWhenItIsWithdrawn) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  const Instant ran_out = t.problem->due_at;
  t.story.leave(civil_date(ran_out).plus_days(1).str());
  t.run_due(k_late);
  EXPECT_EQ(t.problem->state, ProblemState::withdrawn);
  EXPECT_EQ(t.problem->level, ProblemLevel::park) << "not what ran out after the end";
  ASSERT_EQ(t.problem->escalations.size(), 1U);
  EXPECT_EQ(t.problem->escalations[0].step.at(k_late), ran_out);
}

// On 15 July the project goes to another park; the day of the problem ran out long before.
TEST(ProblemClimb, GoesToTheEntityOfItsDay) {
  Trouble t;
  t.story.land("2022-06-15");
  ASSERT_TRUE(t.report(k_bureau));
  domain::Allocated moved;
  moved.host = "MY-JK";
  moved.former = t.story.project.host;
  moved.allocated_on = day("2022-07-15");
  t.story.tell(moved, "2022-07-15");
  t.run_due(k_late);
  ASSERT_GE(t.problem->escalations.size(), 1U);
  EXPECT_EQ(t.problem->escalations[0].step.to, ProblemLevel::park);
  EXPECT_EQ(t.problem->escalations[0].step.owner, *moved.former);
}

TEST(ProblemClimb, HappensWhenItsDayRunsOutNotWhenSomebodyLooks) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  const Instant ran_out = t.problem->due_at;
  t.run_due(k_late);
  ASSERT_EQ(t.problem->escalations.size(), 3U);
  EXPECT_EQ(t.problem->escalations[0].step.at(k_late), ran_out);
  EXPECT_EQ(t.problem->escalations[1].step.at(k_late), t.problem->escalations[0].step.due_at);
  EXPECT_EQ(t.problem->escalations[0].step.former_owner, "MY-AX") << "who missed it";
  EXPECT_EQ(t.problem->escalations[2].step.former_owner, "bureau");
  EXPECT_FALSE(codec::encode(ProblemEscalated()).contains("former_owner")) << "as it was stored";
  EXPECT_EQ(t.problem->updated_at, t.problem->escalations[1].step.due_at) << "the last climb";
  EXPECT_EQ(level_at(*t.problem, ran_out), ProblemLevel::project);
  EXPECT_EQ(level_at(*t.problem, ran_out.plus_ms(1)), ProblemLevel::park);
}

TEST(ProblemClimb, AnotherDayDoesNotUndoWhatHasClimbed) {
  Twins t;
  t.both(decide_assign, AssignProblem{"MY-AX", day("2022-07-29"), "等批复"}, at("2022-07-08", 9), k_bureau);
  t.expect_same();
  EXPECT_EQ(t.late.problem->level, ProblemLevel::bureau);
  EXPECT_EQ(t.late.jobs.begin()->second, at("2022-07-30"));
}

TEST(ProblemClimb, AParkMeetsTheLevelThatItHasReachedByNow) {
  Twins t;
  t.both(decide_assign, AssignProblem{"MY-AX", {}, ""}, at("2022-07-05", 9), k_park);
  EXPECT_EQ(code(t.late.give(decide_assign, AssignProblem{"MY-AX", {}, ""}, at("2022-07-05", 9), k_park)),
            ErrorCode::forbidden);
  t.late.run_due(at("2022-07-05", 9));
  t.expect_same();
}

TEST(ProblemClimb, ByHandItClimbsFromTheLevelThatItHasReached) {
  Twins t;
  t.both(decide_escalate, EscalateProblem{"协调不下", {}}, at("2022-06-28", 9), k_park);
  t.expect_same();
  EXPECT_EQ(t.late.problem->level, ProblemLevel::bureau);
  EXPECT_TRUE(t.late.problem->escalations.at(0).step.automatic);
  EXPECT_FALSE(t.late.problem->escalations.at(1).step.automatic);
  EXPECT_EQ(t.late.problem->escalations.at(1).step.former_owner, t.late.problem->escalations.at(0).step.owner);
  Twins top;
  top.both(decide_escalate, EscalateProblem{"请示", {}}, k_late, k_bureau);
  EXPECT_EQ(code(top.late.give(decide_escalate, EscalateProblem{"请示", {}}, k_late, k_bureau)),
            ErrorCode::wrong_state);
}

TEST(ProblemClimb, UntilTheLastInstantOfItsDayNothingClimbs) {
  Twins t;
  t.both(decide_resolve, solved(), at("2022-06-28").plus_ms(-1), k_park);
  EXPECT_TRUE(t.late.problem->escalations.empty());
  Twins over;
  over.both(decide_resolve, solved(), at("2022-06-28"), k_park);
  over.expect_same();
  EXPECT_EQ(over.late.problem->escalations.size(), 1U);
}

TEST(ProblemClimb, WhileTheReporterHasTheWordNothingClimbs) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-21", 9), k_park));
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"反弹", {}}, k_late, k_bureau));
  EXPECT_TRUE(t.problem->escalations.empty());
  EXPECT_EQ(t.problem->level, ProblemLevel::project);
}

TEST(ProblemClimb, WithoutACalendarACommandStillWorks) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau, day("2026-12-31")));
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2027-01-10", 9), k_park));
  EXPECT_EQ(t.problem->level, ProblemLevel::project) << "never a guess";
  EXPECT_TRUE(t.jobs.empty());
}
}  // namespace
}  // namespace luodi::monitor::test
