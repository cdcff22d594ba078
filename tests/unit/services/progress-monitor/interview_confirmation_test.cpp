// Where a notice waits for the committee office (interview.issue = on_confirmation) the office has a clock for it:
// reminded, then overdue, until it issues, holds back or withdraws.
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
// Opened on Tuesday 16 August: the two working days of the grace end with Thursday the 18th.
Ledger waiting(domain::Project project = negotiating().project) {
  Ledger l(std::move(project), book_with([](policy::Policy& p) { p.interview.issue = "on_confirmation"; }));
  l.evaluate(at("2022-08-16"));
  return l;
}
const StepClock& clock_of(const Ledger& l) {
  return *monitor::clock_of(l.interviews.at(k_id), Step::confirmation);
}
std::int64_t told(const Ledger& l, const std::string& fact) {
  return std::count(l.facts.begin(), l.facts.end(), "interview." + fact);
}
bool watched(const Ledger& l) {
  return std::any_of(l.deadlines.begin(), l.deadlines.end(),
                     [](const auto& job) { return job.first.ends_with(":confirmation"); });
}

TEST(InterviewConfirmation, TheOfficeIsRemindedOnceAndThenOverdueOnce) {
  auto l = waiting();
  ASSERT_EQ(clock_of(l).due_at, at("2022-08-19"));
  EXPECT_EQ(clock_of(l).due_at, l.only().grace_until);
  EXPECT_EQ(clock_of(l).remind_at, at("2022-08-17", 9)) << "a working day before the last one";
  l.run_due(at("2022-08-17", 8), at("2022-08-16"));
  EXPECT_EQ(told(l, "reminded") + told(l, "overdue"), 0);
  l.run_due(at("2022-08-17", 9), at("2022-08-16"));
  EXPECT_EQ(told(l, "reminded"), 1);
  l.run_due(at("2022-08-30"), at("2022-08-16"));
  EXPECT_EQ(told(l, "reminded"), 1);
  EXPECT_EQ(told(l, "overdue"), 1);
  EXPECT_EQ(l.only().state, InterviewState::opened) << "only people decide";
  EXPECT_EQ(clock_of(l).state, ClockState::overdue);
}

TEST(InterviewConfirmation, LateAndTwiceItIsOverdueOnce) {
  auto l = waiting();
  l.run_due(at("2022-08-25"), at("2022-08-25"));
  for (const auto* job : {"remind:", "overdue:"})
    l.clock_job(job + k_id + ":confirmation", at("2022-08-26"));
  EXPECT_EQ(told(l, "reminded"), 0) << "being overdue says it all";
  EXPECT_EQ(told(l, "overdue"), 1);
}

TEST(InterviewConfirmation, TheNoticeOrAHoldBackStopsItsClock) {
  for (const auto* on : {"2022-08-17", "2022-08-22"}) {  // in time, and overdue
    auto issued = waiting();
    issued.run_due(at(on), at("2022-08-16"));
    auto held = issued;
    ASSERT_TRUE(issued.give(decide_issue, k_id, Issue{}, at(on, 10), k_committee)) << on;
    ASSERT_TRUE(held.give(decide_hold_back, k_id, HoldBack{"核实企业情况"}, at(on, 10), k_committee)) << on;
    for (const auto* l : {&issued, &held}) {
      EXPECT_EQ(clock_of(*l).state, ClockState::done) << on;
      EXPECT_EQ(clock_of(*l).done_at, at(on, 10));
      EXPECT_EQ(clock_of(*l).overdue_at.has_value(), at(on) > at("2022-08-19")) << "a miss stays on record";
      EXPECT_FALSE(watched(*l)) << on;
    }
    EXPECT_EQ(monitor::clock_of(held.only(), Step::hold_back)->state, ClockState::open);
  }
}

TEST(InterviewConfirmation, WithdrawnNobodyIsRemindedAnyMore) {
  auto by_office = waiting();
  ASSERT_TRUE(by_office.give(decide_withdraw, k_id, Withdraw{"事由消失"}, at("2022-08-17"), k_committee));
  EXPECT_FALSE(watched(by_office));
  auto by_exit = waiting();
  by_exit.project = negotiating().leave("2022-08-17").project;
  by_exit.evaluate(at("2022-08-17", 10));
  ASSERT_EQ(by_exit.only().state, InterviewState::closed);
  EXPECT_FALSE(watched(by_exit));
  const auto unseen = waiting(negotiating().leave("2022-08-16").project);
  ASSERT_EQ(unseen.only().state, InterviewState::closed) << "the exit came before the look";
  EXPECT_FALSE(watched(unseen));
}

TEST(InterviewConfirmation, LateEvidenceWithdrawsItAlsoWhenTheOfficeIsOverdue) {
  auto l = waiting();
  l.run_due(at("2022-08-19"), at("2022-08-16"));
  auto moved = negotiating();
  moved.progress("2022-07-20", domain::ProgressKind::milestone, true, "2022-08-22");
  l.project = moved.project;
  auto unlooked = waiting();  // nobody has run the job of the clock yet
  unlooked.project = moved.project;
  for (auto* each : {&l, &unlooked}) {
    each->evaluate(at("2022-08-22", 10));
    EXPECT_EQ(each->only().state, InterviewState::withdrawn) << "no notice is out";
    EXPECT_FALSE(watched(*each));
  }
}

TEST(InterviewConfirmation, OneOfOlderCommitsBeginsItsClockWithTheDayOfItsOpening) {
  auto l = waiting();
  InterviewOpened old;
  for (const auto& [raised, when] : l.log)
    if (raised.fact == InterviewOpened::fact) old = *codec::decode<InterviewOpened>(raised.data);
  old.deadlines.clear();
  EXPECT_FALSE(codec::encode(old).contains("deadlines")) << "byte for byte";
  domain::EventMeta meta;
  meta.at = at("2022-08-16");
  l.interviews.at(k_id) = {};
  apply(l.interviews.at(k_id), old, meta);
  l.deadlines.clear();
  ASSERT_TRUE(l.only().clocks.empty());
  l.evaluate(at("2022-08-22"));
  ASSERT_TRUE(monitor::clock_of(l.only(), Step::confirmation));
  EXPECT_EQ(clock_of(l).due_at, at("2022-08-19"));
  const auto facts = l.facts;
  l.evaluate(at("2022-08-22", 1));
  EXPECT_EQ(l.facts, facts) << "twice";
  l.run_due(at("2022-08-23"), at("2022-08-22", 2));
  EXPECT_EQ(told(l, "overdue"), 1);
}

TEST(InterviewConfirmation, AfterTheGraceThereIsNoneBecauseTheNoticeIssuesByItself) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  EXPECT_TRUE(l.only().clocks.empty());
  EXPECT_FALSE(watched(l));
}

TEST(InterviewConfirmation, WithoutACalendarItsDayIsBlockedAndAskedForEveryDay) {
  Ledger l(negotiating().project, book_with([](policy::Policy& p) { p.interview.issue = "on_confirmation"; }));
  l.evaluate(at("2026-12-30"));
  ASSERT_FALSE(l.interviews.empty());
  const auto* clock = monitor::clock_of(l.interviews.begin()->second, Step::confirmation);
  ASSERT_TRUE(clock);
  EXPECT_FALSE(clock->due_at);
  EXPECT_FALSE(clock->blocked.empty());
  EXPECT_TRUE(watched(l));
}
}  // namespace
}  // namespace luodi::monitor::test
