#include "common/runtime/uuid7.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace luodi::runtime {
namespace {

TEST(Uuid7, HasTimeVersionAndVariantWhereTheRfcWantsThem) {
  Uuid7Maker maker;
  const auto bytes = maker.make(0x0123456789AB, {0xFF, 1, 2, 3, 4, 5, 6, 7, 0xFF, 0xFF});
  EXPECT_EQ(hex(bytes), "0123456789ab77ffbf01020304050607");
}

TEST(Uuid7, OrderHoldsWithinAMillisecondAndWhenTheClockStepsBack) {
  Uuid7Maker maker;
  std::string last;
  for (int i = 0; i < 10'000; ++i) {  // more than one millisecond's counter can hold
    const std::int64_t wall = i == 5000 ? 900 : 1000;
    const auto next = hex(maker.make(wall, {}));
    EXPECT_LT(last, next);
    last = next;
  }
}

TEST(Uuid7, TextFormsAndUniqueness) {
  EXPECT_TRUE(
      std::regex_match(uuid7(), std::regex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
  EXPECT_TRUE(std::regex_match(new_id("prj"), std::regex("prj_[0-9a-f]{32}")));
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i)
    EXPECT_TRUE(seen.insert(new_id("x")).second);
}

}  // namespace
}  // namespace luodi::runtime
