#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;
using domain::ProgressKind;

const Actor k_host = actor(Role::park, "MY-AX", "parkuser");  // first-talk owner of the stories

// The cycle that holds the day, cut off and with its deadlines; one project in scope.
DispatchCycle cut_off(std::string_view in, const policy::PolicyBook& policies = book()) {
  Desk desk(policies);
  desk.projects["prj_1"] = industrial(in).project;
  desk.begin(at(in, 10));
  const HalfMonth c = HalfMonth::of(day(in));
  desk.run_due(c.closes_at());
  return desk.cycles.at(c.str());
}
std::string due(std::string_view in) {
  const auto cycle = cut_off(in);
  EXPECT_EQ(cycle.state, CycleState::reporting);
  return cycle.deadlines.report_due_at ? cycle.deadlines.report_due_at->str() : cycle.deadlines.blocked;
}
std::string meeting(std::string_view in) {
  return cut_off(in).deadlines.meeting_by->str();
}

TEST(DispatchCycle, ReportsAreDueOnTheNextWorkingDay) {
  EXPECT_EQ(due("2022-06-01"), "2022-06-16T17:00:00+08:00");
  EXPECT_EQ(meeting("2022-06-01"), "2022-06-20") << "Thursday, Friday, Monday";
  EXPECT_EQ(due("2022-07-20"), "2022-08-01T17:00:00+08:00") << "31 July is a Sunday";
  EXPECT_EQ(due("2022-05-25"), "2022-06-01T17:00:00+08:00");
  EXPECT_EQ(meeting("2022-05-25"), "2022-06-06") << "3 June is a holiday";
  EXPECT_EQ(due("2022-09-16"), "2022-10-08T17:00:00+08:00") << "the eve of a holiday; Saturday 8 October is worked";
  EXPECT_EQ(meeting("2022-09-16"), "2022-10-10");
  EXPECT_EQ(due("2022-12-20"), "2023-01-03T17:00:00+08:00") << "31 December, New Year off until 2 January";
  EXPECT_EQ(due("2024-02-16"), "2024-03-01T17:00:00+08:00") << "29 February";
  EXPECT_EQ(cut_off("2024-02-16").last_day.str(), "2024-02-29");
}

TEST(DispatchCycle, OpensIsCutOffAndClosesByItself) {
  Desk desk;
  desk.projects["prj_1"] = industrial().project;
  desk.begin(at("2022-06-01", 10));
  desk.run_due(at("2022-06-01", 10));
  ASSERT_EQ(desk.cycles.size(), 1U);
  EXPECT_EQ(desk.cycles.at("2022-06-H1").state, CycleState::open);
  EXPECT_TRUE(desk.items.empty());
  desk.run_due(at("2022-06-15", 23, 59));
  EXPECT_EQ(desk.cycles.at("2022-06-H1").state, CycleState::open) << "its last day is not over";
  desk.run_due(at("2022-06-16"));
  EXPECT_EQ(desk.cycles.at("2022-06-H1").state, CycleState::reporting);
  EXPECT_EQ(desk.cycles.at("2022-06-H2").state, CycleState::open);
  EXPECT_EQ(desk.cycles.at("2022-06-H1").agenda->lines, 1);
  desk.run_due(at("2022-06-20", 23, 59));
  EXPECT_EQ(desk.cycles.at("2022-06-H1").state, CycleState::reporting);
  desk.run_due(at("2022-06-21"));
  EXPECT_EQ(desk.cycles.at("2022-06-H1").state, CycleState::closed);
  EXPECT_EQ(desk.cycles.at("2022-06-H1").reports->missing, 1);
  desk.run_due(at("2023-06-01"));
  EXPECT_EQ(desk.cycles.size(), 25U) << "24 a year, and the one that begins";
}

TEST(DispatchCycle, WithoutACalendarItIsBlockedAndAsksAgain) {
  Desk desk;
  desk.projects["prj_1"] = industrial("2026-12-20").project;
  desk.begin(at("2026-12-20", 10));
  desk.run_due(at("2027-01-01"));
  const auto& cycle = desk.cycles.at("2026-12-H2");
  EXPECT_FALSE(cycle.deadlines.report_due_at) << "never a guess";
  EXPECT_FALSE(cycle.deadlines.blocked.empty());
  EXPECT_EQ(desk.jobs.at("dispatch:2026-12-H2"), at("2027-01-02"));
  EXPECT_EQ(report_state(desk.items.at("2026-12-H2_prj_1"), cycle, at("2027-02-01")), ReportState::due);
}

