#pragma once
// ZeroMQ RPC server: one ROUTER in front of a Dispatcher, whose guarantees it has. Replies to askers that are gone are
// counted and forgotten: their deadline fires and their retry finds the stored outcome. drain() tells every peer that
// this server leaves (farewell.hpp), answers every new request with service_unavailable, and returns when all that runs
// is answered and every peer has said that it sends nothing more and has read its answers (a peer that says nothing is
// waited for 2 s). What is lost all the same ends as after a crash, with outcome_unknown. One io_context thread;
// destroy before the io_context.
//
//   zmq::RpcServerConfig config;
//   config.endpoint = "ipc:///run/luodi/intake.rpc";
//   zmq::RpcServer server(io, context, config);
//   server.serve([](Request request) -> Task<Reply> { ... });
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "common/bus/dispatcher.hpp"
#include "common/bus/zmq/socket.hpp"

namespace luodi::bus::zmq {

struct RpcServerConfig {
  std::string endpoint;      // "tcp://127.0.0.1:*" takes any free port
  CurveServer curve;         // empty = plain
  int queue_limit = 10'000;  // messages per peer
  DispatcherConfig dispatch;
};

class RpcServer final : public bus::RpcServer {
 public:
  RpcServer(boost::asio::io_context& io, std::shared_ptr<Context> context, RpcServerConfig config);
  ~RpcServer() override;
  void serve(Handler handler) override;
  Task<void> drain() override;
  std::string endpoint() const;  // as bound
  std::size_t running() const;
  const DispatcherStats& stats() const;
  std::uint64_t unroutable() const;  // replies whose asker was gone

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::bus::zmq
