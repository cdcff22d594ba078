#pragma once
// compare_beside sets what stands beside the states next to what the states ask for (asked_for.hpp): who holds how many
// unique values, and the due queue. It writes nothing. One io_context thread.
//
//   auto differ = co_await compare_beside(store, folded, report);
#include "deploy/tools/replay/compare_states.hpp"

namespace luodi::replay {

// report.jobs counts the due queue.
store::Task<Expected<Differences>> compare_beside(store::Store& store, const Folded& folded, ReplayReport& report);

}  // namespace luodi::replay
