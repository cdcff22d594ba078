#pragma once
// Verified funds of a counted project that were corrected after the figures of a run had been verified, and records of
// stages that were taken back since. The run is not changed silently: it shows what came late, and the bureau decides
// what follows (a new run before the approval, taking money back after the payment). Pure.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

struct LateCorrection {  // of an entry of funds, or of a stage
  std::string project;
  std::optional<std::string> entry = std::nullopt;
  std::optional<Fen> before_fen = std::nullopt;
  std::optional<Fen> amount_fen = std::nullopt;
  std::optional<CivilDate> before_injected_on = std::nullopt;
  std::optional<CivilDate> injected_on = std::nullopt;
  std::optional<domain::Stage> stage = std::nullopt;
  std::optional<CivilDate> reached_on = std::nullopt;  // as the record said that was taken back
  Instant at = {};
  std::string reason = {};
  static constexpr auto fields() {
    using codec::field;
    using L = LateCorrection;
    return described(field("project", &L::project), field("entry", &L::entry), field("before_fen", &L::before_fen),
                     field("amount_fen", &L::amount_fen), field("before_injected_on", &L::before_injected_on),
                     field("injected_on", &L::injected_on), field("stage", &L::stage),
                     field("reached_on", &L::reached_on), field("at", &L::at), field("reason", &L::reason));
  }
};

// The projects that a run counts, sorted.
std::set<std::string> counted_projects(const AwardRun& run);
// What a verification on these facts has seen, for the counted projects of the run.
std::vector<SeenCorrections> seen_corrections(const AwardRun& run, const std::vector<ProjectFact>& projects);

// None of a run that is not verified yet, whose figures are computed again then, or that was replaced.
std::vector<LateCorrection> late_corrections(
    const AwardRun& run, const std::function<const domain::Project*(const std::string& id)>& project_of);

}  // namespace luodi::incentive
