// What the report of a dispatch cycle says, cell by cell.
#include "services/progress-monitor/domain/dispatch_document.hpp"

#include "common/document/geometry.hpp"
#include "services/progress-monitor/domain/dispatch_close.hpp"
#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
struct HalfMonthReport : testing::Test {
  Desk desk = slow_and_quick();
  std::vector<Problem> problems;
  std::optional<FiledDispatchMinutes> meeting;
  bool part = false;
  std::vector<const DispatchItem*> items{&desk.items.at("2022-06-H2_prj_2"), &desk.items.at("2022-06-H2_prj_1")};
  document::Minutes paper_at(Instant now) const {
    DispatchPaper paper;
    paper.cycle = &desk.cycles.at("2022-06-H2");
    paper.items = items;
    for (const auto& problem : problems)
      paper.problems.push_back(&problem);
    paper.minutes = meeting;
    paper.part = part;
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
  // Everything that the paper says.
  static std::string all(const document::Minutes& minutes) {
    std::string out = minutes.number + minutes.date.str() + under(minutes, "");
    for (const char* heading : {"没有有效进展的项目", "有有效进展的项目", "目标变更", "问题", "报送情况"})
      out += under(minutes, heading);
    return out;
  }
  void close() {
    desk.run_due(at("2022-07-06"));
    ASSERT_EQ(desk.cycles.at("2022-06-H2").state, CycleState::closed);
  }
  static Problem lacking_land() {
    Problem problem;
    problem.project_name = "停滞项目";
    problem.title = "用地指标未落实";
    problem.owner = "MY-AX";
    problem.due_at = at("2022-07-11");
    problem.created_at = at("2022-06-20");
    problem.updated_at = problem.created_at;
    return problem;
  }
};
const Instant k_evening = at("2022-07-01", 18);

TEST_F(HalfMonthReport, OfWhoSeesAPartOfTheCitySaysSo) {
  const std::string said = "本件只汇总和列出阅件单位可见的项目，不是全市情况。";
  EXPECT_EQ(under(paper_at(at("2022-07-01", 18)), "").find(said), std::string::npos);
  part = true;
  items.pop_back();
  const auto own = under(paper_at(at("2022-07-01", 18)), "");
  EXPECT_NE(own.find(said + "本期调度项目1个"), std::string::npos) << own;
}

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
  EXPECT_EQ(under(minutes, "没有有效进展的项目"),
            "停滞项目（灯色为计划滞后）|绵阳安州工业园|5亿元|红灯|1|已报送|雨季停工|\n");
  EXPECT_EQ(under(minutes, "有有效进展的项目"), "推进项目|绵阳安州工业园|5亿元|绿灯|0|未报送|2022-06-20 节点完成|\n")
      << "the Chinese half alone";
}

TEST_F(HalfMonthReport, AllThatMovedAProjectIsNamedAsFarAsACellHoldsIt) {
  auto moved = desk.items.at("2022-06-H2_prj_2");
  items = {&moved};
  moved.line.moved_by = {"2022-06-20 资金到位1亿元 / funds", "2022-06-21 阶段变更为落地 / landed"};
  const auto told = [&] { return under(paper_at(k_evening), "有有效进展的项目"); };
  EXPECT_NE(told().find("|2022-06-20 资金到位1亿元；2022-06-21 阶段变更为落地|\n"), std::string::npos) << told();
  moved.line.moved_by.assign(3, "2022-06-22 节点完成 / done");
  moved.line.moved_by.emplace_back("2022-06-23 节点完成 / done");
  EXPECT_NE(told().find("|2022-06-23 节点完成等4项|\n"), std::string::npos) << told();
}

TEST_F(HalfMonthReport, WithoutAnAmountOrAReasonNothingIsMadeUp) {
  auto item = desk.items.at("2022-06-H2_prj_1");
  item.line.amount_fen.reset();
  item.line.org = "MY-XX";
  items = {&item};
  EXPECT_EQ(under(paper_at(at("2022-07-01", 10)), "没有有效进展的项目"),
            "停滞项目（灯色为计划滞后）|MY-XX|—|红灯|1|待报送||\n");
  EXPECT_EQ(under(paper_at(at("2022-07-01", 10)), "有有效进展的项目"), "无。\n");
}

TEST_F(HalfMonthReport, ChangedTargetsStandWithBothDaysAndTheReason) {
  EXPECT_EQ(under(paper_at(k_evening), "目标变更"), "停滞项目|主体封顶|2022-06-10|2022-06-12|图纸变更|\n");
  items.pop_back();
  EXPECT_EQ(under(paper_at(k_evening), "目标变更"), "无。\n");
}

