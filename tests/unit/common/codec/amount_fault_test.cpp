// What a client is told of an amount of money that does not fit: its unit and its bounds.
#include <gtest/gtest.h>

#include "common/codec/fields.hpp"

namespace luodi::codec {
namespace {
struct Priced {
  Fen price;
  std::int64_t pieces = 0;
  static constexpr auto fields() {
    return described(field("price", &Priced::price, Range{1, k_largest_amount.value()}),
                     field("pieces", &Priced::pieces, Range{1, 9}));
  }
};

TEST(Fields, BoundsOfAnAmountNameTheirUnit) {
  const auto fault = parse<Priced>(R"({"price":0,"pieces":0})").error();
  EXPECT_EQ(fault.fields.at(0).message,
            "应在 1 分（0.01元）与 100000000000000 分（10000亿元）之间，现为 0 分（0元） / must lie between 1 fen "
            "(0.01 yuan) and 100000000000000 fen (10000 hundred million yuan), it is 0 fen (0 yuan)");
  EXPECT_EQ(fault.fields.at(1).message, "应在 1 与 9 之间，现为 0 / must lie between 1 and 9, it is 0");
}

TEST(Fields, AnAmountOfAnotherTypeIsToldItsUnit) {
  for (const char* given : {R"({"price":"5亿元","pieces":1})", R"({"price":1.5,"pieces":1})"}) {
    const auto fault = parse<Priced>(given).error();
    EXPECT_EQ(fault.fields.at(0).code, "type");
    EXPECT_EQ(fault.fields[0].message,
              "金额应为以分计的整数（1 元为 100 分） / an amount is a whole number of fen, 100 to 1 yuan");
  }
}
}  // namespace
}  // namespace luodi::codec
