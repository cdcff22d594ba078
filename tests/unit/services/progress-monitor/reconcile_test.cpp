#include <algorithm>

#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
using domain::ProgressKind;

std::int64_t count(const Ledger& l, const std::string& fact) {
  return std::count(l.facts.begin(), l.facts.end(), fact);
}
Ledger opened() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  return l;
}
Story with_late_evidence() {
  auto s = negotiating();
  s.progress("2022-07-20", ProgressKind::milestone, true, "2022-08-17");
  return s;
}

TEST(Reconcile, RunTwiceTheSecondOnlyRepeatsTheDeadline) {
  auto l = opened();
  const auto again = l.reconcile_at(at("2022-08-16", 3));
  EXPECT_TRUE(again.events.empty());
  ASSERT_EQ(again.deadlines.size(), 1U);
  EXPECT_EQ(again.deadlines[0].job, "evaluate:prj_1");
  EXPECT_EQ(again.deadlines[0].at, at("2022-09-01"));
}

TEST(Reconcile, WarnsOnceForEachLight) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-06-01", 10));
  l.run_due(at("2022-12-01"), at("2022-06-01"));
  EXPECT_EQ(count(l, "watch.warning_raised"), 2);
  EXPECT_EQ(count(l, "interview.opened"), 1);
  EXPECT_EQ(count(l, "interview.issued"), 1);
}

TEST(Reconcile, LateEvidenceBeforeTheNoticeWithdraws) {
  auto l = opened();
  l.project = with_late_evidence().project;
  l.evaluate(at("2022-08-17", 10));
  EXPECT_EQ(l.only().state, InterviewState::withdrawn);
  EXPECT_TRUE(l.only().withdrawn_automatically);
  EXPECT_TRUE(std::none_of(l.deadlines.begin(), l.deadlines.end(),
                           [](const auto& d) { return d.first.starts_with("grace:"); }));
}

TEST(Reconcile, LateEvidenceAfterTheNoticeDoesNot) {
  auto l = opened();
  l.grace(at("2022-08-19"));
  l.project = with_late_evidence().project;
  l.evaluate(at("2022-08-20"));
  EXPECT_EQ(l.only().state, InterviewState::issued);
}

