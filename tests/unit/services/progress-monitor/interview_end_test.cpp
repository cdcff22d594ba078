// What has ended stays ended: no command, no job and no evaluation changes it, nothing watches it any more; and a
// second interview is the last one.
#include "services/progress-monitor/domain/interview_second.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
const std::string k_second = k_id + "_2";

// Everything but the verification of the first interview is filed; the window opens on 16 September.
Ledger reported() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  file_all(l);
  return l;
}
void withdraw(Ledger& l) {
  ASSERT_TRUE(l.give(decide_withdraw, k_id, Withdraw{"另行处理"}, at("2022-09-16"), k_committee));
}
void close(Ledger& l) {
  auto moved = negotiating();
  moved.progress("2022-09-12");
  l.project = moved.project;
  ASSERT_TRUE(l.give(decide_verification, k_id, Verify{true, "已复工", {}}, at("2022-09-16"), k_bureau));
}
void escalate_first(Ledger& l) {
  const auto blank = l.give(decide_verification, k_id, Verify{false, " \u3000", {}}, at("2022-09-16"), k_bureau);
  ASSERT_FALSE(blank);
  EXPECT_EQ(blank.error().fields.at(0).pointer, "/text");
  ASSERT_TRUE(l.give(decide_verification, k_id, Verify{false, "未复工", {}}, at("2022-09-16"), k_bureau));
}
void leave(Ledger& l) {
  auto story = negotiating();
  story.leave("2022-09-16");
  l.project = story.project;
  l.evaluate(at("2022-09-16", 12));
}

// Whoever moved after the notice and stands still again at the end of the window is in a stall of its own: that one has
// its interview, and this one waits for the bureau's word instead of leading to a second one beside it.
TEST(InterviewEnd, AStallOfItsOwnLeadsToNoSecondInterviewBesideTheNewOne) {
  auto story = negotiating();
  Ledger l(story.project);
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(l.give(decide_minutes, k_id, minutes(), at("2022-08-25", 10), k_committee));
  ASSERT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::plan), at("2022-08-29"), k_park));
  ASSERT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::report), at("2022-09-10"), k_park));
  l.project = story.progress("2022-08-20").project;
  auto& window = *std::find_if(l.interviews.at(k_id).clocks.begin(), l.interviews.at(k_id).clocks.end(),
                               [](const StepClock& c) { return c.step == Step::verification; });
  window.due_at = at("2022-11-01");  // 09-H1 to 10-H2 stand still
  l.clock_job(overdue_job(k_id, Step::verification), at("2022-11-01"));
  EXPECT_EQ(l.interviews.at(k_id).state, InterviewState::reported);
  EXPECT_EQ(clock_of(l.interviews.at(k_id), Step::verification)->state, ClockState::overdue);
  l.evaluate(at("2022-11-01"));
  ASSERT_EQ(l.interviews.size(), 2U);
  EXPECT_EQ(l.interviews.at("int_1_2022-09-H1").level, 1);
}

// Whoever was called to rectify answers for it, also where the project has another host since.
TEST(InterviewEnd, TheSecondInterviewIsThatOfTheEntityThatFailed) {
  auto l = reported();
  l.project.first_talk->owner = "MY-GX";
  ASSERT_TRUE(l.give(decide_verification, k_id, Verify{false, "未复工", {}}, at("2022-09-16"), k_bureau));
  EXPECT_EQ(l.interviews.at(k_second).responsible_org, "MY-AX");
}

// Who files neither plan nor report does not keep it from being judged: an overdue report starts the verification.
TEST(InterviewEnd, WithoutAReportItIsVerifiedOnceTheReportIsOverdue) {
  for (const bool passed : {true, false}) {
    Ledger l(negotiating().project);
    l.evaluate(at("2022-08-16"));
    l.grace(at("2022-08-19"));
    ASSERT_TRUE(l.give(decide_minutes, k_id, minutes(), at("2022-08-25", 10), k_committee));
    const Verify verify{passed, "现场核实", {}};
    EXPECT_EQ(l.give(decide_verification, k_id, verify, at("2022-09-20"), k_bureau).error().code, ErrorCode::too_early);
    const auto offers = [&](InterviewCommand command) {
      for (const auto* row : next_commands(l.interviews.at(k_id)))
        if (row->command == command) return true;
      return false;
    };
    EXPECT_FALSE(offers(InterviewCommand::verification));
    l.clock_job(overdue_job(k_id, Step::report), at("2022-09-25"));
    ASSERT_TRUE(clock_of(l.interviews.at(k_id), Step::verification));
    EXPECT_TRUE(offers(InterviewCommand::verification) && offers(InterviewCommand::plan));
    if (passed) {
      auto moved = negotiating();
      moved.progress("2022-09-12");
      l.project = moved.project;
    }
    const auto before = l.give(decide_verification, k_id, verify, at("2022-09-30"), k_bureau);
    EXPECT_EQ(before.error().code, ErrorCode::too_early) << "its window opens with the next cycle";
    const auto done = l.give(decide_verification, k_id, verify, at("2022-10-08"), k_bureau);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(l.interviews.at(k_id).state, passed ? InterviewState::closed : InterviewState::escalated);
  }
}

