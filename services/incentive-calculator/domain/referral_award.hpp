#pragma once
// The referral award (引荐奖励): for a project of at least 5亿元, industrial, signed and landed, whose referral was
// registered before first contact by someone eligible. The amount follows the ladder by verified actual fixed
// investment, half at start (with 20% of the agreed amount verified), the rest at production, never above the ladder's
// last step a project. An invoice from before the start proves no production. Judged by the policy of the day of
// landing. Same facts, same bytes. Pure.
#include "services/incentive-calculator/domain/award_facts.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive {

inline constexpr std::string_view k_part_start = "start";
inline constexpr std::string_view k_part_production = "production";

// Everything due up to facts.as_of and not paid by an earlier run. no_policy when none is in force on that day.
Expected<Figures> compute_referral_award(const AwardFacts& facts);

// The step of the ladder that an amount has reached; 0 below the first.
Fen ladder_amount(const policy::ReferralAwardParameters& parameters, Fen verified_fixed);

}  // namespace luodi::incentive
