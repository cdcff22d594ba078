// An independent reader (Debian's python3-openpyxl) finds in the workbook what was written.
#include "common/spreadsheet/xlsx.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/process/process.hpp"

namespace luodi::spreadsheet {
namespace {
using codec::Cell;

const Instant k_created = *Instant::parse("2022-06-16T09:00:00+08:00");

nlohmann::json read(const codec::Table& table) {
  const auto bytes = write_xlsx(table, k_created);
  if (!bytes) throw std::runtime_error(bytes.error().detail);
  luodi::test::TempDir dir;
  luodi::test::Process reader(LUODI_PYTHON, {LUODI_HERE "/xlsx_reader.py", dir.write("table.xlsx", *bytes)});
  EXPECT_EQ(reader.wait(), 0) << reader.output();
  return nlohmann::json::parse(reader.output());
}

TEST(Xlsx, AReaderSeesTheSameCells) {
  const codec::Table table{"2022年6月上半月调度报告",
                           {"项目", "金额", "大数"},
                           {{Cell::of("=HYPERLINK(\"x\")"), Cell::of(50'000'000'000), Cell::of(INT64_MAX)},
                            {Cell::of("甲<&>\"乙\"\n丙"), Cell::of(-1), Cell::of(50'001'250'000, 6)}}};
  const auto seen = read(table);
  EXPECT_EQ(seen["title"], table.title);
  EXPECT_EQ(seen["created"], "2022-06-16T01:00:00");
  EXPECT_EQ(seen["sheets"], 1);
  EXPECT_EQ(seen["rows"][0], (nlohmann::json{"项目", "金额", "大数"}));
  EXPECT_EQ(seen["rows"][1], (nlohmann::json{"=HYPERLINK(\"x\")", 50'000'000'000, "9223372036854775807"}));
  EXPECT_EQ(seen["types"][1], (nlohmann::json{"s", "n", "s"})) << "a text, not a formula";
  EXPECT_EQ(seen["rows"][2][0], "甲<&>\"乙\"\n丙");
  EXPECT_EQ(seen["rows"][2][1], -1);
  EXPECT_EQ(seen["rows"][2][2], 50001.25);
  EXPECT_EQ(seen["types"][2][2], "n");
  EXPECT_EQ(seen["filter"], "A1:C3");
  EXPECT_EQ(seen["frozen"], "B2");
}

TEST(Xlsx, ALongTextIsCutBetweenCharacters) {
  std::string text = "x";
  for (int i = 0; i < 40'000; ++i)
    text += "字";
  const auto seen = read({"t", {"长"}, {{Cell::of(text)}}});
  const std::string cell = seen["rows"][1][0];
  EXPECT_LT(cell.size(), 30'010U);
  EXPECT_EQ(cell.substr(cell.size() - 6), "字…");
}

TEST(Xlsx, WhatXmlCannotHoldIsReplaced) {
  const std::string bad =
      "a\uFFFEb\uFFFFc\x01"
      "d\xFF";
  const std::string good = "a\uFFFDb\uFFFDc\uFFFDd\uFFFD";
  const auto seen = read({bad, {bad}, {{Cell::of(bad)}, {Cell::of("\uFDD0\U0001FFFE\uFFFD甲😀\t乙")}}});
  EXPECT_EQ(seen["title"], good);
  EXPECT_EQ(seen["rows"][0][0], good);
  EXPECT_EQ(seen["rows"][1][0], good);
  EXPECT_EQ(seen["rows"][2][0], "\uFDD0\U0001FFFE\uFFFD甲😀\t乙") << "odd, but XML";
}

TEST(Xlsx, TheSameTableGivesTheSameBytes) {
  const codec::Table table{"t", {"a"}, {{Cell::of("b")}}};
  EXPECT_EQ(write_xlsx(table, k_created).value(), write_xlsx(table, k_created).value());
  EXPECT_NE(write_xlsx(table, k_created).value(), write_xlsx(table, k_created.plus_ms(1000)).value());
  EXPECT_EQ(read({"t", {"a"}, {}})["rows"].size(), 1U) << "no line is no fault";
}
}  // namespace
}  // namespace luodi::spreadsheet
