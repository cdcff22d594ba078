#pragma once
// Names for what a life holds, so that a test can ask whether the lives hold all that they are meant to.
//
//   ++seen[correction_of(life, teller.index())];   // "funds corrected to nothing"
#include <map>
#include <string>
#include <vector>

#include "common/domain/watch.hpp"
#include "tests/property/services/progress-monitor/life.hpp"

namespace luodi::monitor::test {

// In which way this fact corrects the funds, against what was told of the same entry before.
std::string correction_of(const Life& life, std::size_t index);
// episodes: of the life as it is known in the end.
void count_outage(std::map<std::string, int>& seen, const Life& life, const Outage& outage,
                  const std::vector<domain::Episode>& episodes);

}  // namespace luodi::monitor::test
