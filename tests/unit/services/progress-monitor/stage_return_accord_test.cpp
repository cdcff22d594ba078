// What a stage has shown of obligations, exit cases and revisits falls with its record.
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = ObligationKind;

struct Returned : ::testing::Test {
  Accord a = Accord::signed_on("2022-06-10");
  const Obligation& owed(const std::string& id) const { return a.obligations.at(id); }
  std::string due() const { return a.revisits->due_on ? a.revisits->due_on->str() : "none"; }
  // Prompt, every day.
  void days(std::string_view from, std::string_view to) {
    for (CivilDate d = day(from); d <= day(to); d = d.plus_days(1))
      a.run_due(instant_at(d));
  }
};

TEST_F(Returned, AnHonourThatTheStageShowedFallsAndItsDayPasses) {
  const auto start = *a.owe(Kind::start, "2022-09-10");
  const auto company = *a.owe(Kind::company, "2022-07-10");
  a.story.land("2022-07-05").start("2022-08-01");
  a.run_due(at("2022-08-02"));
  ASSERT_EQ(owed(start).state, ObligationState::honoured);
  ASSERT_FALSE(a.jobs.contains(obligation_job(start)));
  a.story.go_back("2022-08-20");
  a.run_due(at("2022-08-21"));
  EXPECT_EQ(owed(start).state, ObligationState::pending);
  EXPECT_FALSE(owed(start).honoured_on);
  EXPECT_TRUE(owed(start).honoured) << "what was told stays readable";
  EXPECT_EQ(owed(start).corrections.size(), 1U);
  EXPECT_EQ(owed(company).state, ObligationState::honoured) << "the landing stands";
  EXPECT_EQ(a.jobs.at(obligation_job(start)), at("2022-09-11"));
  const auto before = text_of(a.obligations);
  a.run_due(at("2022-08-22"));
  EXPECT_EQ(text_of(a.obligations), before) << "once";
  a.run_due(at("2022-09-11"));
  EXPECT_EQ(owed(start).state, ObligationState::breached);
  a.story.go_back("2022-09-12");
  a.run_due(at("2022-09-13"));
  a.run_due(at("2022-09-13"));  // what the return has made due
  EXPECT_EQ(owed(company).state, ObligationState::breached) << "nothing landed: no company is shown";
}

TEST_F(Returned, RecordedAnewItIsHonouredOnTheRightDay) {
  const auto start = *a.owe(Kind::start, "2022-08-10");
  a.story.land("2022-07-05").start("2022-08-01");
  a.run_due(at("2022-08-02"));
  a.story.go_back("2022-08-20").start("2022-08-18");
  a.run_due(at("2022-08-21"));
  EXPECT_EQ(owed(start).honoured_on, day("2022-08-18"));
  EXPECT_TRUE(owed(start).late);
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 1);
  const int told = a.told;
  a.run_due(at("2022-08-22"));
  EXPECT_EQ(a.told, told);
}

TEST_F(Returned, WhatPeopleSaidOfItStands) {
  const auto said = *a.owe(Kind::company, "2022-07-10");
  ASSERT_TRUE(a.honour(said, "2022-07-01"));
  a.story.land("2022-07-05");
  a.run_due(at("2022-07-06"));
  const auto shown = *a.owe(Kind::company, "2022-07-20");
  a.run_due(at("2022-07-06", 12));
  ASSERT_EQ(owed(shown).honoured->source, "landed");
  CorrectObligation earlier;
  earlier.honoured_on = day("2022-07-02");
  ASSERT_TRUE(a.correct(shown, earlier, "2022-07-07"));
  a.story.go_back("2022-07-08");
  a.run_due(at("2022-07-09"));
  EXPECT_EQ(owed(said).honoured_on, day("2022-07-01")) << "reported with its own paper";
  EXPECT_EQ(owed(shown).honoured_on, day("2022-07-02")) << "corrected by the bureau with its own paper";
}

