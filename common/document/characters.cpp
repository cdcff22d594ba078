#include "common/document/characters.hpp"

#include <algorithm>
#include <string_view>

namespace luodi::document {

namespace {
constexpr std::u32string_view k_no_start = U"，。、；：？！）》】』」〉〕］｝〗”’·～－℃°％‰—…,.;:?!)]}%";
constexpr std::u32string_view k_no_end = U"（《【『「〈〔［｛〖“‘([{￥¥";

bool one_of(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}
bool is_mark(char32_t c) {  // belongs to the character before it
  return (c >= 0x300 && c <= 0x36f) || is_invisible(c);
}
bool is_word(char32_t c) {
  if (c > 0x20 && c < 0x7f) return true;
  return c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7;  // letters with accents, Greek, Cyrillic
}
bool is_pair(char32_t c) {  // —— and …… are one sign each
  return c == U'—' || c == U'…';
}
}  // namespace

std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> out;
  std::size_t i = 0;
  while (i < utf8.size()) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const std::size_t n = byte < 0x80 ? 1 : byte >> 5U == 6 ? 2 : byte >> 4U == 14 ? 3 : byte >> 3U == 30 ? 4 : 0;
    char32_t c = n == 1 ? byte : n == 0 ? 0xfffd : byte & (0xffU >> (n + 1));
    bool whole = n > 0 && i + n <= utf8.size();
    for (std::size_t k = 1; whole && k < n; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      whole = next >> 6U == 2;
      c = c << 6U | (next & 0x3fU);
    }
    out.push_back(whole ? c : 0xfffd);
    i += whole ? n : 1;
  }
  return out;
}

std::string utf8_of(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xc0 | c >> 6), byte(0x80 | (c & 0x3f))};
  if (c < 0x10000) return {byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
  return {byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 0x3f)), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
}

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) || c == U'〇';
}

bool is_private(char32_t c) {
  return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

bool is_invisible(char32_t c) {
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

std::string code_of(char32_t c) {
  static constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string hex;
  for (char32_t rest = c; rest != 0 || hex.size() < 4; rest >>= 4)
    hex.insert(hex.begin(), k_hex[rest & 15]);
  return "U+" + hex;
}

std::vector<Piece> pieces_of(std::string_view utf8) {
  std::vector<Piece> out;
  char32_t before = 0;
  for (const char32_t c : code_points(utf8)) {
    if (c < 0x20 && c != U'\t' && c != U'\n') continue;  // control characters print nothing
    const bool space = c == U' ' || c == U'\t' || c == U'\n' || c == 0xa0;
    const bool joins = !out.empty() && ((is_mark(c) && !out.back().space) || (is_word(c) && out.back().word) ||
                                        (is_pair(c) && c == before));
    if (joins) {
      out.back().text += utf8_of(c);
      before = is_pair(c) ? 0 : c;  // a third dash begins a new sign
      continue;
    }
    before = c;
    if (is_mark(c) && out.empty()) continue;
    Piece piece;
    piece.text = space ? " " : utf8_of(c);
    piece.word = is_word(c);
    piece.space = space;
    piece.no_start = one_of(k_no_start, c);
    piece.no_end = one_of(k_no_end, c);
    out.push_back(std::move(piece));
  }
  return out;
}

std::vector<Piece> split_word(const Piece& word, bool must) {
  const auto characters = code_points(word.text);
  const bool hyphens = std::find(characters.begin(), characters.end(), U'-') != characters.end();
  std::vector<Piece> out;
  bool fresh = true;
  for (const char32_t c : characters) {
    if (fresh) out.push_back(Piece{{}, true, false, false, false});
    out.back().text += utf8_of(c);
    fresh = hyphens ? c == U'-' : must;
  }
  return out;
}

}  // namespace luodi::document
