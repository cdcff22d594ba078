#include "services/progress-monitor/domain/revisit.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

namespace {
void expect_next(Revisits& revisits, std::optional<CivilDate> due_on, const domain::EventMeta& meta) {
  revisits.due_on = due_on;
  revisits.state = due_on ? RevisitState::planned : RevisitState::ended;
  revisits.updated_at = meta.at;
}

bool is_late(const RevisitMade& visit) {
  return visit.due_on && *visit.due_on < visit.visited_on;
}

// Of several visits of one day the one recorded first answers, as when they were recorded in order.
void answer_anew(std::vector<Revisit>& made, const RevisitMade& before) {
  const auto follower = std::find_if(made.begin(), made.end(),
                                     [&](const Revisit& each) { return each.told.visited_on == *before.follower_on; });
  if (follower == made.end()) return;
  follower->told.due_on = before.follower_due_on;
  follower->late = is_late(follower->told);
}
}  // namespace

void apply(Revisits& revisits, const RevisitPlanned& event, const domain::EventMeta& meta) {
  if (revisits.project_id.empty()) revisits.created_at = meta.at;
  revisits.project_id = event.project_id;
  revisits.project_name = event.project_name;
  revisits.clause = event.clause;
  expect_next(revisits, event.due_on, meta);
}

void apply(Revisits& revisits, const RevisitOpened&, const domain::EventMeta& meta) {
  revisits.state = RevisitState::open;
  revisits.updated_at = meta.at;
}

void apply(Revisits& revisits, const RevisitMissed&, const domain::EventMeta& meta) {
  revisits.state = RevisitState::overdue;
  revisits.updated_at = meta.at;
}

void apply(Revisits& revisits, const RevisitMade& event, const domain::EventMeta& meta) {
  // The day of the visit decides, neither when it was typed in nor whether the due queue has come round to it.
  revisits.made.push_back({event, meta.actor, meta.at, is_late(event)});
  if (event.follower_on) answer_anew(revisits.made, event);
  expect_next(revisits, event.next_on, meta);
}

bool is_overdue(const Revisits& revisits, Instant now) {
  return revisits.due_on && after_last_day(*revisits.due_on) <= now;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Revisits&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Revisits&);
template luodi::Expected<luodi::monitor::Revisits> luodi::codec::decode(const luodi::codec::Json&);
