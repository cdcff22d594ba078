// The letter form measured from the finished PDF against GB/T 9704-2012: page, margins, grid, type sizes, red rules,
// signature, page numbers.
#include <algorithm>
#include <cmath>
#include <map>

#include "tests/integration/common/document/samples.hpp"

namespace luodi::document::test {
namespace {

// Pages of nothing but full lines: page 2 shows the whole grid.
const PdfReader& full_pages() {
  static const PdfReader reader([] {
    auto letter = short_letter();
    letter.body = {Paragraph{0, "", repeated("国", 2200)}};
    return bytes_of(letter);
  }());
  return reader;
}
const PdfReader& one_page() {
  static const PdfReader reader(bytes_of(short_letter()));
  return reader;
}

std::vector<PdfBox> red_rules(const PdfReader& reader, int page) {
  std::vector<PdfBox> out;
  for (const auto& box : reader.page(page).boxes)
    if (box.red) out.push_back(box);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.top < b.top; });
  return out;
}

// Lines of glyphs by their base line, the page number left out.
std::map<long, std::vector<double>> lines_of(const PdfReader& reader, int page) {
  std::map<long, std::vector<double>> out;
  for (const auto& glyph : reader.page(page).glyphs)
    if (!glyph.red && glyph.y < k_bottom + 1) out[std::lround(glyph.y * 100)].push_back(glyph.x);
  for (auto& [y, xs] : out)
    std::sort(xs.begin(), xs.end());
  return out;
}

double word_left(const PdfReader& reader, int page, double above) {
  double left = 1e9;
  for (const auto& glyph : reader.page(page).glyphs)
    if (glyph.y > above) left = std::min(left, glyph.x);
  return left;
}

TEST(LetterGeometry, TheSheetIsA4) {
  EXPECT_TRUE(full_pages().info("Page size").find("A4") != std::string::npos) << full_pages().info("Page size");
}

TEST(LetterGeometry, TheTextAreaHasTheMarginsOfTheStandard) {
  auto ink = full_pages().ink(2);
  const auto page = full_pages().page(2);
  EXPECT_NEAR(ink.top, mm(37), k_millimetre) << "天头";
  EXPECT_NEAR(ink.left, mm(28), k_millimetre) << "订口";
  EXPECT_NEAR(k_page_width - ink.right, mm(26), k_millimetre);
  double last = 0;  // lowest base line of the text; the page number stands below
  for (const auto& glyph : page.glyphs)
    if (glyph.y < mm(297 - 35)) last = std::max(last, glyph.y);
  EXPECT_NEAR(k_page_height - (last + 0.12 * 16), mm(35), k_exact) << "lower edge of the last character square";
}

TEST(LetterGeometry, APageHasTwentyTwoLinesOfTwentyEightCharacters) {
  const auto lines = lines_of(full_pages(), 2);
  ASSERT_EQ(lines.size(), 22U);
  double before = 0;
  for (const auto& [y, xs] : lines) {
    ASSERT_EQ(xs.size(), 28U) << "line at " << y;
    EXPECT_NEAR(xs.front(), mm(28), k_exact);
    EXPECT_NEAR(xs.back() + 16, mm(28 + 156), k_exact) << "the last character square ends with the text area";
    for (std::size_t i = 1; i < xs.size(); ++i)
      EXPECT_NEAR(xs[i] - xs[i - 1], k_column, k_exact);
    const double base = static_cast<double>(y) / 100;
    if (before > 0) {
      EXPECT_NEAR(base - before, k_line, k_exact);
    }
    before = base;
  }
  EXPECT_NEAR(k_column, 15.79, 0.01);
  EXPECT_NEAR(k_line, 29.61, 0.01);
}

TEST(LetterGeometry, ParagraphsBeginTwoCharactersIn) {
  const auto first = lines_of(full_pages(), 1);
  std::size_t indented = 0;
  for (const auto& [y, xs] : first)
    if (xs.size() == 26) {
      ++indented;
      EXPECT_NEAR(xs.front(), mm(28) + 2 * k_column, k_exact);
    }
  EXPECT_EQ(indented, 1U);
}

TEST(LetterGeometry, DoubleRulesOfOneHundredSeventyMillimetres) {
  const auto rules = red_rules(one_page(), 1);
  ASSERT_EQ(rules.size(), 4U);
  for (const auto& rule : rules) {
    EXPECT_NEAR(rule.right - rule.left, mm(170), 0.05);
    EXPECT_NEAR(rule.left, mm(20), 0.05) << "centred";
  }
  const auto thickness = [&](std::size_t i) { return rules[i].bottom - rules[i].top; };
  EXPECT_GT(thickness(0), 2 * thickness(1)) << "thick above thin";
  EXPECT_GT(thickness(3), 2 * thickness(2)) << "thin above thick";
  EXPECT_NEAR(k_page_height - rules[3].bottom, mm(20), 0.05);
}

TEST(LetterGeometry, TheMarkStandsThirtyMillimetresDownAndTheRuleFourBelowIt) {
  const double rule = red_rules(one_page(), 1).front().top;
  const auto mark = one_page().ink(1, 0, rule - 1);
  EXPECT_NEAR(mark.top, mm(30), 0.3);
  EXPECT_NEAR(rule - mark.bottom, mm(4), 0.4);
  EXPECT_LE(mark.right - mark.left, mm(156));
}