TEST(InterviewEnd, NothingIsWatchedAndNothingChangesAnyMore) {
  for (const auto end : {withdraw, close, escalate_first, leave}) {
    auto l = reported();
    end(l);
    ASSERT_TRUE(has_ended(l.interviews.at(k_id)));
    for (const auto& [job, when] : l.deadlines)
      EXPECT_TRUE(job.starts_with("evaluate:") || job.find(k_second) != std::string::npos) << job;
    const auto before = codec::encode(l.interviews.at(k_id));
    const Instant later = at("2022-11-20");
    const auto refused = [&](const Expected<void>& done) {
      ASSERT_FALSE(done);
      EXPECT_EQ(done.error().code, ErrorCode::wrong_state);
    };
    refused(l.give(decide_hold_back, k_id, HoldBack{"核实"}, later, k_committee));
    refused(l.give(decide_issue, k_id, Issue{}, later, k_committee));
    refused(l.give(decide_schedule, k_id, Schedule{later.plus_ms(1), "", ""}, later, k_committee));
    refused(l.give(decide_explanation, k_id, Explain{"说明", {}, "更正"}, later, k_park));
    refused(l.give(decide_minutes, k_id, minutes(), later, k_committee));
    refused(l.give(decide_rectification, k_id, rectify(RectificationKind::plan, "更正"), later, k_park));
    refused(l.give(decide_rectification, k_id, rectify(RectificationKind::report), later, k_park));
    refused(l.give(decide_verification, k_id, Verify{true, "核实", {}}, later, k_bureau));
    refused(l.give(decide_withdraw, k_id, Withdraw{"撤销"}, later, k_committee));
    for (const auto step : {Step::explanation, Step::minutes, Step::plan, Step::report, Step::verification}) {
      l.clock_job(remind_job(k_id, step), later);
      l.clock_job(overdue_job(k_id, step), later);
    }
    l.evaluate(later);
    EXPECT_EQ(codec::encode(l.interviews.at(k_id)), before);
    EXPECT_TRUE(next_commands(l.interviews.at(k_id)).empty());
  }
}

TEST(InterviewEnd, EveryPaperIsANewNumberForReceivers) {
  auto l = reported();
  EXPECT_EQ(l.only().sequence, 5) << "issued, explained, held, planned, reported";
  ASSERT_TRUE(l.give(decide_explanation, k_id, Explain{"补充", {}, "补充附件"}, at("2022-09-11"), k_park));
  EXPECT_EQ(l.only().sequence, 6);
  auto closed = l;
  close(closed);
  EXPECT_EQ(closed.interviews.at(k_id).sequence, 7);
  escalate_first(l);
  EXPECT_EQ(l.interviews.at(k_id).sequence, 7);
}

TEST(InterviewEnd, WhatAnExitLeftUndoneIsNotDone) {
  auto l = reported();
  leave(l);
  EXPECT_EQ(l.only().outcome, k_project_exited);
  EXPECT_EQ(clock_of(l.only(), Step::verification)->state, ClockState::open);
  EXPECT_EQ(std::count(l.facts.begin(), l.facts.end(), "interview.closed"), 1);
}

TEST(InterviewEnd, ASecondInterviewIsTheLastOne) {
  auto l = reported();
  escalate_first(l);
  ASSERT_TRUE(l.give(decide_issue, k_second, Issue{}, at("2022-09-19"), k_committee));
  ASSERT_TRUE(l.give(decide_minutes, k_second, minutes(), at("2022-09-26"), k_committee));
  ASSERT_TRUE(l.give(decide_rectification, k_second, rectify(RectificationKind::plan), at("2022-09-27"), k_park));
  ASSERT_TRUE(l.give(decide_rectification, k_second, rectify(RectificationKind::report), at("2022-09-28"), k_park));
  ASSERT_TRUE(l.give(decide_verification, k_second, Verify{false, "未复工", {}}, at("2022-10-10"), k_bureau));
  EXPECT_EQ(l.interviews.at(k_second).state, InterviewState::escalated);
  EXPECT_EQ(l.interviews.at(k_second).second_id, "");
  l.evaluate(at("2022-12-01"));
  EXPECT_EQ(l.interviews.size(), 2U);
}

