// An interview that is held back comes back to the committee office: reminded, then overdue, until it is issued or
// withdrawn.
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
const std::string k_reminded = "interview.reminded";
const std::string k_overdue = "interview.overdue";

// Opened on Tuesday 16 August, held back on the 17th: ten working days later is Wednesday 31 August.
Ledger held_back() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  EXPECT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实企业情况"}, at("2022-08-17", 10), k_committee));
  return l;
}
const StepClock& clock_of(const Ledger& l) {
  return *monitor::clock_of(l.interviews.at(k_id), Step::hold_back);
}
std::int64_t told(const Ledger& l, const std::string& fact) {
  return std::count(l.facts.begin(), l.facts.end(), fact);
}
bool watched(const Ledger& l) {
  return std::any_of(l.deadlines.begin(), l.deadlines.end(),
                     [](const auto& job) { return job.first.ends_with(":hold_back"); });
}

TEST(InterviewHoldBack, TheOfficeIsRemindedOnceAndThenOverdueOnce) {
  auto l = held_back();
  ASSERT_EQ(clock_of(l).due_at, at("2022-09-01"));
  EXPECT_EQ(clock_of(l).remind_at, at("2022-08-30", 9)) << "a working day before the last one";
  l.run_due(at("2022-08-30", 8), at("2022-08-17"));
  EXPECT_EQ(told(l, k_reminded) + told(l, k_overdue), 0);
  l.run_due(at("2022-08-30", 9), at("2022-08-17"));
  EXPECT_EQ(told(l, k_reminded), 1);
  l.run_due(at("2022-10-01"), at("2022-08-17"));
  EXPECT_EQ(told(l, k_reminded), 1);
  EXPECT_EQ(told(l, k_overdue), 1);
  EXPECT_EQ(l.only().state, InterviewState::held_back) << "only people decide";
  EXPECT_EQ(clock_of(l).state, ClockState::overdue);
  EXPECT_EQ(clock_of(l).overdue_at, at("2022-09-01"));
}

TEST(InterviewHoldBack, LateAndTwiceItIsOverdueOnceAndNotRemindedAnyMore) {
  auto l = held_back();
  l.run_due(at("2022-09-10"), at("2022-09-10"));
  EXPECT_EQ(told(l, k_reminded), 0) << "being overdue says it all";
  EXPECT_EQ(told(l, k_overdue), 1);
  EXPECT_EQ(clock_of(l).due_at, at("2022-09-01")) << "as it was told";
  for (const auto* job : {"remind:", "overdue:"})
    l.clock_job(job + k_id + ":hold_back", at("2022-09-11"));
  EXPECT_EQ(told(l, k_reminded) + told(l, k_overdue), 1);
}

TEST(InterviewHoldBack, TheNoticeStopsTheClock) {
  for (const auto* on : {"2022-08-24", "2022-09-05"}) {  // in time, and overdue
    auto l = held_back();
    l.run_due(at(on), at("2022-08-17"));
    ASSERT_TRUE(l.give(decide_issue, k_id, Issue{}, at(on, 10), k_committee)) << on;
    EXPECT_EQ(clock_of(l).state, ClockState::done) << on;
    EXPECT_EQ(clock_of(l).done_at, at(on, 10));
    EXPECT_EQ(clock_of(l).overdue_at.has_value(), at(on) > at("2022-09-01")) << "a miss stays on record";
    EXPECT_FALSE(watched(l)) << on;
  }
}

TEST(InterviewHoldBack, WithdrawnNobodyIsRemindedAnyMore) {
  auto by_office = held_back();
  ASSERT_TRUE(by_office.give(decide_withdraw, k_id, Withdraw{"事由消失"}, at("2022-08-24"), k_committee));
  EXPECT_FALSE(watched(by_office));
  auto by_evidence = held_back();
  auto moved = negotiating();
  moved.progress("2022-07-20", domain::ProgressKind::milestone, true, "2022-08-20");
  by_evidence.project = moved.project;
  by_evidence.evaluate(at("2022-08-20", 10));
  ASSERT_EQ(by_evidence.only().state, InterviewState::withdrawn);
  EXPECT_FALSE(watched(by_evidence));
  auto by_exit = held_back();
  by_exit.project = negotiating().leave("2022-08-22").project;
  by_exit.evaluate(at("2022-08-22", 10));
  ASSERT_EQ(by_exit.only().state, InterviewState::closed);
  EXPECT_FALSE(watched(by_exit));
}

TEST(InterviewHoldBack, AViewShowsNoHourForWhichNobodyWasCalled) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  ASSERT_EQ(l.only().grace_until, at("2022-08-19"));
  EXPECT_EQ(meeting_shown(l.only(), at("2022-08-19", 23)), at("2022-08-24", 9, 30)) << "the plan";
  EXPECT_FALSE(meeting_shown(l.only(), at("2022-08-20"))) << "a notice of today is for a later day";
  l = held_back();
  ASSERT_TRUE(l.only().meeting_at) << "stored as it was";
  EXPECT_FALSE(meeting_shown(l.only(), at("2022-08-17", 11)));
  auto gone = l;
  ASSERT_TRUE(gone.give(decide_withdraw, k_id, Withdraw{"事由消失"}, at("2022-08-18"), k_committee));
  EXPECT_FALSE(meeting_shown(gone.only(), at("2022-08-18")));
  ASSERT_TRUE(l.give(decide_issue, k_id, Issue{}, at("2022-08-24", 10), k_committee));
  ASSERT_TRUE(l.only().meeting_at);
  EXPECT_EQ(meeting_shown(l.only(), at("2022-12-01")), l.only().meeting_at) << "called, it is on record";
}

TEST(InterviewHoldBack, OneOfOlderCommitsBeginsItsClockWithTheDayOfTheHoldBack) {
  auto l = Ledger(negotiating().project);
  l.evaluate(at("2022-08-16"));
  domain::Decision old;
  const auto event = codec::decode<InterviewHeldBack>(codec::Json{{"reason", "核实企业情况"}});
  ASSERT_TRUE(event);
  EXPECT_EQ(codec::encode(*event), (codec::Json{{"reason", "核实企业情况"}})) << "byte for byte";
  old.raise<Interview>(k_id, *event, "");
  old.cancel(grace_job(k_id));
  l.take(old, at("2022-08-17", 10));
  ASSERT_TRUE(l.only().clocks.empty());
  l.evaluate(at("2022-09-01"));
  EXPECT_EQ(clock_of(l).due_at, at("2022-09-01"));
  EXPECT_TRUE(watched(l));
  const auto facts = l.facts;
  l.evaluate(at("2022-09-01", 1));
  EXPECT_EQ(l.facts, facts) << "twice";
  l.run_due(at("2022-09-02"), at("2022-09-01", 2));
  EXPECT_EQ(told(l, k_overdue), 1);
}

TEST(InterviewHoldBack, WithoutACalendarItsDayIsBlockedAndComesWithTheCalendar) {
  Ledger l(negotiating().project);
  l.evaluate(at("2026-12-28"));
  ASSERT_FALSE(l.interviews.empty());
  const std::string id = l.interviews.begin()->first;
  ASSERT_TRUE(l.give(decide_hold_back, id, HoldBack{"核实企业情况"}, at("2026-12-28", 10), k_committee));
  const auto* clock = monitor::clock_of(l.interviews.at(id), Step::hold_back);
  ASSERT_TRUE(clock);
  EXPECT_FALSE(clock->due_at);
  EXPECT_FALSE(clock->blocked.empty());
  EXPECT_TRUE(watched(l)) << "asked again every day";
}
}  // namespace
}  // namespace luodi::monitor::test
