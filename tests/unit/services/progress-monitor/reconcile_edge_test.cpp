// The edges of the decision when an interview is opened, kept or left alone: stalls that touch, what counts in one, and
// what makes a new look worth writing down.
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
using domain::ProgressKind;

const std::string k_id = "int_1_2022-06-H2";

Ledger opened() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  return l;
}
// An interview as the idle clock opened it, but for another stall; under an id of its own.
Ledger with_other_stall(std::string_view first, std::string_view trigger) {
  auto l = opened();
  Interview other = l.only();
  other.episode_first = cycle(first);
  other.trigger = cycle(trigger);
  other.state = InterviewState::closed;
  l.interviews = {{"int_other", other}};
  l.watch.reset();
  return l;
}

// Evidence that was recorded after the end of the grace finds a notice that is only late: it goes out.
TEST(ReconcileEdge, LateEvidenceDoesNotWithdrawANoticeThatWasDueBeforeIt) {
  for (const auto& [recorded, state] : {std::pair(at("2022-08-19").plus_ms(-1), InterviewState::withdrawn),
                                        std::pair(at("2022-08-19"), InterviewState::opened)}) {
    auto l = opened();
    ASSERT_EQ(l.only().grace_until, at("2022-08-19"));
    auto moved = negotiating();
    l.project = moved.progress("2022-08-10").project;
    l.project.progress.back().recorded_at = recorded;
    l.project.updated_at = recorded;
    l.evaluate(at("2022-08-22"));
    EXPECT_EQ(l.only().state, state) << recorded.str();
  }
}

// While a project is told to leave nothing is opened; what a prompt look would have opened before is opened late too.
TEST(ReconcileEdge, AProjectThatIsToldToLeaveIsCalledOnlyIfItWasDueBefore) {
  const auto opens = [](std::string_view leaves_on) {
    Ledger l(negotiating().project);
    const auto decided = reconcile("prj_1", l.project, nullptr, {}, l.now(at("2022-08-25")), day(leaves_on));
    return std::any_of(decided.events.begin(), decided.events.end(),
                       [](const auto& raised) { return raised.fact == InterviewOpened::fact; });
  };
  EXPECT_FALSE(opens("2022-08-15"));
  EXPECT_FALSE(opens("2022-08-16")) << "on the day of the trigger";
  EXPECT_TRUE(opens("2022-08-17"));
}

TEST(ReconcileEdge, StallsThatShareACycleAreOne) {
  // The stall lasts from 06-H2 to 08-H1.
  for (const auto& [first, trigger] : {std::pair("2022-05-H1", "2022-06-H2"), std::pair("2022-08-H1", "2022-09-H2"),
                                       std::pair("2022-07-H1", "2022-07-H1")}) {
    auto l = with_other_stall(first, trigger);
    l.evaluate(at("2022-08-16"));
    EXPECT_EQ(l.interviews.size(), 1U) << first << " to " << trigger;
    EXPECT_EQ(l.watch->episodes.at(0).interview_id, "int_other");
    EXPECT_FALSE(l.watch->episodes.at(0).withdrawn);
  }
  for (const auto& [first, trigger] : {std::pair("2022-05-H1", "2022-06-H1"), std::pair("2022-08-H2", "2022-10-H1")}) {
    auto l = with_other_stall(first, trigger);
    l.evaluate(at("2022-08-16"));
    EXPECT_EQ(l.interviews.size(), 2U) << first << " to " << trigger;
  }
}

TEST(ReconcileEdge, WhatStandsComesBeforeWhatWasWithdrawn) {
  auto l = opened();
  Interview withdrawn = l.only();
  withdrawn.state = InterviewState::withdrawn;
  l.interviews["int_9"] = withdrawn;
  l.interviews["int_0"] = withdrawn;
  l.watch.reset();
  l.evaluate(at("2022-08-16"));
  EXPECT_EQ(l.watch->episodes.at(0).interview_id, k_id);
  EXPECT_FALSE(l.watch->episodes.at(0).withdrawn);
}

TEST(ReconcileEdge, OnlyIdleCyclesOfItsOwnStallAreCounted) {
  auto excused = negotiating();
  excused.claim("exm_1", "2022-07-H1", 1, "2022-07-02").decide("exm_1", true, 1, "2022-07-03");
  Ledger l(excused.project);
  l.evaluate(at("2022-09-01"));
  EXPECT_EQ(l.only().cycles, (std::vector<HalfMonth>{cycle("2022-06-H2"), cycle("2022-07-H2"), cycle("2022-08-H1"),
                                                     cycle("2022-08-H2")}));
  auto after_progress = negotiating();
  after_progress.progress("2022-07-05");
  Ledger second(after_progress.project);
  second.evaluate(at("2022-09-16"));
  EXPECT_EQ(second.only().cycles, (std::vector<HalfMonth>{cycle("2022-07-H2"), cycle("2022-08-H1"), cycle("2022-08-H2"),
                                                          cycle("2022-09-H1")}));
  Ledger late(negotiating().project);
  late.evaluate(at("2022-10-05"));
  EXPECT_EQ(late.only().idle_cycles, 4) << "what made it due, not what came after";
}

