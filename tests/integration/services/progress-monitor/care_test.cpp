// Measure 9 over the memory store and bus: what a signed project gets, owes and loses, with one process and two, after
// an outage and with every fault that the store can show.
#include <algorithm>

#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

struct CareOf : testing::Test {
  Site site;
  std::unique_ptr<Site::Instance> one = std::make_unique<Site::Instance>(site);

  void move_to(Instant to) {
    site.set_clock(to);
    one->settle();
  }
  void accounts() {
    site.account(*one, "bureau", Role::bureau, "", "bureau@city.example");
    site.account(*one, "committee", Role::committee, "", "committee@city.example");
    site.account(*one, "leader", Role::leader, "", "leader@city.example");
    site.account(*one, "park", Role::park, "MY-GX", "park@gx.example");
  }
  using Mails = std::vector<std::string>;
  // To whom mails went since this was asked last.
  Mails mailed() {
    Mails to;
    for (const auto& sent : site.mailer.sent)
      to.push_back(sent.to);
    std::sort(to.begin(), to.end());
    site.mailer.sent.clear();
    return to;
  }
  void sign(const std::string& id = "prj_1") { sign_at(site, *one, id); }
  static void sign_at(Site& site, Site::Instance& one, const std::string& id = "prj_1") {
    site.set_clock(at("2022-06-10", 9));
    site.project(one, id, yi(5));
    domain::AgreementSigned agreement;
    agreement.agreement = "formal";
    agreement.signed_on = day("2022-06-10");
    agreement.agreed_amount_fen = yi(5);
    site.happens<domain::Project>(one, id, agreement, "MY-GX");
  }
  void owe(ObligationKind kind, std::string_view due, const std::string& id = "prj_1") {
    owe_at(*one, site, due, kind, id);
  }
  static void owe_at(Site::Instance& one, Site& site, std::string_view due,
                     ObligationKind kind = ObligationKind::deposit, const std::string& id = "prj_1") {
    RegisterObligation owed;
    owed.kind = kind;
    owed.title = "约定事项";
    owed.due_on = day(due);
    MonitorRunner::Decide decide = [&](const MonitorOverlay& world,
                                       const domain::Context& context) -> Expected<MonitorPlan> {
      const auto& project = world.find<domain::Project>(id)->state;
      auto decision =
          decide_register_obligation(id, project, obligations_of(one.indexes, world, id, project), {}, owed, context);
      if (!decision) return fail(decision.error());
      return MonitorPlan(std::move(*decision), [](const MonitorOverlay&) { return bus::Reply(); });
    };
    const auto done = run_task(site.io, one.runner.run_internal(std::move(decide)));
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_TRUE(std::holds_alternative<store::Committed>(*done));
  }
  // Of the letters of all notices of this name, in the order of the stream.
  std::vector<std::string> numbers(const std::string& fact) const {
    std::vector<std::string> out;
    for (const auto& stored : site.store.data().events) {
      const auto event = domain::read_envelope(stored.json);
      if (event && event->kind == ExitCase::kind && event->fact == fact)
        out.push_back(event->data["letter"]["number"].get<std::string>());
    }
    return out;
  }
  std::size_t set_size() const { return book().all().front().environment.ticket_set.size(); }
  template <class A>
  A only() const {
    const auto all = one->all<A>();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? A() : all.begin()->second;
  }
};

TEST_F(CareOf, ASignedProjectGetsItsTicketsAndItsFirstRevisit) {
  sign();
  one->settle();
  EXPECT_EQ(one->all<Ticket>().size(), set_size());
  EXPECT_EQ(only<Revisits>().due_on, day("2022-07-10"));
  EXPECT_EQ(one->settle(), 0) << "nothing is left";
  one = std::make_unique<Site::Instance>(site);
  site.progress(*one, "prj_1", "2022-06-10");
  one->settle();
  EXPECT_EQ(one->all<Ticket>().size(), set_size());
  EXPECT_EQ(site.count("ticket.requested"), static_cast<std::int64_t>(set_size()));
  EXPECT_EQ(site.count("revisits.planned"), 1);
  move_to(at("2022-07-03"));
  EXPECT_EQ(only<Revisits>().state, RevisitState::open);
  move_to(at("2022-07-11"));
  EXPECT_EQ(only<Revisits>().state, RevisitState::overdue);
}

TEST_F(CareOf, AfterAWeekDownTheSetIsTheSame) {
  sign();
  move_to(at("2022-06-17", 9));  // the first step of the service since the signing
  EXPECT_EQ(one->all<Ticket>().size(), set_size());
  EXPECT_EQ(one->all<Ticket>().at("tkt_1_registration").clocks.back().due_at, at("2022-06-16"));
  EXPECT_TRUE(one->all<Ticket>().at("tkt_1_registration").clocks.back().overdue);
}

