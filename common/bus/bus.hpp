#pragma once
// The bus as the services see it; bus::zmq is real, bus::memory is for tests. One io_context thread, no locks.
//
//   auto reply = co_await client.call("intake", std::move(request));   // Expected<Reply>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "common/bus/message.hpp"
#include "common/kernel/expected.hpp"

namespace luodi::bus {

template <class T>
using Task = boost::asio::awaitable<T>;

class RpcClient {
 public:
  virtual ~RpcClient() = default;
  // Errors: service_unavailable (no peer: certainly not sent), outcome_unknown (sent, no reply before the deadline).
  virtual Task<Expected<Reply>> call(std::string service, Request request) = 0;
  virtual bool connected(const std::string& service) const = 0;
};

class RpcServer {
 public:
  using Handler = std::function<Task<Reply>(Request)>;
  virtual ~RpcServer() = default;
  virtual void serve(Handler handler) = 0;  // requests past their deadline are dropped before the handler
  virtual Task<void> drain() = 0;           // no new requests; returns when the running ones are answered (<= 5 s)
};

// EventPublisher rings the bell after a commit. Best effort by design.
class EventPublisher {
 public:
  virtual ~EventPublisher() = default;
  virtual void publish(FeedEvent event) = 0;
  virtual void ring(const std::string& topic) = 0;  // a bell without an event, e.g. "clock"
};

// EventSubscriber delivers bells as they come: gaps, repeats and loss are possible and must be expected.
class EventSubscriber {
 public:
  virtual ~EventSubscriber() = default;
  virtual void on_event(std::function<void(FeedEvent)> handler) = 0;
  virtual void on_bell(std::function<void(std::string topic)> handler) = 0;
};

}  // namespace luodi::bus
