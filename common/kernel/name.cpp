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
    case U'\u02D7':  // modifier minus
    case U'\u2043':  // hyphen bullet
    case U'\u207B':  // superscript minus
    case U'\u2212':  // minus
    case U'\u2500':  // line of a box
    case U'\u2E3A':  // two and three em dashes
    case U'\u2E3B':
    case U'\uFE31':  // upright em and en dash
    case U'\uFE32':
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

// A bracket of any width and shape as the plain one; 0 for anything else.
char plain_bracket(char32_t c) {
  switch (c) {
    case U'(':
    case U'[':
    case U'【':
    case U'〔':
      return '(';
    case U')':
    case U']':
    case U'】':
    case U'〕':
      return ')';
    default:
      return 0;
  }
}

// Shown by nothing of its own: it cannot make two numbers different.
bool is_invisible(char32_t c) {
  return is_blank(c) || is_unfit_for_name(c) || c == 0x034F || (c >= 0x180B && c <= 0x180F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

// Full width forms of ASCII as ASCII, capital letters as small ones.
char32_t fold_width_and_case(char32_t c) {
  if (c >= U'\uFF01' && c <= U'\uFF5E') c = c - U'\uFF01' + U'!';
  return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

// A byte that is not UTF-8: as itself it could become a letter with what follows once something between them is left
// out, so it is written out, which still tells it from others.
void append_foreign(std::string_view bytes, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(bytes.front());
  out += "\uFFFD";
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

// What is compared of a folded code point whose bytes were these: dashes side by side are one.
void append_folded(char32_t c, std::string_view bytes, std::string& out) {
  if (is_dash(c)) {
    if (!out.ends_with('-')) out += '-';
  } else if (c == k_not_utf8) {
    append_foreign(bytes, out);
  } else if (c < 0x80) {
    out += static_cast<char>(c);
  } else {
    out += bytes;
  }
}
}  // namespace

std::string normalise_number(std::string_view number) {
  std::string out;
  out.reserve(number.size());
  while (!number.empty()) {
    const CodePoint point = first_code_point(number);
    const std::string_view bytes = number.substr(0, point.length);
    number.remove_prefix(point.length);
    const char32_t c = fold_width_and_case(point.value);
    if (point.value != k_not_utf8 && is_invisible(c)) continue;
    if (const char bracket = plain_bracket(c))
      out += bracket;
    else
      append_folded(c, bytes, out);
  }
  return out;
}

std::string normalise_name(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  while (!name.empty()) {
    const CodePoint point = first_code_point(name);
    const std::string_view bytes = name.substr(0, point.length);
    name.remove_prefix(point.length);
    const char32_t c = fold_width_and_case(point.value);
    if (c >= U'\u3400' && c <= U'\u9FFF') {  // Han characters, most of every name, stand as they are
      out += bytes;
      continue;
    }
    if (!is_left_out(c)) append_folded(c, bytes, out);
  }
  unify_legal_forms(out);
  return out;
}

bool same_code(std::string_view a, std::string_view b) {
  return !a.empty() && normalise_name(a) == normalise_name(b);
}

}  // namespace luodi
