#pragma once
// replay_check folds the whole event stream of a city from nothing and compares what comes out with what is stored:
// every aggregate, its version and its bytes; and beside the states what they ask for (asked_for.hpp): unique values
// and the due queue. It writes nothing. What it proves: no state was written beside its events, nothing that keeps a
// value unique or waits for a deadline was lost, and the rules of today still understand the events of yesterday. A
// stream that ends before or behind its head, has a hole, or holds an event that is not whole, is reported as broken,
// with the last whole event.
//
//   ReplayReport report = co_await replay_check(store, [](std::int64_t done, std::int64_t all) { ... });
//   if (!report.differences.empty()) ...
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/store/store.hpp"

namespace luodi::replay {

struct ReplayReport {
  std::int64_t events = 0;
  std::int64_t head = 0;                       // sequence of the last event folded
  std::map<std::string, std::int64_t> states;  // compared, by kind
  std::int64_t jobs = 0;                       // in the due queue
  std::vector<std::string> differences;        // readable, one a line; empty = identical
  std::optional<std::string> broken;           // where the stream is not whole, and after which event
  std::string last_event;                      // id of the last whole event folded, "1-41"; empty: none
  std::int64_t gaps = 0;                       // sequences missing from the stream
};

using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

// States that were written between two reads are read again after the later events, so the check may run beside a live
// suite. An error means that the store could not be read.
store::Task<Expected<ReplayReport>> replay_check(store::Store& store, Progress progress);

}  // namespace luodi::replay