TEST(DispatchCycle, WithItsCalendarABlockedOneHasItsDeadlines) {
  Desk desk;
  auto& cycle = desk.cycles["2022-06-H1"] = cut_off("2022-06-01");
  cycle.deadlines = {};  // as they stood before the calendar was published
  cycle.deadlines.blocked = "no calendar";
  desk.run_job("2022-06-H1", at("2022-06-17"));
  EXPECT_EQ(cycle.state, CycleState::reporting) << "it may still be reported in";
  EXPECT_EQ(cycle.deadlines.report_due_at, at("2022-06-16", 17)) << "counted from the cycle, not from the publication";
  EXPECT_EQ(cycle.deadlines.meeting_by, day("2022-06-20"));
  EXPECT_TRUE(cycle.deadlines.blocked.empty());
  EXPECT_EQ(desk.jobs.at("dispatch:2022-06-H1"), at("2022-06-16", 17).plus_ms(1)) << "over by now: taken at once";
  desk.run_due(at("2022-06-17"), at("2022-06-17"));
  EXPECT_TRUE(cycle.reports_due);
  EXPECT_EQ(desk.jobs.at("dispatch:2022-06-H1"), at("2022-06-21"));
  desk.run_due(at("2022-06-21"));
  EXPECT_EQ(cycle.state, CycleState::closed);
}

TEST(DispatchCycle, OneThatNoMeasureGovernsIsNotHeldTheNextOneMayBe) {
  Desk desk;
  desk.run_job("2010-06-H2", at("2010-06-16"));
  EXPECT_TRUE(desk.cycles.empty());
  EXPECT_EQ(desk.jobs, (std::map<std::string, Instant>{{"dispatch:2010-07-H1", at("2010-07-01")}}));
}

TEST(DispatchCycle, TheFirstOneIsThatOfTheFirstProject) {
  Desk late;
  late.projects["prj_1"] = industrial("2022-06-20").project;
  late.begin(at("2022-08-03"));
  late.run_due(at("2022-08-03"), at("2022-08-03"));
  EXPECT_EQ(late.cycles.begin()->first, "2022-06-H2");
  Desk empty;
  empty.begin(at("2022-08-03"));
  empty.run_due(at("2022-08-03"));
  EXPECT_EQ(empty.cycles.begin()->first, "2022-08-H1");
}

TEST(DispatchCycle, ManyLinesAreListedInSeveralCommits) {
  Desk desk;
  for (int i = 0; i < 150; ++i)
    desk.projects["prj_" + std::to_string(i)] = industrial().project;
  desk.begin(at("2022-06-01"));
  desk.run_due(at("2022-06-15"));
  const auto before = desk.commits;
  desk.run_due(at("2022-06-16"));
  EXPECT_EQ(desk.items.size(), 150U);
  EXPECT_EQ(desk.cycles.at("2022-06-H1").agenda->lines, 150);
  EXPECT_EQ(desk.commits - before, 5U) << "64 + 64 + 22 lines, the cut-off, the next cycle";
}

TEST(DispatchCycle, WhoeverIsHeardOfDuringTheListingGetsALine) {
  Desk desk;
  for (int i = 1; i <= 150; ++i)
    desk.projects["prj_" + std::to_string(i)] = industrial().project;
  desk.begin(at("2022-06-01"));
  desk.run_due(at("2022-06-15"));
  desk.run_job("2022-06-H1", at("2022-06-16"));
  ASSERT_EQ(desk.items.size(), k_lines_together);
  desk.projects["prj_0"] = industrial().project;  // its id stands before all that are listed
  desk.run_due(at("2022-06-16"));
  EXPECT_EQ(desk.items.count("2022-06-H1_prj_0"), 1U);
  EXPECT_EQ(desk.cycles.at("2022-06-H1").agenda->lines, 151);
}

