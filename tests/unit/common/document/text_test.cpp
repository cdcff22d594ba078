// Characters, line breaking, titles and level numbers, without any font.
#include <gtest/gtest.h>

#include "common/document/line_break.hpp"
#include "common/document/numbering.hpp"
#include "common/document/words.hpp"
#include "common/kernel/chinese_number.hpp"

namespace luodi::document {
namespace {

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& piece : pieces_of(text))
    out.push_back(piece.text);
  return out;
}

// Lines of `columns` full-width characters; letters and digits are half as wide.
std::vector<std::string> broken(std::string_view text, double columns, double first = 0) {
  const auto pieces = pieces_of(text);
  std::vector<double> widths;
  for (const auto& piece : pieces) {
    const auto n = static_cast<double>(code_points(piece.text).size());
    widths.push_back(piece.word || piece.space ? n / 2 : n);
  }
  std::vector<std::string> out;
  for (const auto& line : break_lines(pieces, widths, first > 0 ? first : columns, columns)) {
    out.emplace_back();
    for (std::size_t i = line.first; i < line.last; ++i)
      out.back() += pieces[i].text;
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Characters, CutsTextIntoCharactersWordsAndDoubleSigns) {
  EXPECT_EQ(texts("约谈（2104-510796）9:30——……。"),
            (Lines{"约", "谈", "（", "2104-510796", "）", "9:30", "——", "……", "。"}));
  EXPECT_EQ(texts("𠮷野 ABC"), (Lines{"𠮷", "野", " ", "ABC"}));
  EXPECT_EQ(texts("葛\U000E0100城"), (Lines{"葛\U000E0100", "城"})) << "a variant stays with its character";
  EXPECT_EQ(texts("一\x01二"), (Lines{"一", "二"})) << "control characters print nothing";
  EXPECT_EQ(texts("———"), (Lines{"——", "—"}));
}

TEST(Characters, SurvivesBytesThatAreNotUtf8) {
  EXPECT_EQ(code_points("\xe4\xbd"), (std::vector<char32_t>{0xfffd, 0xfffd}));
  EXPECT_EQ(code_points("a\xff"), (std::vector<char32_t>{'a', 0xfffd}));
  EXPECT_EQ(utf8_of(0x20bb7), "𠮷");
  EXPECT_EQ(code_of(0x20bb7), "U+20BB7");
  EXPECT_EQ(code_of(0x3402), "U+3402");
}

TEST(LineBreak, FillsLinesAndIndentsTheFirst) {
  EXPECT_EQ(broken("一二三四五六七八九十", 4), (Lines{"一二三四", "五六七八", "九十"}));
  EXPECT_EQ(broken("一二三四五六七", 4, 2), (Lines{"一二", "三四五六", "七"}));
}

TEST(LineBreak, NoClosingMarkBeginsALineAndNoOpeningOneEndsIt) {
  EXPECT_EQ(broken("一二三四，五", 4), (Lines{"一二三", "四，五"}));
  EXPECT_EQ(broken("一二三四”。五", 4), (Lines{"一二三", "四”。五"}));
  EXPECT_EQ(broken("一二三（四五）", 4), (Lines{"一二三", "（四五）"}));
  EXPECT_EQ(broken("一二“《三四", 4), (Lines{"一二", "“《三四"}));
  EXPECT_EQ(broken("一二三——四", 4), (Lines{"一二", "三——四"})) << "a dash is one sign and begins no line";
  for (const char* mark : {"，", "。", "、", "；", "：", "？", "！", "）", "》", "”", "〕", "%", "℃"})
    for (int before = 1; before < 12; ++before) {
      std::string text;
      for (int i = 0; i < before; ++i)
        text += "字";
      for (const auto& line : broken(text + mark + "字字字字字", 4))
        EXPECT_FALSE(line.starts_with(mark)) << text << mark;
    }
}

TEST(LineBreak, WordsStayWholeUnlessTheyAreLongerThanALine) {
  EXPECT_EQ(broken("一二2022年", 3), (Lines{"一二", "2022年"}));
  const auto parts = split_word(pieces_of("2104-510796-04").at(0), true);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].text, "2104-");
  EXPECT_EQ(split_word(pieces_of("abc").at(0), true).size(), 3U);
  EXPECT_EQ(split_word(pieces_of("abc").at(0), false).size(), 1U);
}

TEST(LineBreak, SpacesAtABreakAreDropped) {
  EXPECT_EQ(broken("一二 三四", 2), (Lines{"一二", "三四"}));
}

TEST(LineBreak, EndsWhateverTheText) {
  EXPECT_EQ(broken("，，，，，，", 2).size(), 3U) << "nothing but marks";
  EXPECT_EQ(broken("（（（（", 1).size(), 4U);
  EXPECT_TRUE(broken("", 5).empty());
}

TEST(TitleLines, AreFewEvenAndBrokenBetweenParts) {
  EXPECT_EQ(title_lines({"关于约谈", "高新区的通知"}, {4, 6}, 20), (Lines{"关于约谈高新区的通知"}));
  EXPECT_EQ(title_lines({"一一", "二二二二", "三三三三", "四四"}, {2, 4, 4, 2}, 8),
            (Lines{"一一二二二二", "三三三三四四"}))
      << "even lines rather than a full one and a rest";
  EXPECT_EQ(title_lines({"甲甲甲", "乙乙乙", "丙丙丙"}, {3, 3, 3}, 7), (Lines{"甲甲甲乙乙乙", "丙丙丙"}))
      << "of two ways equally even the longer line stands above";
}

TEST(Numbering, FollowsTheFourLevels) {
  Numbering numbers;
  EXPECT_EQ(numbers.next(1), "一、");
  EXPECT_EQ(numbers.next(2), "（一）");
  EXPECT_EQ(numbers.next(3), "1.");
  EXPECT_EQ(numbers.next(4), "（1）");
  EXPECT_EQ(numbers.next(4), "（2）");
  EXPECT_EQ(numbers.next(3), "2.");
  EXPECT_EQ(numbers.next(2), "（二）");
  EXPECT_EQ(numbers.next(3), "1.") << "starts anew below a higher level";
  EXPECT_EQ(numbers.next(1), "二、");
  EXPECT_EQ(numbers.next(2), "（一）");
  EXPECT_EQ(numbers.next(0), "");
}

TEST(Numbering, WritesChineseNumbersAndDates) {
  EXPECT_EQ(chinese_number(10), "十");
  EXPECT_EQ(chinese_number(11), "十一");
  EXPECT_EQ(chinese_number(20), "二十");
  EXPECT_EQ(chinese_number(99), "九十九");
  EXPECT_EQ(date_text(*CivilDate::parse("2022-08-05")), "2022年8月5日") << "no leading zeros";
}

}  // namespace
}  // namespace luodi::document
