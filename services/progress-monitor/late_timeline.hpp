#pragma once
// LateTimeline gathers the timeline from the first question about the past on, not from the start of the service: it
// reads the whole stream, and most processes are never asked. The first questions of a long history are answered
// service_unavailable with Retry-After until it is there. One io_context thread; stop() before it is destroyed.
//
//   LateTimeline timeline(io, store, [&](Task<void> reading) { tasks.spawn("timeline reader", std::move(reading)); });
//   timeline.bell(event, head);                         // nothing before somebody asked
//   auto page = co_await timeline.begun().page(...);
#include <functional>
#include <optional>

#include "common/runtime/timeline.hpp"

namespace luodi::monitor {

class LateTimeline {
 public:
  using Spawn = std::function<void(store::Task<void>)>;
  LateTimeline(boost::asio::io_context& io, store::Store& store, Spawn spawn)
      : io_(io), store_(store), spawn_(std::move(spawn)) {}

  runtime::Timeline& begun() {
    if (!timeline_) {
      timeline_.emplace(io_, store_);
      spawn_(timeline_->run());
    }
    return *timeline_;
  }
  bool gathers() const { return timeline_.has_value(); }
  void bell(const store::StoredEvent& event, const domain::EventHead& head) {
    if (timeline_) timeline_->bell(event, head);
  }
  void stop() {
    if (timeline_) timeline_->stop();
  }

 private:
  boost::asio::io_context& io_;
  store::Store& store_;
  Spawn spawn_;
  std::optional<runtime::Timeline> timeline_;
};

}  // namespace luodi::monitor
