#include "services/progress-monitor/supplies.hpp"

#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

using runtime::query_choice;

void ObjectKind<Supply>::show(const Supply& supply, const domain::Project& project, Instant now, codec::Json& view) {
  view["served_by"] = served_by(supply.owner, project);
  view["overdue"] = is_overdue(supply, now);
  if (const auto unit = unit_of(supply.service)) view["unit"] = codec::enum_text(*unit);
  view["quantity_display"] = quantity_words(supply.service, supply.quantity).zh;
  view["delivered_display"] = quantity_words(supply.service, supply.delivered).zh;
}

Expected<std::function<bool(const Supply&)>> ObjectKind<Supply>::filter(const runtime::Query& query, Instant) {
  const auto state = query_choice<SupplyState>(query, "state");
  if (!state) return fail(state.error());
  const auto service = query_choice<TicketService>(query, "service");
  if (!service) return fail(service.error());
  return [state = *state, service = *service, ticket = runtime::query_text(query, "ticket")](const Supply& s) {
    return (!state || *state == s.state) && (!service || *service == s.service) &&
           (ticket.empty() || ticket == s.ticket_id);
  };
}

void Supplies::join() {
  desk_.reads();
  desk_.on<DeliverSupply>("delivery", decide_deliver);
  desk_.on<CorrectSupply>("correction", decide_correct_supply);
}

JobKind supply_job_kind() {
  return object_job_kind<Supply>(decide_supply_due);
}

}  // namespace luodi::monitor
