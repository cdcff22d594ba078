#include "services/progress-monitor/tickets.hpp"

#include "common/codec/displays.hpp"
#include "services/progress-monitor/city_bodies.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"
#include "services/progress-monitor/domain/supply_decide.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Project;
using runtime::query_choice;

void ObjectKind<Ticket>::show(const Ticket& ticket, const domain::Project& project, Instant now, codec::Json& view) {
  view["served_by"] = served_by(ticket.owner, project);
  view["due_at"] = codec::encode(ticket.clocks.back().due_at);
  codec::add_due_displays(view);
  view["overdue"] = is_overdue(ticket, now);
  if (const auto unit = unit_of(ticket.service)) view["unit"] = codec::enum_text(*unit);
  if (ticket.quantity) view["quantity_display"] = quantity_words(ticket.service, *ticket.quantity).zh;
  if (ticket.answer && ticket.answer->granted)
    view["granted_display"] = quantity_words(ticket.service, *ticket.answer->granted).zh;
}

// What its answer promised: which supply, and by when it is owed as it stands by now.
void ObjectKind<Ticket>::show_beside(const MonitorOverlay& world, const std::string& id, const Ticket& ticket,
                                     codec::Json& view) {
  const auto* supply = is_supplied(ticket.service) ? world.find<Supply>(supply_id(id)) : nullptr;
  if (!supply || supply->state.state == SupplyState::released) return;
  view["supply_id"] = supply_id(id);
  view["supply_by"] = codec::encode(supply->state.supply_by);
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
  desk_.begins<RequestTicket>(
      "project.tickets", [this](const MonitorOverlay& world, const std::string& id, const Project& project,
                                const RequestTicket& body, const Context& context) {
        return decide_request_ticket(id, project, tickets_of(world, id, project), body, context);
      });
  desk_.reads();
  desk_.on<AssignTicket>(
      "assign", [](const MonitorOverlay& world, const Served& on, const AssignTicket& body, const Context& context) {
        return decide_assign(on, bodies_of(world), body, context);
      });
  desk_.on<AnswerTicket>(
      "answer", [](const MonitorOverlay& world, const Served& on, const AnswerTicket& body, const Context& context) {
        const auto* earlier = world.find<Supply>(supply_id(on.id));
        return decide_answer(on, earlier ? &earlier->state : nullptr, body, context);
      });
  // Named by its arguments: problems are confirmed by a rule of the same name.
  desk_.on<ConfirmTicket>("confirm", [](const Served& on, const ConfirmTicket& body, const Context& context) {
    return decide_confirm(on, body, context);
  });
  desk_.on<ReopenTicket>("reopen", [this](const MonitorOverlay& world, const Served& on, const ReopenTicket& body,
                                          const Context& context) {
    return decide_reopen(on, tickets_of(world, on.state->project_id, *on.project), body, context);
  });
}

std::vector<Served> Tickets::tickets_of(const MonitorOverlay& world, const std::string& id,
                                        const Project& project) const {
  return objects_of<Ticket>(indexes_.tickets(), world, id, project);
}

JobKind ticket_job_kind() {
  return object_job_kind<Ticket>(decide_ticket_due);
}

}  // namespace luodi::monitor
