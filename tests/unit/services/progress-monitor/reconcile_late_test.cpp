// What intake records while nobody looks: a late look leaves the interview that a prompt one would have left, whatever
// was recorded since.
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {

// Opened on 16 August; its notice is due on the 19th.
Ledger opened() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  EXPECT_EQ(l.only().grace_until, at("2022-08-19"));
  return l;
}
// Signed on 1 August for less than the threshold, so there was no stall of four cycles: recorded on that day.
Story signed_small(std::string_view recorded) {
  auto story = negotiating();
  domain::AgreementSigned e;
  e.agreement = "formal";
  e.signed_on = day("2022-08-01");
  e.agreed_amount_fen = yi(4);
  story.tell(e, recorded);
  return story;
}

TEST(ReconcileLate, AFactOfBeforeTheDueNoticeWithdrawsItAndALaterOneDoesNotKeepIt) {
  for (const bool amended : {false, true}) {
    auto l = opened();
    auto story = signed_small("2022-08-17");
    if (amended) story.amend("2022-08-01", yi(6), "2022-08-20");
    l.project = story.project;
    l.evaluate(at("2022-08-22"));
    EXPECT_EQ(l.only().state, InterviewState::withdrawn) << amended;
  }
}

// The amount of the lead never was 5亿元, it is said on the 17th; it was, it is said on the 18th.
TEST(ReconcileLate, WhereTheStallIsBackByTheTimeOfTheLookItIsCalledAnew) {
  auto l = opened();
  auto story = negotiating();
  const auto corrected = [&](std::string_view on, Fen before, Fen amount) {
    domain::LeadAmountCorrected e;
    e.corrected_on = day(on);
    e.before_fen = before;
    e.agreed_amount_fen = amount;
    e.reason = "误记";
    e.never_was = true;
    story.tell(e, on);
  };
  corrected("2022-08-17", yi(5), yi(4));
  corrected("2022-08-18", yi(4), yi(5));
  l.project = story.project;
  l.evaluate(at("2022-08-22"));
  EXPECT_EQ(std::count(l.facts.begin(), l.facts.end(), "interview.withdrawn"), 1) << "as a look on the 17th";
  EXPECT_EQ(l.only().state, InterviewState::opened);
  EXPECT_EQ(l.only().opened_at, at("2022-08-22")) << "with a grace of its own";
  const auto facts = l.facts;
  l.evaluate(at("2022-08-22"));
  EXPECT_EQ(l.facts, facts) << "twice";
}

TEST(ReconcileLate, ASigningRecordedAfterTheNoticeWasDueDoesNotWithdrawIt) {
  auto l = opened();
  l.project = signed_small("2022-08-20").project;
  l.evaluate(at("2022-08-22"));
  EXPECT_EQ(l.only().state, InterviewState::opened) << "the notice is only late";
  EXPECT_FALSE(known_at(l.project, at("2022-08-20")).agreement);
  EXPECT_EQ(domain::threshold_amount_on(known_at(l.project, at("2022-08-20")), day("2022-08-05")), yi(5));
}

// Held back until 31 August at the latest.
TEST(ReconcileLate, WhatTheOfficeHadMissedWhenTheStallWasTakenAwayStaysOnRecord) {
  for (const auto& [recorded, missed] : {std::pair("2022-08-31", false), std::pair("2022-09-02", true)}) {
    auto l = opened();
    ASSERT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实企业情况"}, at("2022-08-17", 10), k_committee));
    l.project = signed_small(recorded).project;
    l.evaluate(at("2022-09-10"));
    EXPECT_EQ(l.only().state, InterviewState::withdrawn) << recorded;
    EXPECT_EQ(clock_of(l.only(), Step::hold_back)->overdue_at.has_value(), missed) << recorded;
  }
}

// Reported on 10 September, to be verified by 15 October. Below the threshold from 20 September, above it again from
// 1 October, which is recorded only after the window: at its end nobody could say that the project stood still.
TEST(ReconcileLate, AWindowIsJudgedByWhatWasRecordedByItsEnd) {
  for (const auto& [recorded, state] :
       {std::pair("2022-10-10", InterviewState::escalated), std::pair("2022-10-18", InterviewState::reported)}) {
    auto l = opened();
    l.grace(at("2022-08-19"));
    file_all(l);
    auto story = negotiating();
    l.project = story.sign("2022-06-05", yi(5)).amend("2022-09-20", yi(4)).amend("2022-10-01", yi(6), recorded).project;
    ASSERT_EQ(clock_of(l.only(), Step::verification)->due_at, at("2022-10-16"));
    l.clock_job(overdue_job(k_id, Step::verification), at("2022-10-20"));
    EXPECT_EQ(l.interviews.at(k_id).state, state) << recorded;
  }
}

}  // namespace
}  // namespace luodi::monitor::test
