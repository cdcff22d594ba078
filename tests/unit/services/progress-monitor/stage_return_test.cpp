// The record of a stage that was wrong is taken back: who asks how, what stands afterwards, and what was known before.
#include "services/progress-monitor/domain/stage_return.hpp"

#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/plan_light.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/project_past.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;
using domain::Stage;

domain::Evidence numbered(EvidenceKind kind, std::string number) {
  auto out = paper(kind);
  out.reference = std::move(number);
  return out;
}
// Signed, landed and started, each recorded on its day.
Story building() {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-20").start("2022-07-05");
  return s;
}
ReturnStage of(Stage stage, std::string reason = "现场核查未开工") {
  return {stage, std::move(reason), {numbered(EvidenceKind::other, "核查〔2022〕3号")}};
}
Expected<domain::Decision> asked(const Story& s, const ReturnStage& command, std::string_view on = "2022-08-01") {
  return decide_stage_return("prj_1", s.project, command, context(at(on, 9), actor(Role::bureau, "", "officer")));
}
std::string fault(const Expected<domain::Decision>& d) {
  return d || d.error().fields.empty() ? std::string()
                                       : d.error().fields.front().pointer + " " + d.error().fields.front().code;
}
void take_back(Story& s, Stage stage, std::string_view on) {
  const auto d = asked(s, of(stage), on);
  ASSERT_TRUE(d) << d.error().detail;
  s.tell(*codec::decode<domain::StageReturned>(d->events.at(0).data), on, "officer");
}

TEST(StageReturn, TheProjectStandsWhereItStoodAndWhatStoodIsKept) {
  auto s = building();
  const auto record = codec::encode(*s.project.start);
  take_back(s, Stage::started, "2022-08-01");
  EXPECT_EQ(s.project.stage, Stage::landed);
  EXPECT_FALSE(s.project.start);
  EXPECT_TRUE(s.project.landing);
  EXPECT_EQ(s.project.reached.back().stage, Stage::landed);
  ASSERT_EQ(s.project.returns.size(), 1U);
  const auto& was = s.project.returns.front();
  EXPECT_EQ(was.stage, Stage::started);
  EXPECT_EQ(was.on, day("2022-07-05"));
  EXPECT_EQ(was.recorded_at, at("2022-07-05", 9));
  EXPECT_EQ(codec::encode(*was.start), record);
  EXPECT_FALSE(was.landing || was.production);
  EXPECT_EQ(was.returned_at, at("2022-08-01", 9));
  EXPECT_EQ(was.returned_by, "officer");
  EXPECT_EQ(was.reason, "现场核查未开工");
  EXPECT_EQ(was.evidence.at(0).reference, "核查〔2022〕3号");
  take_back(s, Stage::landed, "2022-08-02");
  EXPECT_EQ(s.project.stage, Stage::signed_);
  EXPECT_FALSE(s.project.landing);
  EXPECT_EQ(s.project.returns.size(), 2U);
  EXPECT_TRUE(s.project.returns.back().landing);
}

TEST(StageReturn, AProjectWithoutOneIsStoredAsBefore) {
  auto s = building();
  s.project.landing->company = domain::Enterprise{"项目公司", "91510700205412308D"};
  const auto stored = codec::encode(s.project);
  EXPECT_FALSE(stored.contains("returns"));
  const auto read = codec::decode<domain::Project>(stored);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(codec::encode(*read).dump(), stored.dump());
  auto returned = s;
  take_back(returned, Stage::started, "2022-08-01");
  const auto again = codec::decode<domain::Project>(codec::encode(returned.project));
  ASSERT_TRUE(again);
  EXPECT_EQ(codec::encode(*again).dump(), codec::encode(returned.project).dump());
}

TEST(StageReturn, OnlyTheLatestStageAndTheRefusalNamesTheLaterOne) {
  const auto s = building();
  const auto refused = asked(s, of(Stage::landed));
  ASSERT_EQ(fault(refused), "/stage later_stage");
  EXPECT_NE(refused.error().detail.find("“开工”（2022-07-05）"), std::string::npos) << refused.error().detail;
  EXPECT_NE(refused.error().next_zh.find("stage 填 started"), std::string::npos) << refused.error().next_zh;
  EXPECT_NE(refused.error().next_en.find("with stage started"), std::string::npos);
  EXPECT_EQ(fault(asked(s, of(Stage::producing))), "/stage not_reached");
  EXPECT_EQ(fault(asked(s, of(Stage::signed_))), "/stage not_returnable");
  EXPECT_EQ(fault(asked(s, of(Stage::exited))), "/stage not_returnable");
}

