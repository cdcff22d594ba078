#pragma once
// compare_states sets what is stored of every aggregate, version and bytes, beside what the events give. It writes
// nothing. One io_context thread.
//
//   Differences differ;
//   auto done = co_await compare_states(store, folded.world, report, differ);
#include <map>
#include <string>
#include <utility>

#include "deploy/tools/replay/everything.hpp"
#include "deploy/tools/replay/replay_check.hpp"

namespace luodi::replay {

// What differs, by kind and id; beside a living suite some of it only because it was written between two reads.
using Differences = std::map<std::pair<std::string, std::string>, std::string>;

// Every state of every kind; report.states counts them. A kind that this version does not know goes into
// report.differences: no event of a known kind can have made it.
store::Task<Expected<void>> compare_states(store::Store& store, const Everything& world, ReplayReport& report,
                                           Differences& differences);
// Looks again at what differed. A state that was alike once needs no second look: what changes it later is an event.
store::Task<Expected<Differences>> compare_again(store::Store& store, const Everything& world,
                                                 const Differences& before);

}  // namespace luodi::replay
