#pragma once
// Verified funds of a counted project that were corrected after the figures of a run had been verified. The run is not
// changed silently: it shows what came late, and the bureau decides what follows (a new run before the approval, taking
// money back after the payment). Pure.
#include <functional>

#include "common/domain/project.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

struct LateCorrection {
  std::string project;
  std::string entry;
  Fen before_fen;
  Fen amount_fen;
  Instant at;
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    using L = LateCorrection;
    return described(field("project", &L::project), field("entry", &L::entry), field("before_fen", &L::before_fen),
                     field("amount_fen", &L::amount_fen), field("at", &L::at), field("reason", &L::reason));
  }
};

// None of a run that is not verified yet, whose figures are computed again then, or that was replaced.
std::vector<LateCorrection> late_corrections(
    const AwardRun& run, const std::function<const domain::Project*(const std::string& id)>& project_of);

}  // namespace luodi::incentive
