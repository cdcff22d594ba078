#include "common/kernel/code_point.hpp"

#include <gtest/gtest.h>

namespace luodi {

TEST(CodePoint, IsReadFromTheFront) {
  for (const auto& [text, value, length] : {std::tuple("a绵", U'a', 1U), std::tuple("é", U'é', 2U),
                                            std::tuple("绵阳", U'绵', 3U), std::tuple("😀", U'😀', 4U)}) {
    const auto point = first_code_point(text);
    EXPECT_EQ(point.value, value) << text;
    EXPECT_EQ(point.length, length) << text;
  }
  for (const char* malformed : {"\xE7\xBB", "\xC0\x80", "\xED\xA0\x80", "\xFF"}) {
    EXPECT_EQ(first_code_point(malformed).value, k_not_utf8);
    EXPECT_EQ(first_code_point(malformed).length, 1U);
  }
}

TEST(CodePoint, KnowsWhatNobodySees) {
  for (char32_t c : {U' ', U'\t', U'\u00A0', U'\u3000', U'\u200B', U'\u200D', U'\u2060', U'\uFEFF', U'\u3164'})
    EXPECT_TRUE(is_blank(c)) << code_point_text(c);
  for (char32_t c : {U'a', U'绵', U'·', U'-', U'\u200E', U'\u2010'})
    EXPECT_FALSE(is_blank(c)) << code_point_text(c);
}

TEST(CodePoint, KnowsWhatANameMayNotHave) {
  for (char32_t c : {U'\u0001', U'\n', U'\u007F', char32_t{0x85}, U'\u2028', U'\u200E', U'\u202E', U'\u2066', U'\u2069',
                     U'\uE000', U'\uF8FF', U'\U000F0000', U'\U0010FFFD', U'\uFDD0', U'\uFDEF', U'\uFFFE', U'\uFFFF',
                     U'\U0001FFFE', U'\U0010FFFF'})
    EXPECT_TRUE(is_unfit_for_name(c)) << code_point_text(c);
  for (char32_t c : {U' ', U'a', U'绵', U'·', U'（', U'\u200D', U'\uFDCF', U'\uFDF0', U'\uFFFD', U'😀', U'\U00020000'})
    EXPECT_FALSE(is_unfit_for_name(c)) << code_point_text(c);
}

TEST(CodePoint, KnowsWhatIsNeverACharacter) {
  for (char32_t c : {U'\uFDD0', U'\uFDEF', U'\uFFFE', U'\uFFFF', U'\U0001FFFE', U'\U0002FFFF', U'\U0010FFFF'})
    EXPECT_TRUE(is_noncharacter(c)) << code_point_text(c);
  for (char32_t c : {U'a', U'\u00FE', U'\uFDCF', U'\uFDF0', U'\uFFFD', U'\uE000', U'\U0001FFFD', U'\U00020000'})
    EXPECT_FALSE(is_noncharacter(c)) << code_point_text(c);
}

TEST(CodePoint, IsNamedByItsNumber) {
  EXPECT_EQ(code_point_text(U'\u0007'), "U+0007");
  EXPECT_EQ(code_point_text(U'\u202E'), "U+202E");
  EXPECT_EQ(code_point_text(U'\U0010FFFF'), "U+10FFFF");
}

}  // namespace luodi
