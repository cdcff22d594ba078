#pragma once
// ZeroMQ RPC client: one DEALER per instance of a service, replies found by correlation, a deadline for every call.
// Guarantees: service_unavailable, body_too_large and deadline_exceeded mean that nothing was sent; a sent call ends by
// its reply or, at its deadline, by outcome_unknown; a late reply finds no waiter and is dropped. With several
// instances a city keeps to one (hash) and moves to the next only while that one is not connected or stops
// (farewell.hpp).
// One io_context thread; destroy before the io_context. Pending calls then end with outcome_unknown.
//
//   zmq::RpcClientConfig config;
//   config.endpoints["intake"] = {"ipc:///run/luodi/intake.rpc"};
//   zmq::RpcClient client(io, context, config);
//   auto reply = co_await client.call("intake", std::move(request));
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/bus/bus.hpp"
#include "common/bus/pending_calls.hpp"
#include "common/bus/wall_clock.hpp"
#include "common/bus/zmq/socket.hpp"

namespace luodi::bus::zmq {

struct RpcClientConfig {
  std::map<std::string, std::vector<std::string>> endpoints;  // service -> its instances
  std::map<std::string, CurveClient> curve;                   // service -> keys; absent = plain
  std::int64_t default_deadline_ms = 2000;                    // for requests without deadline_ms; api.md: 2 s
  int queue_limit = 10'000;                                   // messages per instance before no_peer
  WallClock wall = wall_ms;
};

class RpcClient final : public bus::RpcClient {
 public:
  RpcClient(boost::asio::io_context& io, std::shared_ptr<Context> context, RpcClientConfig config);
  ~RpcClient() override;
  Task<Expected<Reply>> call(std::string service, Request request) override;
  bool connected(const std::string& service) const override;
  std::size_t in_flight() const;
  const RpcClientStats& stats() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::bus::zmq