TEST_F(Returned, ABreachThatIsOnRecordIsNotToldTwice) {
  const auto start = *a.owe(Kind::start, "2022-08-10");
  a.story.land("2022-07-05").start("2022-08-15");
  a.run_due(at("2022-08-16"));
  ASSERT_TRUE(owed(start).late);
  a.story.go_back("2022-08-20");
  a.run_due(at("2022-08-21"));
  EXPECT_EQ(owed(start).state, ObligationState::breached);
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 1);
  EXPECT_FALSE(a.jobs.contains(obligation_job(start)));
}

TEST_F(Returned, WithTheProjectItLapsesAndNothingFalls) {
  const auto start = *a.owe(Kind::start, "2022-09-10");
  a.story.land("2022-07-05").start("2022-08-01");
  a.run_due(at("2022-08-02"));
  a.story.go_back("2022-08-20").leave("2022-08-20");
  a.run_due(at("2022-08-21"));
  EXPECT_EQ(owed(start).state, ObligationState::honoured) << "what was owed has ended as it stood";
}

TEST_F(Returned, ALimitNoticeThatTheStartCuredStandsAgainAsAnotherBreach) {
  ASSERT_TRUE(a.owe(Kind::start, "2022-07-10"));
  days("2022-07-11", "2023-01-10");
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  const auto first = a.only_exit().notice.limit_until;
  a.story.land("2023-01-11").start("2023-01-12");
  days("2023-01-13", "2023-01-14");
  ASSERT_EQ(a.only_exit().state, ExitState::cured);
  a.story.go_back("2023-01-20");
  days("2023-01-21", "2023-01-22");
  EXPECT_EQ(a.only_exit().state, ExitState::limited) << "the same case";
  EXPECT_GT(a.only_exit().notice.limit_until, first) << "with a limit of its own";
  EXPECT_EQ(a.told_of(LimitNoticeIssued::fact), 2);
  days("2023-01-23", "2023-03-01");
  EXPECT_EQ(a.only_exit().state, ExitState::noticed);
  EXPECT_EQ(a.told_of(LimitNoticeIssued::fact), 2);
}

TEST_F(Returned, AStartThatWasRecordedTooEarlyIsNoCureOnItsRightDay) {
  ASSERT_TRUE(a.owe(Kind::start, "2022-07-10"));
  days("2022-07-11", "2023-01-10");
  a.story.land("2023-01-11").start("2023-01-12");
  days("2023-01-13", "2023-03-01");
  ASSERT_EQ(a.only_exit().state, ExitState::cured);
  a.story.go_back("2023-03-02").start("2023-03-01");
  days("2023-03-03", "2023-03-04");
  EXPECT_EQ(a.only_exit().state, ExitState::noticed) << "performed after the limit";
  EXPECT_EQ(a.only_exit().exit_notice->again_on, day("2023-03-03"));
}

TEST_F(Returned, RevisitsThatEndedWithProductionArePlannedAnew) {
  a.care("2022-06-11");
  ASSERT_TRUE(a.visit("2022-07-10", 5));
  a.story.land("2022-07-11").start("2022-07-12").produce("2022-07-13");
  for (const auto* on : {"2022-10-10", "2023-04-10", "2023-10-10", "2024-04-10"}) {
    a.care(on);
    ASSERT_TRUE(a.visit(on, 5));
  }
  a.care("2024-04-11");
  ASSERT_EQ(due(), "none");
  a.story.go_back("2024-05-01");
  a.care("2024-05-01");
  EXPECT_EQ(due(), "2024-07-10") << "quarterly until production";
  EXPECT_EQ(a.revisits->state, RevisitState::planned);
  EXPECT_TRUE(a.jobs.contains(revisit_job(a.id)));
}

// Visited three times, the last one on 10 April 2023; production of 13 July 2022 makes the next one due on 10 October.
struct ReturnedProduction : Returned {
  void SetUp() override {
    a.care("2022-06-11");
    ASSERT_TRUE(a.visit("2022-07-10", 5));
    a.story.land("2022-07-11").start("2022-07-12").produce("2022-07-13");
    for (const auto* on : {"2022-10-10", "2023-04-10"})
      ASSERT_TRUE(a.visit(on, 5));
    a.run_due(at("2023-07-31"));
    ASSERT_EQ(due(), "2023-10-10");
  }
  void produce_anew(std::string_view on, std::string_view recorded) {
    a.story.tell(domain::ProductionStarted{day(on), {}}, recorded);
  }
};

