#pragma once
// 禁入, the admission gate (measure 3): a park admits a project only where a leading 主导 or characteristic 特色 row of
// the park, valid on the application date, covers the project's industry with a prefix of at least match_level digits.
// Otherwise it is denied and the parks that would admit it are offered. Explained, deterministic, pure.
//
//   auto verdict = judge_admission(industry, "MY-GX", parks, applied_on, policy);
//   verdict.verdict == "denied", verdict.matching_parks == {"MY-JK"}
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/kernel/industry.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::intake {

using Parks = std::vector<const domain::Park*>;  // in any order

// The best row of the park for this industry on that day: one that opens the gate, then the stronger role, then the
// longer prefix: a park that states more of its industries is never worse off. Every role counts; `admits` says whether
// the row opens the gate.
struct IndustryMatch {
  const domain::ParkIndustry* row = nullptr;
  std::size_t digits = 0;
  bool admits = false;
};
std::optional<IndustryMatch> best_match(const domain::Park& park, const Industry& industry, CivilDate on,
                                        const policy::AdmissionParameters& parameters);

// park_code empty = no park asked for: verdict "no_park". An unknown park is the caller's refusal.
domain::Admission judge_admission(const Industry& industry, const std::string& park_code, const Parks& parks,
                                  CivilDate on, const policy::Policy& policy);
// The refusal that a denied verdict becomes: reasons and parks on offer. What helps depends on who asks when: the
// review may still override, the allocation may not.
Error admission_refusal(const domain::Admission& denied, const domain::Context& context);

}  // namespace luodi::intake
