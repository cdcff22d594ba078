#include "tests/unit/services/progress-monitor/ticket_errand.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");
const Instant k_monday = at("2022-06-20", 9);

template <class T>
ErrorCode code(const Expected<T>& d) {
  return d ? ErrorCode::internal : d.error().code;
}
AnswerTicket answer(std::optional<std::int64_t> granted = {}) {
  return {"已办", granted, {}, {}};
}
Errand land_request() {
  Errand e;
  EXPECT_TRUE(e.request(TicketService::land, 60'000, k_monday, k_park));
  return e;
}

TEST(Ticket, TakesOwnerAndWorkingDaysOfItsServiceFromThePolicy) {
  Errand green;
  ASSERT_TRUE(green.request(TicketService::green_channel, {}, k_monday, k_park));
  EXPECT_EQ(green.ticket->owner, "bureau");
  EXPECT_EQ(green.ticket->clause, "mianyang-2022/9");
  EXPECT_EQ(green.ticket->clocks.back().due_at, at("2022-06-24")) << "three working days after Monday 20 June";
  EXPECT_EQ(green.jobs.at(ticket_job(green.id)), at("2022-06-24"));
  EXPECT_FALSE(green.ticket->owner_org);
  const auto land = land_request();
  EXPECT_EQ(land.ticket->owner, "自然资源部门");
  EXPECT_EQ(land.ticket->owner_org, "ZRZY");
  EXPECT_EQ(land.ticket->clocks.back().due_at, at("2022-07-12")) << "fifteen working days";
}

TEST(Ticket, SaysHowMuchUnlessItIsTheGreenChannel) {
  Errand e;
  EXPECT_EQ(code(e.request(TicketService::land, {}, k_monday, k_park)), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.request(TicketService::talent_card, {}, k_monday, k_park)), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.request(TicketService::energy, {}, k_monday, k_park)), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.request(TicketService::green_channel, 1, k_monday, k_park)), ErrorCode::invalid_body);
  auto land = land_request();
  EXPECT_EQ(code(land.give(decide_answer, answer(), k_monday, land.server())), ErrorCode::invalid_body);
  EXPECT_EQ(code(land.give(decide_answer, answer(60'001), k_monday, land.server())), ErrorCode::invalid_body);
  EXPECT_TRUE(land.give(decide_answer, answer(0), k_monday, land.server())) << "declined, with its reason";
}

TEST(Ticket, WhoeverAskedDoesNotAnswerAndHasTheLastWord) {
  Errand own;
  ASSERT_TRUE(own.request(TicketService::green_channel, {}, k_monday, k_bureau));
  const Actor colleague = actor(Role::bureau, "", "colleague");
  EXPECT_EQ(code(own.give(decide_answer, answer(), k_monday, colleague)), ErrorCode::forbidden);

  auto e = land_request();
  EXPECT_EQ(code(e.give(decide_confirm, ConfirmTicket{}, k_monday, k_park)), ErrorCode::wrong_state);
  ASSERT_TRUE(e.give(decide_answer, answer(60'000), k_monday, e.server()));
  EXPECT_FALSE(e.jobs.contains(ticket_job(e.id)));
  EXPECT_EQ(code(e.give(decide_answer, answer(60'000), k_monday, e.server())), ErrorCode::wrong_state);
  const auto refusal = [&] { return e.give(decide_confirm, ConfirmTicket{}, k_monday, e.server()).error(); };
  EXPECT_EQ(refusal().code, ErrorCode::forbidden);
  EXPECT_EQ(refusal().detail, "由申请方parkuser确认或重开 / the asker, parkuser, has the word");
  std::string of_the_set = "system";
  std::swap(e.ticket->asker, of_the_set);
  EXPECT_EQ(refusal().detail, "由申请方MY-GX确认或重开 / the asker, MY-GX, has the word") << "nobody asked";
  std::swap(e.ticket->asker, of_the_set);
  EXPECT_EQ(code(e.give(decide_confirm, ConfirmTicket{}, k_monday, actor(Role::park, "MY-AX"))), ErrorCode::forbidden);
  EXPECT_TRUE(e.give(decide_confirm, ConfirmTicket{"属实"}, k_monday, actor(Role::park, "MY-GX", "colleague")));
  EXPECT_EQ(e.ticket->state, TicketState::closed);
}

TEST(Ticket, AnAssignmentDoesNotMoveTheClock) {
  auto e = land_request();
  const auto due = e.ticket->clocks.back().due_at;
  ASSERT_TRUE(e.give(decide_assign, AssignTicket{"ZJW", "属地办理"}, at("2022-07-01", 9), k_bureau));
  EXPECT_EQ(e.ticket->owner, "ZJW");
  EXPECT_EQ(e.ticket->clocks.back().due_at, due);
  EXPECT_EQ(e.jobs.at(ticket_job(e.id)), due);
}

TEST(Ticket, RecordsOnceThatItsClockRanOut) {
  auto e = land_request();
  e.run_due(at("2022-07-11", 23, 59));
  EXPECT_FALSE(e.ticket->clocks.back().overdue) << "its last day is not over";
  e.run_due(at("2022-07-12"));
  EXPECT_TRUE(e.ticket->clocks.back().overdue);
  EXPECT_TRUE(is_overdue(*e.ticket, at("2022-07-12")));
  const int told = e.told;
  e.jobs[ticket_job(e.id)] = at("2022-07-12");  // the job comes back
  e.run_due(at("2022-07-13"));
  EXPECT_EQ(e.told, told);
  ASSERT_TRUE(e.give(decide_answer, answer(1), at("2022-07-14", 9), e.server()));
  EXPECT_TRUE(e.ticket->clocks.back().overdue) << "a late answer does not heal it";
  EXPECT_FALSE(is_overdue(*e.ticket, at("2022-07-14", 9))) << "but nobody is waited for";
}

TEST(Ticket, ReopenedItHasAClockOfItsOwn) {
  auto e = land_request();
  ASSERT_TRUE(e.give(decide_answer, answer(30'000), at("2022-07-15", 9), e.server()));
  EXPECT_EQ(code(e.give(decide_reopen, ReopenTicket{"只给一半"}, at("2022-07-18", 9), k_bureau)), ErrorCode::forbidden);
  ASSERT_TRUE(e.give(decide_reopen, ReopenTicket{"只给一半"}, at("2022-07-18", 9), k_park));
  ASSERT_EQ(e.ticket->clocks.size(), 2U);
  EXPECT_TRUE(e.ticket->clocks[0].overdue) << "answered late, though no job ran";
  EXPECT_FALSE(e.ticket->clocks[1].overdue);
  EXPECT_EQ(e.jobs.at(ticket_job(e.id)), at("2022-08-09"));
}

TEST(Ticket, OfAnEndedProjectNeitherBeginsNorFallsOverdue) {
  auto e = land_request();
  e.story.leave("2022-06-25");
  e.run_due(at("2022-08-01"));
  EXPECT_FALSE(e.ticket->clocks.back().overdue);
  Errand ended;
  ended.story.leave("2022-06-19");
  EXPECT_EQ(code(ended.request(TicketService::green_channel, {}, k_monday, k_park)), ErrorCode::wrong_state);
}

Actor reviewer(const char* org) {
  return actor(Role::reviewer, org, "other");
}
AnswerTicket with_paper(std::int64_t granted) {
  auto out = answer(granted);
  out.evidence = {paper(domain::EvidenceKind::review_opinion)};
  return out;
}

TEST(Ticket, ItsOwnerAloneAnswersOrTheBureauFromThePaperOfTheOwner) {
  auto e = land_request();
  for (const auto& nobody : {reviewer("FGW"), reviewer(""), actor(Role::park, "ZRZY"), actor(Role::leader, "")}) {
    const auto refused = e.give(decide_answer, answer(1), k_monday, nobody);
    ASSERT_EQ(code(refused), ErrorCode::forbidden) << nobody.org;
    EXPECT_NE(refused.error().detail.find("“事项”由自然资源部门（ZRZY）承办"), std::string::npos)
        << refused.error().detail;
    EXPECT_NE(refused.error().next_en.find("/assign"), std::string::npos);
  }
  EXPECT_EQ(code(e.give(decide_answer, answer(1), k_monday, k_bureau)), ErrorCode::gate_not_passed) << "the paper";
  auto own = e;
  ASSERT_TRUE(own.give(decide_answer, answer(1), k_monday, reviewer(" zrzy ")));
  EXPECT_FALSE(own.ticket->answer->on_behalf);
  ASSERT_TRUE(e.give(decide_answer, with_paper(1), k_monday, k_bureau));
  EXPECT_TRUE(e.ticket->answer->on_behalf.value_or(false));
  EXPECT_EQ(e.ticket->answered_by, "bureauuser");
}

TEST(Ticket, WhoeverItIsAssignedToOwnsIt) {
  for (const auto& [owner, org] :
       {std::pair("STHJ", "STHJ"), std::pair("生态环境部门", "STHJ"), std::pair("ZJW", "ZJW")}) {
    auto e = land_request();
    ASSERT_TRUE(e.give(decide_assign, AssignTicket{owner, ""}, k_monday, k_bureau));
    EXPECT_EQ(e.ticket->owner_org, org);
    EXPECT_EQ(code(e.give(decide_answer, answer(1), k_monday, reviewer("ZRZY"))), ErrorCode::forbidden) << owner;
    EXPECT_TRUE(e.give(decide_answer, answer(1), k_monday, reviewer(org))) << owner;
  }
  for (const auto* spelled : {"sthj", "生态环境部门（STHJ）", " 生态 环境部门 (sthj)", "ecology and environment"}) {
    auto e = land_request();
    ASSERT_TRUE(e.give(decide_assign, AssignTicket{spelled, ""}, k_monday, k_bureau)) << spelled;
    EXPECT_EQ(e.ticket->owner, "生态环境部门") << "people read its title";
    EXPECT_EQ(e.ticket->owner_org, "STHJ") << spelled;
  }
}

TEST(Ticket, AnOwnerThatIsNobodysIsRefusedWithThoseThatThereAre) {
  auto e = land_request();
  e.story.project.host = "MY-GX";
  const auto refusal = [&](const char* owner) {
    const auto refused = e.give(decide_assign, AssignTicket{owner, ""}, k_monday, k_bureau);
    EXPECT_EQ(code(refused), ErrorCode::invalid_body) << owner;
    if (refused) return FieldError{};
    return refused.error().fields.at(0);
  };
  for (const auto* nobody : {"农业局", "ZRZ", "（）"}) {
    const auto fault = refusal(nobody);
    EXPECT_EQ(fault.pointer, "/owner");
    EXPECT_NE(fault.message.find("没有名为“" + std::string(nobody) +
                                 "”的承办单位，应为其中之一：投资促进部门"
                                 "（bureau）、承载园区（MY-GX）、发展改革部门（FGW）"),
              std::string::npos)
        << fault.message;
    EXPECT_NE(fault.message.find("、市委人才工作领导小组办公室、市住房和城乡建设委员会、驻北京办事处（MY-BJ）、ZJW / "),
              std::string::npos)
        << fault.message;
  }
  for (const auto* elsewhere : {"MY-JK", "绵阳经开区", "绵阳经开区（MY-JK）"}) {
    const auto fault = refusal(elsewhere);
    EXPECT_NE(fault.message.find("绵阳经开区（MY-JK）不是本项目的承载园区，不能承办"), std::string::npos)
        << fault.message;
  }
  EXPECT_EQ(e.ticket->owner, "自然资源部门");
  for (const auto& [owner, kept] : {std::pair("市住房和城乡建设委员会", "市住房和城乡建设委员会"),
                                    std::pair("驻北京办事处", "MY-BJ"), std::pair("市投资促进部门", "bureau")}) {
    ASSERT_TRUE(e.give(decide_assign, AssignTicket{owner, ""}, k_monday, k_bureau)) << owner;
    EXPECT_EQ(e.ticket->owner, kept);
  }
}

TEST(Ticket, ItsLikeIsNotRequestedAgainBeforeItIsClosed) {
  auto e = land_request();
  ASSERT_EQ(e.claims.size(), 1U);
  const auto claim = e.claims[0];
  EXPECT_EQ(claim.owner, e.id);
  EXPECT_FALSE(claim.release);
  EXPECT_TRUE(holds_claim(*e.ticket));
  RequestTicket like{TicketService::land, "事 项", "", 60'000, QuantityUnit::m2};
  const auto again = [&] {
    auto now = context(at("2022-06-21", 9), k_bureau);
    now.fresh_id = "2";
    return decide_request_ticket("prj_1", e.story.project, {e.on()}, like, now);
  };
  const auto refused = again();
  ASSERT_EQ(code(refused), ErrorCode::already_exists);
  EXPECT_NE(refused.error().detail.find("于 2022-06-20 由 parkuser 登记（" + e.id + "）"), std::string::npos)
      << refused.error().detail;
  like.quantity = 90;
  like.unit = QuantityUnit::mu;
  EXPECT_EQ(code(again()), ErrorCode::already_exists) << "90亩 are 60000 square metres";
  for (const auto& other : {RequestTicket{TicketService::energy, "事项", "", 60'000, QuantityUnit::tce},
                            RequestTicket{TicketService::land, "事项", "二期", 60'000, QuantityUnit::m2},
                            RequestTicket{TicketService::land, "二期", "", 60'000, QuantityUnit::m2},
                            RequestTicket{TicketService::land, "事项", "", 59'999, QuantityUnit::m2}}) {
    like = other;
    EXPECT_TRUE(again());
  }
  like = {TicketService::land, "事项", "", 60'000, QuantityUnit::m2};
  ASSERT_TRUE(e.give(decide_answer, answer(60'000), k_monday, e.server()));
  EXPECT_TRUE(e.claims.empty() && holds_claim(*e.ticket)) << "the asker has the word";
  EXPECT_EQ(code(again()), ErrorCode::already_exists);
  ASSERT_TRUE(e.give(decide_confirm, ConfirmTicket{}, k_monday, k_park));
  ASSERT_EQ(e.claims.size(), 1U);
  EXPECT_TRUE(e.claims[0].release && e.claims[0].value == claim.value && e.claims[0].owner == e.id);
  EXPECT_FALSE(holds_claim(*e.ticket));
  EXPECT_TRUE(again());
}

TEST(Ticket, ReopenedItStandsAgainUnlessItsLikeDoes) {
  auto e = land_request();
  const auto claim = e.claims.at(0).value;
  ASSERT_TRUE(e.give(decide_answer, answer(60'000), k_monday, e.server()));
  ASSERT_TRUE(e.give(decide_confirm, ConfirmTicket{}, k_monday, k_park));
  auto like = land_request();
  e.others = {e.on(), {"tkt_2", &*like.ticket, &like.story.project}};
  EXPECT_EQ(code(e.give(decide_reopen, ReopenTicket{"未落实"}, k_monday, k_park)), ErrorCode::already_exists);
  like.ticket->state = TicketState::closed;
  ASSERT_TRUE(e.give(decide_reopen, ReopenTicket{"未落实"}, k_monday, k_park));
  ASSERT_EQ(e.claims.size(), 1U);
  EXPECT_TRUE(!e.claims[0].release && e.claims[0].value == claim);
  EXPECT_TRUE(holds_claim(*e.ticket));
  e.story.leave("2022-06-25");
  const auto ended = withdraw_ticket(e.on()).claims;
  EXPECT_TRUE(ended.size() == 1 && ended[0].release);

  auto old = land_request();  // requested when nothing was claimed
  old.ticket->claimed.reset();
  EXPECT_FALSE(holds_claim(*old.ticket));
  ASSERT_TRUE(old.give(decide_answer, answer(60'000), k_monday, old.server()));
  ASSERT_TRUE(old.give(decide_confirm, ConfirmTicket{}, k_monday, k_park));
  EXPECT_TRUE(old.claims.empty());
  ASSERT_TRUE(old.give(decide_reopen, ReopenTicket{"未落实"}, k_monday, k_park));
  EXPECT_TRUE(old.claims.empty());
}

TEST(Ticket, TheHostOwnsWhatIsTheParks) {
  Errand e;
  e.story.project.host = "MY-GX";
  e.story.project.allocation.emplace();
  ASSERT_TRUE(e.request(TicketService::green_channel, {}, k_monday, k_bureau));
  for (const auto* owner : {"承载园区", "MY-GX"}) {
    auto host = e;
    ASSERT_TRUE(host.give(decide_assign, AssignTicket{owner, ""}, k_monday, k_bureau));
    EXPECT_EQ(host.ticket->owner_org, "MY-GX");
    EXPECT_EQ(code(host.give(decide_answer, answer(), k_monday, actor(Role::park, "MY-JK"))), ErrorCode::forbidden);
    EXPECT_TRUE(host.give(decide_answer, answer(), k_monday, k_park)) << owner;
  }
}

TEST(Ticket, WhoeverAskedOwnsItNeitherByPolicyNorByAssignment) {
  auto parks = land_request();
  parks.story.project.host = "MY-GX";
  EXPECT_EQ(code(parks.give(decide_assign, AssignTicket{"MY-GX", ""}, k_monday, k_bureau)), ErrorCode::invalid_body);
  Errand own;
  ASSERT_TRUE(own.request(TicketService::green_channel, {}, k_monday, k_bureau));
  EXPECT_EQ(code(own.give(decide_assign, AssignTicket{"bureau", ""}, k_monday, k_bureau)), ErrorCode::invalid_body);
  Errand offices;
  ASSERT_TRUE(offices.request(TicketService::green_channel, {}, k_monday, actor(Role::office, "MY-BJ")));
  EXPECT_EQ(code(offices.give(decide_assign, AssignTicket{"驻北京办事处", ""}, k_monday, k_bureau)),
            ErrorCode::invalid_body);
  Errand cards;  // whose owner has no accounts here
  ASSERT_TRUE(cards.request(TicketService::talent_card, 2, k_monday, k_bureau));
  EXPECT_TRUE(cards.give(decide_answer, with_paper(2), k_monday, k_bureau)) << "it is the owner's paper that answers";
}

TEST(Ticket, AnOwnerFromBeforeOwnersWereKeptIsAnsweredFromItsPaperOrAssignedAnew) {
  auto e = land_request();
  e.ticket->owner = "市自然资源和规划局";
  e.ticket->owner_org.reset();
  EXPECT_EQ(code(e.give(decide_answer, answer(1), k_monday, reviewer("ZRZY"))), ErrorCode::forbidden);
  auto assigned = e;
  ASSERT_TRUE(assigned.give(decide_assign, AssignTicket{"ZRZY", ""}, k_monday, k_bureau));
  EXPECT_TRUE(assigned.give(decide_answer, answer(1), k_monday, reviewer("ZRZY")));
  EXPECT_TRUE(e.give(decide_answer, with_paper(1), k_monday, k_bureau));
}

TEST(Ticket, SaysInWhichUnitItAsks) {
  Errand e;
  ASSERT_TRUE(e.request(TicketService::land, 150, k_monday, k_park, QuantityUnit::mu));
  EXPECT_EQ(e.ticket->quantity, 100'000) << "square metres";
  auto more = answer(151);
  more.unit = QuantityUnit::mu;
  const auto refused = e.give(decide_answer, more, k_monday, e.server());
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_NE(refused.error().fields.at(0).message.find("批准100667平方米（151亩）超过申请数量100000平方米（150亩）"),
            std::string::npos)
      << refused.error().fields.at(0).message;
  more.granted = 150;
  ASSERT_TRUE(e.give(decide_answer, more, k_monday, e.server()));
  EXPECT_EQ(e.ticket->answer->granted, 100'000);

  Errand none;
  const auto unit_refused = [&](TicketService service, std::optional<std::int64_t> quantity, QuantityUnit unit) {
    const auto r = none.request(service, quantity, k_monday, k_park, unit);
    return !r && r.error().fields.at(0).pointer == "/unit";
  };
  EXPECT_TRUE(unit_refused(TicketService::land, 1, QuantityUnit::tce));
  EXPECT_TRUE(unit_refused(TicketService::energy, 1, QuantityUnit::mu));
  EXPECT_TRUE(unit_refused(TicketService::talent_card, 1, QuantityUnit::m2));
  EXPECT_TRUE(unit_refused(TicketService::green_channel, {}, QuantityUnit::m2));
  EXPECT_EQ(code(none.request(TicketService::land, 1'500'001, k_monday, k_park, QuantityUnit::mu)),
            ErrorCode::invalid_body)
      << "more than is recorded";
  EXPECT_TRUE(none.request(TicketService::land, 1'500'000, k_monday, k_park, QuantityUnit::mu));
}

TEST(Ticket, LandAndEnergyNameTheirUnitInEveryRequest) {
  const auto asked = [](TicketService service, std::int64_t quantity) {
    return decide_request_ticket("prj_1", Errand().story.project, {}, RequestTicket{service, "事项", "", quantity, {}},
                                 context(k_monday, k_park));
  };
  for (const auto& [service, units] : {std::pair(TicketService::land, "平方米（m2）、亩（mu） / "),
                                       std::pair(TicketService::energy, "吨标准煤/年（tce） / ")}) {
    const auto refused = asked(service, 100);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/unit");
    EXPECT_EQ(refused.error().fields.at(0).code, "required");
    EXPECT_NE(refused.error().fields.at(0).message.find(units), std::string::npos)
        << refused.error().fields.at(0).message;
  }
  EXPECT_TRUE(asked(TicketService::talent_card, 2)) << "cards are counted";
  auto e = land_request();
  const auto answered = [&](std::int64_t granted) {
    return decide_answer(e.on(), nullptr, answer(granted), context(k_monday, e.server()));
  };
  EXPECT_EQ(code(answered(100)), ErrorCode::invalid_body);
  EXPECT_TRUE(answered(0)) << "declined: nothing to measure";
}

TEST(Ticket, WithoutACalendarItIsRefusedNotGuessed) {
  Errand e;
  EXPECT_EQ(code(e.request(TicketService::land, 1, at("2026-12-30", 9), k_park)), ErrorCode::no_calendar);
}

// Whoever asked is a body, its kind and its code: another of the same kind may own it.
TEST(Ticket, AnotherBodyOfTheSameKindOwnsWhatTheAskerMayNot) {
  auto e = land_request();
  e.story.project.host = "MY-JK";
  ASSERT_TRUE(e.give(decide_assign, AssignTicket{"MY-JK", ""}, k_monday, k_bureau)) << "asked for by MY-GX";
  EXPECT_EQ(e.ticket->owner_org, "MY-JK");
}

TEST(Ticket, WhatTheBureauServesIsAnsweredByNobodyElse) {
  Errand green;
  ASSERT_TRUE(green.request(TicketService::green_channel, {}, k_monday, k_park));
  const auto refused = green.give(decide_answer, answer(), k_monday, reviewer("ZRZY"));
  ASSERT_EQ(code(refused), ErrorCode::forbidden);
  EXPECT_NE(refused.error().detail.find("不能代办 / "), std::string::npos) << refused.error().detail;
  EXPECT_EQ(refused.error().detail.find("代录"), std::string::npos) << "the bureau writes no paper to itself";
  EXPECT_TRUE(green.give(decide_answer, answer(), k_monday, k_bureau));
}

TEST(Ticket, GivenToWhomItBelongsAlreadyIsNoAssignment) {
  Errand e;
  ASSERT_TRUE(e.request(TicketService::land, 10, at("2022-06-20", 9), actor(Role::park, "MY-AX")));
  const auto bureau = actor(Role::bureau, "", "bureauuser");
  const auto same = e.give(decide_assign, AssignTicket{e.ticket->owner, ""}, at("2022-06-21", 9), bureau);
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().fields.at(0).pointer, "/owner");
  EXPECT_EQ(same.error().fields.at(0).code, "unchanged");
  EXPECT_TRUE(e.give(decide_assign, AssignTicket{"FGW", ""}, at("2022-06-21", 9), bureau));
}
}  // namespace
}  // namespace luodi::monitor::test
