#pragma once
// Supplies in a test: a ticket for land or energy that was asked for, answered with a promise, delivered, corrected.
#include "tests/unit/services/progress-monitor/ticket_errand.hpp"

namespace luodi::monitor::test {

inline const Actor k_asker = actor(Role::park, "MY-GX", "parkuser");
inline const Instant k_monday = at("2022-06-20", 9);

inline AnswerTicket grant(std::int64_t granted, std::optional<std::string_view> by = {}) {
  AnswerTicket answer{"同意", granted, {}, {}, {}};
  if (by) answer.supply_by = day(*by);
  return answer;
}
inline Errand asked(TicketService service = TicketService::land, std::int64_t quantity = 60'000) {
  Errand e;
  EXPECT_TRUE(e.request(service, quantity, k_monday, k_asker));
  return e;
}
inline Errand promised(std::int64_t granted = 60'000, std::string_view by = "2022-09-30") {
  auto e = asked(TicketService::land, std::max<std::int64_t>(granted, 60'000));
  EXPECT_TRUE(e.give(decide_answer, grant(granted, by), at("2022-06-21", 9), e.server()));
  return e;
}
inline Expected<void> deliver(Errand& e, std::int64_t quantity, std::string_view on, std::string_view recorded = {}) {
  DeliverSupply c;
  c.delivered_on = day(on);
  c.quantity = quantity;
  c.document = "绵自然资函〔2022〕8号";
  c.evidence = {paper(domain::EvidenceKind::approval)};
  return e.give_supply(decide_deliver, c, at(recorded.empty() ? on : recorded, 10), e.server());
}
inline Expected<void> correct(Errand& e, int delivery, std::int64_t quantity, std::string_view on) {
  return e.give_supply(decide_correct_supply,
                       CorrectSupply{delivery, quantity, "误录", {paper(domain::EvidenceKind::approval)}, {}},
                       at(on, 11), k_bureau);
}

}  // namespace luodi::monitor::test