TEST(LetterGeometry, TheNumberStandsRightUnderTheRuleAndTheTitleTwoLinesBelow) {
  const auto rules = red_rules(one_page(), 1);
  const auto lines = lines_of(one_page(), 1);
  auto at = lines.begin();
  const double number = static_cast<double>(at->first) / 100;
  EXPECT_NEAR(number - 0.88 * 16 - rules[1].bottom, 16.0 * 7 / 8, 0.05) << "seven eighths of a character";
  EXPECT_NEAR(at->second.back() + 16, mm(28 + 156), 0.3) << "flush right";
  const double title = static_cast<double>((++at)->first) / 100;
  EXPECT_NEAR((title - 0.88 * 22) - (number - 0.88 * 16), 3 * k_line, 0.05) << "two empty lines between";
  EXPECT_NEAR(at->second.front() + at->second.back() + 22, mm(210) + mm(28 - 26), 0.1) << "centred on the text area";
  const double addressee = static_cast<double>((++at)->first) / 100;
  EXPECT_NEAR((addressee - 0.88 * 16) - (title + 0.12 * 22), 2 * k_line_gap + 16, 0.05) << "one empty line";
  EXPECT_NEAR(at->second.front(), mm(28), k_exact) << "flush left";
}

TEST(LetterGeometry, TypeSizesAreThoseOfTheStandard) {
  auto letter = short_letter();
  letter.copies = {"市投资促进部门"};
  letter.body.push_back(Table{{{"项目", 1, true}, {"金额", 1}}, {{"甲", "5亿元"}}});
  letter.body.push_back(Paragraph{0, "", repeated("国", 700)});
  const PdfReader reader(bytes_of(letter));
  const auto sizes = reader.type_sizes();
  for (const double size : {12.0, 14.0, 16.0, 22.0})
    EXPECT_NE(std::find(sizes.begin(), sizes.end(), size), sizes.end()) << size;
  EXPECT_EQ(sizes.size(), 5U) << "these and the mark's";
}

TEST(LetterGeometry, TheDateEndsFourCharactersInUnderTheName) {
  const auto lines = lines_of(one_page(), 1);
  const auto& date = lines.rbegin()->second;
  const auto& name = std::next(lines.rbegin())->second;
  EXPECT_NEAR(mm(28 + 156) - (date.back() + 16), 4 * k_column, 0.3);
  EXPECT_NEAR((name.front() + name.back()) / 2, (date.front() + date.back()) / 2, 0.3) << "centred over the date";
  EXPECT_NEAR(static_cast<double>(lines.rbegin()->first - std::next(lines.rbegin())->first) / 100, k_line, k_exact);
  EXPECT_NEAR(static_cast<double>(std::next(lines.rbegin())->first - std::next(lines.rbegin(), 2)->first) / 100,
              3 * k_line, k_exact)
      << "room for the seal: two empty lines above the name";
}

TEST(LetterGeometry, ANameTooLongForTheDateEndsWithTheLine) {
  auto letter = short_letter();
  letter.signature = "绵阳市项目投资促进工作委员会办公室综合协调处";
  const PdfReader reader(bytes_of(letter));
  const auto lines = lines_of(reader, 1);
  const auto& date = lines.rbegin()->second;
  const auto& name = std::next(lines.rbegin())->second;
  EXPECT_NEAR(name.back() + 16, mm(28 + 156), 0.3);
  EXPECT_NEAR((name.front() + name.back()) / 2, (date.front() + date.back()) / 2, 0.3);
}

TEST(LetterGeometry, NumbersFromTheSecondPageOn) {
  const auto& reader = full_pages();
  EXPECT_EQ(reader.text(1).find("—"), std::string::npos) << "the first page of a letter shows none";
  EXPECT_NE(reader.text(2).find("—2—"), std::string::npos) << reader.text(2);
  EXPECT_NE(reader.text(3).find("—3—"), std::string::npos);
  EXPECT_NEAR(word_left(reader, 2, k_bottom + 1), mm(28) + 14, k_exact) << "even: left, one character in";
  double right = 0;
  for (const auto& glyph : reader.page(3).glyphs)
    if (glyph.y > k_bottom + 1) right = std::max(right, glyph.x);
  EXPECT_NEAR(right + 14, mm(28 + 156) - 14, 0.3) << "odd: right, one character in";
}

TEST(LetterGeometry, TheDashOfThePageNumberIsSevenMillimetresBelowTheText) {
  auto letter = short_letter();
  letter.body = {Paragraph{0, "", repeated("国", 340)}};
  const PdfReader reader(bytes_of(letter));
  ASSERT_EQ(reader.info("Pages"), "2");
  const double number = mm(28) + 14;  // an even page: a dash stands here
  // The digit is taller than the dash: only the dash's own columns are looked at.
  const auto dash = reader.ink(2, k_bottom + 1, k_page_height, number + 1, number + 13);
  EXPECT_NEAR(dash.top, k_bottom + mm(7), 0.3);
}