// Second interviews that are still pending when the stall that called them goes away.
TEST(InterviewEnd, ASecondOneForAStallIsWithdrawnWithItTheOtherOneIsNot) {
  for (const bool stall : {true, false}) {
    auto l = reported();
    if (stall)
      l.run_due(at("2022-10-16"), at("2022-10-16"));
    else
      escalate_first(l);
    ASSERT_EQ(l.interviews.size(), 2U);
    ASSERT_EQ(l.interviews.at(k_second).state, InterviewState::opened);
    // Evidence of July leaves 07-H2 to 09-H2 and with them the stall; that of September leaves one cycle.
    auto still = negotiating();
    still.progress("2022-07-10", domain::ProgressKind::milestone, true, "2022-10-16");
    l.project = still.project;
    l.evaluate(at("2022-10-16", 10));
    EXPECT_EQ(l.interviews.at(k_second).state, InterviewState::opened);
    auto moved = negotiating();
    moved.progress("2022-09-20", domain::ProgressKind::milestone, true, "2022-10-16");
    l.project = moved.project;
    l.evaluate(at("2022-10-16", 11));
    EXPECT_EQ(l.interviews.at(k_second).state, stall ? InterviewState::withdrawn : InterviewState::opened);
  }
}

TEST(InterviewEnd, AStallOfExactlyTheLimitStillStands) {
  auto l = reported();
  l.run_due(at("2022-10-16"), at("2022-10-16"));
  auto four = negotiating();  // idle: 08-H2, 09-H1, 09-H2, 10-H1
  four.progress("2022-08-10", domain::ProgressKind::milestone, true, "2022-10-16");
  l.project = four.project;
  l.evaluate(at("2022-10-16", 10));
  EXPECT_EQ(l.watch->idle_cycles, 4);
  EXPECT_EQ(l.interviews.at(k_second).state, InterviewState::opened);
  auto three = negotiating();
  three.progress("2022-08-20", domain::ProgressKind::milestone, true, "2022-10-16");
  l.project = three.project;
  l.evaluate(at("2022-10-16", 11));
  EXPECT_EQ(l.interviews.at(k_second).state, InterviewState::withdrawn);
}

TEST(InterviewEnd, StillIdleMeansIdleInTheLastCycleInScopeAndAtTheLimit) {
  const auto& p = book().all().front().interview;
  const auto look = [&](const domain::Project& project) {
    return still_idle(evaluate(project, book(), at("2022-10-16")), p);
  };
  EXPECT_TRUE(look(negotiating().project));
  auto four = negotiating();
  EXPECT_TRUE(look(four.progress("2022-08-10").project));
  auto three = negotiating();
  EXPECT_FALSE(look(three.progress("2022-08-20").project));
  auto excused = negotiating();
  excused.claim("exm_1", "2022-10-H1", 1, "2022-10-02").decide("exm_1", true, 1, "2022-10-03");
  EXPECT_FALSE(look(excused.project)) << "the last cycle is excused";
  auto small = negotiating();
  small.sign("2022-06-10", yi(5)).amend("2022-10-16", yi(4), "2022-10-16");
  EXPECT_FALSE(look(small.project)) << "below the threshold on the day itself";
}

// Told after the notice: what lies before the cycle that made it due leaves that cycle in the stall of the interview.
TEST(InterviewEnd, AStallThatBeginsWithTheDueCycleIsStillThatOfTheInterview) {
  for (const auto& [moved_on, same_stall] : {std::pair("2022-07-20", true), std::pair("2022-08-10", false)}) {
    auto story = negotiating();
    auto l = reported();
    ASSERT_EQ(l.only().trigger, cycle("2022-08-H1"));
    story.progress(moved_on, domain::ProgressKind::milestone, true, "2022-09-11");
    l.project = story.project;
    l.evaluate(at("2022-09-11", 12));
    l.run_due(at("2022-10-20"), at("2022-09-11", 12));
    EXPECT_EQ(l.interviews.at(k_id).state == InterviewState::escalated, same_stall) << moved_on;
  }
}
}  // namespace
}  // namespace luodi::monitor::test
