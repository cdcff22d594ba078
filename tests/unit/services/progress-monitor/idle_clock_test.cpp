#include "services/progress-monitor/domain/idle_clock.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;
using domain::ProgressKind;

TEST(IdleClock, FourCompleteCyclesWithoutProgressAreYellowRedInterview) {
  const auto s = negotiating();
  EXPECT_EQ(s.evaluate("2022-06-30").light, Light::green);
  EXPECT_EQ(s.evaluate("2022-07-01").idle_cycles, 1);
  EXPECT_EQ(s.evaluate("2022-07-16").light, Light::yellow);
  EXPECT_EQ(s.evaluate("2022-08-01").light, Light::red);
  EXPECT_FALSE(s.evaluate("2022-08-15").episodes.front().interview);
  const auto r = s.evaluate("2022-08-16");
  EXPECT_EQ(r.idle_cycles, 4);
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_EQ(r.episodes[0].first, cycle("2022-06-H2"));
  EXPECT_EQ(r.episodes[0].yellow, cycle("2022-07-H1"));
  EXPECT_EQ(r.episodes[0].red, cycle("2022-07-H2"));
  EXPECT_EQ(r.episodes[0].interview, cycle("2022-08-H1"));
  EXPECT_EQ(r.through, cycle("2022-08-H1"));
  EXPECT_EQ(r.next_at, at("2022-09-01"));
}

TEST(IdleClock, GreenFromTheFirstDayOn) {
  const auto s = negotiating();
  EXPECT_EQ(s.evaluate("2022-05-31").light, Light::none);
  EXPECT_EQ(s.evaluate("2022-06-01").light, Light::green);
  EXPECT_EQ(s.evaluate("2022-06-01").through, cycle("2022-05-H2"));
}

TEST(IdleClock, ACycleClosesAtTheFirstInstantOfTheNextDay) {
  const auto s = negotiating();
  const Instant close = at("2022-08-16");
  EXPECT_EQ(evaluate(s.project, book(), close.plus_ms(-1)).idle_cycles, 3);
  EXPECT_EQ(evaluate(s.project, book(), close).idle_cycles, 4);
}

