#pragma once
// How many lives the model tests tell, and how a life that fails is shown.
//
//   LUODI_HISTORIES=100000   that many lives (default: k_lives, which keeps the default suites short)
//   LUODI_SEED=17            the tests named OneLife tell this one and print it where it fails
//
// try_lives() tells the lives of one shard to a check, "" = fine. The first that fails is cut down to the facts and
// outages that are needed for it.
#include <functional>

#include "tests/property/services/progress-monitor/life.hpp"

namespace luodi::monitor::test {

inline constexpr std::uint64_t k_lives = 10'000;
// Cases of one test, so that they run beside each other and each stays far below the time limit of a test even with ten
// times as many lives.
inline constexpr std::uint64_t k_shards = 32;

using LifeCheck = std::function<std::string(const Life&)>;

std::uint64_t setting(const char* name, std::uint64_t otherwise);
void try_lives(std::uint64_t shard, const LifeCheck& fault_of);
void try_one_life(const LifeCheck& fault_of);

}  // namespace luodi::monitor::test
