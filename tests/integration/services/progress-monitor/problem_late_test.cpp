// A problem over the memory store and bus: a monitor that was down while the problem fell overdue, and a command that
// reaches it before its due jobs do.
#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

// A city with one problem of 20 June, and one monitor.
struct ProblemSite {
  Site site;
  Site::Instance one{site};

  ProblemSite() {
    move_to(at("2022-06-20", 9));
    site.project(one, "prj_1", yi(5));
    ReportProblem report;
    report.title = "用地指标未落实";
    decide([&](const MonitorOverlay& world, const domain::Context& context) {
      const std::vector<Concerning<Problem>> none;
      return decide_report_problem({"prj_1", &world.find<domain::Project>("prj_1")->state}, &none, report, context);
    });
    one.settle();
  }
  void move_to(Instant to) {
    site.set_clock(to);
    one.settle();
  }
  template <class Rule>
  void decide(Rule rule) {
    const auto done = site.give(one, actor(Role::bureau, "", "bureauuser"), rule);
    ASSERT_TRUE(done) << done.error().detail;
  }
  template <class Rule, class Body>
  void give(Rule rule, const Body& body) {
    decide([&](const MonitorOverlay& world, const domain::Context& context) {
      const auto [id, problem] = *one.all<Problem>().begin();
      const Hindered on{"prj_1", &world.find<domain::Project>("prj_1")->state};
      return rule(id, problem, on, body, context);
    });
    one.settle();
  }
  // As it stands, but for its id and the instants at which it was written down.
  std::string read() const {
    auto problem = one.all<Problem>().begin()->second;
    problem.updated_at = Instant();
    for (auto& step : problem.escalations)
      step.at = Instant();
    return codec::encode(problem).dump();
  }
  std::vector<std::int64_t> clocks() const {
    std::vector<std::int64_t> out;
    for (const auto& [job, record] : site.store.data().jobs)
      if (job.starts_with("problem:")) out.push_back(record.due_ms);
    return out;
  }
};

template <class Rule, class Body>
void expect_late_is_prompt(Rule rule, const Body& body, Instant when) {
  ProblemSite prompt;
  ProblemSite late;
  for (CivilDate d = day("2022-06-21"); instant_at(d) < when; d = d.plus_days(1))
    prompt.move_to(instant_at(d));
  prompt.move_to(when);
  late.site.set_clock(when);  // and its due jobs have not run
  prompt.give(rule, body);
  late.give(rule, body);
  EXPECT_EQ(late.read(), prompt.read());
  EXPECT_EQ(late.clocks(), prompt.clocks());
  EXPECT_EQ(late.site.count("problem.escalated"), prompt.site.count("problem.escalated"));
  EXPECT_GT(late.site.count("problem.escalated"), 0);
  for (auto* each : {&prompt, &late})
    each->move_to(at("2022-09-01"));
  EXPECT_EQ(late.read(), prompt.read()) << "and so it goes on";
}

TEST(ProblemLate, SolvedBeforeTheDueJobsRanIsAsIfTheyHad) {
  expect_late_is_prompt(decide_resolve, ResolveProblem{"已解决", {}}, at("2022-07-20", 9));
}

TEST(ProblemLate, AnotherDayBeforeTheDueJobsRanIsAsIfTheyHad) {
  const auto assign = [](const auto&... on) { return decide_assign(on...); };
  expect_late_is_prompt(assign, AssignProblem{"MY-GX", day("2022-07-29"), "等批复"}, at("2022-07-08", 9));
}

TEST(ProblemLate, EscalatedBeforeTheDueJobsRanIsAsIfTheyHad) {
  expect_late_is_prompt(decide_escalate, EscalateProblem{"协调不下", {}}, at("2022-06-28", 9));
}

TEST(ProblemLate, TheExitEndsItAndNothingClimbsAfterIt) {
  ProblemSite s;
  s.site.set_clock(at("2022-06-22", 9));
  domain::ProjectExited gone;
  gone.on = day("2022-06-22");
  gone.reason = "投资方撤回";
  s.site.happens<domain::Project>(s.one, "prj_1", gone, "MY-GX");
  s.one.settle();
  EXPECT_EQ(s.one.all<Problem>().begin()->second.state, ProblemState::withdrawn);
  EXPECT_TRUE(s.clocks().empty());
  s.move_to(at("2022-09-01"));
  EXPECT_EQ(s.site.count("problem.escalated"), 0);
  EXPECT_EQ(s.site.count("problem.withdrawn"), 1);
}

}  // namespace
}  // namespace luodi::monitor::test