TEST(IdleClock, ThresholdIsInclusiveAt5Yi) {
  EXPECT_EQ(negotiating(yi(5)).evaluate("2022-09-01").episodes.size(), 1U);
  const auto below = negotiating(Fen::of(49'999'000'000)).evaluate("2022-09-01");  // 4.9999亿元
  EXPECT_FALSE(below.in_scope);
  EXPECT_EQ(below.light, Light::none);
  EXPECT_TRUE(below.episodes.empty());
  EXPECT_FALSE(negotiating(Fen::of(49'999'999'999)).evaluate("2022-09-01").in_scope);
}

TEST(IdleClock, UnknownAmountIsOutOfScope) {
  EXPECT_FALSE(Story().lead(std::nullopt, "2022-05-26").negotiate("2022-06-01").evaluate("2022-09-01").in_scope);
}

TEST(IdleClock, ALeadIsNotWatchedBeforeNegotiation) {
  const auto r = Story().lead(yi(50), "2022-05-26").evaluate("2022-12-01");
  EXPECT_FALSE(r.in_scope);
  EXPECT_FALSE(r.next_at);
}

TEST(IdleClock, PartialFirstCycleIsIgnored) {
  const auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-06-02");
  const auto r = s.evaluate("2022-08-16");
  ASSERT_FALSE(r.lines.empty());
  EXPECT_EQ(r.lines[0].verdict, UnitVerdict::partial);
  EXPECT_EQ(r.lines[0].label, "2022-06-H1");
  EXPECT_EQ(r.idle_cycles, 4);
  EXPECT_EQ(s.evaluate("2022-08-15").idle_cycles, 3);
}

TEST(IdleClock, CycleEdges15And16) {
  // The stage change on the 15th leaves 06-H1 partial; on the 16th, 06-H2 is complete but holds the change.
  EXPECT_EQ(Story().lead(yi(5), "2022-05-26").negotiate("2022-06-15").evaluate("2022-07-01").idle_cycles, 1);
  EXPECT_EQ(Story().lead(yi(5), "2022-05-26").negotiate("2022-06-16").evaluate("2022-07-01").idle_cycles, 0);
}

TEST(IdleClock, MonthEndLeapDayAndYearEnd) {
  auto s = Story().lead(yi(5), "2023-12-01").negotiate("2023-12-10");
  const auto r = s.evaluate("2024-03-01");
  EXPECT_EQ(r.episodes.at(0).first, cycle("2023-12-H2"));
  EXPECT_EQ(r.episodes.at(0).interview, cycle("2024-02-H1"));
  EXPECT_EQ(r.idle_cycles, 5);
  s.progress("2024-02-29");  // the last day of 2024-02-H2
  EXPECT_EQ(s.evaluate("2024-03-01").idle_cycles, 0);
  EXPECT_EQ(s.evaluate("2024-03-16").idle_cycles, 1);
}

TEST(IdleClock, ProgressOnTheLastDayOfCycleFourPreventsTheInterview) {
  auto s = negotiating();
  s.progress("2022-08-15");
  const auto r = s.evaluate("2022-08-16");
  EXPECT_EQ(r.idle_cycles, 0);
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_EQ(r.episodes[0].red, cycle("2022-07-H2"));
  EXPECT_FALSE(r.episodes[0].interview);
}

TEST(IdleClock, ProgressOneDayLaterDoesNot) {
  auto s = negotiating();
  s.progress("2022-08-16");
  const auto r = s.evaluate("2022-08-16");
  EXPECT_EQ(r.idle_cycles, 0) << "progress of today resets at once";
  EXPECT_EQ(r.episodes.at(0).interview, cycle("2022-08-H1"));
}

TEST(IdleClock, ReportsThatDoNotCountDoNotReset) {
  auto s = negotiating();
  s.progress("2022-06-20", ProgressKind::visit, false).funds("2022-07-20", Fen::wan(50), false);
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 4);
}

TEST(IdleClock, StageChangeAndEffectiveFundsReset) {
  auto s = negotiating();
  s.sign("2022-07-10", yi(6)).funds("2022-08-10", Fen::wan(400), true);
  const auto r = s.evaluate("2022-08-16");
  EXPECT_EQ(r.idle_cycles, 0);
  EXPECT_TRUE(r.episodes.empty());
}

TEST(IdleClock, LateEvidenceReplaysHistory) {
  auto s = negotiating();
  EXPECT_TRUE(s.evaluate("2022-08-16").episodes.at(0).interview);
  s.progress("2022-07-20", ProgressKind::milestone, true, "2022-08-17");
  const auto r = s.evaluate("2022-08-17");
  EXPECT_EQ(r.idle_cycles, 1);
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_FALSE(r.episodes[0].interview);
}

TEST(IdleClock, ApprovedExemptionPausesAndDoesNotReset) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H2", 2, "2022-07-20");
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 4) << "a claim alone pauses nothing";
  s.decide("exm_1", true, 2, "2022-08-16");
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 2);
  const auto r = s.evaluate("2022-09-16");
  EXPECT_EQ(r.episodes.at(0).first, cycle("2022-06-H2"));
  EXPECT_EQ(r.episodes.at(0).interview, cycle("2022-09-H1"));
}

TEST(IdleClock, RefusedExemptionDoesNotPause) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H2", 2, "2022-07-20").decide("exm_1", false, 0, "2022-07-21");
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 4);
}

TEST(IdleClock, SuspensionPauses) {
  auto s = negotiating();
  s.suspend("2022-07-15").resume("2022-08-01");
  const auto r = s.evaluate("2022-08-16");
  EXPECT_EQ(r.idle_cycles, 2);  // 06-H2 and 08-H1; the 15th of July pauses 07-H1, August is untouched
  auto open = negotiating();
  open.suspend("2022-07-16");
  EXPECT_EQ(open.evaluate("2022-12-01").idle_cycles, 2);
}

TEST(IdleClock, ResumedOnItsFirstDayIsNoSuspension) {
  auto s = negotiating();
  s.suspend("2022-07-20").resume("2022-07-20");
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 4);
}

