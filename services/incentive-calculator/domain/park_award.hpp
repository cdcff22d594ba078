#pragma once
// Park award A (年度引进并落地50亿元以上项目前三名园区): parks ranked by the policy's keys, the first ranks awarded,
// each the full amount (mode "each") or shares of one sum (mode "pool"). Parks whose keys are all equal across the
// last rank are left to the committee. Same facts, same bytes, whatever their order. Pure.
#include "services/incentive-calculator/domain/award_facts.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive {

// The ranking itself is a fact of facts.as_of and uses the policy of that day: no_policy when there is none.
Expected<Figures> compute_park_award(const AwardFacts& facts);

// Sum of what the lines award; lines that wait for the committee add nothing.
Expected<Fen> total_of(const std::vector<AwardLine>& lines);

}  // namespace luodi::incentive