TEST(ReconcileEdge, CountedByDaysTheDaysThatCountAreNamedAndOnlyWholeCycles) {
  auto s = negotiating();
  s.suspend("2022-06-20").resume("2022-06-23");  // cuts the cycle in two runs of idle days
  Ledger l(s.project, book_with([](policy::Policy& p) {
             p.interview.idle_reading = "rolling_days";
             p.interview.idle_limit = 60;
           }));
  l.evaluate(at("2022-09-05"));
  ASSERT_EQ(l.interviews.size(), 1U);
  const auto& count = *l.only().count;
  EXPECT_EQ(count.units, 60) << "what made it due, not what came after";
  ASSERT_EQ(count.spans.size(), 2U);
  EXPECT_EQ(count.spans[0].first, day("2022-06-02")) << "the day after the last progress";
  EXPECT_EQ(count.spans[0].last, day("2022-06-19"));
  EXPECT_EQ(count.spans[1].last, count.spans[1].first.plus_days(60 - 18 - 1));
  EXPECT_EQ(HalfMonth::of(count.spans[1].last), l.only().trigger);
  EXPECT_EQ(l.only().cycles, (std::vector<HalfMonth>{cycle("2022-07-H1"), cycle("2022-07-H2")}));
  EXPECT_EQ(l.only().idle_cycles, 4) << "60 of 60 days are 4 of 4 cycles";
  EXPECT_EQ(l.only().last_progress, day("2022-06-01")) << "in the cycle in which the count begins";
}

TEST(ReconcileEdge, ProgressOnTheDayBeforeTheStallIsTheLastOne) {
  auto s = negotiating();
  s.progress("2022-06-15");
  Ledger l(s.project);
  l.evaluate(at("2022-08-16"));
  EXPECT_EQ(l.only().last_progress, day("2022-06-15"));
}

TEST(ReconcileEdge, AReopenedInterviewRemembersWhenItWasFirstOpened) {
  auto l = opened();
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 1, "2022-07-02").decide("exm_1", true, 1, "2022-08-17");
  l.project = s.project;
  l.evaluate(at("2022-08-17", 10));
  l.evaluate(at("2022-09-01"));
  ASSERT_EQ(l.only().state, InterviewState::opened);
  EXPECT_EQ(l.only().created_at, at("2022-08-16"));
  EXPECT_EQ(l.only().opened_at, at("2022-09-01"));
}

TEST(ReconcileEdge, EachStallHasItsOwnWarnings) {
  auto s = negotiating();
  s.progress("2022-07-20");
  Ledger l(s.project);
  l.evaluate(at("2022-06-02"));
  l.run_due(at("2022-09-16"), at("2022-06-02"));
  EXPECT_EQ(std::count(l.facts.begin(), l.facts.end(), "watch.warning_raised"), 3) << "yellow; yellow and red";
}

TEST(ReconcileEdge, AnyChangeOfTheCountIsWritten) {
  const auto writes = [](auto change) {
    auto l = opened();
    change(*l.watch);
    const auto d = l.reconcile_at(at("2022-08-16", 3));
    return std::any_of(d.events.begin(), d.events.end(), [](const auto& e) { return e.fact == "idle_evaluated"; });
  };
  EXPECT_FALSE(writes([](domain::Watch&) {}));
  EXPECT_TRUE(writes([](domain::Watch& w) { w.through = w.through.plus(-1); }));
  EXPECT_TRUE(writes([](domain::Watch& w) { ++w.idle_cycles; }));
  EXPECT_TRUE(writes([](domain::Watch& w) { w.light = domain::Light::yellow; }));
  EXPECT_TRUE(writes([](domain::Watch& w) { w.episodes.clear(); }));
}

TEST(ReconcileEdge, WhoIsInScopeOrWasIsWatched) {
  const Ledger fresh(negotiating().project);
  EXPECT_FALSE(fresh.reconcile_at(at("2022-06-01", 10)).events.empty()) << "in scope, nothing judged yet";
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-12").start("2022-06-13").produce("2022-07-20");
  const Ledger produced(s.project);
  EXPECT_FALSE(produced.reconcile_at(at("2022-09-01")).events.empty()) << "out of scope, but judged before";
  Ledger never(negotiating(Fen::of(49'999'999'999)).project);
  never.watch = opened().watch;
  EXPECT_FALSE(never.reconcile_at(at("2022-09-01")).events.empty()) << "what was written before is put right";
}
}  // namespace
}  // namespace luodi::monitor::test
