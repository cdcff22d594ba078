#pragma once
// The form of a number of papers (发文字号): a series of Han characters, the year in brackets and a serial number, or
// Latin letters, digits, brackets and dashes. A number in this form names a paper and tells nothing of what it says,
// which is what a secret project may record. Width, case and kinds of brackets do not matter (normalise_number). Pure.
//
//   is_paper_number("会议纪要〔2022〕3号") && is_paper_number("M-2022(3)")
//   !is_paper_number("甲公司用地未落实") && !is_paper_number("会议纪要 3号")
#include <string_view>

namespace luodi {

inline constexpr std::size_t k_longest_series = 10;        // Han characters: 市政府常务会议纪要 has nine
inline constexpr std::size_t k_longest_paper_number = 40;  // characters

bool is_paper_number(std::string_view text);

}  // namespace luodi