TEST(IdleClock, ScopeUsesTheAmountInForceOnTheDay) {
  auto s = negotiating(yi(4));
  s.sign("2022-06-10", yi(4)).amend("2022-07-16", yi(6));
  const auto r = s.evaluate("2022-09-16");
  EXPECT_EQ(r.episodes.at(0).first, cycle("2022-07-H2")) << "in scope from the first day of that cycle";
  EXPECT_EQ(r.idle_cycles, 4);
  s.amend("2022-09-16", yi(4));
  EXPECT_FALSE(s.evaluate("2022-09-16").in_scope);
  EXPECT_EQ(s.evaluate("2022-09-16").episodes.size(), 1U) << "what happened in scope stays history";
}

TEST(IdleClock, AFutureAmendmentIsLookedAtOnItsDay) {
  auto s = negotiating(yi(4));
  s.sign("2022-06-10", yi(4)).amend("2022-08-05", yi(6), "2022-07-01");
  EXPECT_EQ(s.evaluate("2022-07-02").next_at, at("2022-08-05"));
}

TEST(IdleClock, AFrameworkAgreementNeverCounts) {
  auto in = negotiating(yi(4));
  in.sign("2022-06-10", yi(60), "framework");
  EXPECT_FALSE(in.evaluate("2022-09-01").in_scope);
  auto out = negotiating(yi(6));
  out.sign("2022-06-10", yi(1), "framework");
  EXPECT_TRUE(out.evaluate("2022-09-01").in_scope);
}

TEST(IdleClock, TheFormalAgreementReplacesTheLeadsAmount) {
  auto s = negotiating(yi(6));
  s.sign("2022-06-10", yi(4));
  EXPECT_FALSE(s.evaluate("2022-09-01").in_scope);
}

TEST(IdleClock, ProducingEndsTheWatch) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-11").start("2022-06-12").produce("2022-07-20");
  const auto r = s.evaluate("2022-12-01");
  EXPECT_FALSE(r.in_scope);
  EXPECT_EQ(r.idle_cycles, 0);
  EXPECT_EQ(r.light, Light::none);
  ASSERT_EQ(r.episodes.size(), 1U) << "06-H2 and 07-H1 were idle; nothing after 07-H2 was judged";
  EXPECT_FALSE(r.episodes[0].red);
}

TEST(IdleClock, ExitKeepsTheEpisodeThatWasDue) {
  auto s = negotiating();
  s.leave("2022-08-20");
  const auto r = s.evaluate("2022-12-01");
  EXPECT_EQ(r.light, Light::none);
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_TRUE(r.episodes[0].interview) << "an exit does not dodge an interview";
  EXPECT_FALSE(r.next_at);
}

TEST(IdleClock, NobodyOwesReportsBeforeRegistration) {
  const auto r = Story().lead(yi(5), "2022-08-10").negotiate("2022-06-01").evaluate("2022-09-16");
  EXPECT_EQ(r.since, day("2022-08-10"));
  EXPECT_EQ(r.idle_cycles, 2);
}

TEST(IdleClock, NothingIsOwedBeforeThePolicyIsInForce) {
  const auto r = Story().lead(yi(5), "2022-01-04").negotiate("2022-01-10").evaluate("2022-08-01");
  ASSERT_FALSE(r.lines.empty());
  EXPECT_EQ(r.lines[0].label, "2022-05-H2");
  EXPECT_EQ(r.lines[0].verdict, UnitVerdict::partial);
  EXPECT_EQ(r.episodes.at(0).first, cycle("2022-06-H1"));
}

TEST(IdleClock, ANewStallIsANewEpisode) {
  auto s = negotiating();
  s.progress("2022-08-20");
  const auto r = s.evaluate("2022-11-16");
  ASSERT_EQ(r.episodes.size(), 2U);
  EXPECT_EQ(r.episodes[1].first, cycle("2022-09-H1"));
  EXPECT_EQ(r.episodes[1].interview, cycle("2022-10-H2"));
}

TEST(IdleClock, OneLongStallIsOneEpisode) {
  const auto r = negotiating().evaluate("2024-01-01");
  ASSERT_EQ(r.episodes.size(), 1U);
  EXPECT_EQ(r.episodes[0].interview, cycle("2022-08-H1"));
}

