#pragma once
// EventHub is the public side of the event stream: a page of it on request (/v1/changes) and server-sent events
// (/v1/events). A reader of the stream is first served from the store, from where it left off, and then live, without a
// gap or a repeat in between. Everyone sees what visibility.hpp allows. One io_context thread.
//
//   hub.on_event(stored);                       // every event of the city, in order
//   hub.stream(event_stream, actor, 41, still_valid);
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "common/http/server.hpp"
#include "common/kernel/actor.hpp"
#include "common/store/store.hpp"
#include "services/gateway/feed_item.hpp"

namespace luodi::gateway {

struct HubLimits {
  std::int64_t ping_ms = 15'000;    // proxies cut what is silent for a minute
  std::size_t max_streams = 2'000;  // with 12 000 connections in all
  std::int64_t default_page = 100;  // of /v1/changes
  std::int64_t max_page = 500;
  std::int64_t max_scan = 5'000;  // events looked at for one page, however few of them are visible
};

class EventHub {
 public:
  // Who the reader is by now; nullopt = its session ended or its account was disabled.
  using StillValid = std::function<store::Task<std::optional<Actor>>()>;

  EventHub(boost::asio::io_context& io, store::Store& store, HubLimits limits);

  void start_at(std::int64_t seq) { position_ = seq; }
  void on_event(const store::StoredEvent& event);

  // {"items":[...],"next_after":N,"head":N}. next_after counts what was looked at, not only what was visible.
  // invalid_parameter, naming the head, for an `after` beyond it: a stream is told `reset` then.
  store::Task<Expected<std::string>> changes(Actor actor, std::int64_t after, std::optional<std::int64_t> limit);

  Expected<void> admit() const;  // overloaded when there are too many streams
  // after = nullopt: from now on.
  void stream(std::shared_ptr<http::EventStream> to, Actor actor, std::optional<std::int64_t> after, StillValid valid);
  std::size_t streams() const { return readers_.size(); }

  store::Task<void> run();  // pings; ends after stop()
  void stop();              // ends all streams

 private:
  struct Reader {
    std::shared_ptr<http::EventStream> to;
    Actor actor;
    std::int64_t after = 0;  // everything up to here was sent or is not for this reader
    bool live = false;
    StillValid valid;
  };
  using ReaderPtr = std::shared_ptr<Reader>;
  store::Task<void> catch_up(ReaderPtr reader, std::optional<std::int64_t> after);
  bool push(const ReaderPtr& reader, std::string text);

  boost::asio::io_context& io_;
  store::Store& store_;
  HubLimits limits_;
  std::int64_t position_ = 0;
  std::unordered_set<ReaderPtr> readers_;
  boost::asio::steady_timer timer_;
  bool stopping_ = false;
};

}  // namespace luodi::gateway
