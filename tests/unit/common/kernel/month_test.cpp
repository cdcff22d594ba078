#include "common/kernel/month.hpp"

#include <gtest/gtest.h>

namespace luodi {
namespace {
TEST(Month, KnowsItsDaysInLeapAndOtherYears) {
  EXPECT_EQ(Month::parse("2024-02")->last_day().str(), "2024-02-29");
  EXPECT_EQ(Month::parse("2023-02")->last_day().str(), "2023-02-28");
  EXPECT_EQ(Month::parse("2022-12")->last_day().str(), "2022-12-31");
  EXPECT_EQ(Month::of(*CivilDate::parse("2022-12-31")).plus(1).str(), "2023-01");
  EXPECT_EQ(Month::parse("2022-01")->plus(-1).str(), "2021-12");
}
TEST(Month, ReadsOneFormOnly) {
  for (const auto* text : {"2022-13", "2022-00", "2022-6", "2022-06-01", "202206", "", "2022-0x"})
    EXPECT_FALSE(Month::parse(text)) << text;
  EXPECT_EQ(*Month::parse("2022-06"), Month::of(*CivilDate::parse("2022-06-30")));
}
}  // namespace
}  // namespace luodi
