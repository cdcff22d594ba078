#include "services/progress-monitor/tickets.hpp"

#include "common/codec/displays.hpp"

namespace luodi::monitor {

using runtime::query_choice;

void ObjectKind<Ticket>::show(const Ticket& ticket, Instant now, codec::Json& view) {
  view["due_at"] = codec::encode(ticket.clocks.back().due_at);
  codec::add_due_displays(view);
  view["overdue"] = is_overdue(ticket, now);
  if (const auto unit = unit_of(ticket.service)) view["unit"] = codec::enum_text(*unit);
  if (ticket.quantity) view["quantity_display"] = quantity_words(ticket.service, *ticket.quantity).zh;
  if (ticket.answer && ticket.answer->granted)
    view["granted_display"] = quantity_words(ticket.service, *ticket.answer->granted).zh;
}

Expected<std::function<bool(const Ticket&)>> ObjectKind<Ticket>::filter(const runtime::Query& query, Instant) {
  const auto state = query_choice<TicketState>(query, "state");
  if (!state) return fail(state.error());
  const auto service = query_choice<TicketService>(query, "service");
  if (!service) return fail(service.error());
  return [state = *state, service = *service](const Ticket& t) {
    return (!state || *state == t.state) && (!service || *service == t.service);
  };
}

void Tickets::join() {
  desk_.begins<RequestTicket>("project.tickets", decide_request_ticket);
  desk_.reads();
  desk_.on<AssignTicket>("assign", decide_assign);
  desk_.on<AnswerTicket>("answer", decide_answer);
  desk_.on<ConfirmTicket>("confirm", decide_confirm);
  desk_.on<ReopenTicket>("reopen", decide_reopen);
}

JobKind ticket_job_kind() {
  return object_job_kind<Ticket>(decide_ticket_due);
}

}  // namespace luodi::monitor
