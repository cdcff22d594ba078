// Projects that end or are suspended between the cut-off and the close owe no report; and what targets are called.
#include "services/progress-monitor/domain/announce_reports.hpp"
#include "services/progress-monitor/domain/dispatch_close.hpp"
#include "services/progress-monitor/domain/dispatch_document.hpp"
#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_host = actor(Role::park, "MY-AX", "parkuser");

// prj_1 and prj_2 of MY-AX; the cut-off of June's first half is the midnight of the 16th, 17:00 that day is the
// deadline, the close the midnight of the 21st.
struct Released : testing::Test {
  Desk desk;
  Story stays = industrial();
  Story leaves = industrial();
  const DispatchCycle& cycle() { return desk.cycles.at("2022-06-H1"); }
  const DispatchItem& item() { return desk.items.at("2022-06-H1_prj_2"); }
  void SetUp() override {
    stays.project.name = "留项目";
    leaves.project.name = "走项目";
    desk.projects = {{"prj_1", stays.project}, {"prj_2", leaves.project}};
    desk.begin(at("2022-06-01"));
    desk.run_due(at("2022-06-16"));
  }
  void update() { desk.projects["prj_2"] = leaves.project; }
  Expected<void> file(Instant when) {
    FileReport report;
    report.text = "完成地勘";
    report.light_reason = "雨季停工";
    return desk.file("2022-06-H1_prj_2", report, when, k_host);
  }
  std::string missing(MissedBy by) {
    std::string out;
    for (const auto& news :
         announce_missing_reports("2022-06-H1", cycle(), by, {&desk.items.at("2022-06-H1_prj_1"), &item()},
                                  desk.desk().project, {at("2022-07-01"), "", {}}))
      out += news.text + "\n";
    return out;
  }
};

TEST_F(Released, WhatHasExitedSinceTheCutOffIsNeitherUrgedNorMissing) {
  leaves.leave("2022-06-16");
  update();
  const auto refused = file(at("2022-06-16", 10));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::wrong_state);
  EXPECT_NE(refused.error().detail.find("2022-06-16"), std::string::npos) << refused.error().detail;
  desk.run_due(at("2022-06-16", 18));
  EXPECT_EQ(cycle().reports_due->missing, 1) << "the other one";
  EXPECT_EQ(report_state(item(), cycle(), at("2022-06-16", 18)), ReportState::released);
  const auto urged = missing(MissedBy::report_deadline);
  EXPECT_NE(urged.find("留项目"), std::string::npos);
  EXPECT_EQ(urged.find("走项目"), std::string::npos) << urged;
  desk.run_due(at("2022-06-21"));
  EXPECT_EQ(cycle().reports->missing, 1);
  EXPECT_EQ(state_on_paper(item(), cycle(), at("2022-07-01")), ReportState::released);
  EXPECT_EQ(missing(MissedBy::close).find("走项目"), std::string::npos);
  DispatchPaper paper;
  paper.cycle = &cycle();
  paper.items = {&desk.items.at("2022-06-H1_prj_1"), &item()};
  std::string said;
  for (const auto& block : dispatch_document(paper, at("2022-07-01")).body)
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) said += paragraph->text;
  EXPECT_NE(said.find("未报送1个，待报送0个，项目终止或暂停、不再报送1个。"), std::string::npos) << said;
}

TEST_F(Released, WhatWasMissingAtTheDeadlineStaysSoAndIsReleasedAtTheClose) {
  desk.run_due(at("2022-06-16", 18));
  EXPECT_EQ(cycle().reports_due->missing, 2);
  EXPECT_FALSE(item().released);
  EXPECT_FALSE(codec::encode(item()).contains("released"));
  leaves.suspend("2022-06-20");
  update();
  EXPECT_EQ(file(at("2022-06-20", 10)).error().code, ErrorCode::wrong_state);
  desk.run_due(at("2022-06-21"));
  EXPECT_EQ(cycle().reports->missing, 1);
  DeadlineTotals then;
  count_at_deadline(item(), *cycle().deadlines.report_due_at, then);
  EXPECT_EQ(then.missing, 1) << "at the deadline it was owed";
}

TEST_F(Released, WhatWasFiledCounts) {
  ASSERT_TRUE(file(at("2022-06-16", 10)));
  leaves.suspend("2022-06-16");
  update();
  desk.run_due(at("2022-06-21"));
  EXPECT_FALSE(item().released);
  EXPECT_EQ(cycle().reports->in_time, 1);
}

TEST_F(Released, AProjectThatGoesOnFilesAgain) {
  leaves.suspend("2022-06-16");
  update();
  desk.run_due(at("2022-06-16", 18));
  ASSERT_TRUE(item().released);
  leaves.resume("2022-06-17");
  update();
  ASSERT_TRUE(file(at("2022-06-17", 10)));
  EXPECT_EQ(report_state(item(), cycle(), at("2022-06-17", 11)), ReportState::late);
  desk.run_due(at("2022-06-21"));
  EXPECT_EQ(cycle().reports->late, 1);
}

TEST(DispatchTargets, AreCalledByTheirTitles) {
  auto s = industrial();
  domain::ProjectPlanned plan;
  plan.milestones = {{"m1", "主体封顶", day("2022-06-10"), std::nullopt}, {"m2", "设备进场", day("2022-06-12"), {}}};
  s.tell(plan, "2022-06-02");
  plan.milestones.erase(plan.milestones.begin() + 1);
  plan.changes = {{"m1", "2022-06-08", "2022-06-10"}, {"m2", "2022-06-12", ""}, {"2022-06", "100", "200"}};
  plan.reason = "图纸变更";
  s.tell(plan, "2022-06-03");
  Desk desk;
  desk.projects["prj_1"] = s.project;
  desk.begin(at("2022-06-01"));
  desk.run_due(at("2022-06-16"));
  const auto& line = desk.items.at("2022-06-H1_prj_1").line;
  std::string told;
  for (const auto& changed : line.changed_targets)
    told += target_text(changed) + "；";
  EXPECT_EQ(told, "主体封顶；设备进场；2022-06；") << "also of one that is gone";
  EXPECT_EQ(line.overdue_milestones, std::vector<std::string>{"m1"});
  EXPECT_EQ(line.overdue_titles, std::vector<std::string>{"主体封顶"});
  const auto table = dispatch_table("2022-06-H1", desk.cycles.at("2022-06-H1"), {&desk.items.at("2022-06-H1_prj_1")},
                                    {}, at("2022-06-16"), OrgNames(), [](const std::string& id) { return id; });
  std::string row;
  for (const auto& cell : table.rows.at(0))
    row += cell.text + "|";
  EXPECT_NE(row.find("主体封顶 2022-06-08→2022-06-10"), std::string::npos) << row;
  EXPECT_EQ(row.find("m1"), std::string::npos) << row;
  ChangedTarget old{{"m1", "2022-06-08", "2022-06-10"}, "图纸变更"};
  EXPECT_EQ(target_text(old), "m1") << "a line from before titles were kept";
  EXPECT_FALSE(codec::encode(old).contains("title"));
}
}  // namespace
}  // namespace luodi::monitor::test
