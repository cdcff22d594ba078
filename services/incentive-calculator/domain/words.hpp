#pragma once
// The lists of award runs whose values are told in words: word_of() stands beside each. Pure.
#include "common/domain/words.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"
