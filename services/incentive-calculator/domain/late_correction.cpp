#include "services/incentive-calculator/domain/late_correction.hpp"

#include <algorithm>

namespace luodi::incentive {

namespace {
// Of a run that did not keep what it had seen, the instants tell.
bool was_seen(const AwardRun& run, const std::string& project, const domain::FundsEntry& entry, std::size_t i) {
  if (!run.seen_corrections) return entry.corrections[i].at <= run.verified->at;
  const auto& seen = *run.seen_corrections;
  const auto found = std::find_if(seen.begin(), seen.end(), [&](const SeenCorrections& each) {
    return each.project == project && each.entry == entry.id;
  });
  return found != seen.end() && i < static_cast<std::size_t>(found->count);
}

void collect(const std::string& id, const domain::FundsEntry& entry, const AwardRun& run,
             std::vector<LateCorrection>& out) {
  const auto& steps = entry.corrections;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    const CivilDate injected_on = last ? entry.injected_on : steps[i + 1].injected_on;
    const bool concerns = steps[i].injected_on <= run.as_of || injected_on <= run.as_of;
    if (was_seen(run, id, entry, i) || !concerns) continue;
    out.push_back({id, entry.id, steps[i].amount_fen, last ? entry.amount_fen : steps[i + 1].amount_fen,
                   steps[i].injected_on, injected_on, steps[i].at, steps[i].reason});
  }
}
}  // namespace

std::set<std::string> counted_projects(const AwardRun& run) {
  std::set<std::string> counted;
  for (const auto& line : run.figures.lines)
    counted.insert(line.projects.begin(), line.projects.end());
  return counted;
}

std::vector<SeenCorrections> seen_corrections(const AwardRun& run, const std::vector<ProjectFact>& projects) {
  const auto counted = counted_projects(run);
  std::vector<SeenCorrections> seen;
  for (const auto& fact : projects)
    if (counted.contains(fact.id))
      for (const auto& entry : fact.project->funds)
        if (!entry.corrections.empty()) seen.push_back({fact.id, entry.id, static_cast<int>(entry.corrections.size())});
  return seen;
}

std::vector<LateCorrection> late_corrections(
    const AwardRun& run, const std::function<const domain::Project*(const std::string& id)>& project_of) {
  std::vector<LateCorrection> out;
  if (!run.verified || run.state == RunState::replaced) return out;
  for (const auto& id : counted_projects(run))
    if (const auto* project = project_of(id))
      for (const auto& entry : project->funds)
        collect(id, entry, run, out);
  return out;
}

}  // namespace luodi::incentive
