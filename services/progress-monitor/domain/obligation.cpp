#include "services/progress-monitor/domain/obligation.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

namespace {
// The day whose passing counts now; those before it stay known, so that none is told twice.
void breach(Obligation& obligation, CivilDate day) {
  if (obligation.breached_on == day) return;
  std::erase(obligation.earlier_breaches, day);
  if (obligation.breached_on) obligation.earlier_breaches.push_back(*obligation.breached_on);
  obligation.breached_on = day;
}

// The state follows from the days alone, so that facts and corrections may come in any order.
void settle(Obligation& obligation, const domain::EventMeta& meta) {
  obligation.late = obligation.honoured_on && obligation.due_on < *obligation.honoured_on;
  if (obligation.honoured_on)
    obligation.state = ObligationState::honoured;
  else if (obligation.breached_on == obligation.due_on)
    obligation.state = ObligationState::breached;
  else
    obligation.state = ObligationState::pending;
  obligation.updated_at = meta.at;
}
}  // namespace

void apply(Obligation& obligation, const ObligationRegistered& event, const domain::EventMeta& meta) {
  begin(obligation, event, meta);
  obligation.side = event.side;
  obligation.what = event.kind;
  obligation.due_on = event.due_on;
  obligation.amount_fen = event.amount_fen;
  obligation.clause = event.clause;
  obligation.registered_by = event.by;
  obligation.owner_org = event.owner_org;
}

void apply(Obligation& obligation, const ObligationHonoured& event, const domain::EventMeta& meta) {
  obligation.honoured = event;
  obligation.honoured_on = event.honoured_on;
  settle(obligation, meta);
}

void apply(Obligation& obligation, const ObligationBreached& event, const domain::EventMeta& meta) {
  breach(obligation, event.due_on);
  settle(obligation, meta);
}

void apply(Obligation& obligation, const ObligationCorrected& event, const domain::EventMeta& meta) {
  if (event.due_on) {
    obligation.due_on = *event.due_on;
    if (was_breached(obligation, *event.due_on)) breach(obligation, *event.due_on);
  }
  if (event.amount_fen) obligation.amount_fen = event.amount_fen;
  if (event.honoured_on) obligation.honoured_on = event.honoured_on;
  if (event.not_honoured) obligation.honoured_on.reset();
  obligation.corrections.push_back({event, meta.actor, meta.at});
  settle(obligation, meta);
}

void apply(Obligation& obligation, const ObligationLapsed&, const domain::EventMeta& meta) {
  obligation.state = ObligationState::lapsed;
  obligation.updated_at = meta.at;
}

void apply(Obligation& obligation, const ObligationWithdrawn& event, const domain::EventMeta& meta) {
  obligation.state = ObligationState::withdrawn;
  obligation.withdrawn_because = event.reason;
  obligation.withdrawn_by = meta.actor;
  obligation.updated_at = meta.at;
}

bool has_ended(const Obligation& obligation) {
  return obligation.state == ObligationState::lapsed || obligation.state == ObligationState::withdrawn;
}

bool was_breached(const Obligation& obligation, CivilDate due_on) {
  const auto& earlier = obligation.earlier_breaches;
  return obligation.breached_on == due_on || std::find(earlier.begin(), earlier.end(), due_on) != earlier.end();
}

bool is_overdue(const Obligation& obligation, Instant now) {
  const bool owed = obligation.state == ObligationState::pending || obligation.state == ObligationState::breached;
  return owed && after_last_day(obligation.due_on) <= now;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Obligation&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Obligation&);
template luodi::Expected<luodi::monitor::Obligation> luodi::codec::decode(const luodi::codec::Json&);
