#include "common/kernel/name.hpp"

#include "common/kernel/code_point.hpp"

namespace luodi {

namespace {
bool is_left_out(char32_t c) {
  switch (c) {
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
      return is_blank(c);
  }
}
}  // namespace

std::string normalise_name(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  while (!name.empty()) {
    const CodePoint point = first_code_point(name);
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
