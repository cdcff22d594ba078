#include "services/progress-monitor/domain/dispatch_close.hpp"

#include <algorithm>

namespace luodi::monitor {

std::optional<Instant> closed_at(const DispatchCycle& cycle) {
  // The close is counted at its own instant, also where nobody looked until later.
  return cycle.state == CycleState::closed ? cycle.deadlines.closes_at : std::nullopt;
}

ReportState state_on_paper(const DispatchItem& item, const DispatchCycle& cycle, Instant now) {
  const auto closed = closed_at(cycle);
  if (!closed) return report_state(item, cycle, now);
  if (is_released(item, *closed)) return ReportState::released;
  return missed(item, *closed) ? ReportState::missing : report_state(item, cycle, *closed);
}

const FiledReport* report_on_paper(const DispatchItem& item, const DispatchCycle& cycle) {
  const auto closed = closed_at(cycle);
  const FiledReport* last = nullptr;
  for (const auto& filed : item.reports)
    if (!closed || filed.filed_at < *closed) last = &filed;
  return last;
}

std::vector<const FiledReport*> filed_since(const DispatchItem& item, const DispatchCycle& cycle) {
  std::vector<const FiledReport*> out;
  if (const auto closed = closed_at(cycle))
    for (const auto& filed : item.reports)
      if (filed.filed_at >= *closed) out.push_back(&filed);
  return out;
}

bool changed_since(const Problem& problem, Instant when) {
  return problem.updated_at >= when;
}

ProblemLevel level_at(const Problem& problem, Instant when) {
  for (const auto& escalation : problem.escalations)
    if (escalation.step.at(escalation.at) >= when) return escalation.step.from;
  return problem.level;
}

Instant written_at(const DispatchCycle& cycle, const std::vector<const DispatchItem*>& items,
                   const std::vector<const Problem*>& problems, const std::vector<FiledDispatchMinutes>& minutes,
                   Instant now) {
  const auto closed = closed_at(cycle);
  if (!closed) return now;
  Instant latest = *closed;
  for (const auto* item : items)
    for (const auto& filed : item->reports)
      latest = std::max(latest, filed.filed_at);
  for (const auto* problem : problems)
    latest = std::max(latest, problem->updated_at);
  for (const auto& filed : minutes)
    latest = std::max(latest, filed.filed_at);
  return latest;
}

}  // namespace luodi::monitor