TEST_F(CareOf, FromTheBreachToTheExitNobodyDoesAnything) {
  sign();
  owe(ObligationKind::deposit, "2022-07-10");
  move_to(at("2022-07-11"));
  EXPECT_EQ(only<Obligation>().state, ObligationState::breached);
  move_to(at("2022-08-09"));
  EXPECT_EQ(only<ExitCase>().state, ExitState::limited);
  move_to(at("2022-09-09"));
  EXPECT_EQ(only<ExitCase>().state, ExitState::noticed);
  EXPECT_EQ(site.count("exit_case.limit_notice_issued"), 1);
  EXPECT_EQ(site.count("exit_case.exit_notice_issued"), 1);

  site.set_clock(at("2022-09-20", 9));
  domain::ProjectExited gone;
  gone.on = day("2022-09-20");
  gone.reason = "期限内未履约";
  site.happens<domain::Project>(*one, "prj_1", gone, "MY-GX");
  one->settle();
  EXPECT_EQ(only<ExitCase>().state, ExitState::exited);
  EXPECT_EQ(only<Obligation>().state, ObligationState::lapsed);
  EXPECT_EQ(only<Revisits>().state, RevisitState::ended);
  for (const auto& [id, ticket] : one->all<Ticket>())
    EXPECT_EQ(ticket.state, TicketState::withdrawn) << id;
  for (const auto& [id, interview] : one->all<Interview>())
    EXPECT_TRUE(has_ended(interview)) << id;
  const auto events = site.store.data().events.size();
  move_to(at("2023-06-01"));
  EXPECT_EQ(site.store.data().events.size(), events) << "an exited project is left alone";
}

using Numbers = std::vector<std::string>;

TEST_F(CareOf, TwoProjectsLateInOneCommitTakeFollowingNumbers) {
  for (const char* id : {"prj_1", "prj_2"}) {
    sign(id);
    owe(ObligationKind::deposit, "2022-07-10", id);
  }
  site.set_clock(at("2022-08-09", 9));  // the first step of the service since the signing
  ASSERT_TRUE(run_task(site.io, one->consumer.step()));
  EXPECT_EQ(numbers("limit_notice_issued"), (Numbers{"限履〔2022〕1号", "限履〔2022〕2号"})) << "one step, one commit";
  one->settle();
  // By the due queue, each in a commit of its own.
  move_to(at("2022-09-09", 9));
  EXPECT_EQ(numbers("exit_notice_issued"), (Numbers{"退出〔2022〕1号", "退出〔2022〕2号"}));
  EXPECT_EQ(numbers("limit_notice_issued").size(), 2U);
}

TEST_F(CareOf, TwoInstancesLeaveNoGapAndTakeNoNumberTwice) {
  constexpr int k_projects = 6;
  for (int i = 1; i <= k_projects; ++i) {
    const std::string id = "prj_" + std::to_string(i);
    sign(id);
    // The odd ones are due by their jobs, the even ones are read late by a consumer.
    owe(ObligationKind::deposit, i % 2 ? "2022-07-10" : "2022-07-11", id);
  }
  one->settle();
  Site::Instance two(site);
  for (auto d : {"2022-08-09", "2022-08-10", "2022-09-09", "2022-09-10"}) {
    site.set_clock(at(d, 10));
    site.hub.faults().drop_events = 3;  // neither hears at once what the other did
    for (int i = 1; i <= k_projects; ++i) {
      domain::ProgressReported e;
      e.id = "prg_" + std::string(d) + std::to_string(i);
      e.kind = domain::ProgressKind::milestone;
      e.occurred_on = day(d);
      site.happens<domain::Project>(i % 2 ? *one : two, "prj_" + std::to_string(i), e, "MY-GX");
      run_task(site.io, two.consumer.step());
      run_task(site.io, one->worker.step());
      run_task(site.io, one->consumer.step());
      run_task(site.io, two.worker.step());
    }
    one->settle();
    two.settle();
  }
  for (const auto& [fact, series] :
       std::map<std::string, std::string>{{"limit_notice_issued", "限履"}, {"exit_notice_issued", "退出"}}) {
    Numbers expected;
    for (int i = 1; i <= k_projects; ++i)
      expected.push_back(series + "〔2022〕" + std::to_string(i) + "号");
    EXPECT_EQ(numbers(fact), expected);
  }
}