// Entered as 5亿元 by a slip: nobody was to be called.
Story with_slip(bool never_was) {
  auto s = negotiating();
  domain::LeadAmountCorrected e{day("2022-08-17"), s.project.amounts.back().amount_fen, Fen::wan(5'000), {}, "误填"};
  e.never_was = never_was;
  s.tell(e, "2022-08-17");
  return s;
}

TEST(Reconcile, AnAmountThatNeverWasWithdrawsWhatItCalled) {
  auto l = opened();
  l.project = with_slip(true).project;
  l.evaluate(at("2022-08-17", 10));
  EXPECT_EQ(l.only().state, InterviewState::withdrawn);
  EXPECT_TRUE(l.only().withdrawn_automatically);
  EXPECT_EQ(
      l.only().withdrawn_reason,
      "按现登记的投资额，项目在 2022-08-15 不属约谈范围（投资额5000万元，不足5亿元），通知发出前自动撤回 / withdrawn "
      "before the notice: by the amount as it is recorded now the project was not in scope on 2022-08-15 (amount "
      "5000万元 below 5亿元)");
  EXPECT_EQ(l.watch->light, domain::Light::none);
  EXPECT_TRUE(l.watch->episodes.empty());
  EXPECT_TRUE(std::none_of(l.deadlines.begin(), l.deadlines.end(),
                           [](const auto& d) { return d.first.starts_with("grace:"); }));
  EXPECT_TRUE(l.reconcile_at(at("2022-08-18")).events.empty()) << "once";
}

TEST(Reconcile, AnAmountThatChangedOrWasAmendedOwesWhatItOwed) {
  auto l = opened();
  l.project = with_slip(false).project;
  l.evaluate(at("2022-08-17", 10));
  EXPECT_EQ(l.only().state, InterviewState::opened) << "from its day on, not before";
  auto agreed = negotiating();
  agreed.sign("2022-06-05", yi(5));
  Ledger amended(agreed.project);
  amended.evaluate(at("2022-09-01"));
  ASSERT_EQ(amended.only().state, InterviewState::opened);
  agreed.amend("2022-09-02", Fen::wan(5'000));
  amended.project = agreed.project;
  amended.evaluate(at("2022-09-02", 10));
  EXPECT_EQ(amended.only().state, InterviewState::opened);
}

TEST(Reconcile, AnAmountThatNeverWasComesTooLateForANoticeThatIsOut) {
  auto l = opened();
  l.grace(at("2022-08-19"));
  auto s = with_slip(true);
  l.project = s.project;
  l.evaluate(at("2022-08-20"));
  EXPECT_EQ(l.only().state, InterviewState::issued);
}

TEST(Reconcile, LateEvidenceWithdrawsAHeldBackInterviewToo) {
  auto l = opened();
  const auto id = l.interviews.begin()->first;
  ASSERT_TRUE(l.give(decide_hold_back, id, HoldBack{"核实中"}, at("2022-08-17"), actor(Role::committee, "", "c")));
  l.project = with_late_evidence().project;
  l.evaluate(at("2022-08-25"));
  EXPECT_EQ(l.only().state, InterviewState::withdrawn);
}

TEST(Reconcile, ARetroactiveExemptionWithdrawsAndTheStallReopensTheSameInterview) {
  auto l = opened();
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 1, "2022-07-02").decide("exm_1", true, 1, "2022-08-17");
  l.project = s.project;
  l.evaluate(at("2022-08-17", 10));
  EXPECT_EQ(l.only().state, InterviewState::withdrawn);
  l.evaluate(at("2022-09-01"));
  ASSERT_EQ(l.interviews.size(), 1U);
  EXPECT_EQ(l.only().state, InterviewState::opened);
  EXPECT_EQ(l.only().trigger, cycle("2022-08-H2"));
  EXPECT_EQ(l.only().sequence, 2) << "receivers must see it as newer than the cancellation";
}

TEST(Reconcile, WhatTheCommitteeWithdrewStaysWithdrawnForThisStall) {
  auto l = opened();
  const auto id = l.interviews.begin()->first;
  ASSERT_TRUE(l.give(decide_withdraw, id, Withdraw{"另案处理"}, at("2022-08-17"), actor(Role::committee, "", "c")));
  for (auto d : {"2022-08-17", "2022-09-01", "2022-10-31"})
    l.evaluate(at(d));
  EXPECT_EQ(l.interviews.size(), 1U) << "four cycles later it is another one: idle_again_test";
  EXPECT_EQ(l.only().state, InterviewState::withdrawn);
  EXPECT_TRUE(l.watch->episodes.at(0).withdrawn);
}

TEST(Reconcile, ALongStallHasOneInterviewAndANewStallANewOne) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-06-02"));
  l.run_due(at("2023-03-01"), at("2022-06-02"));
  EXPECT_EQ(l.interviews.size(), 1U);
  auto s = negotiating();
  s.progress("2023-03-05");
  l.project = s.project;
  l.evaluate(at("2023-03-05", 12));
  l.run_due(at("2023-06-01"), at("2023-03-05", 12));
  EXPECT_EQ(l.interviews.size(), 2U);
}

TEST(Reconcile, AnIssuedInterviewCoversWhatEvidenceLeavesOfItsStall) {
  auto l = opened();
  l.grace(at("2022-08-19"));
  auto s = negotiating();
  s.progress("2022-06-20", ProgressKind::milestone, true, "2022-08-20");
  l.project = s.project;
  l.evaluate(at("2022-08-20", 10));
  l.evaluate(at("2022-09-01"));
  EXPECT_EQ(l.interviews.size(), 1U) << "the remaining cycles have had their interview";
}

TEST(Reconcile, BelowTheThresholdNothingIsWritten) {
  const Ledger l(negotiating(Fen::of(49'999'999'999)).project);
  const auto d = l.reconcile_at(at("2022-09-01"));
  EXPECT_TRUE(d.events.empty());
  EXPECT_TRUE(d.deadlines.empty());
}

TEST(Reconcile, JumpDayByDayAndLateRunConcludeTheSame) {
  auto run = [](const std::vector<Instant>& looks, Instant end) {
    Ledger l(negotiating().project);
    for (const Instant when : looks)
      l.evaluate(when);
    l.run_due(end, end);
    return l;
  };
  std::vector<Instant> daily;
  for (CivilDate d = day("2022-06-01"); d <= day("2022-10-05"); d = d.plus_days(1))
    daily.push_back(instant_at(d, 1));
  const auto each = run(daily, at("2022-10-05", 2));
  const auto jump = run({at("2022-06-01", 1)}, at("2022-10-05", 2));
  const auto late = run({at("2022-10-05", 1), at("2022-10-05", 1)}, at("2022-10-05", 2));
  auto seen = [](const Ledger& l) {
    auto w = *l.watch;
    w.updated_at = {};
    std::string text = codec::encode(w).dump();
    for (const auto& [id, i] : l.interviews)
      text += id + i.trigger.str() + codec::encode(i.explanation).dump();
    return text;
  };
  EXPECT_EQ(seen(each), seen(jump));
  EXPECT_EQ(seen(each), seen(late));
}
}  // namespace
}  // namespace luodi::monitor::test
