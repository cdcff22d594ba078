#include "services/progress-monitor/domain/project_past.hpp"

#include <algorithm>

namespace luodi::monitor {

namespace {
bool suspended_on(const domain::Project& project, CivilDate day) {
  auto holds = [&](const domain::Suspension& s) { return s.from <= day && (!s.to || day < *s.to); };
  return (project.suspension && holds(*project.suspension)) ||
         std::any_of(project.past_suspensions.begin(), project.past_suspensions.end(), holds);
}
}  // namespace

Instant end_of_day(CivilDate as_of, Instant now) {
  return std::min(instant_at(as_of.plus_days(1)).plus_ms(-1), now);
}

ProjectPast project_past(const std::string& id, const domain::Project& project, const policy::PolicyBook& book,
                         CivilDate as_of, Instant now) {
  ProjectPast past;
  past.id = id;
  past.name = project.name;
  past.as_of = as_of;
  past.judged_at = end_of_day(as_of, now);
  past.stage = stage_on(project, as_of);
  past.suspended = suspended_on(project, as_of);
  if (past.stage) past.responsible = domain::responsible_org_on(project, as_of);
  past.amount_fen = threshold_amount_on(project, as_of);
  const auto judged = evaluate(project, book, past.judged_at);
  past.in_scope = judged.in_scope;
  past.scope = judged.scope_zh + " / " + judged.scope_en;
  past.light = judged.light;
  past.idle_cycles = judged.idle_cycles;
  if (judged.since) past.through = judged.through;
  past.since = judged.since;
  past.last_progress = judged.last_progress;
  past.episodes = judged.episodes;
  for (const auto& entry : project.reached)
    if (entry.on <= as_of) past.reached.push_back(entry);
  for (const auto& exemption : project.exemptions)
    if (exemption.from.first_day() <= as_of) past.exemptions.push_back(exemption);
  past.explanation = explain_idle(judged, book, {}, {});
  past.lines = judged.lines;
  return past;
}

}  // namespace luodi::monitor