TEST(LetterGeometry, NoPageHoldsASignatureAlone) {
  // Whatever the length of the text, two lines of it stand on the signature's page.
  for (int characters = 120; characters <= 560; characters += 28) {
    auto letter = short_letter();
    letter.copies = {"市投资促进部门"};
    letter.body = {Paragraph{0, "", repeated("国", characters)}};
    const PdfReader reader(bytes_of(letter));
    const int last = std::stoi(reader.info("Pages"));
    std::size_t text_lines = 0;
    for (const auto& line : reader.lines(last))
      text_lines += line.find("国") != std::string::npos ? 1 : 0;
    EXPECT_GE(text_lines, 2U) << characters << " characters, " << last << " pages";
    EXPECT_NE(reader.text(last).find("2022年8月5日"), std::string::npos);
    EXPECT_NE(reader.text(last).find("抄送：市投资促进部门。"), std::string::npos) << "copies stand on the last page";
  }
}

TEST(LetterGeometry, CopiesStandAtTheFootOfTheTextArea) {
  auto letter = short_letter();
  letter.copies = {"市投资促进部门", "市委组织部"};
  const PdfReader reader(bytes_of(letter));
  const auto lines = lines_of(reader, 1);
  EXPECT_NEAR(static_cast<double>(lines.rbegin()->first) / 100 + 0.12 * 14, k_bottom, k_exact);
  EXPECT_NEAR(lines.rbegin()->second.front(), mm(28) + 14, k_exact) << "one character in";
}

TEST(LetterGeometry, EachElementStandsInItsFace) {
  // Families that Debian ships, whatever else is installed.
  FontFamilies families;
  families.of[static_cast<int>(Face::title)] = {parse_choice("Noto Serif CJK SC:bold")};
  families.of[static_cast<int>(Face::body)] = {parse_choice("Noto Serif CJK SC")};
  families.of[static_cast<int>(Face::kai)] = {parse_choice("AR PL UKai CN")};
  families.of[static_cast<int>(Face::hei)] = {parse_choice("Noto Sans CJK SC:bold")};
  families.of[static_cast<int>(Face::song)] = families.of[static_cast<int>(Face::body)];
  auto letter = short_letter();
  letter.body = {Paragraph{1, "一级", ""}, Paragraph{2, "二级", ""}, Paragraph{3, "三级", ""},
                 Paragraph{0, "", "正文"}};
  const auto pdf = render(letter, families, k_issued);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  const PdfReader reader(pdf->bytes);
  for (const auto& [text, font] : std::vector<std::pair<std::string, std::string>>{{letter.issuer, "Serif"},
                                                                                   {letter.title[0], "Serif"},
                                                                                   {"一、一级", "Sans"},
                                                                                   {"（一）二级", "UKai"},
                                                                                   {"1.三级", "Serif"},
                                                                                   {"正文", "Serif"}})
    EXPECT_NE(reader.font_of(text).find(font), std::string::npos) << text << ": " << reader.font_of(text);
  for (const auto& text : {letter.title[0], std::string("一、一级")})
    EXPECT_NE(reader.font_of(text).find("Bold"), std::string::npos) << text;
  EXPECT_EQ(reader.font_of("正文").find("Bold"), std::string::npos);
}

TEST(LetterGeometry, AttachmentsAreNamedALineBelowTheTextTwoCharactersIn) {
  auto letter = short_letter();
  letter.attachments = {"项目清单", "进度表"};
  const PdfReader reader(bytes_of(letter));
  const auto lines = lines_of(reader, 1);
  auto at = std::next(lines.rbegin(), 3);  // above the name: the second attachment, the first one, the text
  const auto second = std::prev(at);
  EXPECT_NEAR(at->second.front(), mm(28) + 2 * k_column, k_exact) << "附件：1.项目清单";
  EXPECT_NEAR(second->second.front(), mm(28) + 5 * k_column, k_exact) << "2.进度表 below 1.";
  const auto text = std::next(at);
  EXPECT_NEAR(static_cast<double>(at->first - text->first) / 100, 2 * k_line, k_exact) << "one empty line";
}

TEST(LetterGeometry, ATableKeepsItsHeadOnEveryPage) {
  auto letter = short_letter();
  Table table{{{"项目名称", 2, true}, {"投资额", 1}}, {}};
  for (int i = 1; i <= 60; ++i)
    table.rows.push_back({"项目" + std::to_string(i), "5亿元"});
  letter.body.push_back(table);
  const PdfReader reader(bytes_of(letter));
  const int pages = std::stoi(reader.info("Pages"));
  ASSERT_GE(pages, 3);
  for (int i = 1; i < pages; ++i)
    EXPECT_NE(reader.text(i).find("项目名称"), std::string::npos) << "page " << i;
  for (const auto& box : reader.page(2).boxes) {
    EXPECT_GE(box.left, mm(28) - 1);
    EXPECT_LE(box.right, mm(28 + 156) + 1);
    EXPECT_LE(box.bottom, k_bottom + 1);
  }
}

}  // namespace
}  // namespace luodi::document::test
