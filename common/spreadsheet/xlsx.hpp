#pragma once
// A table as an XLSX workbook with one sheet: bold headers that stay in sight, a filter, landscape and one page wide
// for printing. Texts are cells of type text, so nothing in them can run as a formula; a whole number beyond 2^53 is
// written as text, because a spreadsheet's numbers are doubles. What XML cannot hold is U+FFFD. The same table and time
// give the same bytes. Uses libxlsxwriter, which works on temporary files: run it on the pool. Thread-safe.
//
//   Expected<std::string> bytes = write_xlsx(table, now);
#include <string>

#include "common/codec/csv.hpp"
#include "common/kernel/civil.hpp"

namespace luodi::spreadsheet {

inline constexpr std::string_view k_xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// internal where the library refuses; a text that is too long for a cell is cut and ends in "…".
Expected<std::string> write_xlsx(const codec::Table& table, Instant created);

}  // namespace luodi::spreadsheet
