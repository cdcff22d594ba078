#include "tests/unit/services/progress-monitor/ticket_errand.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");
const Actor k_reviewer = actor(Role::reviewer, "", "landuser");
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
  const auto land = land_request();
  EXPECT_NE(land.ticket->owner, green.ticket->owner);
  EXPECT_EQ(land.ticket->clocks.back().due_at, at("2022-07-12")) << "fifteen working days";
}

TEST(Ticket, SaysHowMuchUnlessItIsTheGreenChannel) {
  Errand e;
  EXPECT_EQ(code(e.request(TicketService::land, {}, k_monday, k_park)), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.request(TicketService::talent_card, {}, k_monday, k_park)), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.request(TicketService::energy, {}, k_monday, k_park)), ErrorCode::invalid_body);
  EXPECT_EQ(code(e.request(TicketService::green_channel, 1, k_monday, k_park)), ErrorCode::invalid_body);
  auto land = land_request();
  EXPECT_EQ(code(land.give(decide_answer, answer(), k_monday, k_bureau)), ErrorCode::invalid_body);
  EXPECT_EQ(code(land.give(decide_answer, answer(60'001), k_monday, k_bureau)), ErrorCode::invalid_body);
  EXPECT_TRUE(land.give(decide_answer, answer(0), k_monday, k_bureau)) << "declined, with its reason";
}

TEST(Ticket, WhoeverAskedDoesNotAnswerAndHasTheLastWord) {
  Errand own;
  ASSERT_TRUE(own.request(TicketService::green_channel, {}, k_monday, k_bureau));
  const Actor colleague = actor(Role::bureau, "", "colleague");
  EXPECT_EQ(code(own.give(decide_answer, answer(), k_monday, colleague)), ErrorCode::forbidden);

  auto e = land_request();
  EXPECT_EQ(code(e.give(decide_confirm, ConfirmTicket{}, k_monday, k_park)), ErrorCode::wrong_state);
  ASSERT_TRUE(e.give(decide_answer, answer(60'000), k_monday, k_reviewer));
  EXPECT_FALSE(e.jobs.contains(ticket_job(e.id)));
  EXPECT_EQ(code(e.give(decide_answer, answer(60'000), k_monday, k_reviewer)), ErrorCode::wrong_state);
  EXPECT_EQ(code(e.give(decide_confirm, ConfirmTicket{}, k_monday, k_reviewer)), ErrorCode::forbidden);
  EXPECT_EQ(code(e.give(decide_confirm, ConfirmTicket{}, k_monday, actor(Role::park, "MY-AX"))), ErrorCode::forbidden);
  EXPECT_TRUE(e.give(decide_confirm, ConfirmTicket{"属实"}, k_monday, actor(Role::park, "MY-GX", "colleague")));
  EXPECT_EQ(e.ticket->state, TicketState::closed);
}

TEST(Ticket, AnAssignmentDoesNotMoveTheClock) {
  auto e = land_request();
  const auto due = e.ticket->clocks.back().due_at;
  ASSERT_TRUE(e.give(decide_assign, AssignTicket{"高新区管委会", "属地办理"}, at("2022-07-01", 9), k_bureau));
  EXPECT_EQ(e.ticket->owner, "高新区管委会");
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
  ASSERT_TRUE(e.give(decide_answer, answer(1), at("2022-07-14", 9), k_reviewer));
  EXPECT_TRUE(e.ticket->clocks.back().overdue) << "a late answer does not heal it";
  EXPECT_FALSE(is_overdue(*e.ticket, at("2022-07-14", 9))) << "but nobody is waited for";
}

TEST(Ticket, ReopenedItHasAClockOfItsOwn) {
  auto e = land_request();
  ASSERT_TRUE(e.give(decide_answer, answer(30'000), at("2022-07-15", 9), k_reviewer));
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

TEST(Ticket, WithoutACalendarItIsRefusedNotGuessed) {
  Errand e;
  EXPECT_EQ(code(e.request(TicketService::land, 1, at("2026-12-30", 9), k_park)), ErrorCode::no_calendar);
}
}  // namespace
}  // namespace luodi::monitor::test