TEST_F(HalfMonthReport, WhatAnEarlierReportCountedAndWasTakenBackIsNamedWhereThereIsAny) {
  const std::string heading = "前期进展撤销、更正";
  const auto has_heading = [&] {
    const auto body = paper_at(k_evening).body;
    return std::any_of(body.begin(), body.end(), [&](const auto& block) {
      const auto* paragraph = std::get_if<document::Paragraph>(&block);
      return paragraph && paragraph->heading == heading;
    });
  };
  EXPECT_FALSE(has_heading()) << "papers of before are what they were";
  auto item = desk.items.at("2022-06-H2_prj_1");
  item.line.retracted = {"2022-06-02 节点完成：已撤销：未见 / taken back: 未见", "到位资金 2022-06-03 1亿元→0元：误记"};
  items[1] = &item;
  EXPECT_EQ(under(paper_at(k_evening), heading),
            "停滞项目|2022-06-02 节点完成：已撤销：未见|\n停滞项目|到位资金 2022-06-03 1亿元→0元：误记|\n");
  const auto table = dispatch_table("2022-06-H2", desk.cycles.at("2022-06-H2"), items, {}, k_evening, OrgNames(),
                                    [](const std::string& id) { return id; });
  EXPECT_EQ(table.headers.back(), "前期撤销、更正 taken back");
  EXPECT_EQ(table.rows[0].back().text, item.line.retracted[0] + "；" + item.line.retracted[1]);
  EXPECT_EQ(table.rows[1].back().text, "");
  EXPECT_EQ(table.rows[0].size(), table.headers.size());
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

TEST_F(HalfMonthReport, OfAClosedCycleIsTheSameOnEveryDay) {
  problems = {lacking_land()};
  close();
  const auto minutes = paper_at(at("2022-07-06", 9));
  EXPECT_EQ(minutes.date, day("2022-07-06"));
  EXPECT_NE(under(minutes, "问题").find("|2022-07-10|办理中|"), std::string::npos);
  EXPECT_EQ(all(paper_at(at("2023-01-03", 9))), all(minutes)) << "its day has passed since, and nothing else happened";
  const auto& cycle = desk.cycles.at("2022-06-H2");
  EXPECT_EQ(written_at(cycle, items, {&problems[0]}, {}, at("2023-01-03")), at("2022-07-06"));
  problems[0].updated_at = at("2022-12-01");
  EXPECT_EQ(written_at(cycle, items, {&problems[0]}, {}, at("2023-01-03")), at("2022-12-01"));
  EXPECT_EQ(written_at(desk.cycles.at("2022-07-H1"), items, {}, {}, at("2022-07-06", 9)), at("2022-07-06", 9))
      << "it still runs";
}

TEST_F(HalfMonthReport, WhatIsFiledAfterTheCloseStandsBesideWhatWasCounted) {
  auto in_time = desk.items.at("2022-06-H2_prj_2");
  in_time.reports.push_back({{"推进", "", "", {}, false}, "parkuser", at("2022-07-01", 10), ""});
  auto late = desk.items.at("2022-06-H2_prj_1");
  items = {&in_time, &late};
  close();
  const std::string counted = "按期报送1个，迟报0个，未报送1个，待报送0个。";
  EXPECT_NE(under(paper_at(at("2022-07-09")), "报送情况").find(counted), std::string::npos);
  late.reports.push_back({{"完成地勘", "雨季停工", "", {}, true, "MY-JK"}, "jk", at("2022-07-08", 9), ""});
  in_time.reports.push_back({{"推进", "", "", {}, false}, "parkuser", at("2022-07-09", 9), "漏报一项"});
  const auto minutes = paper_at(at("2022-07-10"));
  const auto reports = under(minutes, "报送情况");
  EXPECT_NE(reports.find(counted), std::string::npos) << reports;
  EXPECT_NE(
      reports.find("本期结束后：停滞项目2022年7月8日由MY-JK补报（雨季停工）；推进项目2022年7月9日更正（漏报一项）。"),
      std::string::npos)
      << reports;
  EXPECT_EQ(under(minutes, "没有有效进展的项目"), "停滞项目（灯色为计划滞后）|绵阳安州工业园|5亿元|红灯|1|未报送||\n");
  const auto table = dispatch_table("2022-06-H2", desk.cycles.at("2022-06-H2"), items, {}, at("2022-07-10"), OrgNames(),
                                    [](const std::string& id) { return id; });
  EXPECT_EQ(table.rows[0][15].text, "未报送（本期结束后补报）（由MY-JK报送）");
  EXPECT_EQ(table.rows[1][15].text, "已报送");
  EXPECT_EQ(table.rows[1][20].text, "漏报一项（本期结束后，2022-07-09）");
}

TEST_F(HalfMonthReport, AProblemThatMovedOnAfterTheCloseSaysSoWithItsDay) {
  problems = {lacking_land(), lacking_land()};
  problems[1].state = ProblemState::closed;
  problems[1].level = ProblemLevel::city_leader;
  problems[1].escalations = {{{ProblemLevel::project, ProblemLevel::park, "", {}, false, ""}, at("2022-07-01")},
                             {{ProblemLevel::park, ProblemLevel::city_leader, "", {}, false, ""}, at("2022-08-01")}};
  problems[1].updated_at = at("2023-01-03", 9);
  close();
  const std::string line = "停滞项目|用地指标未落实|绵阳安州工业园|";
  EXPECT_EQ(under(paper_at(at("2023-02-01")), "问题"),
            line + "项目|2022-07-10|办理中|\n" + line + "园区/县市区|2022-07-10|未销号|\n" +
                "本期结束后（表中责任、期限为变动后所定）：停滞项目“用地指标未落实”2023年1月3日变动，现为市领导层级、"
                "已销号。\n");
  problems[1].due_at = at("2022-07-05");
  EXPECT_NE(under(paper_at(at("2023-02-01")), "问题").find("|园区/县市区|2022-07-04|逾期|"), std::string::npos)
      << "open and past its day at the close, whatever became of it";
}

TEST_F(HalfMonthReport, ALightSaysWhetherItIsThePlans) {
  auto item = desk.items.at("2022-06-H2_prj_1");
  items = {&item};
  EXPECT_NE(under(paper_at(k_evening), "没有有效进展的项目").find("（灯色为计划滞后）|"), std::string::npos);
  item.line.idle_light = item.line.light;
  EXPECT_EQ(under(paper_at(k_evening), "没有有效进展的项目").find("计划滞后"), std::string::npos) << "of the clock too";
}

// At 12 pt a Chinese character is as wide as high, a digit half of that; 3 pt lie between a rule and its text.
TEST_F(HalfMonthReport, DaysAndWordsFitTheirCells) {
  problems = {lacking_land()};
  problems[0].level = ProblemLevel::park;
  const auto minutes = paper_at(k_evening);
  int seen = 0;
  for (const auto& block : minutes.body) {
    const auto* table = std::get_if<document::Table>(&block);
    if (!table) continue;
    double shares = 0;
    for (const auto& column : table->columns)
      shares += column.share;
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      const auto& column = table->columns[i];
      if (column.left || column.title == "责任" || column.title == "目标") continue;
      double width = 0;
      for (const char c : table->rows.front()[i])
        width += static_cast<unsigned char>(c) < 0x80 ? 0.5 : 1.0 / 3;  // three bytes a Chinese character
      EXPECT_LE(width * document::k_size_small_4, document::k_text_width * column.share / shares - 6)
          << column.title << " " << table->rows.front()[i];
      ++seen;
    }
  }
  EXPECT_EQ(seen, 13) << "four of both lists, two days of a change, three of a problem";
}

