#pragma once
// The policy under which awards of a year are given: the one in force on the last day whose facts count. A transition
// judges facts of before, but nobody earns an award under measures that are not in force. Pure.
//
//   auto policy = award_policy(facts);   // no_policy: the year lies before the first day of the measures
#include "services/incentive-calculator/domain/award_facts.hpp"

namespace luodi::incentive {

Expected<const policy::Policy*> award_policy(const AwardFacts& facts);

}  // namespace luodi::incentive
