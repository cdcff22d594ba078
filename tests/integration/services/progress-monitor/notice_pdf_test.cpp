// The notice and the minutes of an interview as finished PDFs: every word of the document is on the paper, in order.
#include <algorithm>

#include "common/document/characters.hpp"
#include "common/document/pdf.hpp"
#include "services/progress-monitor/domain/exit_letter_document.hpp"
#include "services/progress-monitor/domain/minutes_document.hpp"
#include "services/progress-monitor/domain/notice_document.hpp"
#include "tests/support/pdf/pdf_reader.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"
#include "tests/unit/services/progress-monitor/notice_samples.hpp"

namespace luodi::monitor::test {
namespace {

using luodi::test::PdfReader;

std::string without_blanks(const std::string& text) {
  std::string out;
  for (const char32_t c : document::code_points(text))
    if (c > U' ' && c != 0x3000) out += document::utf8_of(c);
  return out;
}

// How many paragraphs there are; each of them is on the paper, in order.
int read_all(const document::Letter& letter, const std::string& found) {
  std::size_t at = 0;
  int paragraphs = 0;
  for (const auto& block : letter.body) {
    const auto* paragraph = std::get_if<document::Paragraph>(&block);
    if (!paragraph) continue;
    const auto text = without_blanks(paragraph->heading + paragraph->text);
    // A page number may stand in the middle of a paragraph.
    const auto place = found.find(text.substr(0, std::min<std::size_t>(text.size(), 30)), at);
    if (place == std::string::npos) {
      ADD_FAILURE() << text << "\nafter\n" << found.substr(at);
      return paragraphs;
    }
    at = place;
    ++paragraphs;
  }
  return paragraphs;
}

domain::Project long_name() {
  auto story = Story().lead(Fen::of(51'0000'0000'00), "2022-05-26").negotiate("2022-06-01");
  story.project.name = "绵阳新型显示用高性能玻璃基板生产基地项目";
  return known_project(story.project);
}

TEST(NoticePdf, HoldsEveryWordOfTheNotice) {
  const auto interview = issued("绵阳高新技术产业开发区管理委员会", long_name()).only();
  const auto letter = notice_document(interview);
  const auto pdf = document::render(letter, document::default_families(), *interview.issued_at);
  ASSERT_TRUE(pdf) << pdf.error().detail;
  const PdfReader reader(pdf->bytes);
  EXPECT_EQ(reader.info("Title"), "关于对重大招商引资项目推进情况进行约谈的通知");
  EXPECT_EQ(reader.info("Pages"), "3");
  const std::string found = without_blanks(reader.text(0));
  EXPECT_GT(read_all(letter, found), 20);
  for (const char* cell : {"51亿元", "在谈", "2022年6月1日"})
    EXPECT_NE(found.find(cell), std::string::npos) << cell;
}

TEST(NoticePdf, IsTheSameAfterThePapersLifeWentOn) {
  auto interview = issued("绵阳高新技术产业开发区管理委员会", long_name()).only();
  const auto families = document::default_families();
  const auto before = document::render(notice_document(interview), families, *interview.issued_at);
  domain::EventMeta meta;
  meta.at = at("2022-08-20");
  apply(interview, InterviewScheduled{at("2022-08-30", 9), "另一处", "冲突", {}}, meta);
  apply(interview, InterviewWithdrawn{"事由消失", false}, meta);
  const auto after = document::render(notice_document(interview), families, *interview.issued_at);
  ASSERT_TRUE(before);
  ASSERT_TRUE(after);
  EXPECT_EQ(before->bytes, after->bytes);
}

TEST(ExitLetterPdf, HoldsEveryWordOfBothNotices) {
  auto accord = Accord::signed_on("2022-06-10");
  accord.story.project.name = long_name().name;
  ASSERT_TRUE(accord.owe(ObligationKind::deposit, "2022-07-10", "2022-06-20", yi(1)));
  accord.obligations.begin()->second.text = "投资协议第八条第二款";
  accord.run_due(at("2022-08-09"));
  accord.run_due(at("2022-09-09"));
  const auto& exit = accord.only_exit();
  ASSERT_TRUE(exit.notice.letter && exit.exit_notice && exit.exit_notice->letter);
  struct Paper {
    document::Letter letter;
    const char* title;
    const char* number;
    int paragraphs;
  };
  const Paper papers[] = {
      {limit_notice_document(*exit.notice.letter), "关于招商引资项目限期履约的通知", "限履〔2022〕1号", 14},
      {exit_notice_document(*exit.exit_notice->letter), "关于招商引资项目退出的通知", "退出〔2022〕1号", 17}};
  for (const auto& paper : papers) {
    const auto pdf = document::render(paper.letter, document::default_families(), at("2022-09-09"));
    ASSERT_TRUE(pdf) << pdf.error().detail;
    EXPECT_TRUE(pdf->replaced.empty());
    const PdfReader reader(pdf->bytes);
    EXPECT_EQ(reader.info("Title"), paper.title);
    const std::string found = without_blanks(reader.text(0));
    EXPECT_EQ(read_all(paper.letter, found), paper.paragraphs);
    for (const char* part :
         {paper.number, "绵阳新型显示用高性能玻璃基板生产基地项目", "2022年7月10日", "抄送：市投资促进部门"})
      EXPECT_NE(found.find(part), std::string::npos) << part << "\nin\n" << found;
    const auto again = document::render(paper.letter, document::default_families(), at("2022-09-09"));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->bytes, pdf->bytes);
  }
}

// The table of what is owed has room for the longest day there is.
TEST(ExitLetterPdf, KeepsADayOfItsTableOnOneLine) {
  auto accord = Accord::signed_on("2022-06-10");
  accord.story.project.name = long_name().name;
  ASSERT_TRUE(accord.owe(ObligationKind::deposit, "2022-10-10", "2022-06-20", yi(1)));
  accord.run_due(at("2022-11-09"));
  accord.run_due(at("2022-12-12"));
  const auto& exit = accord.only_exit();
  ASSERT_TRUE(exit.notice.letter && exit.exit_notice && exit.exit_notice->letter);
  for (const auto& letter :
       {limit_notice_document(*exit.notice.letter), exit_notice_document(*exit.exit_notice->letter)}) {
    const auto pdf = document::render(letter, document::default_families(), at("2022-12-12"));
    ASSERT_TRUE(pdf) << pdf.error().detail;
    const auto lines = PdfReader(pdf->bytes).lines(1);
    const bool whole = std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
      const auto words = without_blanks(line);
      const auto says = [&](const char* part) { return words.find(part) != std::string::npos; };
      return says("2022年10月10日") && !says("约定于") && !says("前（含");  // those are of the sentence above it
    });
    EXPECT_TRUE(whole) << PdfReader(pdf->bytes).text(1);
  }
}

TEST(MinutesPdf, IsSetInTheFormOfMinutes) {
  const auto interview = held(long_name()).only();
  const auto pdf = document::render(minutes_document(interview), document::default_families(), at("2022-08-26"));
  ASSERT_TRUE(pdf) << pdf.error().detail;
  const std::string found = without_blanks(PdfReader(pdf->bytes).text(0));
  for (const char* part :
       {"约谈〔2022〕1号", "二、约谈情况和议定事项", "完成净地移交。", "出席：市项目办张三", "抄送："})
    EXPECT_NE(found.find(part), std::string::npos) << part << "\nin\n" << found;
}

}  // namespace
}  // namespace luodi::monitor::test
