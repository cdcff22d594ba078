#include <gtest/gtest.h>

#include "tests/unit/common/policy/policy_samples.hpp"

namespace luodi::policy::test {

TEST(PolicyBook, RefusesToBeEmpty) {
  auto book = PolicyBook::of({}, WorkingCalendar());
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, ErrorCode::policy_invalid);
}

TEST(PolicyBook, AnswersThePolicyOfTheDayOfTheFact) {
  auto book = PolicyBook::of({policy_of("second", "2024-01-01"), policy_of("first", "2022-05-25", "2023-12-31")},
                             WorkingCalendar());
  ASSERT_TRUE(book) << book.error().detail;
  EXPECT_EQ((*book->at(day("2022-05-25")))->id, "first");
  EXPECT_EQ((*book->at(day("2023-12-31")))->id, "first");
  EXPECT_EQ((*book->at(day("2024-01-01")))->id, "second");
  EXPECT_EQ((*book->at(day("2040-01-01")))->id, "second");
  auto before = book->at(day("2022-05-24"));
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().code, ErrorCode::no_policy);
  EXPECT_NE(before.error().detail.find("2022-05-24"), std::string::npos);
}

TEST(PolicyBook, TheFirstVersionJudgesOlderFactsWhereItSaysSoButIsNotInForce) {
  auto first = policy_of("first", "2022-05-25", "2023-12-31");
  first.applies_to_facts_from = day("2020-01-01");
  auto book = PolicyBook::of({policy_of("second", "2024-01-01"), first}, WorkingCalendar());
  ASSERT_TRUE(book) << book.error().detail;
  for (const char* older : {"2020-01-01", "2022-05-24"}) {
    auto judges = book->at(day(older));
    ASSERT_TRUE(judges) << older;
    EXPECT_EQ((*judges)->id, "first");
    EXPECT_TRUE((*judges)->transitional);
    EXPECT_EQ(book->in_force(day(older)), nullptr);
  }
  EXPECT_FALSE((*book->at(day("2022-05-25")))->transitional);
  EXPECT_EQ(book->in_force(day("2022-05-25"))->id, "first");
  EXPECT_EQ(book->at(day("2019-12-31")).error().code, ErrorCode::no_policy);
  EXPECT_EQ(book->all().size(), 2U);
}

TEST(PolicyBook, OnlyTheFirstVersionReachesBack) {
  auto second = policy_of("second", "2024-01-01");
  second.applies_to_facts_from = day("2023-06-01");
  auto book = PolicyBook::of({policy_of("first", "2022-05-25", "2023-12-31"), second}, WorkingCalendar());
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, ErrorCode::policy_invalid);
  EXPECT_NE(book.error().detail.find("second"), std::string::npos);
}

TEST(PolicyBook, LeavesAGapWithoutPolicy) {
  auto book =
      PolicyBook::of({policy_of("a", "2022-01-01", "2022-06-30"), policy_of("b", "2022-07-02")}, WorkingCalendar());
  ASSERT_TRUE(book);
  EXPECT_EQ(book->at(day("2022-07-01")).error().code, ErrorCode::no_policy);
}

TEST(PolicyBook, RefusesTwoPoliciesInForceOnOneDay) {
  for (auto* end : {static_cast<const char*>(nullptr), "2024-01-01"}) {
    auto book = PolicyBook::of({policy_of("b", "2024-01-01"), policy_of("a", "2022-05-25", end)}, WorkingCalendar());
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, ErrorCode::policy_invalid);
    EXPECT_NE(book.error().detail.find("2024-01-01"), std::string::npos);
  }
}

TEST(PolicyBook, RefusesAnEnclosedPolicyThatEndsEarlier) {
  auto book = PolicyBook::of({policy_of("a", "2022-01-01", "2025-12-31"), policy_of("b", "2023-01-01", "2023-12-31")},
                             WorkingCalendar());
  EXPECT_FALSE(book);
}

TEST(PolicyBook, RefusesOneIdTwice) {
  auto book =
      PolicyBook::of({policy_of("a", "2022-01-01", "2022-12-31"), policy_of("a", "2023-01-01")}, WorkingCalendar());
  EXPECT_FALSE(book);
}

TEST(PolicyBook, FindsAPolicyAndItsClauseByShortId) {
  auto policy = policy_of("a", "2022-01-01");
  policy.clauses = {{"a/1", "甲", "A", "x"}, {"a/10", "癸", "J", "y"}};
  auto book = PolicyBook::of({policy}, WorkingCalendar());
  ASSERT_TRUE(book);
  ASSERT_NE(book->find("a"), nullptr);
  EXPECT_EQ(book->find("b"), nullptr);
  EXPECT_EQ(book->find("a")->clause("10")->title_zh, "癸");
  EXPECT_EQ(book->find("a")->clause("0"), nullptr);
}

}  // namespace luodi::policy::test
