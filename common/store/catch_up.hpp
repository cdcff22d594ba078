#pragma once
// CatchUp decides which events a consumer may apply, in what order, and what to read next. It does no I/O: EventReader
// feeds it. Guarantee: take() and offer() hand out every sequence exactly once and in order, or report that the history
// the consumer has applied is no longer the history that is stored.
//
//   CatchUp state(StreamPosition{epoch, 41, uuid});
//   state.offer(bell)            -> apply when bell is exactly event 42, early when it is later, known when it is older
//   auto read = state.next_read(128);               // asks for 41 again: the anchor, whose uuid must still be the same
//   auto verdict = state.take(read, page, sink);
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "common/store/store.hpp"

namespace luodi::store {

// Bells that may wait for their predecessors: more than all commits that can be on their way at once would need.
inline constexpr std::size_t k_early_bells = 1024;

class CatchUp {
 public:
  using Sink = std::function<void(const StoredEvent&)>;
  // early: it waits for the events before it, which are likely on their way (commits of several connections end in
  // another order than they began). gap: only the stream can tell.
  enum class Bell { apply, known, early, gap };
  enum class Page { more, at_head, rewound };
  struct Read {
    std::int64_t after = 0;
    std::int64_t count = 0;
    StreamPosition anchor;  // what entry after + 1 must be; seq 0 = no anchor
  };

  // An empty event_id in `after` means: not known; the first page then tells.
  explicit CatchUp(StreamPosition after) : position_(std::move(after)) {}

  // Judges a bell; on `apply` the event has gone to the sink.
  Bell offer(const StoredEvent& event, const Sink& sink);
  Read next_read(std::int64_t count) const;
  // Judges the answer to `read`; bells may have been applied since it was asked.
  Page take(const Read& read, const std::vector<StoredEvent>& page, const Sink& sink);

  const StreamPosition& position() const { return position_; }
  // The newest sequence heard of, from bells and pages: position() lags behind it.
  std::int64_t known_head() const { return known_head_ > position_.seq ? known_head_ : position_.seq; }

 private:
  void apply(const StoredEvent& event, const Sink& sink);
  void apply_early(const Sink& sink);
  StreamPosition position_;
  std::map<std::int64_t, StoredEvent> early_;  // by sequence; all of the epoch of position_
  std::int64_t known_head_ = 0;
};

}  // namespace luodi::store