TEST(DispatchScope, AmountSectionStageAndSuspensionDecide) {
  const auto in = [](const Story& s, std::string_view on = "2022-06-15") {
    return dispatch_scope_on(s.project, book().all().front(), day(on), at("2022-12-31"));
  };
  EXPECT_TRUE(in(industrial()));
  EXPECT_FALSE(in(industrial("2022-06-01", Fen::of(yi(5).value() - 1)))) << "5亿元 is the least";
  auto s = industrial();
  for (const auto* code : {"0610", "1311", "4411"}) {
    s.project.industry_code = code;
    EXPECT_TRUE(in(s)) << code;
  }
  for (const auto* code : {"6510", "0111", ""}) {
    s.project.industry_code = code;
    EXPECT_FALSE(in(s)) << code << ": not industrial, or a secret stub";
  }
  EXPECT_FALSE(in(industrial(), "2022-05-31")) << "not yet negotiated";
  EXPECT_FALSE(in(industrial().leave("2022-06-15")));
  auto made = industrial();
  made.sign("2022-06-02", yi(5)).land("2022-06-03").start("2022-06-04").produce("2022-06-05");
  EXPECT_TRUE(in(made)) << "until 投产";
  auto pause = industrial();
  pause.suspend("2022-06-10");
  EXPECT_TRUE(in(pause, "2022-06-09"));
  EXPECT_FALSE(in(pause, "2022-06-10"));
  pause.resume("2022-06-14");
  EXPECT_FALSE(in(pause, "2022-06-13"));
  EXPECT_TRUE(in(pause, "2022-06-14"));
}

TEST(DispatchLine, SaysWhatMovedWhatDidNotCountAndWhatCameLate) {
  Desk desk;
  auto s = industrial();
  s.progress("2022-06-18").progress("2022-06-20", ProgressKind::visit, false);
  s.progress("2022-06-10", ProgressKind::statutory_step, true, "2022-06-21");
  s.progress("2022-06-28", ProgressKind::milestone, true, "2022-07-01");  // recorded after the cut-off
  desk.projects["prj_1"] = s.project;
  desk.projects["prj_2"] = industrial().project;
  Problem problem;
  problem.project_id = "prj_1";
  problem.created_at = at("2022-06-20", 9);
  desk.problems["prb_1"] = problem;
  problem.created_at = at("2022-07-01", 9);
  desk.problems["prb_2"] = problem;
  desk.begin(at("2022-06-01"));
  desk.run_due(at("2022-07-05"), at("2022-07-05"));
  const auto& line = desk.items.at("2022-06-H2_prj_1").line;
  EXPECT_TRUE(line.moved);
  ASSERT_EQ(line.moved_by.size(), 1U) << "only what was known at the cut-off";
  EXPECT_NE(line.moved_by[0].find("2022-06-18"), std::string::npos);
  ASSERT_EQ(line.not_counted.size(), 1U);
  EXPECT_TRUE(line.not_counted[0].starts_with("2022-06-20 走访：")) << line.not_counted[0];
  ASSERT_EQ(line.late.size(), 1U);
  EXPECT_NE(line.late[0].find("2022-06-10"), std::string::npos);
  EXPECT_EQ(line.problems, std::vector<std::string>{"prb_1"});
  EXPECT_FALSE(desk.items.at("2022-06-H2_prj_2").line.moved);
  EXPECT_EQ(desk.cycles.at("2022-06-H2").agenda->moved, 1);
  EXPECT_EQ(desk.cycles.at("2022-06-H2").agenda->not_moved, 1);
}

// The agenda of the second half of June with one problem that was closed as progress, one report, and what happened to
// both after the cut-off; drawn at once or late.
DispatchLine drawn(bool late, bool taken_back) {
  Desk desk;
  auto s = industrial();
  s.progress("2022-06-18");
  const std::string report = s.project.progress.back().id;
  desk.projects["prj_1"] = s.project;
  Problem problem;
  problem.project_id = "prj_1";
  domain::EventMeta meta;
  meta.at = at("2022-06-20", 9);
  ProblemReported reported;
  reported.project_id = "prj_1";
  apply(problem, reported, meta);
  meta.at = at("2022-06-24", 9);
  apply(problem, ProblemConfirmed{}, meta);
  desk.problems["prb_1"] = problem;
  desk.begin(at("2022-06-01"));
  if (!late) desk.run_due(at("2022-07-01"));
  if (taken_back) {
    ProblemReopened reopened{"反弹", at("2022-07-10"), at("2022-06-24", 9)};
    meta.at = at("2022-07-02", 9);
    apply(desk.problems["prb_1"], reopened, meta);
    apply(desk.projects["prj_1"], monitor::taken_back(desk.projects["prj_1"], report, "现场核查未见"), meta);
    EXPECT_FALSE(desk.projects["prj_1"].progress.at(0).effective);
  }
  desk.run_due(at("2022-07-05"), at("2022-07-05"));
  return desk.items.at("2022-06-H2_prj_1").line;
}

