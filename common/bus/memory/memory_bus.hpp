#pragma once
// The memory bus: the same contract as the real one, in one process, with switches for what a network does. Calls go
// through the same Envelope, Dispatcher and PendingCalls as over ZeroMQ, so a test meets the same limits and refusals.
// Everything is delivered by a later turn of the loop, as on a wire. One io_context thread. The Hub outlives its
// clients, servers, publishers and subscribers.
//
//   memory::Hub hub(io);
//   memory::RpcServer server(hub, "intake");   server.serve(handler);
//   memory::RpcClient client(hub);
//   hub.faults().drop_events = 1;              // the next event reaches nobody
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "common/bus/bus.hpp"
#include "common/bus/dispatcher.hpp"
#include "common/bus/pending_calls.hpp"

namespace luodi::bus::memory {

struct Faults {
  int drop_events = 0;         // so many next events are lost
  int duplicate_events = 0;    // so many next events are delivered twice
  int delay_replies = 0;       // so many next replies come ...
  std::int64_t delay_ms = 0;   // ... this much later
  int lose_replies = 0;        // executed, but the reply is lost
  std::set<std::string> gone;  // services that nobody can reach
};

class Hub {
 public:
  explicit Hub(boost::asio::io_context& io);
  ~Hub();
  Faults& faults();
  struct State;
  std::shared_ptr<State> state() const { return state_; }

 private:
  std::shared_ptr<State> state_;
};

class RpcClient final : public bus::RpcClient {
 public:
  explicit RpcClient(Hub& hub, WallClock wall = wall_ms);
  ~RpcClient() override;
  Task<Expected<Reply>> call(std::string service, Request request) override;
  bool connected(const std::string& service) const override;
  const RpcClientStats& stats() const { return pending_.stats(); }

 private:
  std::shared_ptr<Hub::State> hub_;
  PendingCalls pending_;
  WallClock wall_;
};

class RpcServer final : public bus::RpcServer {
 public:
  RpcServer(Hub& hub, std::string service, DispatcherConfig config = {});
  ~RpcServer() override;
  void serve(Handler handler) override;
  Task<void> drain() override;
  const DispatcherStats& stats() const { return dispatcher_->stats(); }

 private:
  std::shared_ptr<Hub::State> hub_;
  std::string service_;
  std::shared_ptr<Dispatcher> dispatcher_;
};

class Publisher final : public EventPublisher {
 public:
  explicit Publisher(Hub& hub);
  void publish(FeedEvent event) override;
  void ring(const std::string& topic) override;

 private:
  std::shared_ptr<Hub::State> hub_;
};

class Subscriber final : public EventSubscriber {
 public:
  Subscriber(Hub& hub, std::string city);
  ~Subscriber() override;
  void on_event(std::function<void(FeedEvent)> handler) override;
  void on_bell(std::function<void(std::string topic)> handler) override;

  struct Ears {
    std::string city;
    std::function<void(FeedEvent)> event;
    std::function<void(std::string)> bell;
  };

 private:
  std::shared_ptr<Hub::State> hub_;
  std::shared_ptr<Ears> ears_;
};

}  // namespace luodi::bus::memory
