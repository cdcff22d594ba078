#pragma once
// CurveGate answers libzmq's question "may this client key connect?" (ZAP, ZeroMQ RFC 27) for all CURVE servers of one
// context. CURVE alone lets in everybody who knows the server's public key, so a CURVE server refuses to start in a
// context without a gate: create the gate first and keep it while the servers live. One gate per context; one
// io_context thread; destroy before the io_context.
//
//   CurveGate gate(io, context, {"<Z85 public key of the gateway>"});
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/bus/zmq/socket_port.hpp"

namespace luodi::bus::zmq {

class CurveGate {
 public:
  CurveGate(boost::asio::io_context& io, std::shared_ptr<Context> context,
            std::vector<std::string> allowed_public_keys);
  std::uint64_t refused() const { return refused_; }

 private:
  void on_question(Frames& frames);
  std::set<std::string> allowed_;
  std::uint64_t refused_ = 0;
  std::unique_ptr<SocketPort> port_;
};

}  // namespace luodi::bus::zmq
