#include "services/incentive-calculator/domain/late_correction.hpp"

#include <set>

namespace luodi::incentive {

namespace {
void collect(const std::string& id, const domain::FundsEntry& entry, const AwardRun& run,
             std::vector<LateCorrection>& out) {
  const auto& steps = entry.corrections;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    const CivilDate injected_on = last ? entry.injected_on : steps[i + 1].injected_on;
    const bool concerns = steps[i].injected_on <= run.as_of || injected_on <= run.as_of;
    if (steps[i].at <= run.verified->at || !concerns) continue;
    out.push_back({id, entry.id, steps[i].amount_fen, last ? entry.amount_fen : steps[i + 1].amount_fen, steps[i].at,
                   steps[i].reason});
  }
}
}  // namespace

std::vector<LateCorrection> late_corrections(
    const AwardRun& run, const std::function<const domain::Project*(const std::string& id)>& project_of) {
  std::vector<LateCorrection> out;
  if (!run.verified || run.state == RunState::replaced) return out;
  std::set<std::string> counted;
  for (const auto& line : run.figures.lines)
    counted.insert(line.projects.begin(), line.projects.end());
  for (const auto& id : counted)
    if (const auto* project = project_of(id))
      for (const auto& entry : project->funds)
        collect(id, entry, run, out);
  return out;
}

}  // namespace luodi::incentive
