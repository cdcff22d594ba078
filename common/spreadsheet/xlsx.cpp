#include "common/spreadsheet/xlsx.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"

namespace luodi::spreadsheet {

namespace {
constexpr std::size_t k_cell_bytes = 30'000;  // a cell holds 32 767 characters
constexpr std::int64_t k_exact = 1LL << 53;
constexpr double k_widest = 60;

// A file that lives in memory only and goes with its descriptor.
class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("luodi-xlsx", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  bool good() const { return fd_ >= 0; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }
  std::string content() const {
    std::string out;
    char buffer[64 * 1024];
    for (off_t at = 0;;) {
      const auto n = pread(fd_, buffer, sizeof buffer, at);
      if (n <= 0) return out;
      out.append(buffer, static_cast<std::size_t>(n));
      at += n;
    }
  }

 private:
  int fd_;
};

// What a document of XML 1.0 may hold (2.2 Char): nothing else can be written into one, not even escaped.
bool is_xml(char32_t c) {
  return c == U'\t' || c == U'\n' || c == U'\r' || (c >= 0x20 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

// Texts of before noncharacters were refused may hold them: each has U+FFFD in its place, as has a byte that is not
// UTF-8.
std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [point, length] = first_code_point(text);
    out += is_xml(point) ? text.substr(0, length) : std::string_view("\uFFFD");
    text.remove_prefix(length);
  }
  return out;
}

std::string fitting(const std::string& text) {
  if (text.size() <= k_cell_bytes) return text;
  std::size_t end = k_cell_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;  // not within a character
  return text.substr(0, end) + "…";
}

// Chinese characters are twice as wide; good enough to read a column without dragging it.
double width_of(const std::string& text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    width += byte < 0x80 ? 1.0 : (byte & 0xC0) == 0x80 ? 0.0 : 2.0;
  }
  return width;
}

class Sheet {
 public:
  Sheet(lxw_workbook* book, lxw_worksheet* sheet) : sheet_(sheet), bold_(workbook_add_format(book)) {
    format_set_bold(bold_);
    format_set_text_wrap(bold_);
  }

  lxw_error fill(const codec::Table& table) {
    for (std::size_t column = 0; column < table.headers.size(); ++column)
      note(worksheet_write_string(sheet_, 0, column_of(column), xml_text(table.headers[column]).c_str(), bold_));
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      for (std::size_t column = 0; column < table.rows[row].size(); ++column)
        write(row + 1, column, table.rows[row][column]);
    if (!table.headers.empty()) lay_out(table);
    return first_;
  }

 private:
  static lxw_col_t column_of(std::size_t column) { return static_cast<lxw_col_t>(column); }
  void note(lxw_error error) {
    if (first_ == LXW_NO_ERROR) first_ = error;
  }

  static double number_of(const codec::Cell& cell) {
    const std::string digits = codec::number_text(cell);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

  void write(std::size_t row, std::size_t column, const codec::Cell& cell) {
    const auto at = static_cast<lxw_row_t>(row);
    if (cell.number && *cell.number <= k_exact && *cell.number >= -k_exact)
      return note(worksheet_write_number(sheet_, at, column_of(column), number_of(cell), nullptr));
    const std::string text = cell.number ? codec::number_text(cell) : fitting(xml_text(cell.text));
    note(worksheet_write_string(sheet_, at, column_of(column), text.c_str(), nullptr));
  }

  void lay_out(const codec::Table& table) {
    const auto last = column_of(table.headers.size() - 1);
    for (std::size_t column = 0; column < table.headers.size(); ++column) {
      double width = width_of(table.headers[column]);
      for (const auto& row : table.rows)
        if (column < row.size()) width = std::max(width, width_of(row[column].text));
      note(worksheet_set_column(sheet_, column_of(column), column_of(column), std::min(width + 2, k_widest), nullptr));
    }
    note(worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(table.rows.size()), last));
    worksheet_freeze_panes(sheet_, 1, 1);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
    note(worksheet_repeat_rows(sheet_, 0, 0));
  }

  lxw_worksheet* sheet_;
  lxw_format* bold_;
  lxw_error first_ = LXW_NO_ERROR;
};

tl::unexpected<Error> refused(lxw_error error) {
  return fail(ErrorCode::internal, bilingual("无法生成 XLSX：{0} / XLSX cannot be written: {0}", lxw_strerror(error)));
}
}  // namespace

Expected<std::string> write_xlsx(const codec::Table& table, Instant created) {
  const MemoryFile file;
  if (!file.good()) return refused(LXW_ERROR_CREATING_TMPFILE);
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (!book) return refused(LXW_ERROR_MEMORY_MALLOC_FAILED);
  std::string title = xml_text(table.title);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = static_cast<time_t>(created.ms() / 1000);
  lxw_error first = workbook_set_properties(book, &properties);
  if (lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr)) {
    const lxw_error filled = Sheet(book, sheet).fill(table);
    if (first == LXW_NO_ERROR) first = filled;
  }
  const lxw_error closed = workbook_close(book);  // frees it, whatever happened before
  if (first != LXW_NO_ERROR) return refused(first);
  if (closed != LXW_NO_ERROR) return refused(closed);
  return file.content();
}

}  // namespace luodi::spreadsheet
