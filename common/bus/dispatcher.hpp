#pragma once
// Dispatcher is the server side of a call without a transport: what runs, what is refused, what is dropped. Both
// transports use it, so that a test against the memory bus meets the rules of the real one. Guarantees: a request past
// its deadline on the real clock never reaches the handler and is never answered; above max_running the answer is
// `overloaded`; while draining it is service_unavailable (both: certainly not executed); a handler that throws is
// answered with `internal` and reported. One io_context thread; destroy before the io_context.
//
//   Dispatcher dispatcher(io, config);
//   dispatcher.serve(handler);
//   dispatcher.accept(header, body, std::make_unique<MyReplyTo>(...));
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "common/bus/bus.hpp"
#include "common/bus/wall_clock.hpp"

namespace luodi::bus {

struct DispatcherConfig {
  std::size_t max_running = 1024;  // requests at once; beyond it waiting would only eat their deadlines
  int drain_limit_ms = 5000;
  WallClock wall = wall_ms;
  std::function<void(const std::string& what)> on_fault;  // handler exceptions and unreadable messages, for the log
};

struct DispatcherStats {
  std::uint64_t received = 0;
  std::uint64_t expired = 0;  // past their deadline
  std::uint64_t refused = 0;  // overloaded or draining
  std::uint64_t malformed = 0;
  std::uint64_t faults = 0;  // handlers that threw, replies beyond the limit
};

// ReplyTo knows where one reply goes. send is called at most once, on the io_context thread, and must not throw.
class ReplyTo {
 public:
  virtual ~ReplyTo() = default;
  virtual void send(Reply reply) = 0;
};

class Dispatcher {
 public:
  Dispatcher(boost::asio::io_context& io, DispatcherConfig config);
  ~Dispatcher();
  void serve(RpcServer::Handler handler);
  void accept(std::string_view header, std::string body, std::unique_ptr<ReplyTo> to);
  void malformed(const std::string& what);  // a message that does not even have an asker
  Task<void> drain();
  std::size_t running() const;
  const DispatcherStats& stats() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::bus
