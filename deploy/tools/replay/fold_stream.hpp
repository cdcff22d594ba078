#pragma once
// fold_stream makes the world that the events of a city give, from where the last call ended to the head of the stream,
// and says where the stream is not whole: a hole, a sequence that was there before, an entry that cannot be read, an
// end before or behind its head. It writes nothing. One io_context thread.
//
//   Folded folded;
//   ReplayReport report;
//   auto done = co_await fold_stream(store, folded, report, progress);
#include "deploy/tools/replay/everything.hpp"
#include "deploy/tools/replay/replay_check.hpp"

namespace luodi::replay {

inline constexpr std::int64_t k_page = 500;  // events or states a read

// Folds the events after report.head. An error means that the store could not be read.
store::Task<Expected<void>> fold_stream(store::Store& store, Folded& folded, ReplayReport& report, Progress progress);

}  // namespace luodi::replay
