// The limit of a stated amount, in whatever way it is stated: the largest is taken, a fen more is refused where it
// stands, and the refusal names the limit.
#include "services/intake/domain/amount.hpp"

#include <gtest/gtest.h>

#include "common/codec/fields.hpp"

namespace luodi::intake {
namespace {

constexpr std::int64_t k_limit = k_largest_amount.value();
const CivilDate k_day = *CivilDate::parse("2022-06-01");

template <class Command>
Error refused(const codec::Json& body) {
  auto read = codec::decode<Command>(body);
  if (!read) return read.error();
  return Error(ErrorCode::internal, "was taken");
}

StatedAmount stated(const std::string& currency, std::int64_t minor_units, std::optional<std::int64_t> rate_e6) {
  StatedAmount out;
  out.currency = currency;
  out.minor_units = minor_units;
  out.rate_e6 = rate_e6;
  if (rate_e6) {
    out.rate_date = k_day;
    out.rate_source = "中国人民银行";
  }
  return out;
}
}  // namespace

TEST(StatedAmountLimit, InFenItIsRefusedWithPointerAndLimit) {
  for (const std::int64_t absurd : {k_limit + 1, INT64_MAX}) {
    const auto error =
        refused<Amend>({{"effective_on", "2022-06-01"}, {"agreed_amount_fen", absurd}, {"reason", "增资"}});
    EXPECT_EQ(error.code, ErrorCode::invalid_body);
    ASSERT_EQ(error.fields.size(), 1U) << absurd;
    EXPECT_EQ(error.fields[0].pointer, "/agreed_amount_fen");
    EXPECT_NE(error.fields[0].message.find(std::to_string(k_limit)), std::string::npos) << error.fields[0].message;
  }
  EXPECT_TRUE(
      codec::decode<Amend>({{"effective_on", "2022-06-01"}, {"agreed_amount_fen", k_limit}, {"reason", "增资"}}));
}

TEST(StatedAmountLimit, InAnyCurrencyTheConvertedAmountCounts) {
  EXPECT_EQ(read_amount(std::nullopt, stated("CNY", k_limit, std::nullopt), k_day)->fen, k_largest_amount);
  EXPECT_EQ(read_amount(std::nullopt, stated("JPY", k_limit, 10'000), k_day)->fen, k_largest_amount);
  for (const auto& absurd : {stated("CNY", k_limit + 1, std::nullopt), stated("CNY", INT64_MAX, std::nullopt),
                             stated("JPY", k_limit + 100, 10'000), stated("USD", INT64_MAX, 7'000'000)}) {
    const auto read = read_amount(std::nullopt, absurd, k_day);
    ASSERT_FALSE(read) << absurd.currency << " " << absurd.minor_units;
    EXPECT_EQ(info(read.error().code).status, 422);
    ASSERT_EQ(read.error().fields.size(), 1U);
    EXPECT_EQ(read.error().fields[0].pointer, "/amount/minor_units");
    EXPECT_NE(read.error().detail.find(std::to_string(k_limit)), std::string::npos) << read.error().detail;
  }
}

}  // namespace luodi::intake
