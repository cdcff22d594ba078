// A command on a project that comes before the due jobs of its objects leaves what a prompt worker would have left:
// broken obligations, exit notices and climbs of problems are on record before the project is gone.
#include "services/progress-monitor/objects_ahead.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/exit_around.hpp"
#include "services/progress-monitor/obligations.hpp"
#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

const Actor k_bureau = actor(Role::bureau, "", "bureauuser");

// A signed project that owes its deposit by 10 July and has a problem of 20 June; both ask for nothing else.
struct Owing {
  Site site;
  Site::Instance one{site};

  Owing() {
    site.set_clock(at("2022-06-10", 9));
    site.project(one, "prj_1", yi(5));
    domain::AgreementSigned agreement;
    agreement.agreement = "formal";
    agreement.signed_on = day("2022-06-10");
    agreement.agreed_amount_fen = yi(5);
    site.happens<domain::Project>(one, "prj_1", agreement, "MY-GX");
    one.settle();
    site.set_clock(at("2022-06-20", 9));
    RegisterObligation owed;
    owed.kind = ObligationKind::deposit;
    owed.title = "履约保证金";
    owed.due_on = day("2022-07-10");
    decided([&](const MonitorOverlay& world, const domain::Project& project, const domain::Context& context) {
      const auto known = obligations_of(one.indexes, world, "prj_1", project);
      return decide_register_obligation("prj_1", project, known, {}, owed, context);
    });
    ReportProblem report;
    report.title = "用地指标未落实";
    decided([&](const MonitorOverlay&, const domain::Project& project, const domain::Context& context) {
      const std::vector<Concerning<Problem>> none;
      return decide_report_problem({"prj_1", &project}, &none, report, context);
    });
    one.settle();
  }
  // Wakes at each of these days; the clock stands at the last one afterwards.
  void wakes(std::initializer_list<std::string_view> days) {
    for (const auto on : days) {
      site.set_clock(at(on));
      one.settle();
    }
  }
  template <class Rule>
  void decided(Rule rule) {
    const auto done = site.give(one, k_bureau, [&](const MonitorOverlay& world, const domain::Context& context) {
      return one.evaluation.promptly(
          world, "prj_1",
          [&](const MonitorOverlay& prompt) {
            return rule(prompt, prompt.find<domain::Project>("prj_1")->state, context);
          },
          context);
    });
    ASSERT_TRUE(done) << done.error().detail;
  }
  // The rule of an exit asks for more; here it is what follows that counts.
  void left(Instant when) {
    site.set_clock(when);
    decided([](const MonitorOverlay&, const domain::Project&, const domain::Context& context) {
      domain::ProjectExited gone;
      gone.on = civil_date(context.now);
      gone.reason = "投资方撤回";
      domain::Decision decision;
      decision.raise<domain::Project>("prj_1", gone, "MY-GX");
      return Expected<domain::Decision>(std::move(decision));
    });
    one.settle();
  }
  template <class A>
  A only() const {
    const auto all = one.all<A>();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? A() : all.begin()->second;
  }
};

TEST(ObjectsAhead, AnExitMeetsTheExitNoticeThatWasDue) {
  Owing prompt;
  Owing late;
  prompt.wakes({"2022-07-11", "2022-08-09", "2022-09-09"});
  late.wakes({"2022-07-11", "2022-08-09"});
  for (auto* each : {&prompt, &late}) {
    each->left(at("2022-09-12", 10));
    EXPECT_EQ(each->site.count("exit_case.exit_notice_issued"), 1);
  }
}

