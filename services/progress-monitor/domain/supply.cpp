#include "services/progress-monitor/domain/supply.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

namespace {
// The first day on which all of it had come, by the days of the deliveries, not by the order of their record.
std::optional<CivilDate> complete_on(const Supply& supply) {
  auto by_day = supply.deliveries;
  std::stable_sort(by_day.begin(), by_day.end(),
                   [](const Delivery& a, const Delivery& b) { return a.told.delivered_on < b.told.delivered_on; });
  std::int64_t come = 0;
  for (const auto& each : by_day) {
    come += each.quantity;
    if (each.quantity > 0 && come >= supply.quantity) return each.told.delivered_on;
  }
  return std::nullopt;
}

void settle(Supply& supply, const domain::EventMeta& meta) {
  supply.delivered = 0;
  for (const auto& each : supply.deliveries)
    supply.delivered += each.quantity;
  const bool released = supply.quantity == 0 && supply.delivered == 0;  // what has come is not taken back
  supply.supplied_on = released ? std::nullopt : complete_on(supply);
  supply.late = supply.supplied_on && supply.supply_by < *supply.supplied_on;
  if (released)
    supply.state = SupplyState::released;
  else
    supply.state = supply.supplied_on ? SupplyState::supplied : SupplyState::promised;
  supply.updated_at = meta.at;
}
}  // namespace

void apply(Supply& supply, const SupplyPromised& event, const domain::EventMeta& meta) {
  begin(supply, event, meta);
  supply.ticket_id = event.ticket_id;
  supply.owner_org = event.owner_org;
  supply.service = event.service;
  supply.clause = event.clause;
  supply.quantity = event.quantity;
  supply.supply_by = event.supply_by;
  settle(supply, meta);
}

void apply(Supply& supply, const SupplyDelivered& event, const domain::EventMeta& meta) {
  supply.deliveries.push_back({event, event.quantity, meta.actor, meta.at});
  settle(supply, meta);
}

void apply(Supply& supply, const SupplyCorrected& event, const domain::EventMeta& meta) {
  supply.deliveries.at(static_cast<std::size_t>(event.delivery - 1)).quantity = event.quantity;
  supply.corrections.push_back({event, meta.actor, meta.at});
  settle(supply, meta);
}

void apply(Supply& supply, const SupplyMissed& event, const domain::EventMeta& meta) {
  if (supply.missed_on && supply.missed_on != event.supply_by) supply.earlier_misses.push_back(*supply.missed_on);
  supply.missed_on = event.supply_by;
  supply.updated_at = meta.at;
}

void apply(Supply& supply, const SupplyLapsed& event, const domain::EventMeta& meta) {
  supply.state = SupplyState::lapsed;
  supply.lapsed_because = event.reason;
  supply.updated_at = meta.at;
}

bool was_missed(const Supply& supply, CivilDate supply_by) {
  const auto& earlier = supply.earlier_misses;
  return supply.missed_on == supply_by || std::find(earlier.begin(), earlier.end(), supply_by) != earlier.end();
}

bool is_overdue(const Supply& supply, Instant now) {
  return supply.state == SupplyState::promised && after_last_day(supply.supply_by) <= now;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Supply&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Supply&);
template luodi::Expected<luodi::monitor::Supply> luodi::codec::decode(const luodi::codec::Json&);
