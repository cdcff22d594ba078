// Obligations of a project that has moved on before anybody came round to them.
#include <gtest/gtest.h>

#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = ObligationKind;
Accord agreed() {
  return Accord::signed_on("2022-06-10");
}

// The project has left it or shown it, and nobody has come round to that yet.
TEST(ObligationLate, ACommandMeetsWhatTheProjectHasDoneToIt) {
  auto left = agreed();
  const auto deposit = *left.owe(Kind::deposit, "2022-07-10");
  left.story.leave("2022-08-01");
  EXPECT_EQ(code(left.honour(deposit, "2022-07-05", "2022-08-01")), ErrorCode::wrong_state);
  CorrectObligation moved;
  moved.due_on = day("2022-08-10");
  EXPECT_EQ(code(left.correct(deposit, moved, "2022-08-01")), ErrorCode::wrong_state);
  EXPECT_EQ(left.obligations.at(deposit).state, ObligationState::pending) << "a refusal writes nothing";

  auto landed = agreed();
  const auto company = *landed.owe(Kind::company, "2022-07-10");
  landed.story.land("2022-07-05");
  EXPECT_EQ(code(landed.honour(company, "2022-07-08", "2022-08-01")), ErrorCode::wrong_state);
  ASSERT_TRUE(landed.correct(company, moved, "2022-08-01"));
  EXPECT_EQ(landed.obligations.at(company).honoured_on, day("2022-07-05"));
}

TEST(ObligationLate, ALapsedOneKeepsTheBreachThatTheQueueHasNotSeen) {
  for (const auto* left : {"2022-07-10", "2022-07-11"}) {
    auto a = agreed();
    const auto id = *a.owe(Kind::funds, "2022-07-10");
    a.story.leave(left);
    a.care("2022-08-01");
    EXPECT_EQ(a.obligations.at(id).state, ObligationState::lapsed);
    EXPECT_EQ(a.obligations.at(id).breached_on.has_value(), left == std::string("2022-07-11")) << left;
  }
}

TEST(ObligationLate, APaperThatIsYoungerThanTheDayDoesNotShowIt) {
  auto a = Accord::signed_on("2022-06-10");
  const auto id = a.owe(ObligationKind::deposit, "2022-07-10");
  ASSERT_TRUE(id);
  HonourObligation c;
  c.honoured_on = day("2022-07-10");
  c.evidence = {paper(domain::EvidenceKind::bank_slip)};
  c.evidence[0].dated = day("2022-07-11");
  const auto late = a.give(decide_honour, *id, c, "2022-07-12", k_bureau);
  ASSERT_EQ(code(late), ErrorCode::invalid_body);
  EXPECT_EQ(late.error().fields.at(0).code, "after_fact");
  c.evidence[0].dated = day("2022-07-10");
  EXPECT_TRUE(a.give(decide_honour, *id, c, "2022-07-12", k_bureau));
}

// A mistyped year would be told to both sides as a breach within a moment.
TEST(ObligationLate, ADayThatIsOverIsRegisteredOnlyIfItIsMeant) {
  auto a = agreed();
  a.past_is_meant = false;
  const auto refused = a.owe(Kind::deposit, "2022-07-10", "2022-07-11");
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/due_on");
  EXPECT_EQ(refused.error().fields.at(0).code, "already_due");
  EXPECT_NE(refused.error().next_en.find("already_due: true"), std::string::npos) << refused.error().next_en;
  EXPECT_TRUE(a.owe(Kind::deposit, "2022-07-11", "2022-07-11")) << "its last day is not over";
  a.past_is_meant = true;
  EXPECT_TRUE(a.owe(Kind::deposit, "2022-07-10", "2022-07-11"));
}

TEST(ObligationLate, ADayThatIsOverIsCorrectedToOnlyIfItIsMeant) {
  auto a = agreed();
  a.past_is_meant = false;
  const auto id = *a.owe(Kind::deposit, "2022-07-10");
  CorrectObligation moved;
  moved.due_on = day("2022-06-20");
  const auto refused = a.correct(id, moved, "2022-06-21");
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/due_on");
  EXPECT_EQ(refused.error().fields.at(0).code, "already_due");
  EXPECT_NE(refused.error().next_zh.find("期限已过（already_due）"), std::string::npos) << refused.error().next_zh;
  moved.due_on = day("2022-06-21");
  EXPECT_TRUE(a.correct(id, moved, "2022-06-21")) << "its last day is not over";
  moved.amount_fen = Fen::wan(1);
  EXPECT_TRUE(a.correct(id, moved, "2022-06-25")) << "it is the day that stands";
  moved.due_on = day("2022-06-20");
  a.past_is_meant = true;
  EXPECT_TRUE(a.correct(id, moved, "2022-06-25"));
}

TEST(ObligationLate, WhatWasHonouredByTheDayItIsCorrectedToNeedsNoWord) {
  auto a = agreed();
  a.past_is_meant = false;
  const auto id = *a.owe(Kind::deposit, "2022-07-10");
  ASSERT_TRUE(a.honour(id, "2022-06-21"));
  CorrectObligation moved;
  moved.due_on = day("2022-06-20");
  EXPECT_EQ(code(a.correct(id, moved, "2022-07-01")), ErrorCode::invalid_body) << "a breach at once";
  moved.due_on = day("2022-06-21");
  CorrectObligation returned = moved;
  returned.not_honoured = true;
  EXPECT_EQ(code(a.correct(id, returned, "2022-07-01")), ErrorCode::invalid_body) << "owed again";
  EXPECT_TRUE(a.correct(id, moved, "2022-07-01"));
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 0);
}

TEST(ObligationLate, AStageThatHasShownItByNowNeedsNoWord) {
  auto a = agreed();
  a.past_is_meant = false;
  EXPECT_FALSE(a.owe(Kind::start, "2022-09-10", "2022-09-20"));
  a.story.land("2022-07-05").start("2022-09-09");
  const auto id = a.owe(Kind::start, "2022-09-10", "2022-09-20");
  ASSERT_TRUE(id);
  a.care("2022-09-20");
  EXPECT_EQ(a.obligations.at(*id).state, ObligationState::honoured);
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 0);
}
}  // namespace
}  // namespace luodi::monitor::test
