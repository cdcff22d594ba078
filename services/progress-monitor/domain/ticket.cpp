#include "services/progress-monitor/domain/ticket.hpp"

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

void apply(Ticket& ticket, const TicketRequested& event, const domain::EventMeta& meta) {
  begin(ticket, event, meta);
  ticket.service = event.service;
  ticket.quantity = event.quantity;
  ticket.owner_org = event.owner_org;
  ticket.asker = meta.actor;
  ticket.asker_role = event.asker_role;
  ticket.asker_org = event.asker_org;
  ticket.clause = event.clause;
  ticket.claimed = event.claimed;
  ticket.clocks.push_back({event.working_days, event.due_at, std::nullopt, false});
}

void apply(Ticket& ticket, const TicketAssigned& event, const domain::EventMeta& meta) {
  ticket.owner = event.owner;
  ticket.owner_org = event.owner_org;
  ticket.updated_at = meta.at;
}

void apply(Ticket& ticket, const TicketAnswered& event, const domain::EventMeta& meta) {
  ticket.state = TicketState::answered;
  ticket.answer = event;
  ticket.answered_by = meta.actor;
  auto& clock = ticket.clocks.back();
  clock.answered_at = meta.at;
  // The days decide, not whether the due queue has come round to it.
  clock.overdue = clock.due_at <= meta.at;
  ticket.updated_at = meta.at;
}

void apply(Ticket& ticket, const TicketConfirmed& event, const domain::EventMeta& meta) {
  ticket.state = TicketState::closed;
  ticket.confirmation = event.text;
  ticket.updated_at = meta.at;
}

void apply(Ticket& ticket, const TicketReopened& event, const domain::EventMeta& meta) {
  ticket.state = TicketState::open;
  ticket.reopened_because = event.reason;
  ticket.clocks.push_back({event.working_days, event.due_at, std::nullopt, false});
  ticket.updated_at = meta.at;
}

void apply(Ticket& ticket, const TicketOverdue&, const domain::EventMeta& meta) {
  ticket.clocks.back().overdue = true;
  ticket.updated_at = meta.at;
}

void apply(Ticket& ticket, const TicketWithdrawn& event, const domain::EventMeta& meta) {
  ticket.state = TicketState::withdrawn;
  ticket.withdrawn_because = event.reason;
  ticket.updated_at = meta.at;
}

bool holds_claim(const Ticket& ticket) {
  return ticket.claimed.value_or(false) && (ticket.state == TicketState::open || ticket.state == TicketState::answered);
}

bool is_overdue(const Ticket& ticket, Instant now) {
  return ticket.state == TicketState::open && ticket.clocks.back().due_at <= now;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Ticket&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Ticket&);
template luodi::Expected<luodi::monitor::Ticket> luodi::codec::decode(const luodi::codec::Json&);