TEST_F(CareOf, NoticesAreMailedAtOnceWhateverWasChosen) {
  sign();
  accounts();
  site.account(*one, "stranger", Role::park, "MY-JK", "park@jk.example");
  PreferenceSet asleep;
  asleep.channels = {{"default", {ChannelKind::inbox}}};
  asleep.digest_at = *DayTime::parse("18:00");
  asleep.quiet = QuietHours{*DayTime::parse("22:00"), *DayTime::parse("07:30")};
  site.happens<NotificationPreference>(*one, "park", asleep);
  owe(ObligationKind::deposit, "2022-07-10");
  move_to(at("2022-08-08", 12));
  site.mailer.sent.clear();
  move_to(at("2022-08-09"));  // midnight
  EXPECT_EQ(mailed(), (Mails{"bureau@city.example", "committee@city.example", "park@gx.example"}));
  move_to(at("2022-09-08", 12));
  site.mailer.sent.clear();
  move_to(at("2022-09-09"));
  EXPECT_EQ(mailed(),
            (Mails{"bureau@city.example", "committee@city.example", "leader@city.example", "park@gx.example"}));
  one = std::make_unique<Site::Instance>(site);
  move_to(at("2022-09-09", 1));
  EXPECT_EQ(mailed(), Mails()) << "once";
}

TEST_F(CareOf, OfTheSetTheBureauHearsInThePlaceOfOwnersWithoutAccounts) {
  accounts();
  site.account(*one, "land", Role::reviewer, "ZRZY", "land@city.example");
  sign();
  one->settle();
  std::size_t unheard = 0;
  for (const auto& [id, ticket] : one->all<Ticket>()) {
    const auto& org = ticket.owner_org;
    unheard += org == "ZRZY" || org == "MY-GX" ? 0 : 1;
  }
  std::size_t told = 0;
  for (const auto& [id, n] : one->all<Notification>())
    told += n.message.occasion == "ticket_assigned" && n.message.recipient == "bureau" ? 1 : 0;
  EXPECT_GT(unheard, 0U);
  EXPECT_EQ(told, unheard);
  EXPECT_GT(set_size(), unheard) << "who has an account hears by itself";
}

TEST_F(CareOf, AMissedRevisitAndAnExitWithoutACaseAreTold) {
  sign();
  accounts();
  move_to(at("2022-07-10", 12));
  (void)mailed();
  move_to(at("2022-07-11", 9));
  ASSERT_EQ(only<Revisits>().state, RevisitState::overdue);
  EXPECT_EQ(mailed(), (Mails{"bureau@city.example", "committee@city.example", "park@gx.example"}));
  domain::ProjectExited gone;
  gone.on = day("2022-07-11");
  gone.reason = "投资方撤回";
  site.happens<domain::Project>(*one, "prj_1", gone, "MY-GX");
  one->settle();
  EXPECT_TRUE(one->all<ExitCase>().empty());
  EXPECT_EQ(mailed(),
            (Mails{"bureau@city.example", "committee@city.example", "leader@city.example", "park@gx.example"}));
}

TEST_F(CareOf, WhatATicketGrantedEndsWithTheProject) {
  sign();
  SupplyPromised land;
  land.project_id = "prj_1";
  land.quantity = 60'000;
  land.supply_by = day("2022-09-30");
  site.happens<Supply>(*one, "sup_1", land, "MY-GX");
  CardIssued issued;
  issued.project_id = "prj_1";
  issued.holder = "王工";
  issued.valid_until = day("2025-06-09");
  site.happens<TalentCard>(*one, "tcd_1", issued, "MY-GX");
  one->settle();
  EXPECT_EQ(only<Supply>().state, SupplyState::promised);
  EXPECT_EQ(only<TalentCard>().state, CardState::valid);
  domain::ProjectExited gone;
  gone.on = day("2022-06-10");
  site.happens<domain::Project>(*one, "prj_1", gone, "MY-GX");
  one->settle();
  EXPECT_EQ(only<Supply>().state, SupplyState::lapsed);
  EXPECT_EQ(only<TalentCard>().state, CardState::revoked);
}

TEST_F(CareOf, AStartThatIsReadLateCallsUponNobody) {
  sign();
  owe(ObligationKind::start, "2022-06-20");
  site.set_clock(at("2022-06-18", 9));
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-06-17");
  landed.company.name = "项目公司";
  site.happens<domain::Project>(*one, "prj_1", landed, "MY-GX");
  domain::ProjectStarted started;
  started.started_on = day("2022-06-18");
  site.happens<domain::Project>(*one, "prj_1", started, "MY-GX");
  move_to(at("2023-01-10", 9));  // the first step of the service since the signing, half a year later
  EXPECT_EQ(only<Obligation>().state, ObligationState::honoured);
  EXPECT_FALSE(only<Obligation>().late);
  EXPECT_EQ(site.count("obligation.breached"), 0);
  EXPECT_EQ(site.count("exit_case.limit_notice_issued"), 0);
}

