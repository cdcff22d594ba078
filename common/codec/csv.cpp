#include "common/codec/csv.hpp"

namespace luodi::codec {

namespace {
void append_text(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : disarmed(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}
}  // namespace

std::string disarmed(const std::string& text) {
  constexpr std::string_view k_triggers = "=+-@\t\r\n";
  return !text.empty() && k_triggers.find(text.front()) != std::string_view::npos ? "'" + text : text;
}

std::string write_csv(const Table& table) {
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.headers.size(); ++i) {
    if (i != 0) out += ',';
    append_text(out, table.headers[i]);
  }
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) out += ',';
      if (row[i].number)
        out += std::to_string(*row[i].number);
      else
        append_text(out, row[i].text);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace luodi::codec
