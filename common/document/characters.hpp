#pragma once
// Characters as a typesetter sees them: text cut into the smallest pieces that may be placed by themselves, and what
// may stand at the start or the end of a line (GB/T 15834-2011, 5.1). Pure.
//
//   pieces_of("约谈（2104-510796）。")  // 约 谈 （ 2104-510796 ） 。
#include <string>
#include <string_view>
#include <vector>

namespace luodi::document {

struct Piece {
  std::string text;  // one character with its marks, a dash of two, an ellipsis, or a word of letters and digits
  bool word = false;
  bool space = false;
  bool no_start = false;  // 。，） may not begin a line
  bool no_end = false;    // （《“ may not end one
};

std::vector<Piece> pieces_of(std::string_view utf8);
// A long word, cut behind its hyphens; one without hyphens stays whole, or is cut between characters where it must.
std::vector<Piece> split_word(const Piece& word, bool must);

std::vector<char32_t> code_points(std::string_view utf8);  // bytes that are not UTF-8 become U+FFFD
std::string utf8_of(char32_t c);
bool is_han(char32_t c);
bool is_private(char32_t c);  // private use: means something only in the font it was made for
// Variation selectors, joiners, marks of direction: a font may lack them without losing a character.
bool is_invisible(char32_t c);
inline constexpr char32_t k_geta = U'〓';  // stands for a character that cannot be printed
std::string code_of(char32_t c);           // "U+20BB7"

}  // namespace luodi::document
