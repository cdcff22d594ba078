#include "common/kernel/name.hpp"

#include <array>
#include <utility>

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

// What people and their keyboards put for a hyphen; a Chinese one writes a dash as two of them.
bool is_dash(char32_t c) {
  switch (c) {
    case U'-':
    case U'\u2043':  // hyphen bullet
    case U'\u2212':  // minus
    case U'\u2500':  // line of a box
    case U'\uFE58':  // small em dash
    case U'\uFE63':  // small hyphen-minus
      return true;
    default:
      return c >= U'\u2010' && c <= U'\u2015';  // hyphens, figure, en and em dash, horizontal bar
  }
}

constexpr auto k_legal_forms = std::to_array<std::pair<std::string_view, std::string_view>>({
#define FORM(written, meant) {written, meant},
#include "common/kernel/legal_forms.def"
#undef FORM
});

// Anywhere in the name: a branch (某某有限责任公司绵阳分公司) carries the form in the middle.
void unify_legal_forms(std::string& name) {
  for (const auto& [written, meant] : k_legal_forms)
    for (auto at = name.find(written); at != std::string::npos; at = name.find(written, at + meant.size()))
      name.replace(at, written.size(), meant);
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
    if (c >= U'\u3400' && c <= U'\u9FFF') {  // Han characters, most of every name, stand as they are
      out += bytes;
      continue;
    }
    if (c >= U'\uFF01' && c <= U'\uFF5E') c = c - U'\uFF01' + U'!';  // full width forms of ASCII
    if (is_left_out(c)) continue;
    if (is_dash(c)) {
      if (!out.ends_with('-')) out += '-';
      continue;
    }
    if (c >= U'A' && c <= U'Z') c = c - U'A' + U'a';
    if (c < 0x80)
      out += static_cast<char>(c);
    else
      out += bytes;
  }
  unify_legal_forms(out);
  return out;
}

}  // namespace luodi
