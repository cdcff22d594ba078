#include "common/bus/json_text.hpp"

#include <charconv>

#include "common/kernel/utf8.hpp"

namespace luodi::bus {

void JsonText::key(std::string_view name) {
  if (out_.size() > 1) out_ += ',';
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void JsonText::text(std::string_view value) {
  static constexpr char k_hex[] = "0123456789abcdef";
  out_ += '"';
  std::size_t plain = 0;  // start of the run that needs no escape; runs are copied at once
  std::size_t i = 0;
  while (i < value.size()) {
    const auto c = static_cast<unsigned char>(value[i]);
    const bool special = c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
    const std::size_t length = special ? 0 : utf8_length(value.substr(i));
    if (length > 0) {
      i += length;
      continue;
    }
    out_ += value.substr(plain, i - plain);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += static_cast<char>(c);
    } else if (special) {
      out_ += "\\u00";
      out_ += k_hex[c >> 4];
      out_ += k_hex[c & 0xF];
    } else {
      out_ += "\xEF\xBF\xBD";
    }
    plain = ++i;
  }
  out_ += value.substr(plain);
  out_ += '"';
}

void JsonText::number(std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out_.append(digits, end);
}

void JsonText::object(const std::map<std::string, std::string>& values) {
  char separator = '{';
  for (const auto& [name, value] : values) {
    out_ += separator;
    separator = ',';
    text(name);
    out_ += ':';
    text(value);
  }
  out_ += separator == '{' ? "{}" : "}";
}

}  // namespace luodi::bus
