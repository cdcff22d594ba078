#include "services/progress-monitor/domain/problem.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

void apply(Problem& problem, const ProblemReported& event, const domain::EventMeta& meta) {
  begin(problem, event, meta);
  problem.reporter = meta.actor;
  problem.reporter_role = event.reporter_role;
  problem.reporter_org = event.reporter_org;
  problem.level = event.level;
  problem.due_at = event.due_at;
  problem.claimed = event.claimed;
}

void apply(Problem& problem, const ProblemAssigned& event, const domain::EventMeta& meta) {
  problem.owner = event.owner;
  problem.due_at = event.due_at;
  problem.updated_at = meta.at;
}

void apply(Problem& problem, const ProblemResolved& event, const domain::EventMeta& meta) {
  problem.state = ProblemState::resolved;
  problem.resolution = event;
  problem.updated_at = meta.at;
}

void apply(Problem& problem, const ProblemConfirmed& event, const domain::EventMeta& meta) {
  problem.state = ProblemState::closed;
  problem.confirmation = event.text;
  problem.progress_id = event.progress_id;
  problem.updated_at = meta.at;
}

void apply(Problem& problem, const ProblemReopened& event, const domain::EventMeta& meta) {
  problem.state = ProblemState::open;
  problem.reopened_because = event.reason;
  problem.progress_id.reset();
  if (event.closed_at) problem.closings.push_back({*event.closed_at, meta.at});
  problem.due_at = event.due_at;
  ++problem.reopened;
  problem.updated_at = meta.at;
}

void apply(Problem& problem, const ProblemEscalated& event, const domain::EventMeta& meta) {
  problem.level = event.to;
  problem.owner = event.owner;
  problem.due_at = event.due_at;
  problem.escalations.push_back({event, meta.at});
  problem.updated_at = event.at(meta.at);
}

void apply(Problem& problem, const ProblemWithdrawn& event, const domain::EventMeta& meta) {
  problem.state = ProblemState::withdrawn;
  problem.withdrawn_because = event.reason;
  problem.updated_at = meta.at;
}

// No change of the problem, so that papers of cycles that are closed stay as they are.
void apply(Problem& problem, const ProblemOverdue& event, const domain::EventMeta&) {
  problem.overdue_told = event.due_at;
}

bool has_ended(const Problem& problem) {
  return problem.state == ProblemState::closed || problem.state == ProblemState::withdrawn;
}

bool holds_claim(const Problem& problem) {
  return problem.claimed.value_or(false) && !has_ended(problem);
}

bool is_overdue(const Problem& problem, Instant now) {
  return problem.state == ProblemState::open && problem.due_at <= now;
}

bool stood_at(const Problem& problem, Instant when) {
  if (problem.created_at >= when) return false;
  // Nothing happens to one that has ended but that it is reopened.
  if (has_ended(problem) && problem.updated_at < when) return false;
  return std::none_of(problem.closings.begin(), problem.closings.end(),
                      [&](const Closing& closing) { return closing.closed_at < when && when <= closing.reopened_at; });
}

CivilDate last_day(const Problem& problem) {
  return civil_date(problem.due_at.plus_ms(-1));
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Problem&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Problem&);
template luodi::Expected<luodi::monitor::Problem> luodi::codec::decode(const luodi::codec::Json&);
