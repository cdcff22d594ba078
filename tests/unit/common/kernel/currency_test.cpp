// Minor units of ISO 4217 and the conversion into fen.
#include "common/kernel/currency.hpp"

#include <gtest/gtest.h>

namespace luodi {
namespace {

TEST(Currency, MinorUnitsAreThoseOfIso4217) {
  for (const auto* none : {"JPY", "KRW", "VND", "XAF", "XPF"})
    EXPECT_EQ(minor_units_of(none), 1) << none;
  for (const auto* thousand : {"KWD", "BHD", "TND"})
    EXPECT_EQ(minor_units_of(thousand), 1000) << thousand;
  for (const auto* hundred : {"USD", "EUR", "HKD", "CNY"})
    EXPECT_EQ(minor_units_of(hundred), 100) << hundred;
}

TEST(Currency, ConvertsMinorUnitsAndRoundsHalfUp) {
  EXPECT_EQ(to_fen("JPY", 1'000'000, 50'000)->value(), 5'000'000) << "a million yen at 0.05";
  EXPECT_EQ(to_fen("USD", 100'000'000, 6'700'000)->value(), 670'000'000) << "a million dollars at 6.7";
  EXPECT_EQ(to_fen("KWD", 1000, 23'456'789)->value(), 2346) << "a dinar at 23.456789 is 2345.68 fen";
  EXPECT_EQ(to_fen("USD", 1, 500'000)->value(), 1) << "half a fen";
  EXPECT_EQ(to_fen("USD", 1, 499'999)->value(), 0);
}

TEST(Currency, SaysWhereAnAmountDoesNotFit) {
  EXPECT_EQ(to_fen("JPY", INT64_MAX, k_rate_unit).error().code, ErrorCode::amount_overflow);
  EXPECT_EQ(*to_fen("CNY", k_largest_amount.value(), k_rate_unit), k_largest_amount);
  EXPECT_EQ(to_fen("CNY", k_largest_amount.value() + 1, k_rate_unit).error().code, ErrorCode::amount_overflow);
}

TEST(Currency, IsOneOfIso4217) {
  for (const char* code : {"CNY", "USD", "VND", "AED", "ZWL", "XPF"})
    EXPECT_TRUE(is_currency(code)) << code;
  for (const char* code : {"ZZZ", "XTS", "XAU", "usd", "RMB", "US", "USDX", ""})
    EXPECT_FALSE(is_currency(code)) << code;
}

}  // namespace
}  // namespace luodi
