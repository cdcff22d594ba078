#include "common/kernel/code_point.hpp"

namespace luodi {

bool is_blank(char32_t c) {
  switch (c) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\u00A0':  // no-break space
    case U'\u00AD':  // soft hyphen
    case U'\u115F':  // Hangul fillers
    case U'\u1160':
    case U'\u3164':
    case U'\uFFA0':
    case U'\u1680':
    case U'\u180E':
    case U'\u2028':  // line and paragraph separators
    case U'\u2029':
    case U'\u202F':
    case U'\u205F':
    case U'\u2060':  // word joiner
    case U'\u2800':  // empty Braille pattern
    case U'\u3000':  // ideographic space
    case U'\uFEFF':  // byte order mark
      return true;
    default:
      return c >= U'\u2000' && c <= U'\u200D';  // typographic spaces, zero width space and joiners
  }
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const auto [point, length] = first_code_point(text);
    if (!is_blank(point)) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_noncharacter(char32_t c) {
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFEU;
}

bool is_unfit_for_name(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  const bool control = c < 0x20 || within(0x7F, 0x9F) || within(0x2028, 0x2029);
  const bool direction = c == 0x061C || within(0x200E, 0x200F) || within(0x202A, 0x202E) || within(0x2066, 0x2069);
  const bool private_use = within(0xE000, 0xF8FF) || within(0xF0000, 0xFFFFD) || within(0x100000, 0x10FFFD);
  return control || direction || private_use || is_noncharacter(c);
}

std::string code_point_text(char32_t c) {
  std::string digits;
  for (; c != 0 || digits.size() < 4; c >>= 4U)
    digits.insert(digits.begin(), "0123456789ABCDEF"[c & 0xFU]);
  return "U+" + digits;
}

}  // namespace luodi
