// A project that goes to another host: what ran out before is told to whoever answered then, however late somebody
// looks, and what the former host was to serve is served by the host of today.
#include "services/progress-monitor/domain/announce_delay.hpp"
#include "services/progress-monitor/domain/announce_host.hpp"
#include "services/progress-monitor/domain/announce_ticket.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "services/progress-monitor/domain/recipients.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"
#include "tests/unit/services/progress-monitor/supply_errand.hpp"

namespace luodi::monitor::test {
namespace {
using Orgs = std::vector<std::string>;
const OrgNames k_names;
const Actor k_gx = actor(Role::park, "MY-GX", "gx");
const Actor k_jk = actor(Role::park, "MY-JK", "jk");
const Actor k_brought = actor(Role::park, "MY-AX", "ax");

// Landed in GX; on 20 July it goes to JK.
Story landed() {
  auto s = negotiating();
  return s.land("2022-06-15");
}
Story moved(Story s) {
  domain::Allocated e;
  e.host = "MY-JK";
  e.former = s.project.host;
  e.allocated_on = day("2022-07-20");
  return s.tell(e, "2022-07-20");
}

struct Heard {
  std::string org;
  Orgs also;
  bool operator==(const Heard&) const = default;
};
Heard heard(const std::optional<Announcement>& news) {
  return news ? Heard{news->org, news->also} : Heard{};
}
// Of everything that ran out in the middle of July.
std::map<std::string, Heard> told(const domain::Project& project) {
  const Instant ran_out = at("2022-07-16");
  const CivilDate last = day("2022-07-15");
  std::map<std::string, Heard> out;
  Problem problem;
  problem.due_at = ran_out;
  problem.owner = "leader";
  ProblemEscalated step{ProblemLevel::project, ProblemLevel::park, "MY-GX", at("2022-07-22"), true, "逾期", ran_out};
  const Teller teller{at("2022-08-01"), "", k_names, &book()};
  out["escalated"] = heard(announce_escalation("prb_1", problem, step, project, teller));
  out["overdue"] = heard(announce_overdue_problem("prb_1", problem, ProblemOverdue{ran_out}, project, teller));
  Ticket ticket;
  ticket.owner = "农业农村局";
  out["ticket"] = heard(announce_late_ticket("tkt_1", ticket, TicketOverdue{ran_out}, project, k_names));
  Supply supply;
  supply.owner = "农业农村局";
  supply.supply_by = last;
  out["supply"] = heard(announce_missed_supply("sup_1", supply, SupplyMissed{last}, project, k_names));
  Obligation obligation;
  obligation.state = ObligationState::breached;
  obligation.due_on = last;
  out["obligation"] = heard(announce_breach("obl_1", obligation, ObligationBreached{last}, project, k_names));
  Revisits revisits;
  revisits.state = RevisitState::overdue;
  revisits.due_on = last;
  out["revisit"] = heard(announce_missed_revisit("prj_1", revisits, RevisitMissed{last}, project, k_names));
  domain::WarningRaised red;
  red.light = domain::Light::red;
  red.cycle = cycle("2022-07-H1");
  red.episode_first = cycle("2022-06-H1");
  out["red"] = heard(announce_warning({"prj_1", &project, &red, nullptr}, {ran_out, "l", {}}));
  return out;
}

TEST(HostMoved, WhatRanOutBeforeIsToldToTheEntityOfThatDayAndToThatOfToday) {
  const auto prompt = landed();
  for (const auto& [what, whom] : told(prompt.project))
    EXPECT_EQ(whom, (Heard{"MY-GX", {}})) << what;
  const auto late = moved(prompt);
  ASSERT_EQ(domain::responsible_org(late.project), "MY-JK");
  for (const auto& [what, whom] : told(late.project))
    EXPECT_EQ(whom, (Heard{"MY-GX", {"MY-JK"}})) << what;
}

TEST(HostMoved, WhatSomebodyHasClimbNowIsToldToTheEntityOfNow) {
  const ProblemEscalated step{ProblemLevel::project, ProblemLevel::park, "MY-JK", at("2022-08-02"), false, "请协调"};
  EXPECT_EQ(
      heard(announce_escalation("prb_1", Problem{}, step, moved(landed()).project, {at("2022-08-02"), "", k_names})),
      (Heard{"MY-JK", {}}));
}

TEST(HostMoved, TheOneOfTodayIsMailedAsWell) {
  Announcement news;
  news.about = "x";
  news.occasion = "ticket_overdue";
  news.org = "MY-GX";
  news.also = {"MY-JK"};
  std::vector<domain::Account> accounts(2);
  Reach reach;
  for (auto& account : accounts) {
    const bool first = &account == accounts.data();
    account.username = first ? "gx" : "jk";
    account.roles = {"park"};
    account.org = first ? "MY-GX" : "MY-JK";
    account.email = account.username + "@x.cn";
    reach.accounts.push_back(&account);
  }
  const auto d = queue_notifications(
      news, reach, [](const std::string&) { return false; }, context(at("2022-08-01"), k_bureau));
  Orgs mailed;
  for (const auto& e : d.events)
    mailed.push_back(e.data["address"]);
  EXPECT_EQ(mailed, (Orgs{"gx@x.cn", "jk@x.cn"}));
}

// Asked by who brought the project, given to its host.
Errand of_the_host() {
  Errand e;
  EXPECT_TRUE(e.request(TicketService::land, 60'000, k_monday, k_brought));
  EXPECT_TRUE(e.give(decide_assign, AssignTicket{"MY-GX", ""}, k_monday, k_bureau));
  return e;
}

TEST(HostMoved, ATicketOfTheFormerHostIsAnsweredByTheHostOfToday) {
  auto e = of_the_host();
  EXPECT_FALSE(e.give(decide_answer, grant(0), k_monday, k_jk));
  e.story = moved(e.story);
  const auto refused = e.give(decide_answer, grant(60'000), at("2022-07-21", 9), k_gx);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("由承载园区（MY-JK）承办"), std::string::npos) << refused.error().detail;
  ASSERT_TRUE(e.give(decide_answer, grant(60'000, "2022-09-30"), at("2022-07-21", 9), k_jk));
  EXPECT_EQ(e.supply->owner, "MY-JK");
  EXPECT_EQ(e.supply->owner_org, "MY-JK");
}

TEST(HostMoved, WhatTheFormerHostPromisedIsDeliveredByTheHostOfToday) {
  auto e = of_the_host();
  ASSERT_TRUE(e.give(decide_answer, grant(60'000, "2022-09-30"), k_monday, k_gx));
  DeliverSupply part;
  part.delivered_on = day("2022-08-01");
  part.quantity = 20'000;
  part.document = "绵自然资函〔2022〕8号";
  part.evidence = {paper(domain::EvidenceKind::approval)};
  e.story = moved(e.story);
  const auto refused = e.give_supply(decide_deliver, part, at("2022-08-01", 10), k_gx);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("由承载园区（MY-JK）承办"), std::string::npos) << refused.error().detail;
  EXPECT_NE(refused.error().next_zh.find("/reopen"), std::string::npos)
      << "an answered ticket is assigned to nobody: " << refused.error().next_zh;
  EXPECT_TRUE(e.give_supply(decide_deliver, part, at("2022-08-01", 10), k_jk));
}

TEST(HostMoved, ItsDelayIsToldToTheServerOfThatDayAndToThatOfToday) {
  auto e = of_the_host();
  e.story.project.first_talk->owner =
      "OFFICE-SZ";  // an office answers for the project, so the host is told as the server
  const TicketOverdue late{e.ticket->clocks.back().due_at};
  const auto prompt = *announce_late_ticket(e.id, *e.ticket, late, e.story.project, k_names);
  EXPECT_EQ(prompt.owner, "MY-GX");
  EXPECT_EQ(heard(prompt), (Heard{"OFFICE-SZ", {}}));
  e.story = moved(e.story);
  const auto news = *announce_late_ticket(e.id, *e.ticket, late, e.story.project, k_names);
  EXPECT_EQ(news.owner, "MY-GX");
  EXPECT_EQ(heard(news), (Heard{"OFFICE-SZ", {"MY-JK"}}));
  EXPECT_NE(news.text.find("承办：MY-GX，现由MY-JK承办\n"), std::string::npos) << news.text;
  const TicketReopened again{"补充", 10, late.due_at};
  const Teller teller{at("2022-07-21"), "", k_names, &book()};
  EXPECT_EQ(announce_ticket({e.id, 3, &*e.ticket, &e.story.project}, again, teller)->owner, "MY-JK");
}

domain::Allocated second_allocation() {
  domain::Allocated e;
  e.host = "MY-JK";
  e.former = "MY-GX";
  e.round = 2;
  e.reason = "产业链所在 / where its chain is";
  e.allocated_on = day("2022-07-20");
  return e;
}

TEST(HostMoved, BothHostsHearOfItWithWhatGoesOver) {
  auto e = of_the_host();
  const auto told = [&] {
    const Supply* supply = e.supply ? &*e.supply : nullptr;
    HostNews news{"prj_1", &e.story.project, {{e.id, &*e.ticket, &e.story.project}}, {}};
    if (supply) news.supplies.push_back({"sup_1", supply, &e.story.project});
    return announce_host(news, second_allocation(), {at("2022-07-20", 10), "", k_names, &book()});
  };
  EXPECT_FALSE(told()) << "it is not so";
  e.story.tell(second_allocation(), "2022-07-20");
  const auto news = told();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-JK");
  EXPECT_EQ(news->owner, "MY-GX");
  EXPECT_EQ(news->about, "prj_1:hosted:2");
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find("自2022年7月20日起由MY-JK承载，原承载园区MY-GX。\n原因：产业链所在 / where its chain is\n"),
            std::string::npos)
      << "as it was written: " << news->text;
  EXPECT_NE(news->text.find("\n1. 服务事项“" + e.ticket->title + "”（" + e.id + "），答复期限："), std::string::npos)
      << news->text;
  EXPECT_NE(news->text.find("\n依据：mianyang-2022/3\nProject prj_1 is hosted by MY-JK"), std::string::npos)
      << news->text;
  ASSERT_TRUE(e.give(decide_answer, grant(60'000, "2022-09-30"), at("2022-07-21", 9), k_jk));
  EXPECT_NE(told()->text.find("原承载园区没有在办的服务事项"), std::string::npos)
      << "answered, and promised by the host of today: " << told()->text;
  e.supply->owner = "MY-GX";
  e.supply->owner_org = "MY-GX";
  EXPECT_NE(told()->text.find("1. 要素保障“" + e.supply->title + "”（sup_1），应于2022年9月30日前（含当日）供应"),
            std::string::npos)
      << told()->text;
  e.story.leave("2022-08-01");
  EXPECT_FALSE(told()) << "nothing is hosted any more";
}

TEST(HostMoved, OpenProblemsOfTheFormerHostAreListedWithTheRest) {
  auto s = landed();
  s.tell(second_allocation(), "2022-07-20");
  Problem problem;
  problem.title = "用地指标未落实 / no quota";
  problem.owner = "MY-GX";
  problem.due_at = at("2022-07-29");
  const auto text = [&] {
    const HostNews news{"prj_1", &s.project, {}, {}, {{"prb_1", &problem, &s.project}}};
    return announce_host(news, second_allocation(), {at("2022-07-20", 10), "", k_names, &book()})->text;
  };
  EXPECT_NE(text().find("现由MY-JK承办或解决：\n1. 问题“用地指标未落实”（prb_1），解决期限：2022-07-28（含当日）"),
            std::string::npos)
      << text();
  EXPECT_NE(text().find("open services and problems that go with it: 1."), std::string::npos) << text();
  const std::string nothing = "没有在办的服务事项和未解决的问题";
  for (const auto* other : {"自然资源部门", "MY-JK", "bureau"}) {
    problem.owner = other;
    EXPECT_NE(text().find(nothing), std::string::npos) << other << " goes on owing it: " << text();
  }
  problem.owner = "MY-GX";
  for (const auto state : {ProblemState::resolved, ProblemState::closed}) {
    problem.state = state;
    EXPECT_NE(text().find(nothing), std::string::npos) << text();
  }
}

// There in July and back in August: what it was given at first, in between, and as "the host" by the policy.
TEST(HostMoved, BackAtTheFirstHostItIsToldWhatTheSecondServedWhoeverIsNamed) {
  auto s = landed();
  s.tell(second_allocation(), "2022-07-20");
  domain::Allocated back;
  back.host = "MY-GX";
  back.former = "MY-JK";
  back.round = 3;
  back.allocated_on = day("2022-08-10");
  s.tell(back, "2022-08-10");
  Ticket ticket;
  ticket.title = "协调";
  ticket.owner = "MY-GX";
  ticket.clocks.push_back({});
  Supply supply;
  supply.title = "用地";
  supply.owner = "MY-GX";
  Problem problem;
  problem.title = "用地指标未落实";
  problem.owner = "MY-GX";
  problem.due_at = at("2022-08-20");
  const auto text = [&] {
    const HostNews news{"prj_1",
                        &s.project,
                        {{"tkt_1", &ticket, &s.project}},
                        {{"sup_1", &supply, &s.project}},
                        {{"prb_1", &problem, &s.project}}};
    return announce_host(news, back, {at("2022-08-10", 10), "", k_names, &book()})->text;
  };
  const std::string all = "open services and problems that go with it: 3.";
  EXPECT_NE(text().find("现由MY-GX承办或解决：\n1. 服务事项“协调”（tkt_1）"), std::string::npos) << text();
  EXPECT_NE(text().find(all), std::string::npos) << text();
  ticket.owner = supply.owner = problem.owner = "MY-JK";
  EXPECT_NE(text().find(all), std::string::npos) << text();
  ticket.owner = supply.owner = "承载园区";
  ticket.owner_org = supply.owner_org = "MY-GX";
  EXPECT_NE(text().find(all), std::string::npos) << text();
  ticket.owner = supply.owner = problem.owner = "MY-AX";
  ticket.owner_org = supply.owner_org = std::nullopt;
  EXPECT_NE(text().find("没有在办的服务事项和未解决的问题"), std::string::npos) << text();
}

// The due queue comes to what had run out by then after the letter: it says what a prompt one said.
TEST(HostMoved, ProblemsStandAsTheyHadClimbedWhenTheChangeWasRecorded) {
  auto s = landed();
  s.tell(second_allocation(), "2022-07-20");
  Problem problem;
  problem.title = "用地指标未落实";
  problem.owner = "ZRZY";
  problem.due_at = at("2022-07-20");
  const auto text = [&](Instant now) {
    const HostNews news{"prj_1", &s.project, {}, {}, {{"prb_1", &problem, &s.project}}};
    return announce_host(news, second_allocation(), {now, "", k_names, &book()})->text;
  };
  const auto prompt = text(at("2022-07-20", 10));
  EXPECT_NE(prompt.find("1. 问题“用地指标未落实”（prb_1），解决期限：2022-07-26（含当日）"), std::string::npos)
      << "the park's since the midnight before: " << prompt;
  EXPECT_EQ(text(at("2022-09-01", 10)), prompt) << "and not the bureau's, to which it climbs later";
  problem.due_at = at("2022-07-21");
  EXPECT_NE(text(at("2022-09-01", 10)).find("没有在办的服务事项和未解决的问题"), std::string::npos)
      << "not climbed by then";
}

TEST(HostMoved, TheFirstHostIsNoChange) {
  auto s = landed();
  domain::Allocated first = second_allocation();
  first.round.reset();
  first.former = "MY-AX";  // was asked for
  s.tell(first, "2022-07-20");
  EXPECT_FALSE(announce_host({"prj_1", &s.project, {}, {}}, first, {at("2022-07-20", 10), "", k_names, &book()}));
}

TEST(HostMoved, WhomTheTicketWasGivenToOtherwiseGoesOnServingIt) {
  auto e = of_the_host();
  ASSERT_TRUE(e.give(decide_assign, AssignTicket{"ZRZY", ""}, k_monday, k_bureau));
  e.story = moved(e.story);
  EXPECT_FALSE(e.give(decide_answer, grant(0), at("2022-07-21", 9), k_jk));
  EXPECT_TRUE(e.give(decide_answer, grant(0), at("2022-07-21", 9), actor(Role::reviewer, "ZRZY", "r")));
}
}  // namespace
}  // namespace luodi::monitor::test
