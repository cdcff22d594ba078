#include "common/kernel/name.hpp"

namespace luodi {

namespace {
// One code point from the front of `rest`; length 1 and the raw byte where the bytes are not UTF-8.
struct Point {
  char32_t value;
  std::size_t length;
};

Point first_point(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  std::size_t length = 1;
  char32_t value = lead;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0FU;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07U;
  }
  if (rest.size() < length) return {0xFFFFFFFF, 1};
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(rest[i]);
    if ((next & 0xC0U) != 0x80U) return {0xFFFFFFFF, 1};
    value = (value << 6U) | (next & 0x3FU);
  }
  if (length == 1 && lead >= 0x80) return {0xFFFFFFFF, 1};
  return {value, length};
}

bool is_left_out(char32_t c) {
  switch (c) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\u00A0':  // no-break space
    case U'\u3000':  // ideographic space
    case U'\u200B':  // zero width space, joiners and byte order mark: invisible leftovers of copying
    case U'\u200C':
    case U'\u200D':
    case U'\uFEFF':
    case U'(':
    case U')':
    case U'[':
    case U']':
    case U'【':
    case U'】':
    case U'〔':
    case U'〕':
    case U'·':
    case U'•':
    case U'・':
      return true;
    default:
      return c >= U'\u2000' && c <= U'\u200A';  // typographic spaces
  }
}
}  // namespace

std::string normalise_name(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  while (!name.empty()) {
    const Point point = first_point(name);
    const std::string_view bytes = name.substr(0, point.length);
    name.remove_prefix(point.length);
    char32_t c = point.value;
    if (c >= U'\uFF01' && c <= U'\uFF5E') c = c - U'\uFF01' + U'!';  // full width forms of ASCII
    if (is_left_out(c)) continue;
    if (c >= U'A' && c <= U'Z') c = c - U'A' + U'a';
    if (c < 0x80)
      out += static_cast<char>(c);
    else
      out += bytes;
  }
  return out;
}

}  // namespace luodi