TEST_F(CareOf, WhoIsToldToLeaveIsNotCalledToAnInterview) {
  sign();
  owe(ObligationKind::deposit, "2022-06-15");
  for (CivilDate d = day("2022-06-16"); d <= day("2022-08-16"); d = d.plus_days(1)) {
    move_to(instant_at(d));
    if (d == day("2022-07-20")) site.progress(*one, "prj_1", "2022-07-20");  // the stall begins with August
  }
  ASSERT_EQ(only<ExitCase>().state, ExitState::noticed) << "15 July and 30 days, from a Sunday to Monday 15 August";
  move_to(at("2022-12-01"));
  EXPECT_TRUE(one->all<Interview>().empty());
  EXPECT_EQ(one->all<domain::Watch>().at("prj_1").light, domain::Light::red) << "the clock goes on";
  ExitWithdrawn back;
  back.reason = "已协商";
  site.happens<ExitCase>(*one, one->all<ExitCase>().begin()->first, back, "MY-GX");
  one->settle();
  EXPECT_EQ(one->all<Interview>().size(), 1U) << "level-triggered: the stall is still there";
}

TEST_F(CareOf, TwoInstancesDoItOnce) {
  sign();
  owe(ObligationKind::deposit, "2022-07-10");
  Site::Instance two(site);
  for (auto d : {"2022-06-10", "2022-07-03", "2022-07-11", "2022-08-09", "2022-09-09"}) {
    site.set_clock(at(d, 10));
    for (int i = 0; i < 8; ++i) {
      run_task(site.io, one->consumer.step());
      run_task(site.io, two.consumer.step());
      run_task(site.io, two.worker.step());
      run_task(site.io, one->worker.step());
    }
    one->settle();
    two.settle();
  }
  EXPECT_EQ(site.count("ticket.requested"), static_cast<std::int64_t>(set_size()));
  EXPECT_EQ(site.count("revisits.planned"), 1);
  EXPECT_EQ(site.count("revisits.opened"), 1);
  EXPECT_EQ(site.count("obligation.breached"), 1);
  EXPECT_EQ(site.count("exit_case.limit_notice_issued"), 1);
  EXPECT_EQ(site.count("exit_case.exit_notice_issued"), 1);
}

TEST_F(CareOf, FaultsOfTheStoreCostTimeNotTruth) {
  sign();
  owe(ObligationKind::deposit, "2022-06-30");
  int turn = 0;
  for (CivilDate d = day("2022-06-11"); d <= day("2022-08-31"); d = d.plus_days(1)) {
    site.set_clock(instant_at(d));
    auto& faults = site.store.faults();
    const int which = turn++ % 4;
    faults.lose_reply = which == 0 ? 1 : 0;
    faults.lose_before = which == 1 ? 1 : 0;
    faults.conflict = which == 2 ? 2 : 0;
    faults.unavailable = which == 3 ? 1 : 0;
    one->settle();
    faults = {};
    site.hub.faults().drop_events = 1;
  }
  for (int i = 1; i <= 5; ++i)  // what a fault left leased comes back
    move_to(at("2022-08-31").plus_ms(i * 120'000));
  EXPECT_EQ(site.count("ticket.requested"), static_cast<std::int64_t>(set_size()));
  EXPECT_EQ(site.count("obligation.breached"), 1);
  EXPECT_EQ(site.count("exit_case.limit_notice_issued"), 1);
  EXPECT_EQ(only<ExitCase>().state, ExitState::noticed);
}

// The exit notice of 12 August comes before the stall of 16 August, that of 20 August after it, however late both are
// found.
TEST_F(CareOf, WhetherItIsCalledBesideTheExitFollowsFromTheDaysAlone) {
  for (const auto& [due, called] : {std::pair("2022-06-12", 0), std::pair("2022-06-20", 1)})
    for (const bool prompt : {true, false}) {
      Site fresh;
      Site::Instance monitor(fresh);
      const auto move = [&](std::string_view to) {
        fresh.set_clock(at(to, 9));
        monitor.settle();
      };
      sign_at(fresh, monitor);
      owe_at(monitor, fresh, due);
      for (const char* to : {"2022-06-16", "2022-07-01", "2022-07-12", "2022-07-16", "2022-07-20", "2022-08-01"})
        move(to);
      if (prompt)
        for (const char* to : {"2022-08-12", "2022-08-16", "2022-08-20"})
          move(to);
      move("2022-08-25");
      EXPECT_EQ(fresh.count("exit_case.exit_notice_issued"), 1) << due << prompt;
      EXPECT_EQ(fresh.count("interview.opened"), called) << due << prompt;
    }
}
}  // namespace
}  // namespace luodi::monitor::test
