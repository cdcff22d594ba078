#include "common/codec/csv.hpp"

#include <gtest/gtest.h>

namespace luodi::codec {
namespace {
TEST(Csv, HasAMarkCrlfAndDoubledQuotes) {
  const Table table{"t", {"项目", "金额"}, {{Cell::of("甲\"乙\",丙\n丁"), Cell::of(-5)}}};
  EXPECT_EQ(write_csv(table), "\xEF\xBB\xBF\"项目\",\"金额\"\r\n\"甲\"\"乙\"\",丙\n丁\",-5\r\n");
}
TEST(Csv, NoTextIsAFormula) {
  for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"})
    EXPECT_EQ(disarmed(text), "'" + text);
  for (const std::string text : {"", "a=1", "'=1", " =1", "项目"})
    EXPECT_EQ(disarmed(text), text);
}
}  // namespace
}  // namespace luodi::codec
