// A row of a table that no page can hold goes on, page by page, and the finished PDF has lost nothing of it.
#include "tests/integration/common/document/samples.hpp"

namespace luodi::document::test {
namespace {

constexpr int k_words = 330;

std::string word(int number) {
  return std::to_string(1000 + number);
}

// 1,980 characters, each number once.
std::string long_reason(int words = k_words) {
  std::string out;
  for (int i = 0; i < words; ++i)
    out += word(i) + "因，";
  return out;
}

Table table_of(const std::string& reason) {
  Table table;
  table.columns = {{"序号", 1}, {"项目", 2}, {"理由", 1.5, true}};
  table.rows = {{"1", "甲项目", "无"}, {"2", "乙项目", reason}, {"3", "丙项目", "无"}};
  return table;
}

void expect_whole(const PdfReader& reader, int words = k_words) {
  const int pages = std::stoi(reader.info("Pages"));
  ASSERT_GT(pages, 3) << "so long is it";
  const std::string all = reader.text(0);
  for (int i = 0; i < words; ++i)
    EXPECT_NE(all.find(word(i)), std::string::npos) << word(i);
  for (int page = 1; page <= pages; ++page) {
    for (const auto& glyph : reader.page(page).glyphs) {
      EXPECT_FALSE(glyph.y > k_bottom + k_exact && glyph.y < k_bottom + mm(5)) << "page " << page << ", " << glyph.y;
      EXPECT_LT(glyph.y, k_bottom + mm(13)) << "page " << page << ": nothing below the page number";
    }
    for (const auto& box : reader.page(page).boxes)
      EXPECT_TRUE(box.red || box.bottom < k_bottom + 1) << "page " << page << ", " << box.bottom;
    if (page < pages) {
      EXPECT_NE(reader.text(page).find("理由"), std::string::npos) << "the head again, page " << page;
    }
  }
}

TEST(LongRow, OfALetterGoesOnPageByPage) {
  auto letter = short_letter();
  letter.body.push_back(table_of(long_reason()));
  letter.body.push_back(Paragraph{0, "", "特此通知。"});
  const PdfReader reader(bytes_of(letter));
  expect_whole(reader);
  EXPECT_NE(reader.text(0).find("丙项目"), std::string::npos) << "what stands below it";
}

TEST(LongRow, OfMinutesLeavesTheFootItsRoom) {
  // The last part of the row is short, fills a page, or leaves a line or two of it.
  for (int words = k_words; words > k_words - 24; words -= 3) {
    Minutes minutes;
    minutes.mark = "调度纪要";
    minutes.number = "第1期";
    minutes.issuer = "绵阳市项目投资促进工作委员会";
    minutes.date = *CivilDate::parse("2022-08-05");
    minutes.title = {"调度报告"};
    auto table = table_of(long_reason(words));
    table.rows.pop_back();  // nothing below it but the foot
    minutes.body = {Paragraph{0, "", "在册项目如下："}, table};
    minutes.copies = {"市委办公室", "市政府办公室"};
    auto pdf = render(minutes, default_families(), k_issued);
    ASSERT_TRUE(pdf) << pdf.error().detail;
    const PdfReader reader(pdf->bytes);
    expect_whole(reader, words);
    // The table ends above the first rule of the foot.
    const auto last = reader.page(std::stoi(reader.info("Pages")));
    const std::string text = reader.text(std::stoi(reader.info("Pages")));
    EXPECT_NE(text.find("抄送"), std::string::npos);
    double table_end = 0;
    double foot = 1e9;
    for (const auto& box : last.boxes) {
      const bool hair = box.bottom - box.top < 0.6;
      if (hair) table_end = std::max(table_end, box.bottom);
      if (!hair && box.bottom - box.top < 1.2) foot = std::min(foot, box.top);
    }
    EXPECT_LT(table_end, foot) << words;
  }
}

TEST(LongRow, ARowThatAPageHoldsIsNotCut) {
  auto letter = short_letter();
  // Higher than what the head leaves of the first page, lower than a page.
  letter.body.push_back(table_of(long_reason().substr(0, 90 * 10)));
  const PdfReader reader(bytes_of(letter));
  int pages_with_it = 0;
  for (int page = 1; page <= std::stoi(reader.info("Pages")); ++page)
    if (reader.text(page).find("因") != std::string::npos) ++pages_with_it;
  EXPECT_EQ(pages_with_it, 1);
}

}  // namespace
}  // namespace luodi::document::test
