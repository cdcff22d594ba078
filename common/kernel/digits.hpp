#pragma once
// Fixed-width decimal digits, for texts with fixed columns (dates, codes). Pure, no locale, no sign, no spaces.
//
//   read_digits("2022-05", 0, 4) == 2022;   append_digits(out, 5, 2) appends "05"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luodi {

// The number in text[at, at + width), or nothing where one of these is missing or not 0-9. width <= 9.
constexpr std::optional<int> read_digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at > text.size() || text.size() - at < width) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Appends `value` with at least `width` digits; a negative value gets a minus sign before them.
inline void append_digits(std::string& out, std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  if (negative) out += '-';
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace luodi
