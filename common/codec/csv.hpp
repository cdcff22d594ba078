#pragma once
// Tables for people and their spreadsheet programs: one set of rows, written as CSV (here), XLSX (common/spreadsheet).
// CSV is RFC 4180 with CRLF, every text quoted, and a byte order mark, without which Excel takes UTF-8 for GBK. A text
// that a program would run as a formula gets an apostrophe in front; numbers stay numbers. Pure.
//
//   Table table{"半月调度", {"项目", "金额"}, {{Cell::of("=1+1"), Cell::of(5)}}};
//   write_csv(table) == "\xEF\xBB\xBF\"项目\",\"金额\"\r\n\"'=1+1\",5\r\n"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace luodi::codec {

struct Cell {
  std::string text;
  std::optional<std::int64_t> number;  // then text is unused
  int decimals = 0;                    // how many of the number's last digits stand behind the point
  static Cell of(std::string text) { return {std::move(text), std::nullopt}; }
  static Cell of(std::int64_t number) { return {{}, number}; }
  static Cell of(std::int64_t number, int decimals) { return {{}, number, decimals}; }  // of(12345, 2) is 123.45
};

struct Table {
  std::string title;
  std::vector<std::string> headers;
  std::vector<std::vector<Cell>> rows;
};

// The number of a cell as digits, exact, without needless zeros: "123.45", "500".
std::string number_text(const Cell& cell);
std::string write_csv(const Table& table);
// The text as a cell may hold it: an apostrophe before what begins with = + - @, a tab or a line break.
std::string disarmed(const std::string& text);

}  // namespace luodi::codec
