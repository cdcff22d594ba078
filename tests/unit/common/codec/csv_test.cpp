#include "common/codec/csv.hpp"

#include <gtest/gtest.h>

namespace luodi::codec {
namespace {
TEST(Csv, HasAMarkCrlfAndDoubledQuotes) {
  const Table table{"t", {"项目", "金额"}, {{Cell::of("甲\"乙\",丙\n丁"), Cell::of(-5)}}};
  EXPECT_EQ(write_csv(table), "\xEF\xBB\xBF\"项目\",\"金额\"\r\n\"甲\"\"乙\"\",丙\n丁\",-5\r\n");
}
TEST(Csv, ADecimalNumberIsExactAndHasNoNeedlessZeros) {
  EXPECT_EQ(number_text(Cell::of(50'000'000'000, 6)), "50000");
  EXPECT_EQ(number_text(Cell::of(1, 6)), "0.000001");
  EXPECT_EQ(number_text(Cell::of(-1'250'000, 6)), "-1.25");
  EXPECT_EQ(number_text(Cell::of(0, 6)), "0");
  EXPECT_EQ(number_text(Cell::of(100, 0)), "100");
  EXPECT_EQ(write_csv({"t", {"a"}, {{Cell::of(12'345, 2)}}}), "\xEF\xBB\xBF\"a\"\r\n123.45\r\n");
}
TEST(Csv, NoTextIsAFormula) {
  for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"})
    EXPECT_EQ(disarmed(text), "'" + text);
  for (const std::string text : {"", "a=1", "'=1", " =1", "项目"})
    EXPECT_EQ(disarmed(text), text);
}
}  // namespace
}  // namespace luodi::codec
