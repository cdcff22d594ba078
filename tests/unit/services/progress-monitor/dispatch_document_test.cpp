// What the report of a dispatch cycle says, cell by cell.
#include "services/progress-monitor/domain/dispatch_document.hpp"

#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
struct HalfMonthReport : testing::Test {
  Desk desk = slow_and_quick();
  std::vector<Problem> problems;
  std::optional<FiledDispatchMinutes> meeting;
  std::vector<const DispatchItem*> items{&desk.items.at("2022-06-H2_prj_2"), &desk.items.at("2022-06-H2_prj_1")};
  document::Minutes paper_at(Instant now) const {
    DispatchPaper paper;
    paper.cycle = &desk.cycles.at("2022-06-H2");
    paper.items = items;
    for (const auto& problem : problems)
      paper.problems.push_back(&problem);
    paper.minutes = meeting;
    paper.issuer = "绵阳市投资促进部门";
    paper.names = OrgNames([](const std::string& code) { return code == "MY-AX" ? "绵阳安州工业园" : ""; });
    return dispatch_document(std::move(paper), now);
  }
  // What stands under a heading: the cells of each row, or the text, in lines. "" is what stands before the first one.
  static std::string under(const document::Minutes& minutes, const std::string& heading) {
    std::string out;
    std::string current;
    for (const auto& block : minutes.body) {
      const auto* paragraph = std::get_if<document::Paragraph>(&block);
      if (paragraph && paragraph->level > 0) current = paragraph->heading;
      if (current != heading) continue;
      if (paragraph && paragraph->level == 0) out += paragraph->text + "\n";
      if (paragraph) continue;
      for (const auto& row : std::get<document::Table>(block).rows) {
        for (const auto& cell : row)
          out += cell + "|";
        out += "\n";
      }
    }
    return out;
  }
};
const Instant k_evening = at("2022-07-01", 18);

TEST_F(HalfMonthReport, SaysWhoseItIsAndCountsItsLines) {
  const auto minutes = paper_at(k_evening);
  EXPECT_EQ(minutes.mark, "半月调度报告");
  EXPECT_EQ(minutes.number, "2022年第12期");
  EXPECT_EQ(minutes.issuer, "绵阳市投资促进部门");
  EXPECT_EQ(minutes.date, day("2022-07-01"));
  EXPECT_EQ(minutes.title, (std::vector<std::string>{"2022年6月下半月", "重大工业项目调度报告"}));
  EXPECT_EQ(under(minutes, ""),
            "调度周期：2022年6月16日至2022年6月30日。本期调度项目2个，有有效进展1个，没有有效进展1个；绿灯1个，"
            "黄灯0个，红灯1个。\n");
}

TEST_F(HalfMonthReport, WhoStandsStillSaysWhyAndWhoMovesSaysWhat) {
  auto filed = desk.items.at("2022-06-H2_prj_1");
  filed.reports.push_back({{"完成地勘", "雨季停工", "", {}, false}, "parkuser", at("2022-07-01", 10), ""});
  items[1] = &filed;
  const auto minutes = paper_at(k_evening);
  EXPECT_EQ(under(minutes, "没有有效进展的项目"), "停滞项目|绵阳安州工业园|5亿元|红灯|1|已报送|雨季停工|\n");
  EXPECT_EQ(under(minutes, "有有效进展的项目"), "推进项目|绵阳安州工业园|5亿元|绿灯|0|未报送|2022-06-20 节点完成|\n")
      << "the Chinese half alone";
}

TEST_F(HalfMonthReport, WithoutAnAmountOrAReasonNothingIsMadeUp) {
  auto item = desk.items.at("2022-06-H2_prj_1");
  item.line.amount_fen.reset();
  item.line.org = "MY-XX";
  items = {&item};
  EXPECT_EQ(under(paper_at(at("2022-07-01", 10)), "没有有效进展的项目"), "停滞项目|MY-XX|—|红灯|1|待报送||\n");
  EXPECT_EQ(under(paper_at(at("2022-07-01", 10)), "有有效进展的项目"), "无。\n");
}

TEST_F(HalfMonthReport, ChangedTargetsStandWithBothDaysAndTheReason) {
  EXPECT_EQ(under(paper_at(k_evening), "目标变更"), "停滞项目|base|2022-06-10|2022-06-12|图纸变更|\n");
  items.pop_back();
  EXPECT_EQ(under(paper_at(k_evening), "目标变更"), "无。\n");
}

TEST_F(HalfMonthReport, AProblemIsOverdueOnlyWhileItIsOpen) {
  Problem problem;
  problem.project_name = "停滞项目";
  problem.title = "用地指标未落实";
  problem.owner = "MY-AX";
  problem.due_at = at("2022-06-28");
  problems.assign(3, problem);
  problems[1].state = ProblemState::resolved;
  problems[2].due_at = at("2022-07-02");
  const std::string line = "停滞项目|用地指标未落实|绵阳安州工业园|项目|";
  EXPECT_EQ(under(paper_at(k_evening), "问题"),
            line + "2022-06-27|逾期|\n" + line + "2022-06-27|待确认|\n" + line + "2022-07-01|办理中|\n")
      << "the last day, not the instant at which it is over";
  problems.clear();
  EXPECT_EQ(under(paper_at(k_evening), "问题"), "无。\n");
}

TEST_F(HalfMonthReport, CountsWhatWasFiledAndWhatWasNot) {
  EXPECT_EQ(under(paper_at(k_evening), "报送情况"),
            "报送截止2022年7月1日17时00分。按期报送0个，迟报0个，未报送2个，待报送0个。调度会议于2022年7月5日"
            "（含当日）前召开。\n");
  auto late = desk.items.at("2022-06-H2_prj_1");
  late.reports.push_back({{"", "", "", {}, true}, "parkuser", k_evening, ""});
  items[1] = &late;
  auto& deadlines = desk.cycles.at("2022-06-H2").deadlines;
  deadlines.report_due_at.reset();
  deadlines.meeting_by.reset();
  EXPECT_EQ(under(paper_at(k_evening), "报送情况"), "按期报送0个，迟报1个，未报送0个，待报送1个。\n")
      << "no deadline without a calendar";
}

TEST_F(HalfMonthReport, TheMinutesOfTheMeetingAreNamedOnceTheyAreFiled) {
  const std::string heading = "调度会议纪要";
  EXPECT_EQ(under(paper_at(k_evening), heading), "") << "no heading without minutes";
  FiledDispatchMinutes filed;
  filed.minutes = {"会议纪要〔2022〕3号",
                   day("2022-07-04"),
                   std::string(56, 'a') + "01234567",
                   {{"各园区每周报送一次", ""}, {"补齐用地手续", "prj_1"}}};
  meeting = filed;
  const std::string lines = "1. 各园区每周报送一次\n2. 停滞项目：补齐用地手续\n";
  const std::string named =
      "会议纪要〔2022〕3号，会议于2022年7月4日召开，签字件摘要（SHA-256）：aaaaaaaa aaaaaaaa "
      "aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa 01234567。";
  EXPECT_EQ(under(paper_at(k_evening), heading), named + "\n" + lines);
  meeting->correction = "漏记一项";
  EXPECT_EQ(under(paper_at(k_evening), heading), named + "更正原因：漏记一项。\n" + lines);
}
}  // namespace
}  // namespace luodi::monitor::test