// The list of the table would name stages that this project cannot give back.
TEST(StageReturn, TheRefusalNamesWhatThisProjectCanGiveBackNowAndTheNextStep) {
  const auto s = building();
  const auto check = [](const Error& error) {
    const auto& told = error.fields.at(0).message;
    EXPECT_NE(told.find("可回退的只有开工（started，2022-07-05）"), std::string::npos) << told;
    EXPECT_NE(told.find("can give back now is started (2022-07-05)"), std::string::npos) << told;
    for (const char* other : {"达产", "producing", "at_capacity", "landed"})
      EXPECT_EQ(told.find(other), std::string::npos) << other << ": " << told;
    EXPECT_NE(error.next_zh.find("started：POST /v1/projects/{id}/stage-return"), std::string::npos) << error.next_zh;
    EXPECT_NE(error.next_en.find("with stage started"), std::string::npos) << error.next_en;
  };
  check(asked(s, of(Stage::exited)).error());
  check(asked(s, of(Stage::signed_)).error());
  const auto body = codec::decode<ReturnStage>(codec::Json{{"stage", "开工"}});
  ASSERT_FALSE(body);
  Error unknown = body.error();
  tell_returnable(unknown, s.project);
  check(unknown);
  auto early = negotiating();
  Error nothing = body.error();
  tell_returnable(nothing, early.project);
  EXPECT_EQ(nothing.fields.at(0).message,
            "本项目当前阶段为在谈，没有可回退的阶段 / the project stands at negotiating: it can give nothing back");
}

TEST(StageReturn, NotBeforeTheLandingNorAfterTheEnd) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5));
  EXPECT_EQ(asked(s, of(Stage::landed)).error().code, ErrorCode::wrong_stage);
  auto gone = building();
  gone.leave("2022-07-20");
  EXPECT_EQ(asked(gone, of(Stage::started)).error().code, ErrorCode::wrong_state);
  auto away = building();
  away.suspend("2022-07-20");
  EXPECT_TRUE(asked(away, of(Stage::started))) << "a record is wrong whether the project is suspended or not";
}

TEST(StageReturn, HasAReasonAndAPaperThatCanBeFound) {
  const auto s = building();
  EXPECT_EQ(fault(asked(s, of(Stage::started, " 　"))), "/reason required");
  auto bare = of(Stage::started);
  bare.evidence = {paper(EvidenceKind::other)};
  EXPECT_EQ(fault(asked(s, bare)), "/evidence required");
  bare.evidence.front().sha256 = std::string(64, 'a');
  EXPECT_TRUE(asked(s, bare));
  bare.evidence.front().dated = day("2022-08-02");
  EXPECT_EQ(asked(s, bare).error().code, ErrorCode::in_future);
}

TEST(StageReturn, OfASecretProjectTheStageAlone) {
  auto s = building();
  s.project.secret = true;
  EXPECT_EQ(asked(s, of(Stage::started)).error().code, ErrorCode::secret_not_admitted);
  auto bare = of(Stage::started, "");
  EXPECT_EQ(asked(s, bare).error().code, ErrorCode::secret_not_admitted) << "nor a paper";
  bare.evidence.clear();
  EXPECT_TRUE(asked(s, bare));
}

TEST(StageReturn, TheStageIsRecordedAnewAndItsGateAsksForAll) {
  auto s = building();
  take_back(s, Stage::started, "2022-08-01");
  take_back(s, Stage::landed, "2022-08-01");
  const auto who = context(at("2022-08-02", 9), actor(Role::park, "MY-GX"));
  Land land;
  land.landed_on = day("2022-06-30");
  const auto bare = decide_landing("prj_1", s.project, land, who);
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().code, ErrorCode::gate_not_passed);
  EXPECT_EQ(bare.error().missing.size(), 2U) << "company and evidence";
  land.company = domain::Enterprise{"项目公司", "91510700205412308D"};
  land.evidence = {paper(EvidenceKind::land_contract),
                   numbered(EvidenceKind::project_code, "2205-510703-04-01-130950")};
  const auto d = decide_landing("prj_1", s.project, land, who);
  ASSERT_TRUE(d) << d.error().detail;
  s.tell(*codec::decode<domain::ProjectLanded>(d->events.at(0).data), "2022-08-02", "parkuser");
  EXPECT_EQ(s.project.stage, Stage::landed);
  EXPECT_EQ(domain::reached_on(s.project, Stage::landed), day("2022-06-30"));
  EXPECT_EQ(s.project.returns.size(), 2U) << "what was taken back stays";
}

