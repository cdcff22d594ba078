// The report of a dispatch cycle as a finished PDF: every heading and every cell is on the paper, none of them cut.
#include "common/document/pdf.hpp"
#include "services/progress-monitor/domain/dispatch_document.hpp"
#include "tests/support/pdf/pdf_reader.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {

TEST(DispatchPdf, HoldsTotalsLinesChangesProblemsAndReports) {
  const Desk desk = slow_and_quick();
  Problem problem;
  problem.project_name = "停滞项目";
  problem.title = "用地指标未落实";
  problem.owner = "自然资源部门";
  problem.due_at = at("2022-06-28");
  DispatchPaper paper;
  paper.cycle = &desk.cycles.at("2022-06-H2");
  paper.items = {&desk.items.at("2022-06-H2_prj_2"), &desk.items.at("2022-06-H2_prj_1")};
  paper.problems = {&problem};
  FiledDispatchMinutes filed;
  const std::string sevens(64, '7');
  filed.minutes = {"会议纪要〔2022〕3号", day("2022-07-04"), sevens, {{"补齐用地手续", "prj_1"}}};
  paper.minutes = filed;
  paper.issuer = "绵阳市投资促进部门";
  paper.names = OrgNames([](const std::string& code) { return code == "MY-AX" ? "绵阳安州工业园" : ""; });
  const auto document = dispatch_document(paper, at("2022-07-01", 18));
  const auto pdf = document::render(document, document::default_families(), at("2022-07-01", 18));
  ASSERT_TRUE(pdf) << pdf.error().detail;
  const luodi::test::PdfReader reader(pdf->bytes);
  std::string found;
  for (const char c : reader.text(0))
    if (static_cast<unsigned char>(c) > ' ') found += c;
  for (const char* wanted : {"半月调度报告",
                             "2022年第12期",
                             "绵阳市投资促进部门",
                             "2022年6月下半月",
                             "本期调度项目2个",
                             "没有有效进展1个",
                             "停滞项目",
                             "推进项目",
                             "红灯",
                             "未报送2个",
                             "图纸变更",
                             "2022-06-10",
                             "用地指标未落实",
                             "逾期",
                             "绵阳安州工业园",
                             "5亿元",
                             "2022-06-27",
                             "2022年7月1日17时00分",
                             "会议纪要〔2022〕3号",
                             "停滞项目：补齐用地手续",
                             sevens.c_str()})
    EXPECT_NE(found.find(wanted), std::string::npos) << wanted << "\n" << found;
}
}  // namespace
}  // namespace luodi::monitor::test
