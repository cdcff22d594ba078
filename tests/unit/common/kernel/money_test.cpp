#include "common/kernel/money.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace luodi {
namespace {

constexpr std::int64_t k_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t k_min = std::numeric_limits<std::int64_t>::min();
constexpr Fen k_yi = Fen::wan(10'000);

std::int64_t ratio(std::int64_t fen, std::int64_t numerator, std::int64_t denominator, Rounding rounding) {
  return Fen::of(fen).times_ratio(numerator, denominator, rounding)->value();
}

TEST(Fen, AddsAndSubtractsWithinInt64) {
  EXPECT_EQ(Fen::of(3).plus(Fen::of(4)), Fen::of(7));
  EXPECT_EQ(Fen::of(3).minus(Fen::of(4)), Fen::of(-1));
  EXPECT_EQ(Fen::of(k_max - 1).plus(Fen::of(1)), Fen::of(k_max));
  EXPECT_EQ(Fen::of(k_min + 1).minus(Fen::of(1)), Fen::of(k_min));
}

TEST(Fen, ReportsOverflowInsteadOfWrapping) {
  EXPECT_EQ(Fen::of(k_max).plus(Fen::of(1)).error().code, ErrorCode::amount_overflow);
  EXPECT_EQ(Fen::of(k_min).minus(Fen::of(1)).error().code, ErrorCode::amount_overflow);
  EXPECT_EQ(Fen::of(0).minus(Fen::of(k_min)).error().code, ErrorCode::amount_overflow);
  EXPECT_EQ(Fen::of(k_max).times_ratio(2, 1, Rounding::down).error().code, ErrorCode::amount_overflow);
  EXPECT_EQ(Fen::of(k_min).times_ratio(-1, 1, Rounding::down).error().code, ErrorCode::amount_overflow);
}

TEST(Fen, RatiosMayPassInt64OnTheWay) {
  EXPECT_EQ(ratio(k_max, k_max, k_max, Rounding::half_up), k_max);
  EXPECT_EQ(ratio(k_min, k_max, k_max, Rounding::half_even), k_min);
}

TEST(Fen, RatioNeedsAPositiveDenominator) {
  EXPECT_FALSE(Fen::of(1).times_ratio(1, 0, Rounding::down));
  EXPECT_FALSE(Fen::of(1).times_ratio(1, -2, Rounding::down));
}

TEST(Fen, HalfUpRoundsTiesAwayFromZero) {
  EXPECT_EQ(ratio(5, 1, 2, Rounding::half_up), 3);
  EXPECT_EQ(ratio(-5, 1, 2, Rounding::half_up), -3);
  EXPECT_EQ(ratio(1, 1, 2, Rounding::half_up), 1);
  EXPECT_EQ(ratio(-1, 1, 2, Rounding::half_up), -1);
  EXPECT_EQ(ratio(1, 1, 3, Rounding::half_up), 0);
  EXPECT_EQ(ratio(2, 1, 3, Rounding::half_up), 1);
  EXPECT_EQ(ratio(-2, 1, 3, Rounding::half_up), -1);
}

TEST(Fen, HalfEvenRoundsTiesToTheEvenNeighbour) {
  EXPECT_EQ(ratio(1, 1, 2, Rounding::half_even), 0);
  EXPECT_EQ(ratio(3, 1, 2, Rounding::half_even), 2);
  EXPECT_EQ(ratio(5, 1, 2, Rounding::half_even), 2);
  EXPECT_EQ(ratio(7, 1, 2, Rounding::half_even), 4);
  EXPECT_EQ(ratio(-1, 1, 2, Rounding::half_even), 0);
  EXPECT_EQ(ratio(-3, 1, 2, Rounding::half_even), -2);
  EXPECT_EQ(ratio(-5, 1, 2, Rounding::half_even), -2);
  EXPECT_EQ(ratio(26, 1, 10, Rounding::half_even), 3);
}

TEST(Fen, DownAndUpNameTheirDirection) {
  EXPECT_EQ(ratio(9, 1, 10, Rounding::down), 0);
  EXPECT_EQ(ratio(-9, 1, 10, Rounding::down), 0);
  EXPECT_EQ(ratio(1, 1, 10, Rounding::up), 1);
  EXPECT_EQ(ratio(-1, 1, 10, Rounding::up), -1);
  EXPECT_EQ(ratio(10, 1, 10, Rounding::up), 1);
  EXPECT_EQ(ratio(0, 7, 10, Rounding::up), 0);
}

TEST(Fen, ThirtySeventyOfAnOddAmountLosesNothing) {
  const Fen total = Fen::of(100'000'001);
  const Fen city = *total.times_ratio(30, 100, Rounding::half_up);
  const Fen host = *total.minus(city);
  EXPECT_EQ(city, Fen::of(30'000'000));
  EXPECT_EQ(host, Fen::of(70'000'001));
}

TEST(Fen, DisplaysInTheUnitThatPeopleUse) {
  EXPECT_EQ(Fen::wan(510'000).display(), "51亿元");
  EXPECT_EQ(Fen::wan(49'999).display(), "4.9999亿元");
  EXPECT_EQ(Fen::wan(50'000).display(), "5亿元");
  EXPECT_EQ(Fen::wan(10'000).display(), "1亿元");
  EXPECT_EQ(Fen::wan(9'999).display(), "9999万元");
  EXPECT_EQ(Fen::wan(1'000).display(), "1000万元");
  EXPECT_EQ(Fen::wan(15'000).display(), "1.5亿元");
  EXPECT_EQ(Fen::wan(30).display(), "30万元");
  EXPECT_EQ(Fen::wan(1).display(), "1万元");
  EXPECT_EQ(Fen::of(1'500'000).display(), "1.5万元");
  EXPECT_EQ(Fen::of(1'000'100).display(), "1.0001万元");
  EXPECT_EQ(Fen::of(999'900).display(), "9999元");
  EXPECT_EQ(Fen::of(0).display(), "0元");
  EXPECT_EQ(Fen::of(1).display(), "0.01元");
  EXPECT_EQ(Fen::of(1250).display(), "12.50元");
}

TEST(Fen, DisplayNeverRounds) {
  EXPECT_EQ(Fen::of(k_yi.value() + 1).display(), "10000.000001万元");
  EXPECT_EQ(Fen::of(k_yi.value() + 100).display(), "10000.0001万元");
  EXPECT_EQ(Fen::of(100'000'001).display(), "100.000001万元");
  EXPECT_EQ(Fen::of(49'999'999'999).display(), "49999.999999万元");
}

TEST(Fen, DisplaysNegativeAmounts) {
  EXPECT_EQ(Fen::of(-1).display(), "-0.01元");
  EXPECT_EQ(Fen::wan(-15'000).display(), "-1.5亿元");
  EXPECT_EQ(Fen::of(k_min).display(), "-9223372036854.775808万元");
}

TEST(Fen, ComparesByAmount) {
  EXPECT_LT(Fen::wan(49'999), Fen::wan(50'000));
  EXPECT_GE(Fen::of(50'000'000'000), Fen::wan(50'000));
}

TEST(Percent, RoundsHalfUpToTwoDecimals) {
  EXPECT_EQ(percent_text(10, 38), "26.32%");
  EXPECT_EQ(percent_text(947'00, 1066'93), "88.76%");
  EXPECT_EQ(percent_text(51, 82), "62.20%");
  EXPECT_EQ(percent_text(0, 5), "0.00%");
  EXPECT_EQ(percent_text(5, 5), "100.00%");
  EXPECT_EQ(percent_text(1, 20'000), "0.01%");
  EXPECT_EQ(percent_text(1, 20'001), "0.00%");
  EXPECT_EQ(percent_text(-1, 3), "-33.33%");
  EXPECT_EQ(percent_text(49, 98), "50.00%");
  EXPECT_EQ(percent_text(50, 99), "50.51%");
}

TEST(Percent, HoldsForTheLargestAmounts) {
  EXPECT_EQ(percent_text(k_max, k_max), "100.00%");
  EXPECT_EQ(percent_text(k_max, 1), "922337203685477580700.00%");
}

TEST(Percent, OfNothingIsADash) {
  EXPECT_EQ(percent_text(1, 0), "—");
}

TEST(Fen, AStatedAmountHasALimitThatIsNamed) {
  EXPECT_EQ(*within_limit(k_largest_amount), k_largest_amount);
  const auto above = within_limit(Fen::of(k_largest_amount.value() + 1));
  ASSERT_FALSE(above);
  EXPECT_EQ(above.error().code, ErrorCode::amount_overflow);
  EXPECT_NE(above.error().detail.find("10000亿元"), std::string::npos) << above.error().detail;
  EXPECT_NE(above.error().detail.find("10000 hundred million yuan"), std::string::npos) << above.error().detail;
  EXPECT_EQ(Fen::wan(1000).display_en(), "1000 ten thousand yuan");
  EXPECT_EQ(Fen::of(-1).display_en(), "-0.01 yuan");
  EXPECT_NE(above.error().detail.find("100000000000000"), std::string::npos) << above.error().detail;
}

}  // namespace
}  // namespace luodi