TEST(ObjectsAhead, AnExitMeetsTheBreachAndTheClimbsThatWereDue) {
  Owing prompt;
  Owing late;
  for (CivilDate on = day("2022-06-21"); on < day("2022-07-20"); on = on.plus_days(1))
    prompt.wakes({on.str()});
  for (auto* each : {&prompt, &late}) {
    each->left(at("2022-07-20", 10));
    EXPECT_EQ(each->only<Obligation>().breached_on, day("2022-07-10"));
  }
  const auto climbs = prompt.only<Problem>().escalations.size();
  EXPECT_GT(climbs, 1U);
  EXPECT_EQ(late.only<Problem>().escalations.size(), climbs);
  EXPECT_EQ(late.only<Problem>().level, prompt.only<Problem>().level);
}

// The limit of the notice then runs from the day of the command; nobody was told before.
TEST(ObjectsAhead, AnExitMeetsTheLimitNoticeThatWasDueAndCompletesItsCase) {
  Owing s;
  s.left(at("2022-08-20", 10));
  EXPECT_EQ(s.site.count("exit_case.limit_notice_issued"), 1);
  EXPECT_EQ(s.only<ExitCase>().state, ExitState::exited);
}

// Whatever an honoured obligation means for the exit case goes into its own commit: a correction that comes before the
// consumer finds the cure of before.
TEST(ObjectsAhead, WhatACommandLeadsToIsInItsOwnCommit) {
  Owing s;
  s.wakes({"2022-07-11", "2022-08-09"});
  s.site.set_clock(at("2022-08-20", 10));
  const std::string id = s.one.all<Obligation>().begin()->first;
  HonourObligation honoured;
  honoured.honoured_on = day("2022-08-16");
  honoured.evidence = {paper(domain::EvidenceKind::bank_slip)};
  const auto done = s.site.give(s.one, k_bureau, [&](const MonitorOverlay& world, const domain::Context& context) {
    return decide_on<Obligation>(s.one.evaluation, world, id, decide_honour, honoured, context);
  });
  ASSERT_TRUE(done) << done.error().detail;
  ASSERT_EQ(s.only<ExitCase>().state, ExitState::cured);
  EXPECT_EQ(s.only<ExitCase>().cured->cured_on, day("2022-08-16"));
}

TEST(ObjectsAhead, AnExitKnowsWhatWasDelivered) {
  Owing s;
  SupplyPromised promised;
  promised.project_id = "prj_1";
  promised.owner = "MY-GX";
  promised.quantity = 60'000;
  promised.supply_by = day("2022-09-30");
  s.site.happens<Supply>(s.one, "sup_1", promised, "MY-GX");
  const auto around = [&] {
    MonitorOverlay world(s.one.world);
    return exit_around(s.one.indexes, world, "prj_1", monitor::test::context(at("2022-06-20", 12), k_bureau));
  };
  EXPECT_TRUE(around().delivered.empty()) << "a promise is no delivery";
  SupplyDelivered part;
  part.delivered_on = day("2022-06-20");
  part.quantity = 20'000;
  part.document = "绵自然资函〔2022〕8号";
  s.site.happens<Supply>(s.one, "sup_1", part, "MY-GX");
  const auto delivered = around().delivered;
  ASSERT_EQ(delivered.size(), 1U);
  EXPECT_EQ(delivered[0].kind, "land");
  EXPECT_EQ(delivered[0].id, "sup_1");
  EXPECT_EQ(delivered[0].documents, std::vector<std::string>{"绵自然资函〔2022〕8号"});
  EXPECT_EQ(delivered[0].quantity.zh, "20000平方米（30亩）");
}

TEST(ObjectsAhead, NothingIsDueTwice) {
  Owing s;
  s.wakes({"2022-07-11", "2022-08-09", "2022-09-09"});
  MonitorOverlay world(s.one.world);
  domain::Context context = monitor::test::context(at("2022-09-09", 1), k_bureau);
  const auto due = objects_up_to_date(s.one.indexes, world, "prj_1", context);
  ASSERT_TRUE(due) << due.error().detail;
  EXPECT_TRUE(due->events.empty());
  EXPECT_TRUE(due->deadlines.empty()) << "jobs that are set stay as they are";
}

}  // namespace
}  // namespace luodi::monitor::test
