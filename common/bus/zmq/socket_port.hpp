#pragma once
// SocketPort puts one libzmq socket on the Asio loop through ZMQ_FD. That descriptor is edge-triggered and both sending
// and receiving may swallow an edge, so the port re-reads ZMQ_EVENTS after every send and after every batch of receives
// before it waits again; without that, calls stall although their replies have arrived (the integration test of the
// same name shows it). A batch is at most 64 messages, so that timers and other sockets get their turn.
// One io_context thread. The handler must not throw; it may call close(). Destroy the port before its io_context.
//
//   SocketPort port(io, std::move(socket));
//   port.listen([](Frames& frames) { ... });
//   Frames out; ...; if (port.send(out) != Sent::ok) ...
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>

#include "common/bus/zmq/socket.hpp"

namespace luodi::bus::zmq {

enum class Sent {
  ok,          // handed to libzmq
  no_peer,     // nobody connected, or the queue to the peer is full: certainly not sent
  unroutable,  // ROUTER: the peer that asked is gone
};

class SocketPort {
 public:
  using Handler = std::function<void(Frames& frames)>;

  SocketPort(boost::asio::io_context& io, Socket socket);
  ~SocketPort();
  SocketPort(const SocketPort&) = delete;
  SocketPort& operator=(const SocketPort&) = delete;

  void listen(Handler handler);
  // For sockets that only send (PUB): lets libzmq process subscriptions and departures on every signal and at least
  // once a second. A silent PUB otherwise keeps 12 KiB for every peer that ever connected.
  void attend();

  // Sends all frames as one message; the frames are consumed unless the answer is no_peer for the first of them.
  Sent send(Frames& frames);
  bool writable();                           // a peer is connected and has room (with ZMQ_IMMEDIATE: handshake done)
  void close();                              // idempotent; no handler call afterwards

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::bus::zmq
