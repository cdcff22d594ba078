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

std::string number_text(const Cell& cell) {
  std::string digits = std::to_string(*cell.number);
  if (cell.decimals == 0) return digits;
  const std::string sign = digits.front() == '-' ? "-" : "";
  digits.erase(0, sign.size());
  const auto behind = static_cast<std::size_t>(cell.decimals);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  digits.insert(digits.size() - behind, ".");
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return sign + digits;
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
        out += number_text(row[i]);
      else
        append_text(out, row[i].text);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace luodi::codec
