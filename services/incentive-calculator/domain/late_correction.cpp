#include "services/incentive-calculator/domain/late_correction.hpp"

#include <algorithm>

namespace luodi::incentive {

namespace {
constexpr std::string_view k_returns = "returns";  // no id of an entry of funds

// The one with this number of an entry, recorded at `at`. Of a run that did not keep what it had seen, the instants
// tell.
bool was_seen(const AwardRun& run, const std::string& project, std::string_view entry, std::size_t number, Instant at) {
  if (!run.seen_corrections) return at <= run.verified->at;
  const auto& seen = *run.seen_corrections;
  const auto found = std::find_if(seen.begin(), seen.end(), [&](const SeenCorrections& each) {
    return each.project == project && each.entry == entry;
  });
  return found != seen.end() && number < static_cast<std::size_t>(found->count);
}

// The stages whose days and papers a figure of this award may rest on.
bool rests_on(AwardKind award, domain::Stage stage) {
  switch (award) {
    case AwardKind::park_award:
      return stage == domain::Stage::landed;
    case AwardKind::referral_award:
      return stage >= domain::Stage::landed && stage <= domain::Stage::producing;
  }
  return false;
}

void collect_returns(const std::string& id, const domain::Project& project, const AwardRun& run,
                     std::vector<LateCorrection>& out) {
  for (std::size_t i = 0; i < project.returns.size(); ++i) {
    const auto& was = project.returns[i];
    if (!rests_on(run.award, was.stage) || was.on > run.as_of || was_seen(run, id, k_returns, i, was.returned_at))
      continue;
    LateCorrection late{id};
    late.stage = was.stage;
    late.reached_on = was.on;
    late.at = was.returned_at;
    late.reason = was.reason;
    out.push_back(std::move(late));
  }
}

void collect(const std::string& id, const domain::FundsEntry& entry, const AwardRun& run,
             std::vector<LateCorrection>& out) {
  const auto& steps = entry.corrections;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    const CivilDate injected_on = last ? entry.injected_on : steps[i + 1].injected_on;
    const bool concerns = steps[i].injected_on <= run.as_of || injected_on <= run.as_of;
    if (was_seen(run, id, entry.id, i, steps[i].at) || !concerns) continue;
    LateCorrection late{id,
                        entry.id,
                        steps[i].amount_fen,
                        last ? entry.amount_fen : steps[i + 1].amount_fen,
                        steps[i].injected_on,
                        injected_on};
    late.at = steps[i].at;
    late.reason = steps[i].reason;
    out.push_back(std::move(late));
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
  for (const auto& fact : projects) {
    if (!counted.contains(fact.id)) continue;
    for (const auto& entry : fact.project->funds)
      if (!entry.corrections.empty()) seen.push_back({fact.id, entry.id, static_cast<int>(entry.corrections.size())});
    const auto& returns = fact.project->returns;
    if (!returns.empty()) seen.push_back({fact.id, std::string(k_returns), static_cast<int>(returns.size())});
  }
  return seen;
}

std::vector<LateCorrection> late_corrections(
    const AwardRun& run, const std::function<const domain::Project*(const std::string& id)>& project_of) {
  std::vector<LateCorrection> out;
  if (!run.verified || run.state == RunState::replaced) return out;
  for (const auto& id : counted_projects(run))
    if (const auto* project = project_of(id)) {
      for (const auto& entry : project->funds)
        collect(id, entry, run, out);
      collect_returns(id, *project, run, out);
    }
  return out;
}

}  // namespace luodi::incentive
