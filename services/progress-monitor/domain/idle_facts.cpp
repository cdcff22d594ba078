#include "services/progress-monitor/domain/idle_facts.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"

namespace luodi::monitor {

namespace {
using Kind = Mark::Kind;

void mark_scope(std::vector<Mark>& marks, const domain::Project& project, const policy::PolicyBook& book) {
  bool in = false;
  for (const CivilDate day : scope_changes(project, book)) {
    const bool now = in_interview_scope(project, book, day);
    if (now != in) marks.emplace_back(day, now ? Kind::enters : Kind::leaves);
    in = now;
  }
}

void mark_pauses(std::vector<Mark>& marks, const domain::Project& project) {
  auto suspended = [&](const domain::Suspension& s) {
    if (s.to && *s.to <= s.from) return;  // resumed on its first day: never away
    marks.emplace_back(s.from, Kind::away);
    if (s.to) marks.emplace_back(*s.to, Kind::back);
  };
  for (const auto& past : project.past_suspensions)
    suspended(past);
  if (project.suspension) suspended(*project.suspension);
  for (const auto& exemption : project.exemptions) {
    if (exemption.state != domain::ExemptionState::approved || exemption.cycles < 1) continue;
    marks.emplace_back(exemption.from.first_day(), Kind::exempt);
    marks.emplace_back(exemption.from.plus(exemption.cycles).first_day(), Kind::exempt_over);
  }
}
}  // namespace

IdleFacts idle_facts_of(const domain::Project& project, const policy::PolicyBook& book) {
  IdleFacts facts;
  facts.since = watched_from(project);
  if (!facts.since) return facts;
  mark_scope(facts.marks, project, book);
  for (const CivilDate day : moved_days(project, book))
    facts.marks.emplace_back(day, Kind::moved);
  mark_pauses(facts.marks, project);
  std::sort(facts.marks.begin(), facts.marks.end());
  return facts;
}

}  // namespace luodi::monitor