TEST(StageReturn, TheClockReplaysAndThePastShowsTheTruth) {
  auto s = building();
  EXPECT_EQ(s.evaluate("2022-09-01").idle_cycles, 3) << "07-H2 to 08-H2";
  take_back(s, Stage::started, "2022-09-01");
  EXPECT_EQ(s.evaluate("2022-09-01").idle_cycles, 4) << "from 07-H1 on";
  const auto past = project_past("prj_1", s.project, book(), day("2022-07-31"), at("2022-12-01"));
  EXPECT_EQ(past.stage, Stage::landed);
  EXPECT_EQ(past.last_progress, day("2022-06-20"));
  EXPECT_EQ(past.reached.back().stage, Stage::landed);
}

TEST(StageReturn, WhatWasKnownBeforeItIsKnownAsItWas) {
  auto s = building();
  take_back(s, Stage::started, "2022-08-01");
  take_back(s, Stage::landed, "2022-08-03");
  s.land("2022-08-10");
  const auto stages = [&](std::string_view known) {
    const auto then = known_at(s.project, at(known));
    std::string out(codec::enum_text(then.stage));
    for (const auto& entry : then.reached)
      out += " " + entry.on.str();
    if (then.landing) out += " landing " + then.landing->landed_on.str();
    if (then.start) out += " start";
    return out + " returns " + std::to_string(then.returns.size());
  };
  EXPECT_EQ(stages("2022-06-15"), "signed 2022-05-26 2022-06-01 2022-06-10 returns 0");
  EXPECT_EQ(stages("2022-07-01"), "landed 2022-05-26 2022-06-01 2022-06-10 2022-06-20 landing 2022-06-20 returns 0");
  EXPECT_EQ(stages("2022-08-01"),
            "started 2022-05-26 2022-06-01 2022-06-10 2022-06-20 2022-07-05 landing 2022-06-20 start returns 0");
  EXPECT_EQ(stages("2022-08-02"), "landed 2022-05-26 2022-06-01 2022-06-10 2022-06-20 landing 2022-06-20 returns 1");
  EXPECT_EQ(stages("2022-08-04"), "signed 2022-05-26 2022-06-01 2022-06-10 returns 2");
  EXPECT_EQ(stages("2022-08-11"), "landed 2022-05-26 2022-06-01 2022-06-10 2022-08-10 landing 2022-08-10 returns 2");
}

// Recorded and taken back while a clock stood still: the latest first.
TEST(StageReturn, SeveralOfOneInstantAreKnownInTheirOrder) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5));
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-06-20");
  s.tell(landed, "2022-07-05").tell(domain::ProjectStarted{day("2022-07-05"), {}}, "2022-07-05");
  take_back(s, Stage::started, "2022-08-01");
  take_back(s, Stage::landed, "2022-08-01");
  const auto then = known_at(s.project, at("2022-07-20"));
  EXPECT_EQ(then.stage, Stage::started);
  EXPECT_EQ(then.reached.at(3).stage, Stage::landed);
}

TEST(StageReturn, WhoAnswersIsWhoAnsweredBeforeTheLanding) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-20");
  EXPECT_EQ(domain::responsible_org(s.project), "MY-GX");
  take_back(s, Stage::landed, "2022-08-01");
  EXPECT_EQ(domain::responsible_org(s.project), "MY-AX");
  EXPECT_EQ(domain::responsible_org_on(s.project, day("2022-07-10")), "MY-AX") << "also on the days since";
  EXPECT_EQ(domain::responsible_org_on(known_at(s.project, at("2022-07-11")), day("2022-07-10")), "MY-GX");
}

TEST(StageReturn, ProductionThatNeverBeganLeavesTheScopeOpen) {
  auto s = building();
  s.produce("2022-07-10");
  EXPECT_FALSE(s.evaluate("2022-09-01").in_scope);
  const auto& policy = book().all().front();
  auto industrial = s;
  industrial.project.industry_code = "C3824";
  ASSERT_TRUE(dispatch_scope_on(industrial.project, policy, day("2022-07-15"), at("2022-07-16")));
  take_back(s, Stage::producing, "2022-08-01");
  EXPECT_TRUE(s.evaluate("2022-09-01").in_scope);
  EXPECT_EQ(s.evaluate("2022-09-01").idle_cycles, 3);
}

