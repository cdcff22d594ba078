// The clocks of a service ticket, and what came of the energy that it granted, say the same however the due queue runs:
// at every midnight, or only at random moments.
#include <rapidcheck.h>

#include "tests/unit/services/progress-monitor/ticket_errand.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");

std::string clocks_of(const Ticket& ticket) {
  return codec::encode(ticket.state).dump() + codec::encode(ticket.clocks).dump();
}

TEST(TicketProperty, ClocksDoNotDependOnTheDueQueue) {
  int overdue = 0;
  const bool holds = rc::check("prompt and late runs agree", [&] {
    Errand prompt;
    Errand late;
    const auto service = *rc::gen::element(TicketService::green_channel, TicketService::energy);
    const std::optional<std::int64_t> quantity =
        service == TicketService::energy ? std::optional<std::int64_t>(1) : std::nullopt;
    const CivilDate first = day("2022-09-20");  // over the holidays of October
    for (auto* each : {&prompt, &late})
      RC_ASSERT(each->request(service, quantity, instant_at(first, 9, 0), k_park).has_value());
    for (CivilDate d = first.plus_days(1); d < first.plus_days(60); d = d.plus_days(1)) {
      prompt.run_due(instant_at(d));
      if (*rc::gen::inRange(0, 10) == 0) late.run_due(instant_at(d));
      const int step = *rc::gen::inRange(0, 12);
      for (auto* each : {&prompt, &late}) {
        const Instant when = instant_at(d, 10, 0);
        if (step == 0)
          (void)each->give(decide_answer, AnswerTicket{"已办", quantity, {}, {}, {}}, when, each->server());
        if (step == 1) (void)each->give(decide_reopen, ReopenTicket{"未办成"}, when, k_park);
        if (step == 2) (void)each->give(decide_confirm, ConfirmTicket{}, when, k_park);
      }
    }
    const Instant end = instant_at(first.plus_days(60));
    prompt.run_due(end);
    late.run_due(end);
    for (const auto& clock : prompt.ticket->clocks)
      overdue += clock.overdue ? 1 : 0;
    RC_ASSERT(clocks_of(*prompt.ticket) == clocks_of(*late.ticket));
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(overdue, 20) << "the cases hardly ever ran late";
}

TEST(SupplyProperty, WhatHasComeDoesNotDependOnTheDueQueue) {
  int supplied = 0;
  int missed = 0;
  const bool holds = rc::check("prompt and late runs agree, and the sums are right", [&] {
    Errand prompt;
    Errand late;
    const CivilDate first = day("2022-06-20");
    const auto both = [&](auto act) {
      act(prompt);
      act(late);
    };
    const auto promise = [&](std::int64_t granted, int days, CivilDate d) {
      both([&](Errand& e) {
        AnswerTicket answer{"同意", granted, {}, {}, {}};
        if (granted > 0) answer.supply_by = d.plus_days(days);
        (void)e.give(decide_answer, answer, instant_at(d, 10, 0), e.server());
      });
    };
    both([&](Errand& e) {
      RC_ASSERT(e.request(TicketService::energy, 100, instant_at(first, 9, 0), k_park).has_value());
    });
    promise(100, 30, first);
    for (CivilDate d = first.plus_days(1); d < first.plus_days(90); d = d.plus_days(1)) {
      prompt.run_due(instant_at(d));
      if (*rc::gen::inRange(0, 10) == 0) late.run_due(instant_at(d));
      const int step = *rc::gen::inRange(0, 24);
      const std::int64_t quantity = *rc::gen::inRange(0, 50);
      const int days = *rc::gen::inRange(0, 20);
      const Instant when = instant_at(d, 11, 0);
      if (step < 3) {
        DeliverSupply c{std::max(first, d.plus_days(-days)), quantity + 1, "文号", "", {}, {}};
        both([&](Errand& e) { (void)e.give_supply(decide_deliver, c, when, e.server()); });
      } else if (step == 3) {
        both([&](Errand& e) {
          (void)e.give_supply(decide_correct_supply, CorrectSupply{1 + days % 3, quantity, "误录", {}, {}}, when,
                              k_bureau);
        });
      } else if (step == 4) {
        both([&](Errand& e) { (void)e.give(decide_reopen, ReopenTicket{"再议"}, instant_at(d, 9, 0), k_park); });
        promise(2 * quantity, days, d);
      }
    }
    const Instant end = instant_at(first.plus_days(90));
    both([&](Errand& e) { e.run_due(end); });
    const Supply& x = *prompt.supply;
    const Supply& y = *late.supply;
    RC_ASSERT(x.state == y.state && x.delivered == y.delivered && x.quantity == y.quantity);
    RC_ASSERT(x.supplied_on == y.supplied_on && x.late == y.late && x.supply_by == y.supply_by);
    std::int64_t sum = 0;
    for (const auto& each : x.deliveries)
      sum += each.quantity;
    RC_ASSERT(sum == x.delivered);
    RC_ASSERT((x.state == SupplyState::promised) == (x.delivered < x.quantity));
    RC_ASSERT((x.state == SupplyState::supplied) == x.supplied_on.has_value());
    RC_ASSERT(!is_overdue(x, end) || (x.missed_on == x.supply_by && y.missed_on == y.supply_by));
    RC_ASSERT(!x.late || (x.missed_on == x.supply_by && y.missed_on == y.supply_by));
    supplied += x.state == SupplyState::supplied ? 1 : 0;
    missed += is_overdue(x, end) ? 1 : 0;
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(supplied, 20) << "the cases reach what they are about";
  EXPECT_GT(missed, 20);
}
}  // namespace
}  // namespace luodi::monitor::test
