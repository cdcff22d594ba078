#include "services/progress-monitor/domain/announce_delay.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"
#include "tests/unit/services/progress-monitor/supply_errand.hpp"

namespace luodi::monitor::test {
namespace {
TEST(Supply, BeginsWithAnAnswerThatGrantsLandOrEnergy) {
  auto land = promised();
  ASSERT_TRUE(land.supply);
  EXPECT_EQ(land.supply_key, supply_id(land.id));
  EXPECT_EQ(land.supply->ticket_id, land.id);
  EXPECT_EQ(land.supply->owner, land.ticket->owner);
  EXPECT_EQ(land.supply->clause, "mianyang-2022/9");
  EXPECT_EQ(land.supply->state, SupplyState::promised);
  EXPECT_EQ(land.jobs.at(supply_job(land.supply_key)), at("2022-10-01")) << "the end of its last day";
  EXPECT_FALSE(land.jobs.contains(ticket_job(land.id)));

  auto declined = asked();
  ASSERT_TRUE(declined.give(decide_answer, grant(0), k_monday, declined.server()));
  EXPECT_FALSE(declined.supply);
  auto cards = asked(TicketService::talent_card);
  ASSERT_TRUE(cards.give(decide_answer, grant(3), k_monday, cards.server()));
  EXPECT_FALSE(cards.supply) << "cards are issued one by one";
}

TEST(Supply, TakesItsLastDayFromThePolicyWhereTheAnswerNamesNone) {
  const auto& terms = book().all().front().environment.supply;
  auto land = asked();
  ASSERT_TRUE(land.give(decide_answer, grant(1), k_monday, land.server()));
  EXPECT_EQ(land.supply->supply_by, day("2022-06-20").plus_days(terms.land_days));
  auto energy = asked(TicketService::energy);
  ASSERT_TRUE(energy.give(decide_answer, grant(1), k_monday, energy.server()));
  EXPECT_EQ(energy.supply->supply_by, day("2022-06-20").plus_days(terms.energy_days));
  EXPECT_NE(terms.land_days, terms.energy_days);
}

TEST(Supply, ADayIsNamedForWhatIsGrantedAndNotInThePast) {
  auto e = asked();
  EXPECT_EQ(code(e.give(decide_answer, grant(1, "2022-06-19"), k_monday, e.server())), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.give(decide_answer, grant(0, "2022-07-19"), k_monday, e.server())), ErrorCode::invalid_body);
  auto cards = asked(TicketService::talent_card);
  EXPECT_EQ(code(cards.give(decide_answer, grant(1, "2022-07-19"), k_monday, cards.server())), ErrorCode::invalid_body);
  EXPECT_TRUE(e.give(decide_answer, grant(1, "2022-06-20"), k_monday, e.server())) << "today will do";
}

TEST(Supply, ComesInPartsAndNeverMoreThanPromised) {
  auto e = promised();
  ASSERT_TRUE(deliver(e, 40'000, "2022-09-01"));
  EXPECT_EQ(e.supply->state, SupplyState::promised);
  EXPECT_EQ(e.supply->delivered, 40'000);
  EXPECT_TRUE(e.jobs.contains(supply_job(e.supply_key)));
  EXPECT_EQ(code(deliver(e, 20'001, "2022-09-02")), ErrorCode::invalid_body);
  EXPECT_EQ(code(deliver(e, 1, "2022-09-03", "2022-09-02")), ErrorCode::in_future);
  ASSERT_TRUE(deliver(e, 20'000, "2022-09-30"));
  EXPECT_EQ(e.supply->state, SupplyState::supplied);
  EXPECT_EQ(e.supply->supplied_on, day("2022-09-30"));
  EXPECT_FALSE(e.supply->late) << "the last day is in time";
  EXPECT_FALSE(e.jobs.contains(supply_job(e.supply_key)));
  EXPECT_EQ(code(deliver(e, 1, "2022-10-01")), ErrorCode::wrong_state);
}

TEST(Supply, TheSameDeliveryIsRecordedOnce) {
  auto e = promised();
  ASSERT_TRUE(deliver(e, 20'000, "2022-09-01"));
  const auto twice = deliver(e, 20'000, "2022-09-01", "2022-09-03");
  ASSERT_EQ(code(twice), ErrorCode::already_exists);
  EXPECT_NE(twice.error().detail.find("于 2022-09-01 由 serveruser 登记（" + e.supply_key + "）"), std::string::npos)
      << twice.error().detail;
  EXPECT_TRUE(deliver(e, 20'000, "2022-09-02")) << "of another day";
  ASSERT_TRUE(correct(e, 1, 19'999, "2022-09-04"));
  EXPECT_TRUE(deliver(e, 20'000, "2022-09-01", "2022-09-05")) << "what was corrected away may come";
  ASSERT_TRUE(deliver(e, 1, "2022-09-06"));
  ASSERT_EQ(e.supply->state, SupplyState::supplied);
  EXPECT_EQ(code(deliver(e, 1, "2022-09-06")), ErrorCode::already_exists) << "whether or not all has come";
  EXPECT_EQ(code(deliver(e, 2, "2022-09-06")), ErrorCode::wrong_state);
}

TEST(Supply, TheDaysOfTheDeliveriesDecideNotTheOrderOfTheirRecord) {
  auto e = promised();
  ASSERT_TRUE(deliver(e, 20'000, "2022-10-01", "2022-10-05"));
  ASSERT_TRUE(deliver(e, 40'000, "2022-09-01", "2022-10-06"));
  EXPECT_EQ(e.supply->supplied_on, day("2022-10-01"));
  EXPECT_TRUE(e.supply->late) << "by one day";
}

TEST(Supply, NothingIsDeliveredBeforeItWasPromised) {
  auto e = promised();
  const auto early = deliver(e, 1, "2022-06-20", "2022-07-01");
  ASSERT_EQ(code(early), ErrorCode::invalid_body);
  EXPECT_EQ(early.error().fields.at(0).pointer, "/delivered_on");
  EXPECT_NE(early.error().fields.at(0).message.find("供应日 2022-06-20 早于承诺日 2022-06-21"), std::string::npos);
  EXPECT_TRUE(deliver(e, 1, "2022-06-21", "2022-07-01")) << "on the same day";
}

TEST(Supply, AMissedDayIsRecordedOnce) {
  auto e = promised();
  e.run_due(at("2022-09-30", 23, 59));
  EXPECT_FALSE(e.supply->missed_on);
  EXPECT_FALSE(is_overdue(*e.supply, at("2022-09-30", 23, 59)));
  EXPECT_TRUE(is_overdue(*e.supply, at("2022-10-01")));
  e.run_due(at("2022-10-01"));
  EXPECT_EQ(e.supply->missed_on, day("2022-09-30"));
  EXPECT_EQ(e.supply->state, SupplyState::promised) << "still owed";
  const int told = e.told;
  e.jobs[supply_job(e.supply_key)] = at("2022-10-01");  // the job comes back
  e.run_due(at("2022-10-02"));
  EXPECT_EQ(e.told, told);
  ASSERT_TRUE(deliver(e, 60'000, "2022-10-08"));
  EXPECT_TRUE(e.supply->late);
  EXPECT_FALSE(is_overdue(*e.supply, at("2022-10-09")));
}

// What comes after the last day was owed on it, whether the due queue or the delivery came first.
TEST(Supply, ALateDeliveryRecordsTheDayThatTheQueueHasNotSeen) {
  for (const bool queue_first : {false, true}) {
    auto e = promised();
    if (queue_first) e.run_due(at("2022-10-01"));
    const int told = e.told;
    ASSERT_TRUE(deliver(e, 10'000, "2022-10-01"));
    EXPECT_EQ(e.supply->missed_on, day("2022-09-30")) << queue_first;
    EXPECT_EQ(e.told, told + (queue_first ? 1 : 2)) << "in the same commit";
    ASSERT_TRUE(deliver(e, 50'000, "2022-10-02"));
    EXPECT_EQ(e.told, told + (queue_first ? 2 : 3)) << "once";
    e.jobs[supply_job(e.supply_key)] = at("2022-10-01");  // the job comes back
    e.run_due(at("2022-10-03"));
    EXPECT_EQ(e.told, told + (queue_first ? 2 : 3));
    EXPECT_TRUE(e.supply->late);
  }
  auto in_time = promised();
  ASSERT_TRUE(deliver(in_time, 60'000, "2022-09-30", "2022-10-05"));
  EXPECT_FALSE(in_time.supply->missed_on) << "on the last day, told later";
}

// Moved away and back, an agreed day is missed once; moved on past it, it is not forgotten.
TEST(Supply, EachDayThatPassesIsMissedOnceHoweverTheDayMoves) {
  const auto promise = [](Errand& e, std::int64_t granted, std::string_view by, std::string_view on) {
    ASSERT_TRUE(e.give(decide_reopen, ReopenTicket{"调整期限"}, at(on, 9), k_asker));
    ASSERT_TRUE(e.give(decide_answer, grant(granted, by), at(on, 10), e.server()));
  };
  auto there_and_back = promised();
  promise(there_and_back, 60'000, "2022-07-10", "2022-07-01");
  there_and_back.run_due(at("2022-07-11"));
  EXPECT_EQ(there_and_back.supply->missed_on, day("2022-07-10"));
  promise(there_and_back, 60'000, "2022-09-30", "2022-07-12");
  EXPECT_EQ(code(there_and_back.give(decide_reopen, ReopenTicket{"再议"}, at("2022-07-13", 9), k_asker)),
            ErrorCode::internal);
  EXPECT_EQ(code(there_and_back.give(decide_answer, grant(60'000, "2022-07-10"), at("2022-07-13", 10),
                                     there_and_back.server())),
            ErrorCode::invalid_body)
      << "a day that has passed is not agreed again";
  ASSERT_TRUE(
      there_and_back.give(decide_answer, grant(60'000, "2022-09-30"), at("2022-07-13", 10), there_and_back.server()));
  there_and_back.run_due(at("2022-10-01"));
  EXPECT_EQ(there_and_back.supply->missed_on, day("2022-09-30"));
  EXPECT_EQ(there_and_back.supply->earlier_misses, std::vector{day("2022-07-10")});
  ASSERT_TRUE(deliver(there_and_back, 60'000, "2022-10-02"));
  EXPECT_EQ(there_and_back.supply->earlier_misses.size(), 1U);
  auto undone = there_and_back;
  ASSERT_TRUE(correct(undone, 1, 1'000, "2022-10-03"));
  const int told = undone.told;
  undone.run_due(at("2022-10-04"));
  EXPECT_EQ(undone.told, told) << "owed again by a day that was told";

  // The due queue was away for a while: the answer that names another day records the one that has passed.
  auto away = promised();
  promise(away, 60'000, "2022-12-31", "2022-10-02");
  EXPECT_EQ(away.supply->missed_on, day("2022-09-30"));
  EXPECT_EQ(away.supply->supply_by, day("2022-12-31"));
  EXPECT_EQ(away.supply->state, SupplyState::promised);
  away.run_due(at("2022-10-03"));
  EXPECT_TRUE(away.supply->earlier_misses.empty());
  auto taken_back = promised();
  ASSERT_TRUE(taken_back.give(decide_reopen, ReopenTicket{"更正"}, at("2022-10-02", 9), k_asker));
  ASSERT_TRUE(taken_back.give(decide_answer, grant(0), at("2022-10-02", 10), taken_back.server()));
  EXPECT_EQ(taken_back.supply->state, SupplyState::released);
  EXPECT_EQ(taken_back.supply->missed_on, day("2022-09-30"));
  auto in_time = promised();
  promise(in_time, 60'000, "2022-12-31", "2022-09-30");
  EXPECT_FALSE(in_time.supply->missed_on) << "on its last day nothing has passed";
}

TEST(Supply, ACorrectionMayLeadBackAndWhatWasToldStays) {
  auto e = promised();
  ASSERT_TRUE(deliver(e, 60'000, "2022-09-01"));
  EXPECT_EQ(code(correct(e, 2, 1, "2022-09-02")), ErrorCode::invalid_body);
  EXPECT_EQ(code(correct(e, 1, 60'001, "2022-09-02")), ErrorCode::invalid_body);
  ASSERT_TRUE(correct(e, 1, 6'000, "2022-09-02"));
  EXPECT_EQ(e.supply->state, SupplyState::promised);
  EXPECT_EQ(e.supply->delivered, 6'000);
  EXPECT_EQ(e.supply->deliveries[0].told.quantity, 60'000);
  EXPECT_EQ(e.supply->corrections.size(), 1U);
  EXPECT_EQ(e.jobs.at(supply_job(e.supply_key)), at("2022-10-01")) << "its clock runs again";
  ASSERT_TRUE(correct(e, 1, 60'000, "2022-09-03"));
  EXPECT_EQ(e.supply->state, SupplyState::supplied);
  EXPECT_FALSE(e.jobs.contains(supply_job(e.supply_key)));
}

TEST(Supply, ALaterAnswerTakesThePlaceOfTheFirst) {
  auto e = promised(30'000);
  const auto since = e.supply->created_at;
  ASSERT_TRUE(deliver(e, 30'000, "2022-07-01"));
  ASSERT_EQ(e.supply->state, SupplyState::supplied);
  ASSERT_TRUE(e.give(decide_reopen, ReopenTicket{"只给一半"}, at("2022-07-02", 9), k_asker));
  EXPECT_EQ(e.supply->state, SupplyState::supplied) << "what was granted stands until it is answered";
  ASSERT_TRUE(e.give(decide_answer, grant(60'000, "2022-12-31"), at("2022-07-04", 9), e.server()));
  EXPECT_EQ(e.supply->state, SupplyState::promised);
  EXPECT_EQ(e.supply->delivered, 30'000) << "what has come counts on";
  EXPECT_EQ(e.supply->created_at, since);
  EXPECT_EQ(e.jobs.at(supply_job(e.supply_key)), at("2023-01-01"));
  ASSERT_TRUE(e.give(decide_reopen, ReopenTicket{"更正"}, at("2022-07-05", 9), k_asker));
  ASSERT_TRUE(e.give(decide_answer, grant(10'000), at("2022-07-06", 9), e.server()));
  EXPECT_EQ(e.supply->state, SupplyState::supplied) << "more has come than is promised now";
  EXPECT_EQ(code(correct(e, 1, 30'001, "2022-07-07")), ErrorCode::invalid_body);
  const auto same = correct(e, 1, 30'000, "2022-07-07");
  ASSERT_EQ(code(same), ErrorCode::invalid_body);
  EXPECT_EQ(same.error().fields.at(0).pointer, "/quantity") << "the same again corrects nothing";
  EXPECT_EQ(same.error().fields.at(0).code, "unchanged");
  EXPECT_NE(same.error().fields.at(0).message.find("30000平方米"), std::string::npos);
  ASSERT_TRUE(correct(e, 1, 29'000, "2022-07-07")) << "less is always possible";

  auto partly = promised(30'000);
  ASSERT_TRUE(deliver(partly, 10'000, "2022-07-01"));
  ASSERT_TRUE(partly.give(decide_reopen, ReopenTicket{"更正"}, at("2022-07-05", 9), k_asker));
  ASSERT_TRUE(partly.give(decide_answer, grant(0), at("2022-07-06", 9), partly.server()));
  EXPECT_EQ(partly.supply->state, SupplyState::supplied) << "what has come is not taken back";

  auto back = promised(30'000);
  ASSERT_TRUE(back.give(decide_reopen, ReopenTicket{"更正"}, at("2022-07-05", 9), k_asker));
  ASSERT_TRUE(back.give(decide_answer, grant(0), at("2022-07-06", 9), back.server()));
  EXPECT_EQ(back.supply->state, SupplyState::released);
  EXPECT_FALSE(back.jobs.contains(supply_job(back.supply_key)));
  EXPECT_EQ(code(deliver(back, 1, "2022-07-07")), ErrorCode::wrong_state);
  ASSERT_TRUE(back.give(decide_reopen, ReopenTicket{"再议"}, at("2022-07-08", 9), k_asker));
  const int told = back.told;
  ASSERT_TRUE(back.give(decide_answer, grant(0), at("2022-07-09", 9), back.server()));
  EXPECT_EQ(back.told, told + 1) << "nothing is left to take back";
}

TEST(Supply, LapsesWithTheProjectUnlessAllOfItHasCome) {
  auto e = promised();
  e.end_project("2022-07-01");
  EXPECT_EQ(e.supply->state, SupplyState::lapsed);
  EXPECT_TRUE(e.supply->lapsed_because);
  e.run_due(at("2022-10-01"));
  EXPECT_FALSE(e.supply->missed_on);
  EXPECT_EQ(code(correct(e, 1, 1, "2022-10-02")), ErrorCode::wrong_state);
  auto done = promised();
  ASSERT_TRUE(deliver(done, 60'000, "2022-06-30"));
  done.end_project("2022-07-01");
  EXPECT_EQ(done.supply->state, SupplyState::supplied);
}

TEST(Supply, ItsOwnerAloneDeliversOrTheBureauFromThePaperOfTheOwner) {
  auto e = promised();
  EXPECT_EQ(e.supply->owner_org, "ZRZY");
  DeliverSupply c;
  c.quantity = 1;
  c.document = "8号";
  c.evidence = {paper(domain::EvidenceKind::approval)};
  const auto by = [&](const Actor& who) { return e.give_supply(decide_deliver, c, at("2022-07-01", 9), who); };
  for (const auto& nobody : {actor(Role::reviewer, "FGW"), actor(Role::reviewer, ""), actor(Role::park, "MY-GX")})
    EXPECT_EQ(code(by(nobody)), ErrorCode::forbidden) << nobody.org;
  EXPECT_EQ(code(by(k_bureau)), ErrorCode::gate_not_passed);
  ASSERT_TRUE(by(actor(Role::reviewer, "zrzy")));
  EXPECT_FALSE(e.supply->deliveries.back().told.on_behalf);
  c.evidence.push_back(paper(domain::EvidenceKind::review_opinion));
  c.document = "9号";
  ASSERT_TRUE(by(k_bureau));
  EXPECT_TRUE(e.supply->deliveries.back().told.on_behalf.value_or(false));
}

TEST(Supply, AMissedDayIsToldWhileItIsSo) {
  auto e = promised();
  ASSERT_TRUE(deliver(e, 10'000, "2022-08-01"));
  e.run_due(at("2022-10-01"));
  const SupplyMissed missed{day("2022-09-30")};
  const auto news = announce_missed_supply(e.supply_key, *e.supply, missed, e.story.project, OrgNames());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_bureau);
  EXPECT_EQ(news->owner, "ZRZY") << "the accounts of its owner";
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find("2022-09-30前（含当日）供应60000平方米（90亩），已供应10000平方米（15亩）"),
            std::string::npos)
      << news->text;
  ASSERT_TRUE(deliver(e, 50'000, "2022-10-02"));
  EXPECT_FALSE(announce_missed_supply(e.supply_key, *e.supply, missed, e.story.project, OrgNames()));
}

TEST(Supply, ItsIdIsThatOfItsTicket) {
  EXPECT_EQ(supply_id("tkt_7"), "sup_7");
  EXPECT_EQ(supply_id("7"), "sup_7");
}

TEST(Supply, AJobThatComesBackLateFindsNothingToDo) {
  auto done = promised();
  ASSERT_TRUE(deliver(done, 60'000, "2022-09-01"));
  done.jobs[supply_job(done.supply_key)] = at("2022-09-02");
  const int told = done.told;
  done.run_due(at("2022-09-02"));
  EXPECT_TRUE(done.jobs.empty()) << "nothing is owed: no day to wait for";
  EXPECT_EQ(done.told, told);

  auto left = promised();
  left.story.leave("2022-07-01");  // the supply has not heard of it yet
  left.run_due(at("2022-10-01"));
  EXPECT_FALSE(left.supply->missed_on) << "an ended project is owed nothing";

  auto early = promised();
  early.jobs[supply_job(early.supply_key)] = at("2022-09-01");
  early.run_due(at("2022-09-01"));
  EXPECT_FALSE(early.supply->missed_on);
  EXPECT_EQ(early.jobs.at(supply_job(early.supply_key)), at("2022-10-01")) << "asked too early, it waits for its day";
}

TEST(Supply, GoesOnAsLongAsItsProject) {
  const auto e = promised();
  EXPECT_TRUE(end_supply(e.supplied()).events.empty());
}

TEST(Supply, APaperThatIsYoungerThanTheDayDoesNotShowIt) {
  auto e = asked();
  ASSERT_TRUE(e.give(decide_answer, grant(10), k_monday, e.server()));
  DeliverSupply c;
  c.delivered_on = day("2022-09-01");
  c.quantity = 10;
  c.document = "绵自然资函〔2022〕8号";
  c.evidence = {paper(domain::EvidenceKind::approval)};
  c.evidence[0].dated = day("2022-09-02");
  const auto late = e.give_supply(decide_deliver, c, at("2022-09-03", 10), e.server());
  ASSERT_EQ(code(late), ErrorCode::invalid_body);
  EXPECT_EQ(late.error().fields.at(0).code, "after_fact");
  c.evidence[0].dated = day("2022-09-01");
  EXPECT_TRUE(e.give_supply(decide_deliver, c, at("2022-09-03", 10), e.server()));
}
}  // namespace
}  // namespace luodi::monitor::test
