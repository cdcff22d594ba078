#pragma once
// The words of the award runs' closed lists. Exhaustive: a value without words does not compile. Pure.
#include "common/domain/words.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

Word word_of(RunState state);

}  // namespace luodi::incentive