TEST(DispatchLine, WhatIsTakenBackAfterTheCutOffStandsInALateLineAsItStood) {
  const auto prompt = codec::encode(drawn(/*late=*/false, /*taken_back=*/true)).dump();
  EXPECT_EQ(codec::encode(drawn(/*late=*/true, /*taken_back=*/true)).dump(), prompt);
  EXPECT_EQ(codec::encode(drawn(/*late=*/false, /*taken_back=*/false)).dump(), prompt);
  const auto line = drawn(/*late=*/true, /*taken_back=*/true);
  EXPECT_TRUE(line.moved);
  EXPECT_TRUE(line.problems.empty());
}

TEST(DispatchLine, TheWorseLightAndChangedTargetsStandInIt) {
  Desk desk;
  auto s = industrial();
  domain::ProjectPlanned plan;
  plan.milestones = {{"a", "节点", day("2022-06-10"), std::nullopt}};
  s.tell(plan, "2022-06-02");
  plan.changes = {
      {"a", "2022-06-10", "2022-06-12"}, {"a", "", "landed", domain::TargetPart::stage}, {"b", "", "2022-09-01"}};
  plan.milestones[0].target_on = day("2022-06-12");
  plan.reason = "图纸变更";
  s.tell(plan, "2022-06-03", "parkuser");
  desk.projects["prj_1"] = s.project;
  desk.begin(at("2022-06-01"));
  desk.run_due(at("2022-06-16"));
  const auto& line = desk.items.at("2022-06-H1_prj_1").line;
  EXPECT_EQ(line.idle_light, Light::green);
  EXPECT_EQ(line.lag_light, Light::red);
  EXPECT_EQ(line.light, Light::red);
  ASSERT_EQ(line.changed_targets.size(), 2U) << "a new target is no change of one, what meets it is";
  EXPECT_EQ(line.changed_targets[0].reason, "图纸变更");
  EXPECT_EQ(line.overdue_milestones, std::vector<std::string>{"a"});
}

struct Reports : testing::Test {
  Desk desk;
  const std::string id = "2022-06-H1_prj_1";
  void SetUp() override {
    auto s = industrial();
    domain::ProjectPlanned plan;
    plan.milestones = {{"a", "节点", day("2022-06-10"), std::nullopt}};
    s.tell(plan, "2022-06-02");
    desk.projects["prj_1"] = s.project;
    desk.begin(at("2022-06-01"));
    desk.run_due(at("2022-06-16"));
  }
  static FileReport report(std::string reason = "雨季停工", std::string correction = {}) {
    FileReport out;
    out.text = "完成地勘";
    out.light_reason = std::move(reason);
    out.correction = std::move(correction);
    return out;
  }
  ReportState state(Instant now) const { return report_state(desk.items.at(id), desk.cycles.at("2022-06-H1"), now); }
  static ErrorCode code(const Expected<void>& done) { return done ? ErrorCode::internal : done.error().code; }
};

TEST_F(Reports, FiveOClockSharpIsInTime) {
  const Instant due = at("2022-06-16", 17);
  EXPECT_EQ(state(due), ReportState::due);
  EXPECT_EQ(state(due.plus_ms(1)), ReportState::missing);
  Desk other = desk;
  ASSERT_TRUE(desk.file(id, report(), due, k_host));
  EXPECT_EQ(state(due.plus_ms(1)), ReportState::in_time);
  ASSERT_TRUE(other.file(id, report(), due.plus_ms(1), k_host));
  EXPECT_TRUE(other.items.at(id).reports[0].report.late);
  other.run_due(at("2022-06-21"));
  EXPECT_EQ(other.cycles.at("2022-06-H1").reports->late, 1);
}

TEST_F(Reports, ALightThatIsNotGreenNeedsAReason) {
  const auto refused = desk.file(id, report(""), at("2022-06-16", 10), k_host);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/light_reason");
  desk.projects["prj_1"].plans.clear();
  desk.items.at(id).line.light = Light::green;
  EXPECT_TRUE(desk.file(id, report(""), at("2022-06-16", 10), k_host));
}

