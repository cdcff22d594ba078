// The agreed day of an obligation is corrected while its exit case runs, or after the notice was withdrawn.
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {

TEST(ExitMoved, ADayCorrectedWhileItRunsIsTheSameBreach) {
  for (const auto* corrected : {"2022-06-20", "2022-07-15"}) {
    auto a = owing(ObligationKind::deposit, "2022-07-10");
    a.run_due(at("2022-08-20"));  // eleven days down: late by either day
    ASSERT_EQ(a.only_exit().state, ExitState::limited);
    CorrectObligation moved;
    moved.due_on = day(corrected);
    ASSERT_TRUE(a.correct(first_owed(a), moved, "2022-08-21"));
    days(a, "2022-08-22", "2022-08-23");
    EXPECT_EQ(a.only_exit().state, ExitState::limited) << corrected;
    EXPECT_EQ(agreed_on(a.only_exit()), moved.due_on) << "the case follows its obligation";
    EXPECT_EQ(a.only_exit().notice.agreed_on, day("2022-07-10")) << "and its notice says what it said";
    EXPECT_EQ(a.told_of(ExitAgreedMoved::fact), 1);
    const auto& [id, exit] = *a.exits.begin();
    const auto gone =
        decide_withdraw_exit({id, &exit, &a.story.project}, {"已协商"}, context(at("2022-08-24"), k_bureau));
    ASSERT_TRUE(gone);
    a.take(*gone, at("2022-08-24"));
    days(a, "2022-08-25", "2022-09-30");
    EXPECT_EQ(a.only_exit().state, ExitState::withdrawn) << "no second notice";
    moved.due_on = day("2022-06-15");
    ASSERT_TRUE(a.correct(first_owed(a), moved, "2022-10-01"));
    days(a, "2022-10-02", "2022-10-10");
    EXPECT_EQ(a.exits.size(), 1U) << "nor for an earlier day";
    moved.due_on = day("2022-09-01");
    ASSERT_TRUE(a.correct(first_owed(a), moved, "2022-10-11"));
    days(a, "2022-10-12", "2022-10-13");
    EXPECT_EQ(a.exits.size(), 2U) << "a later day was agreed anew";
  }
}

TEST(ExitMoved, ACaseThatRunsFollowsTheDayBackToOneThatWasWithdrawn) {
  auto a = owing(ObligationKind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  const std::string first = a.exits.begin()->first;
  a.take(*decide_withdraw_exit({first, &a.exits.at(first), &a.story.project}, {"已协商"},
                               context(at("2022-08-10"), k_bureau)),
         at("2022-08-10"));
  CorrectObligation moved;
  moved.due_on = day("2022-09-01");
  ASSERT_TRUE(a.correct(first_owed(a), moved, "2022-08-11"));
  days(a, "2022-08-12", "2022-10-05");
  ASSERT_EQ(a.exits.size(), 2U);
  const std::string second = a.exits.rbegin()->first;
  ASSERT_EQ(a.exits.at(second).state, ExitState::limited);
  moved.due_on = day("2022-07-10");
  ASSERT_TRUE(a.correct(first_owed(a), moved, "2022-10-06"));
  days(a, "2022-10-07", "2022-10-08");
  EXPECT_EQ(a.exits.size(), 2U);
  EXPECT_EQ(a.exits.at(first).state, ExitState::withdrawn) << "it opens nothing again";
  EXPECT_EQ(a.exits.at(second).state, ExitState::limited) << "what runs goes on";
  EXPECT_EQ(agreed_on(a.exits.at(second)), day("2022-07-10"));
}

TEST(ExitMoved, AnExitNoticeNamesTheDayThatIsRight) {
  auto a = owing(ObligationKind::deposit, "2022-07-10");
  days(a, "2022-07-11", "2022-08-20");
  CorrectObligation moved;
  moved.due_on = day("2022-06-20");
  ASSERT_TRUE(a.correct(first_owed(a), moved, "2022-08-21"));
  days(a, "2022-08-22", "2022-09-10");
  ASSERT_EQ(a.only_exit().state, ExitState::noticed);
  const auto& letter = *a.only_exit().exit_notice->letter;
  EXPECT_EQ(letter.agreed_on, day("2022-06-20"));
  EXPECT_EQ(letter.days_late, letter.issued_on.days() - day("2022-06-20").days());
}

TEST(ExitMoved, WhatTakesTheCureAwayDoesSoInWhicheverOrderTheDaysAreCorrected) {
  CorrectObligation agreed, honoured, both;
  both.due_on = agreed.due_on = day("2022-07-09");
  both.honoured_on = honoured.honoured_on = day("2022-09-20");
  const std::vector<std::vector<CorrectObligation>> orders{{both}, {agreed, honoured}, {honoured, agreed}};
  for (const auto& order : orders) {
    auto a = owing(ObligationKind::deposit, "2022-07-10");
    a.run_due(at("2022-08-09"));
    ASSERT_TRUE(a.honour(first_owed(a), "2022-09-01"));
    a.care("2022-09-01");
    ASSERT_EQ(a.only_exit().state, ExitState::cured);
    for (const auto& correction : order) {
      ASSERT_TRUE(a.correct(first_owed(a), correction, "2022-09-26"));
      a.care("2022-09-26");
    }
    EXPECT_EQ(a.only_exit().state, ExitState::noticed) << "performed after the limit of 8 September";
    EXPECT_EQ(agreed_on(a.only_exit()), day("2022-07-09"));
  }
}
}  // namespace
}  // namespace luodi::monitor::test