TEST(IdleClock, CoolDownDelaysTheNextInterview) {
  const auto slow = book_with([](policy::Policy& p) { p.interview.cooldown_cycles = 8; });
  auto s = negotiating();
  s.progress("2022-08-20");
  const auto r = evaluate(s.project, slow, at("2023-02-01"));
  EXPECT_EQ(r.episodes.at(1).interview, cycle("2022-12-H2")) << "ninth cycle after 2022-08-H1";
}

TEST(IdleClock, RollingSixtyDays) {
  const auto days = book_with([](policy::Policy& p) {
    p.interview.idle_reading = "rolling_days";
    p.interview.idle_limit = 60;
  });
  auto s = negotiating();  // progress on 06-01, idle days from 06-02
  EXPECT_EQ(evaluate(s.project, days, at("2022-07-01")).light, Light::green);  // 29 days
  EXPECT_EQ(evaluate(s.project, days, at("2022-07-02")).light, Light::yellow);
  EXPECT_EQ(evaluate(s.project, days, at("2022-07-17")).light, Light::red);
  EXPECT_FALSE(evaluate(s.project, days, at("2022-07-31")).episodes.at(0).interview);  // 59 days
  const auto r = evaluate(s.project, days, at("2022-08-01"));
  EXPECT_EQ(r.episodes.at(0).interview, cycle("2022-07-H2"));
  EXPECT_EQ(r.idle_cycles, 4);
  EXPECT_LE(r.lines.size(), 2U) << "days judged alike are one line";
}

TEST(IdleClock, TwoCalendarMonths) {
  const auto months = book_with([](policy::Policy& p) {
    p.interview.idle_reading = "calendar_months";
    p.interview.idle_limit = 2;
  });
  auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-06-10");
  EXPECT_EQ(evaluate(s.project, months, at("2022-08-01")).light, Light::yellow);
  EXPECT_TRUE(evaluate(s.project, months, at("2022-08-31")).episodes.at(0).yellow);
  const auto r = evaluate(s.project, months, at("2022-09-01"));
  EXPECT_EQ(r.episodes.at(0).interview, cycle("2022-08-H2"));
  EXPECT_EQ(r.next_at, at("2022-10-01"));
}

TEST(IdleClock, ExplainsEveryCycleWithItsClause) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 1, "2022-07-02").decide("exm_1", true, 1, "2022-07-03");
  const auto r = s.evaluate("2022-09-01");
  const auto tree = explain_idle(r, book(), r.episodes.at(0).first, r.episodes.at(0).interview);
  EXPECT_EQ(tree.clause, "mianyang-2022/6");
  ASSERT_EQ(tree.steps.size(), 5U);
  EXPECT_EQ(tree.outcome, "4");
  EXPECT_EQ(tree.steps[1].text_zh, "正当理由（不可抗力）已批准，不计");
  EXPECT_EQ(tree.steps[1].text_en, "exempt (force majeure), not counted");
  EXPECT_TRUE(tree.formula.starts_with("连续无有效进展")) << tree.formula;
  EXPECT_EQ(codec::encode(tree).dump(),
            codec::encode(explain_idle(s.evaluate("2022-09-01"), book(), r.episodes[0].first, r.episodes[0].interview))
                .dump());
}

TEST(IdleClock, ExplainsThatTheRunningHalfMonthHasResetTheCountAlready) {
  auto s = negotiating();
  s.progress("2022-08-12");
  const auto told = [&s](const char* day) { return explain_idle(s.evaluate(day), book(), {}, {}); };
  const auto before = told("2022-08-11");
  EXPECT_EQ(before.outcome, std::to_string(s.evaluate("2022-08-11").idle_units));
  EXPECT_NE(before.outcome, "0");
  const auto running = told("2022-08-12");
  EXPECT_EQ(running.outcome, "0");
  ASSERT_EQ(running.steps.size(), before.steps.size() + 1);
  EXPECT_EQ(running.steps.back().text_zh, "2022-08-12 有有效进展，清零（所在周期尚未结束）");
  const auto over = told("2022-08-16");
  EXPECT_EQ(over.outcome, "0");
  EXPECT_EQ(over.steps.size(), running.steps.size()) << "its own line now";
}
}  // namespace
}  // namespace luodi::monitor::test
