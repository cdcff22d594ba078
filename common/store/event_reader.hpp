#pragma once
// EventReader keeps an in-memory consumer up to date with the event stream: bells make it fast, the stream makes it
// right. It reads from its position at start, on a gap that does not close by itself, on poke() and at least once a
// tick, in pages, until the head.
//
// Guarantees: the callback hears every event exactly once, in order, on the io_context thread; a lost, doubled or false
// order of bells changes nothing but latency (at most a tick); history that is gone (failover, trimmed stream) is
// reported to on_rewind instead of being skipped. The callback must not throw. Let run() end after stop() before the
// reader is destroyed.
//
//   EventReader reader(io, store, head_of_my_snapshot, [&](const StoredEvent& event) { model.apply(event); });
//   reader.on_rewind([&](StreamPosition lost) -> Task<Expected<StreamPosition>> { co_return co_await rebuild(); });
//   co_spawn(io, reader.run(), ...);              // until stop()
//   subscriber.on_event([&](FeedEvent e) { reader.bell(to_stored(e)); });
//   auto seen = co_await reader.wait_for(min_sequence, deadline);     // read your writes
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "common/store/async_event.hpp"
#include "common/store/catch_up.hpp"
#include "common/store/store.hpp"

namespace luodi::store {

// Longest silence before the stream is read anyway: bounds the cost of a lost bell.
inline constexpr std::chrono::milliseconds k_reader_tick{1000};
// How long events that came early wait for those before them, until the stream is asked: far longer than the commits of
// one turn of Redis need to be answered, far shorter than anybody notices.
inline constexpr std::chrono::milliseconds k_reader_patience{5};
// Entries per read: small at first so that one gap costs little, larger while far behind.
inline constexpr std::int64_t k_page_first = 128;
inline constexpr std::int64_t k_page_largest = 512;

class EventReader {
 public:
  using Clock = std::chrono::steady_clock;
  using Callback = std::function<void(const StoredEvent&)>;
  // Rebuilds the consumer and returns the position of what it now holds. An error is tried again after a tick.
  using Rewind = std::function<Task<Expected<StreamPosition>>(StreamPosition lost)>;

  struct Counters {
    std::int64_t by_bell = 0;   // events applied straight from a bell
    std::int64_t by_read = 0;   // events applied from the stream
    std::int64_t early = 0;     // bells that waited for others
    std::int64_t gaps = 0;      // bells that only the stream could explain
    std::int64_t known = 0;     // bells for events applied before
    std::int64_t rewinds = 0;   // times the history was gone
    std::int64_t failures = 0;  // reads or rebuilds that failed
  };

  EventReader(boost::asio::io_context& io, Store& store, StreamPosition after, Callback callback,
              std::chrono::milliseconds tick = k_reader_tick);
  ~EventReader() { stop(); }
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // Without it a lost history stops the reader: run() returns, failed() tells, wait_for answers service_unavailable.
  void on_rewind(Rewind rewind) { rewind_ = std::move(rewind); }

  void bell(StoredEvent event);
  void poke();       // something may be new: read now instead of at the tick
  Task<void> run();  // call once; ends after stop()
  void stop();

  std::int64_t position() const { return state_.position().seq; }
  StreamPosition stream_position() const { return state_.position(); }
  // How many known events are not applied yet, and when the head was last reached (for metrics and readiness).
  std::int64_t lag() const { return state_.known_head() - state_.position().seq; }
  std::optional<Clock::time_point> caught_up_at() const { return caught_up_at_; }
  bool caught_up() const { return caught_up_at_.has_value() && !rewinding_; }
  std::optional<std::string> failed() const { return failed_; }
  const Counters& counters() const { return counters_; }

  // Returns when position() >= seq; deadline_exceeded otherwise.
  Task<Expected<void>> wait_for(std::int64_t seq, Clock::time_point deadline);

 private:
  Task<bool> read_to_head();  // false = try again after a tick
  Task<bool> rebuild();
  void applied(const StoredEvent& event);

  Store& store_;
  CatchUp state_;
  Callback callback_;
  Rewind rewind_;
  std::chrono::milliseconds tick_;
  AsyncEvent wake_;      // poke, stop
  AsyncEvent progress_;  // an event was applied, or the reader ended
  std::optional<Clock::time_point> caught_up_at_;
  std::optional<Clock::time_point> waiting_since_;  // an early bell has waited since
  std::optional<std::string> failed_;
  Counters counters_;
  bool poked_ = false;
  bool stopping_ = false;
  bool rewinding_ = false;
};

}  // namespace luodi::store
