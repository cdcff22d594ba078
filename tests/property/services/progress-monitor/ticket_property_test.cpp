// The clocks of a service ticket say the same however the due queue runs: at every midnight, or only at random moments.
#include <rapidcheck.h>

#include "tests/unit/services/progress-monitor/ticket_errand.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_reviewer = actor(Role::reviewer, "", "landuser");

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
        if (step == 0) (void)each->give(decide_answer, AnswerTicket{"已办", quantity, {}}, when, k_reviewer);
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
}  // namespace
}  // namespace luodi::monitor::test
