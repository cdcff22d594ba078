// The minutes form 纪要格式 measured from the finished PDF.
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
  double label = 0;
  double name = 0;
  const auto lines = reader().lines(0);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].find("出席：") != std::string::npos) {
      label = static_cast<double>(i);
      name = label + 1;
    }
  ASSERT_GT(name, 0) << "the names take two lines";
  EXPECT_EQ(lines[static_cast<std::size_t>(name)].find("出席"), std::string::npos);
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