TEST(StageReturn, AMilestoneOfThePlanIsOwedAgainAndAReportStands) {
  auto s = building();
  s.progress("2022-07-10");
  domain::Milestone start;
  start.id = "m1";
  start.title = "开工";
  start.stage = Stage::started;
  start.target_on = day("2022-07-31");
  domain::ProjectPlanned plan;
  plan.milestones = {start};
  s.tell(plan, "2022-06-15");
  EXPECT_EQ(milestone_reached_on(s.project, start), day("2022-07-05"));
  const auto overdue = [&] { return plan_lag(s.project, book().all().front(), day("2022-08-15")).overdue; };
  EXPECT_TRUE(overdue().empty());
  take_back(s, Stage::started, "2022-08-01");
  EXPECT_FALSE(milestone_reached_on(s.project, start));
  EXPECT_EQ(overdue(), std::vector<std::string>{"m1"});
  EXPECT_TRUE(s.project.progress.front().effective);
  EXPECT_EQ(s.evaluate("2022-08-16").last_progress, day("2022-07-10"));
}

TEST(StageReturn, TheNextCycleNamesIt) {
  auto s = building();
  s.project.industry_code = "C3824";
  take_back(s, Stage::started, "2022-07-20");
  const auto line = [&](std::string_view of) {
    Desk desk;
    desk.projects["prj_1"] = s.project;
    desk.begin(instant_at(cycle(of).first_day()));
    desk.run_due(cycle(of).closes_at(), at("2022-09-20"));
    return desk.items.at(std::string(of) + "_prj_1").line;
  };
  const auto before = line("2022-07-H1");
  EXPECT_TRUE(before.moved) << "drawn late, it says what was known at its cut-off";
  EXPECT_EQ(before.stage, Stage::started);
  EXPECT_TRUE(before.retracted.empty());
  const auto after = line("2022-07-H2");
  EXPECT_EQ(after.retracted, std::vector<std::string>{"2022-07-05 阶段变更为开工：已回退，现场核查未开工"});
  EXPECT_EQ(after.stage, Stage::landed);
  EXPECT_TRUE(line("2022-08-H1").retracted.empty()) << "named once";
  auto within = negotiating();
  within.sign("2022-06-10", yi(5)).land("2022-07-17");
  within.project.industry_code = "C3824";
  take_back(within, Stage::landed, "2022-07-20");
  s = within;
  EXPECT_TRUE(line("2022-07-H2").retracted.empty()) << "it came and went within the cycle";
}

TEST(StageReturn, TheSameDayByTheSamePapersDoesNotComeBack) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-20");
  const auto who = context(at("2022-08-02", 9), actor(Role::park, "MY-GX", "parkuser"));
  Start start;
  start.started_on = day("2022-07-05");
  start.evidence = {numbered(EvidenceKind::construction_permit, "510700202207050101"),
                    numbered(EvidenceKind::site_photo, "照片1")};
  const auto first = decide_start("prj_1", s.project, start, who);
  ASSERT_TRUE(first) << first.error().detail;
  s.tell(*codec::decode<domain::ProjectStarted>(first->events.at(0).data), "2022-07-06", "parkuser");
  take_back(s, Stage::started, "2022-08-01");
  const auto again = decide_start("prj_1", s.project, start, who);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::already_exists);
  EXPECT_NE(again.error().detail.find("现场核查未开工"), std::string::npos) << again.error().detail;
  EXPECT_NE(again.error().next_en.find("right day"), std::string::npos);
  for (const char* part : {"2022-07-05 的“开工”", "2022-08-01 由 officer 回退", "已于 2022-07-06 由 parkuser 登记",
                           "already recorded on 2022-07-06 by parkuser", "taken back on 2022-08-01 by officer"})
    EXPECT_NE(again.error().detail.find(part), std::string::npos) << part << "\n" << again.error().detail;
  auto of_before = s;
  of_before.project.returns.front().start->by.reset();
  const auto unknown = decide_start("prj_1", of_before.project, start, who);
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().detail.find("已于 2022-07-06 登记"), std::string::npos) << unknown.error().detail;
  auto other_scan = start;
  other_scan.evidence.front().sha256 = std::string(64, 'a');
  EXPECT_TRUE(decide_start("prj_1", s.project, other_scan, who)) << "the number is the same, the paper is not";
  auto other_day = start;
  other_day.started_on = day("2022-07-20");
  EXPECT_TRUE(decide_start("prj_1", s.project, other_day, who));
  auto other_paper = start;
  other_paper.evidence.push_back(numbered(EvidenceKind::site_photo, "照片2"));
  EXPECT_TRUE(decide_start("prj_1", s.project, other_paper, who));
}
}  // namespace
}  // namespace luodi::monitor::test
