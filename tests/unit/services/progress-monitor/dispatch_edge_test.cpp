// The edges of the dispatch rules: what is known at the very instant of a cut-off, the first and last day of a cycle,
// each light, and when a cycle was touched.
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;
using domain::ProgressKind;

const Actor k_host = actor(Role::park, "MY-AX", "parkuser");
const Instant k_cut_off = at("2022-07-01");  // of 2022-06-H2

DispatchLine line(const Story& s, const std::map<std::string, Problem>& problems = {}) {
  Desk desk;
  desk.problems = problems;
  return line_of(cycle("2022-06-H2"), "prj_1", s.project, desk.desk(), book(), book().all().front());
}

TEST(DispatchEdge, WhatIsRecordedWithTheCutOffIsNotKnownAtIt) {
  auto s = industrial();
  s.progress("2022-06-20").funds("2022-06-21", yi(1), true);
  s.tell(domain::ProjectPlanned{}, "2022-06-22");
  s.claim("exm_1", "2022-06-H2", 1, "2022-06-23").decide("exm_1", true, 1, "2022-06-24");
  auto& p = s.project;
  const auto count = [&] {
    const auto known = known_at(p, k_cut_off);
    return known.reached.size() + known.progress.size() + known.funds.size() + known.plans.size() +
           known.exemptions.size();
  };
  const auto before = count();
  const auto moves = [&](Instant& recorded) {
    const Instant was = recorded;
    recorded = k_cut_off.plus_ms(-1);
    const bool kept = count() == before;
    recorded = k_cut_off;
    const bool dropped = count() == before - 1;
    recorded = was;
    return kept && dropped;
  };
  EXPECT_TRUE(moves(p.reached.back().recorded_at));
  EXPECT_TRUE(moves(p.progress.back().recorded_at));
  EXPECT_TRUE(moves(p.funds.back().recorded_at));
  EXPECT_TRUE(moves(p.plans.back().recorded_at));
  EXPECT_TRUE(moves(p.exemptions.back().claimed_at));
  p.exemptions.back().decided_at = k_cut_off;
  EXPECT_EQ(known_at(p, k_cut_off).exemptions.back().state, domain::ExemptionState::claimed);
  p.exemptions.back().decided_at = k_cut_off.plus_ms(-1);
  EXPECT_EQ(known_at(p, k_cut_off).exemptions.back().state, domain::ExemptionState::approved);
}

TEST(DispatchEdge, TheStageIsThatOfTheLastStepThatIsKnown) {
  auto s = industrial();
  s.sign("2022-06-20", yi(5));
  EXPECT_EQ(known_at(s.project, k_cut_off).stage, domain::Stage::signed_);
  s.project.reached.back().recorded_at = k_cut_off;
  EXPECT_EQ(known_at(s.project, k_cut_off).stage, domain::Stage::negotiating);
  EXPECT_EQ(line(s).stage, domain::Stage::negotiating);
}

TEST(DispatchEdge, AStageRecordedWithTheCutOffBringsNobodyIn) {
  auto s = industrial();
  const auto in = [&] { return dispatch_scope_on(s.project, book().all().front(), day("2022-06-30"), k_cut_off); };
  s.project.reached.back().recorded_at = k_cut_off.plus_ms(-1);
  EXPECT_TRUE(in());
  s.project.reached.back().recorded_at = k_cut_off;
  EXPECT_FALSE(in());
}

TEST(DispatchEdge, APastSuspensionHoldsFromItsFirstDayToTheDayBeforeItsEnd) {
  auto s = industrial();
  s.suspend("2022-06-10").resume("2022-06-14");
  const auto in = [&](std::string_view on) {
    return dispatch_scope_on(s.project, book().all().front(), day(on), at("2022-12-31"));
  };
  EXPECT_TRUE(in("2022-06-09"));
  EXPECT_FALSE(in("2022-06-10"));
  EXPECT_FALSE(in("2022-06-13"));
  EXPECT_TRUE(in("2022-06-14"));
}

TEST(DispatchEdge, AProgressOfTheFirstDayMovesTheCycleOneOfTheDayBeforeDoesNot) {
  EXPECT_TRUE(line(industrial().progress("2022-06-16")).moved);
  EXPECT_TRUE(line(industrial().progress("2022-06-30")).moved);
  auto before = line(industrial().progress("2022-06-15"));
  EXPECT_FALSE(before.moved);
  EXPECT_TRUE(before.late.empty()) << "recorded in its own cycle";
  EXPECT_EQ(line(industrial().progress("2022-06-15", ProgressKind::milestone, true, "2022-06-16")).late.size(), 1U);
  for (const auto* on : {"2022-06-16", "2022-06-30"})
    EXPECT_EQ(line(industrial().progress(on, ProgressKind::visit, false)).not_counted.size(), 1U) << on;
  EXPECT_TRUE(line(industrial().progress("2022-06-15", ProgressKind::visit, false)).not_counted.empty());
}

TEST(DispatchEdge, AProblemStandsInTheLineWhileItIsOpenAtTheCutOff) {
  const auto listed = [](Instant created, Instant updated, ProblemState state) {
    Problem problem;
    problem.project_id = "prj_1";
    problem.created_at = created;
    problem.updated_at = updated;
    problem.state = state;
    return !line(industrial(), {{"prb_1", problem}}).problems.empty();
  };
  const Instant just = k_cut_off.plus_ms(-1);
  EXPECT_TRUE(listed(just, just, ProblemState::open));
  EXPECT_FALSE(listed(k_cut_off, k_cut_off, ProblemState::open)) << "reported with the cut-off";
  EXPECT_TRUE(listed(just, k_cut_off, ProblemState::closed)) << "closed with the cut-off";
  EXPECT_FALSE(listed(just, just, ProblemState::closed));
  EXPECT_TRUE(listed(just, just, ProblemState::resolved)) << "its reporter has not confirmed";
}

