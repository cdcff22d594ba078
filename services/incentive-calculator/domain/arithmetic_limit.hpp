#pragma once
// One project whose amounts pass what may be added up (k_largest_amount of common/kernel/money.hpp, or 64-bit fen) is
// left out with the reason `arithmetic_limit`; the award of everybody else goes on. Pure.
#include "services/incentive-calculator/domain/award_facts.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive {

Excluded beyond_arithmetic(const ProjectFact& fact, policy::Explanation explanation);

}  // namespace luodi::incentive
