// The step of a dispatch cycle at its report deadline: when it is taken, what it counts, and that a late machine, a
// second run or a state from before it change nothing.
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_host = actor(Role::park, "MY-AX", "parkuser");  // first-talk owner of the stories
const Instant k_due = at("2022-06-16", 17);
const Instant k_close = at("2022-06-21");

struct ReportDeadline : testing::Test {
  Desk desk;
  const std::string id = "2022-06-H1";
  const std::string job = "dispatch:2022-06-H1";
  void SetUp() override {
    for (const auto* name : {"prj_1", "prj_2", "prj_3"})
      desk.projects[name] = industrial().project;
    desk.begin(at("2022-06-01"));
    desk.run_due(at("2022-06-16"));
  }
  const DispatchCycle& cycle() const { return desk.cycles.at(id); }
  void file(const std::string& project, Instant when) {
    FileReport report;
    report.text = "完成地勘";
    ASSERT_TRUE(desk.file(id + "_" + project, report, when, k_host));
  }
};

TEST_F(ReportDeadline, FiveOClockSharpIsNotOverYet) {
  EXPECT_EQ(desk.jobs.at(job), k_due.plus_ms(1)) << "set by the cut-off";
  for (const Instant early : {k_due.plus_ms(-1), k_due}) {
    desk.run_job(id, early);
    EXPECT_FALSE(cycle().reports_due);
    EXPECT_EQ(desk.jobs.at(job), k_due.plus_ms(1));
  }
  file("prj_1", k_due);
  desk.run_job(id, k_due.plus_ms(1));
  ASSERT_TRUE(cycle().reports_due);
  EXPECT_EQ(cycle().reports_due->in_time, 1);
  EXPECT_EQ(cycle().reports_due->missing, 2);
  EXPECT_EQ(cycle().updated_at, k_due.plus_ms(1));
  EXPECT_EQ(cycle().state, CycleState::reporting) << "the meeting is still ahead";
  EXPECT_EQ(desk.jobs.at(job), k_close);
}

TEST_F(ReportDeadline, IsTakenOnce) {
  desk.run_due(k_due.plus_ms(1));
  const auto commits = desk.commits;
  file("prj_1", at("2022-06-17", 9));
  const auto filed = desk.commits;
  EXPECT_EQ(filed, commits + 1);
  for (const Instant again : {k_due.plus_ms(1), at("2022-06-17", 10), k_close.plus_ms(-1)}) {
    desk.run_job(id, again);
    EXPECT_EQ(desk.jobs.at(job), k_close);
  }
  EXPECT_EQ(desk.commits, filed);
  EXPECT_EQ(cycle().reports_due->missing, 3);
}

TEST_F(ReportDeadline, ALateMachineCountsWhatAPromptOneCounted) {
  file("prj_1", at("2022-06-16", 10));
  Desk late = desk;
  desk.run_due(k_due.plus_ms(1));
  FileReport report;
  report.text = "完成地勘";
  ASSERT_TRUE(late.file(id + "_prj_2", report, k_due.plus_ms(1), k_host));
  late.run_due(at("2022-06-18"), at("2022-06-18"));
  const auto& then = late.cycles.at(id).reports_due;
  ASSERT_TRUE(then);
  EXPECT_EQ(then->in_time, cycle().reports_due->in_time);
  EXPECT_EQ(then->missing, cycle().reports_due->missing) << "filed a millisecond late is not filed by the deadline";
  late.run_due(k_close);
  EXPECT_EQ(late.cycles.at(id).state, CycleState::closed);
}

TEST_F(ReportDeadline, AJumpPastTheCloseTakesBothStepsInOneCommit) {
  const auto before = desk.commits;
  desk.run_due(k_close.plus_ms(-1), k_close);
  ASSERT_TRUE(cycle().reports_due);
  EXPECT_EQ(cycle().reports_due->missing, 3);
  EXPECT_EQ(cycle().state, CycleState::closed);
  EXPECT_EQ(cycle().reports->missing, 3);
  EXPECT_EQ(desk.commits, before + 1);
  EXPECT_FALSE(desk.jobs.contains(job)) << "a closed cycle asks for nothing more";
}

TEST_F(ReportDeadline, ACycleStoredBeforeTheStepTakesItAndGoesOn) {
  auto stored = codec::encode(cycle());
  ASSERT_FALSE(stored.contains("reports_due"));
  auto read = codec::decode<DispatchCycle>(stored);
  ASSERT_TRUE(read) << read.error().detail;
  desk.cycles[id] = *read;
  desk.jobs[job] = k_close;  // as the cut-off of that time set it
  desk.begin(at("2022-06-17", 9));
  desk.run_due(at("2022-06-17", 9));
  ASSERT_TRUE(cycle().reports_due) << "the meeting still has it";
  desk.run_due(k_close);
  EXPECT_EQ(cycle().state, CycleState::closed);
  EXPECT_EQ(codec::decode<DispatchCycle>(codec::encode(cycle()))->reports_due->missing, 3);
}

TEST_F(ReportDeadline, WithoutOneTheCloseIsWaitedFor) {
  desk.cycles.at(id).deadlines.report_due_at.reset();
  desk.run_job(id, at("2022-06-17"));
  EXPECT_FALSE(cycle().reports_due);
  EXPECT_EQ(desk.jobs.at(job), k_close);
}
}  // namespace
}  // namespace luodi::monitor::test
