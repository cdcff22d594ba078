// The minutes form 纪要格式 measured from the finished PDF.
#include <cmath>
#include <map>

#include "tests/integration/common/document/samples.hpp"

namespace luodi::document::test {
namespace {

Minutes sample() {
  Minutes minutes;
  minutes.mark = "约谈工作纪要";
  minutes.number = "约谈纪要〔2022〕1号";
  minutes.issuer = "绵阳市项目投资促进工作委员会办公室";
  minutes.date = *CivilDate::parse("2022-08-12");
  minutes.title = {"约谈绵阳高新区", "工作纪要"};
  minutes.body = {Paragraph{1, "约谈事由", ""}, Paragraph{0, "", "该项目连续4个周期没有有效进展。"}};
  minutes.lists = {{"出席", {"市项目办 张三", "市投资促进部门 李四", "绵阳高新区管委会 王五", "市发展改革委 赵六"}},
                   {"列席", {"市纪委监委 孙八"}}};
  minutes.copies = {"市委组织部"};
  return minutes;
}

const PdfReader& reader() {
  static const PdfReader made([] {
    auto pdf = render(sample(), default_families(), k_issued);
    if (!pdf) throw std::runtime_error(pdf.error().detail);
    return pdf->bytes;
  }());
  return made;
}

TEST(MinutesGeometry, TheMarkIsThirtyFiveMillimetresBelowTheTextAreasEdge) {
  EXPECT_NEAR(reader().ink(1).top, mm(37 + 35), 0.3);
}

TEST(MinutesGeometry, TheMarkAndTheLinesBelowItHaveOneAxis) {
  const auto mark = reader().ink(1, mm(37 + 34), mm(37 + 35) + 36);
  EXPECT_NEAR((mark.left + mark.right) / 2, mm(28 + 156.0 / 2), 1.4)
      << "half a millimetre, for the ink of its characters";
}

TEST(MinutesGeometry, OneRedRuleAsWideAsTheText) {
  std::vector<PdfBox> red;
  for (const auto& box : reader().page(1).boxes)
    if (box.red) red.push_back(box);
  ASSERT_EQ(red.size(), 1U);
  EXPECT_NEAR(red[0].left, mm(28), 0.05);
  EXPECT_NEAR(red[0].right, mm(28 + 156), 0.05);
}

TEST(MinutesGeometry, EveryPageIsNumberedAndNothingIsSigned) {
  EXPECT_NE(reader().text(1).find("—1—"), std::string::npos);
  const std::string all = reader().text(0);
  EXPECT_EQ(all.find("印章"), std::string::npos);
  for (const char* part : {"约谈纪要〔2022〕1号", "一、约谈事由", "出席：", "列席：", "抄送：市委组织部。"})
    EXPECT_NE(all.find(part), std::string::npos) << part;
}

TEST(MinutesGeometry, NamesAreAlignedBehindTheLabel) {
  std::map<long, double> left;  // of each line, by its base line
  for (const auto& glyph : reader().page(1).glyphs) {
    auto& x = left.try_emplace(std::lround(glyph.y * 100), 1e9).first->second;
    x = std::min(x, glyph.x);
  }
  // The lists are the lines between the text and the copies at the foot: 出席 takes two, 列席 one.
  std::vector<double> lists;
  for (auto at = left.rbegin(); at != left.rend() && lists.size() < 3; ++at)
    if (static_cast<double>(at->first) / 100 < k_bottom - 2 * k_line) lists.insert(lists.begin(), at->second);
  ASSERT_EQ(lists.size(), 3U);
  EXPECT_NEAR(lists[0], mm(28) + 2 * k_column, k_exact) << "出席： two characters in";
  EXPECT_NEAR(lists[1], mm(28) + 5 * k_column, k_exact) << "the second line begins below the first name";
  EXPECT_NEAR(lists[2], mm(28) + 2 * k_column, k_exact) << "列席：";
}

TEST(MinutesGeometry, TheFootStandsBetweenTwoRules) {
  const int last = std::stoi(reader().info("Pages"));
  std::vector<PdfBox> black;
  for (const auto& box : reader().page(last).boxes)
    if (!box.red) black.push_back(box);
  ASSERT_EQ(black.size(), 2U);
  for (const auto& rule : black) {
    EXPECT_NEAR(rule.bottom - rule.top, mm(0.35), 0.05);
    EXPECT_NEAR(rule.right - rule.left, mm(156), 0.05);
  }
  EXPECT_LE(std::max(black[0].bottom, black[1].bottom), k_bottom + 0.05);
}

}  // namespace
}  // namespace luodi::document::test