// By rolling days or calendar months the report counts those, not the half months that they come to.
TEST_F(HalfMonthReport, TellsTheTimeWithoutProgressInTheUnitsOfItsReading) {
  struct Case {
    const char* reading;
    int limit;
    const char* column;
    const char* header;
    int slow;  // from its start of negotiation on 1 June, and of the other from its milestone on 20 June
    int quick;
  };
  for (const auto& [reading, limit, column, header, slow, quick] :
       {Case{"half_months", 4, "无进展周期", "无进展周期 idle cycles", 1, 0},
        Case{"rolling_days", 60, "无进展天数", "无进展天数 idle days", 29, 10},
        Case{"calendar_months", 2, "无进展月数", "无进展月数 idle months", 0, 0}}) {
    const auto policies = book_with([&](policy::Policy& p) {
      p.interview.idle_reading = reading;
      p.interview.idle_limit = limit;
    });
    const auto counted = slow_and_quick(policies);
    items = {&counted.items.at("2022-06-H2_prj_2"), &counted.items.at("2022-06-H2_prj_1")};
    const auto minutes = paper_at(k_evening);
    const auto list = std::find_if(minutes.body.begin(), minutes.body.end(),
                                   [](const auto& block) { return std::holds_alternative<document::Table>(block); });
    ASSERT_NE(list, minutes.body.end());
    EXPECT_EQ(std::get<document::Table>(*list).columns[4].title, column);
    EXPECT_EQ(std::get<document::Table>(*list).rows[0][4], std::to_string(slow)) << reading;
    const auto table = dispatch_table("2022-06-H2", desk.cycles.at("2022-06-H2"), items, {}, k_evening, OrgNames(),
                                      [](const std::string& id) { return id; });
    EXPECT_EQ(table.headers[6], header);
    EXPECT_EQ(table.rows[0][6].number, slow) << reading;
    EXPECT_EQ(table.rows[1][6].number, quick) << reading;
    const bool stored = codec::encode(items[0]->line).contains("idle_time");
    EXPECT_EQ(stored, std::string(reading) != "half_months") << "lines of half months stay as they are stored";
  }
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
  close();
  meeting->filed_at = at("2022-07-06").plus_ms(-1);
  EXPECT_EQ(under(paper_at(at("2022-07-09")), heading), named + "更正原因：漏记一项。\n" + lines);
  meeting->filed_at = at("2022-07-08", 9);
  EXPECT_EQ(under(paper_at(at("2022-07-09")), heading),
            named + "更正原因：漏记一项。（本期结束后，2022年7月8日更正）\n" + lines);
  meeting->correction.clear();
  EXPECT_EQ(under(paper_at(at("2022-07-09")), heading), named + "（本期结束后，2022年7月8日登记）\n" + lines);
}
}  // namespace
}  // namespace luodi::monitor::test