TEST(DispatchEdge, EachLightIsCountedAsItself) {
  AgendaTotals totals;
  DispatchLine l;
  for (const auto light :
       {Light::none, Light::green, Light::yellow, Light::yellow, Light::red, Light::red, Light::red}) {
    l.light = light;
    l.moved = light == Light::green;
    count_line(l, totals);
  }
  EXPECT_EQ((std::vector<int>{totals.lines, totals.moved, totals.not_moved, totals.green, totals.yellow, totals.red}),
            (std::vector<int>{7, 1, 6, 1, 2, 3}));
}

TEST(DispatchEdge, YellowAndRedNeedAReasonGreenAndNoneDoNot) {
  Desk desk = slow_and_quick();
  const std::string id = "2022-06-H2_prj_1";
  FileReport report;
  report.text = "正在推进";
  for (const auto light : {Light::yellow, Light::red}) {
    desk.items.at(id).line.light = light;
    EXPECT_FALSE(desk.file(id, report, at("2022-07-01", 9), k_host));
  }
  for (const auto light : {Light::none, Light::green}) {
    Desk other = desk;
    other.items.at(id).line.light = light;
    EXPECT_TRUE(other.file(id, report, at("2022-07-01", 9), k_host));
  }
}

TEST(DispatchEdge, TheCloseCountsEachReportOnce) {
  Desk desk = slow_and_quick();
  FileReport report;
  report.text = "正在推进";
  report.light_reason = "雨季";
  ASSERT_TRUE(desk.file("2022-06-H2_prj_1", report, at("2022-07-01", 9), k_host));
  ASSERT_TRUE(desk.file("2022-06-H2_prj_2", report, at("2022-07-06").plus_ms(-1), k_host));
  report.correction = "更正";
  report.text = "已复工";
  ASSERT_TRUE(desk.file("2022-06-H2_prj_1", report, at("2022-07-03", 9), k_host));
  EXPECT_EQ(desk.items.at("2022-06-H2_prj_1").updated_at, at("2022-07-03", 9));
  desk.run_due(at("2022-07-06"));
  const auto& reports = desk.cycles.at("2022-06-H2").reports;
  ASSERT_TRUE(reports);
  EXPECT_EQ((std::vector<int>{reports->in_time, reports->late, reports->missing}), (std::vector<int>{1, 1, 0}));
}

TEST(DispatchEdge, ACycleSaysWhenItWasTouched) {
  Desk desk;
  desk.projects["prj_1"] = industrial().project;
  desk.begin(at("2022-06-01", 10));
  desk.run_due(at("2022-06-01", 10), at("2022-06-01", 10));
  const auto& c = desk.cycles.at("2022-06-H1");
  EXPECT_EQ(c.opened_at, at("2022-06-01", 10));
  EXPECT_EQ(c.updated_at, at("2022-06-01", 10));
  EXPECT_EQ(c.policy, book().all().front().id);
  EXPECT_EQ(desk.jobs.at("dispatch:2022-06-H1"), at("2022-06-16"));
  desk.run_due(at("2022-06-16", 8), at("2022-06-16", 8));
  EXPECT_EQ(c.updated_at, at("2022-06-16", 8)) << "cut off";
  desk.run_due(at("2022-06-21", 8), at("2022-06-21", 8));
  EXPECT_EQ(c.updated_at, at("2022-06-21", 8)) << "closed";
  EXPECT_EQ(c.opened_at, at("2022-06-01", 10));
}

TEST(DispatchEdge, ABlockedCycleAsksEveryDayAndSaysNothing) {
  Desk desk;
  desk.projects["prj_1"] = industrial("2026-12-20").project;
  desk.begin(at("2026-12-20", 10));
  desk.run_due(at("2027-01-01"));
  const auto commits = desk.commits;
  for (const auto* on : {"2027-01-02", "2027-01-03"}) {
    desk.run_job("2026-12-H2", at(on));
    EXPECT_EQ(desk.jobs.at("dispatch:2026-12-H2"), at(on).plus_ms(k_cycle_again_ms));
  }
  EXPECT_EQ(desk.commits, commits);
  EXPECT_EQ(desk.cycles.at("2026-12-H2").state, CycleState::reporting);
}

TEST(DispatchEdge, WhatIsRecordedWithTheFirstInstantOfTheCycleIsOfThisCycle) {
  auto s = industrial();
  s.progress("2022-06-10").funds("2022-06-11", yi(1), true);
  domain::ProjectPlanned plan;
  plan.milestones = {{"base", "主体封顶", day("2022-07-12"), std::nullopt}};
  plan.changes = {{"base", "2022-07-10", "2022-07-12"}};
  plan.reason = "图纸变更";
  s.tell(plan, "2022-06-15");
  s.project.reached.push_back({});
  const auto recorded = [&](Instant when) {
    s.project.progress.back().recorded_at = s.project.funds.back().recorded_at = when;
    s.project.plans.back().recorded_at = when;
    s.project.reached.back() = {domain::Stage::landed, day("2022-06-12"), when};
    const auto told = line(s);
    return std::pair(told.late.size(), told.changed_targets.size());
  };
  EXPECT_EQ(recorded(at("2022-06-16")), std::pair(std::size_t{3}, std::size_t{1}));
  EXPECT_EQ(recorded(at("2022-06-16").plus_ms(-1)), std::pair(std::size_t{0}, std::size_t{0}));
}
}  // namespace
}  // namespace luodi::monitor::test