TEST_F(ReturnedProduction, ADayThatIsOverWhenItIsTakenBackRunsFromThatDay) {
  a.story.go_back("2023-08-01");
  days("2023-08-02", "2023-08-05");
  EXPECT_EQ(due(), "2023-11-01") << "a quarter from then; 10 July 2023 nobody can keep";
  EXPECT_EQ(a.revisits->state, RevisitState::planned);
  EXPECT_EQ(a.told_of(RevisitMissed::fact), 0);
}

TEST_F(ReturnedProduction, ToldAgainItRunsFromTheDayOfTheNewRecord) {
  for (const bool prompt : {false, true}) {
    auto copy = a;
    copy.story.go_back("2023-08-01");
    if (prompt) copy.run_due(at("2023-08-02"));
    copy.story.tell(domain::ProductionStarted{day("2023-07-20"), {}}, "2023-08-03");
    copy.run_due(at("2023-08-10"));
    EXPECT_EQ(copy.revisits->due_on, day("2024-02-03")) << "half a year from then";
    EXPECT_EQ(copy.told_of(RevisitMissed::fact), 0);
    copy.run_due(at("2024-02-04"));
    EXPECT_EQ(copy.told_of(RevisitMissed::fact), 1) << "as any other";
    ASSERT_TRUE(copy.visit("2024-02-05", 5));
    EXPECT_TRUE(copy.revisits->made.back().late);
    EXPECT_EQ(copy.revisits->due_on, day("2024-08-05"));
  }
}

TEST_F(ReturnedProduction, ADayThatIsStillToComeIsTheRegularOne) {
  a.story.go_back("2023-08-01");
  produce_anew("2022-08-13", "2023-08-03");
  a.run_due(at("2023-08-10"));
  EXPECT_EQ(due(), "2023-10-10");
}

TEST_F(ReturnedProduction, ADayThatStoodAndWasMissedStaysMissed) {
  for (const bool prompt : {false, true}) {
    auto copy = a;
    copy.run_due(at("2023-10-11"));
    ASSERT_EQ(copy.told_of(RevisitMissed::fact), 1);
    copy.story.go_back("2023-10-20");
    if (prompt) copy.run_due(at("2023-10-20", 12));
    copy.story.tell(domain::ProductionStarted{day("2022-08-13"), {}}, "2023-10-20");
    copy.run_due(at("2023-10-21"));
    copy.run_due(at("2023-10-21"));  // what the record has made due
    EXPECT_EQ(copy.revisits->due_on, day("2023-10-10")) << "it stood, and was missed, by either record";
    EXPECT_EQ(copy.revisits->state, RevisitState::overdue);
  }
  auto b = Accord::signed_on("2022-06-10");
  b.care("2022-06-11");
  b.story.land("2022-07-11").start("2022-07-12").produce("2022-07-13");
  b.run_due(at("2022-07-14"));
  ASSERT_EQ(b.revisits->state, RevisitState::overdue) << "the first one is due thirty days after the signing";
  b.story.go_back("2022-07-20").produce("2022-07-21");
  b.run_due(at("2022-07-22"));
  EXPECT_EQ(b.revisits->due_on, day("2022-07-10"));
  EXPECT_EQ(b.revisits->state, RevisitState::overdue);
  EXPECT_EQ(b.told_of(RevisitMissed::fact), 1);
  auto c = Accord::signed_on("2022-06-10");
  ASSERT_TRUE((c.care("2022-06-11"), c.visit("2022-07-10", 5)));
  c.story.land("2022-07-01").start("2022-07-02").tell(domain::ProductionStarted{day("2022-07-10"), {}}, "2023-03-01");
  c.run_due(at("2023-03-02"));
  ASSERT_EQ(c.revisits->due_on, day("2023-01-10")) << "a first record that comes late";
  c.story.go_back("2023-03-05").tell(domain::ProductionStarted{day("2022-07-09"), {}}, "2023-03-05");
  c.run_due(at("2023-03-06"));
  EXPECT_EQ(c.revisits->due_on, day("2023-01-10"));
  EXPECT_EQ(c.revisits->state, RevisitState::overdue);
}
}  // namespace
}  // namespace luodi::monitor::test
