#include <gtest/gtest.h>

#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
TEST(TicketSet, EveryProjectGetsItWithItsFormalAgreementOnce) {
  Accord a;
  a.care("2022-06-02");
  a.story.sign("2022-06-10", yi(5), "framework");
  a.care("2022-06-10");
  EXPECT_TRUE(a.tickets.empty()) << "neither before the signing nor with a framework agreement";
  a.story.sign("2022-06-20", yi(5));
  a.care("2022-06-20");
  const auto& lines = book().all().front().environment.ticket_set;
  ASSERT_EQ(a.tickets.size(), lines.size());
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) {
    const auto& ticket = a.tickets.at(set_ticket_id(a.id, line.id));
    EXPECT_EQ(ticket.service, TicketService::green_channel);
    EXPECT_EQ(ticket.owner, line.owner);
    EXPECT_EQ(ticket.clause, "mianyang-2022/9");
    EXPECT_EQ(ticket.clocks.back().working_days, line.working_days);
  }
  EXPECT_EQ(a.tickets.at("tkt_1_registration").clocks.back().due_at, at("2022-06-24")) << "three working days";
  EXPECT_EQ(a.tickets.at("tkt_1_registration").asker_org, "MY-GX") << "the host has the asker's word";
  const int told = a.told;
  a.care("2022-06-21");
  EXPECT_EQ(a.told, told) << "judged again, nothing is said again";
}

TEST(TicketSet, IsTheSameHoweverLateItIsOpened) {
  auto prompt = Accord::signed_on("2022-06-20");
  prompt.care(at("2022-06-20", 9));
  auto late = Accord::signed_on("2022-06-20");
  late.care(at("2022-06-27", 9));
  ASSERT_EQ(prompt.tickets.size(), late.tickets.size());
  for (const auto& [id, ticket] : prompt.tickets)
    EXPECT_EQ(codec::encode(ticket.clocks), codec::encode(late.tickets.at(id).clocks)) << id;
  late.run_due(at("2022-06-27", 9));
  EXPECT_TRUE(late.tickets.at("tkt_1_registration").clocks.back().overdue);
}

TEST(TicketSet, CountsFromTheRecordOfTheAgreement) {
  Accord a;
  domain::AgreementSigned e;
  e.agreement = "formal";
  e.signed_on = day("2022-06-10");
  e.agreed_amount_fen = yi(5);
  a.story.tell(e, "2022-06-20");  // typed in ten days later
  a.care("2022-06-20");
  EXPECT_EQ(a.tickets.at("tkt_1_registration").clocks.back().due_at, at("2022-06-24"));
}

TEST(TicketSet, TheDayBeforeAHolidayAndTheEndOfTheYear) {
  auto a = Accord::signed_on("2022-09-30");  // the National Day holiday ends on 7 October; 8 and 9 are working days
  a.care("2022-09-30");
  EXPECT_EQ(a.tickets.at("tkt_1_registration").clocks.back().due_at, at("2022-10-11"));
  auto b = Accord::signed_on("2022-12-31");
  b.care("2022-12-31");
  EXPECT_EQ(b.tickets.at("tkt_1_registration").clocks.back().due_at, at("2023-01-06"));
}

TEST(TicketSet, WaitsForACalendarAndIsNotGuessed) {
  auto a = Accord::signed_on("2026-12-30");
  a.care("2026-12-30");
  EXPECT_TRUE(a.tickets.empty()) << "not one of its lines ends in a year that has a calendar";
  ASSERT_TRUE(a.next_care);
  EXPECT_EQ(*a.next_care, at("2026-12-31", 9));
}

TEST(TicketSet, IsWithdrawnWithTheProject) {
  auto a = Accord::signed_on("2022-06-20");
  a.care("2022-06-20");
  a.story.leave("2022-06-22");
  a.care("2022-06-22");
  for (const auto& [id, ticket] : a.tickets) {
    EXPECT_EQ(ticket.state, TicketState::withdrawn) << id;
    EXPECT_TRUE(ticket.withdrawn_because);
    EXPECT_FALSE(a.jobs.contains(ticket_job(id)));
  }
  a.run_due(at("2022-08-01"));
  EXPECT_FALSE(a.tickets.at("tkt_1_registration").clocks.back().overdue);
  const int told = a.told;
  a.care("2022-08-02");
  EXPECT_EQ(a.told, told);
  auto never = Accord::signed_on("2022-06-20");
  never.story.leave("2022-06-20");
  never.care("2022-06-21");
  EXPECT_TRUE(never.tickets.empty());
}
}  // namespace
}  // namespace luodi::monitor::test
