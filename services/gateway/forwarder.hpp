#pragma once
// Forwarder asks a service and says honestly what became of the request. A command whose reply is lost is asked once
// more with the same idempotency scope (the service then answers the stored outcome); if that brings no answer either,
// the caller hears outcome_unknown, never a failure. What a service that stops has not taken is asked once of another
// instance, where one is connected. Nothing else is repeated. At most max_in_flight requests wait at once; beyond that
// the answer is `overloaded`. One io_context thread.
//
//   auto reply = co_await forwarder.ask(Service::intake, std::move(request));
#include <cstdint>
#include <functional>
#include <string>

#include "common/bus/bus.hpp"
#include "services/gateway/routes.hpp"

namespace luodi::gateway {

struct ForwardLimits {
  std::int64_t deadline_ms = 2'000;   // api.md: what a user waits for
  std::size_t max_in_flight = 1'024;  // one loop answers about 10 000 in 2 s; a longer queue cannot keep the deadline
};

class Forwarder {
 public:
  using Clock = std::function<std::int64_t()>;  // wall clock, milliseconds since 1970
  Forwarder(bus::RpcClient& rpc, ForwardLimits limits, Clock clock)
      : rpc_(rpc), limits_(limits), clock_(std::move(clock)) {}

  bus::Task<Expected<bus::Reply>> ask(Service service, bus::Request request);
  std::size_t in_flight() const { return in_flight_; }

 private:
  bus::Task<Expected<bus::Reply>> send(std::string service, bus::Request request);
  bus::RpcClient& rpc_;
  ForwardLimits limits_;
  Clock clock_;
  std::size_t in_flight_ = 0;
};

}  // namespace luodi::gateway