TEST_F(Reports, AreFrozenAndCorrectedByAnotherPaper) {
  EXPECT_EQ(code(desk.file(id, report("雨", "没有可更正的"), at("2022-06-16", 9), k_host)), ErrorCode::invalid_body);
  ASSERT_TRUE(desk.file(id, report(), at("2022-06-16", 10), k_host));
  const auto again = desk.file(id, report(), at("2022-06-16", 11), k_host);
  ASSERT_EQ(code(again), ErrorCode::already_exists);
  EXPECT_EQ(again.error().fields.at(0).pointer, "/correction");
  const auto same = desk.file(id, report("雨季停工", "数据更正"), at("2022-06-18", 11), k_host);
  ASSERT_EQ(code(same), ErrorCode::invalid_body);
  EXPECT_EQ(same.error().fields.at(0).code, "unchanged") << "late or not";
  auto better = report("雨季停工", "数据更正");
  better.text = "完成地勘和围挡";
  ASSERT_TRUE(desk.file(id, better, at("2022-06-18", 11), k_host));
  const auto& reports = desk.items.at(id).reports;
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_EQ(reports[0].report.text, "完成地勘") << "what was filed stays";
  EXPECT_EQ(reports[1].correction, "数据更正");
  EXPECT_EQ(state(at("2022-07-01")), ReportState::in_time) << "a correction makes nothing late";
}

TEST_F(Reports, OnlyTheResponsibleHostFiles) {
  EXPECT_EQ(code(desk.file(id, report(), at("2022-06-16", 10), actor(Role::park, "MY-GX"))), ErrorCode::forbidden);
  EXPECT_EQ(code(desk.file(id, report(), at("2022-06-16", 10), actor(Role::park, ""))), ErrorCode::forbidden);
}

TEST_F(Reports, AfterTheCloseTheCountsStand) {
  desk.run_due(at("2022-06-21"));
  ASSERT_TRUE(desk.file(id, report(), at("2022-06-22", 10), k_host));
  EXPECT_EQ(state(at("2022-06-22", 10)), ReportState::late);
  EXPECT_EQ(desk.cycles.at("2022-06-H1").reports->missing, 1);
}

TEST_F(Reports, TheTableIsDisarmedAndTheWorstStandFirst) {
  desk.projects["prj_0"] = industrial().project;
  auto line = desk.items.at(id).line;
  line.project_id = "prj_0";
  line.project_name = "=HYPERLINK(1)";
  line.light = Light::green;
  DispatchItem other;
  other.line = line;
  other.line.amount_fen.reset();
  desk.items.at(id).line.amount_fen = Fen::of(yi(5).value() + 1'250'000);
  const OrgNames names([](const std::string& code) { return code == "MY-AX" ? "绵阳安州" : ""; });
  desk.items.at(id).line.problems = {"prb_1", "prb_2"};
  desk.items.at(id).line.changed_targets = {{{"2022-07", "10000000000", ""}, "缓建"},
                                            {{"封顶", "2022-08-01", "2022-09-01"}, "雨季"},
                                            {{"b", "2022", "围墙", domain::TargetPart::title}, "改"},
                                            {{"b", "landed", "", domain::TargetPart::stage}, "改"}};
  const auto title_of = [](const std::string& problem) { return problem == "prb_1" ? "缺用地指标" : "缺电"; };
  const auto table = dispatch_table("2022-06-H1", desk.cycles.at("2022-06-H1"), {&other, &desk.items.at(id)}, {},
                                    at("2022-06-17"), names, title_of);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].size(), table.headers.size());
  EXPECT_EQ(table.rows[0][1].text, "prj_1") << "red before green";
  EXPECT_NE(codec::write_csv(table).find("\"'=HYPERLINK(1)\""), std::string::npos);
  EXPECT_EQ(table.title, "2022年6月上半月调度报告 2022-06-H1");
  EXPECT_EQ(table.rows[0][2].text, "绵阳安州（MY-AX）");
  EXPECT_EQ(table.headers[4], "投资额（万元） amount in 10,000 yuan");
  for (const auto& header : table.headers)
    EXPECT_EQ(header.find('_'), std::string::npos) << "words, no names of fields: " << header;
  EXPECT_EQ(table.rows[0][12].text,
            "2022-07 1亿元→取消（缓建）；封顶 2022-08-01→2022-09-01（雨季）；"
            "b 名称 2022→围墙（改）；b 对应阶段 落地→附材料完成（改）");
  EXPECT_EQ(table.rows[0][14].text, "缺用地指标；缺电") << "by what they are called";
  EXPECT_EQ(codec::number_text(table.rows[0][4]), "50001.25") << "a number of 万元, to the fen";
  EXPECT_EQ(table.rows[1][4].number, std::nullopt) << "unknown is empty, not nothing";
}
}  // namespace
}  // namespace luodi::monitor::test
