#pragma once
// Code points of UTF-8 text, and which of them a name may not have: what nobody sees, what moves the text around it,
// and what has no agreed meaning. Pure.
//
//   first_code_point("绵阳")    // {U'绵', 3}
//   is_unfit_for_name(U'\u202E')   // right-to-left override: what stands behind it reads as something else
#include <string>
#include <string_view>

#include "common/kernel/utf8.hpp"

namespace luodi {

struct CodePoint {
  char32_t value;
  std::size_t length;  // bytes
};
inline constexpr char32_t k_not_utf8 = 0xFFFFFFFF;

// From the front of a text that is not empty; {k_not_utf8, 1} where the bytes are malformed.
constexpr CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const std::size_t length = utf8_length(text);
  if (length == 0) return {k_not_utf8, 1};
  if (length == 1) return {byte(0), 1};
  char32_t value = byte(0) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    value = (value << 6U) | (byte(i) & 0x3FU);
  return {value, length};
}

// White space, and invisible leftovers of copying.
bool is_blank(char32_t c);
// A text of nothing else; also an empty one.
bool is_blank(std::string_view text);
// U+FDD0 to U+FDEF and the last two of every plane: never a character; some formats, XML among them, cannot hold them.
bool is_noncharacter(char32_t c);
// Controls (of lines and of direction too), private use, noncharacters.
bool is_unfit_for_name(char32_t c);

std::string code_point_text(char32_t c);  // "U+202E"

}  // namespace luodi
