#include "common/codec/displays.hpp"

#include <gtest/gtest.h>

namespace luodi::codec {
namespace {
TEST(Displays, StandBesideEveryAmountAtAnyDepth) {
  Json json = {{"amount_fen", 50'000'000'000},
               {"unknown_fen", nullptr},
               {"lines", {{{"payees", {{{"amount_fen", 5'000'000}}}}}}}};
  add_displays(json);
  EXPECT_EQ(json["amount_display"], "5亿元");
  EXPECT_EQ(json["amount_fen"], 50'000'000'000);
  EXPECT_FALSE(json.contains("unknown_display"));
  EXPECT_EQ(json["lines"][0]["payees"][0]["amount_display"], "5万元");
}
}  // namespace
}  // namespace luodi::codec
