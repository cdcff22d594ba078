#include "common/bus/zmq/socket_port.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <optional>
#include <system_error>

namespace luodi::bus::zmq {
namespace {

namespace asio = boost::asio;

constexpr int k_drain_budget = 64;  // messages per turn of the loop
constexpr std::chrono::seconds k_attend_every{1};

int descriptor_of(void* socket) {
  int fd = -1;
  std::size_t size = sizeof fd;
  if (zmq_getsockopt(socket, ZMQ_FD, &fd, &size) != 0)
    throw std::system_error(zmq_errno(), std::generic_category(), "bus: ZMQ_FD");
  return fd;
}

}  // namespace

struct SocketPort::Impl : std::enable_shared_from_this<SocketPort::Impl> {
  Impl(asio::io_context& loop, Socket s)
      : io(loop), socket(std::move(s)), descriptor(loop, descriptor_of(socket->get())), timer(loop) {}

  int events() {
    int value = 0;
    std::size_t size = sizeof value;
    while (zmq_getsockopt(socket->get(), ZMQ_EVENTS, &value, &size) != 0)
      if (zmq_errno() != EINTR) return 0;  // ETERM: the context is going down
    return value;
  }

  // False: nothing to read. Only the first frame can be missing: libzmq delivers messages whole.
  bool receive() {
    frames.clear();
    for (;;) {
      Message frame;
      while (zmq_msg_recv(frame.raw(), socket->get(), ZMQ_DONTWAIT) < 0)
        if (zmq_errno() != EINTR) return false;
      const bool more = zmq_msg_more(frame.raw()) != 0;
      frames.push_back(std::move(frame));
      if (!more) return true;
    }
  }

  void drain() {
    if (closed) return;
    draining = true;
    bool empty = false;
    for (int i = 0; handler && i < k_drain_budget; ++i) {
      empty = !receive();
      if (empty) break;
      handler(frames);
      if (closed) break;
    }
    draining = false;
    if (closed) handler = nullptr;  // not in close(): it may have been called by this very handler
    // A receive that found nothing has just made libzmq read all of its signals: whatever comes now is a new edge.
    empty ? arm() : after_use();
  }

  // After any use of the socket: the edge may be spent although messages wait.
  void after_use() {
    if (draining || closed) return;
    const bool readable = (events() & ZMQ_POLLIN) != 0;
    if (readable && handler)
      schedule();
    else
      arm();
  }

  // After sending: one look for all the messages of this turn of the loop, because each look is two calls of the
  // kernel.
  void look_later() {
    if (looking || draining || closed) return;
    looking = true;
    asio::post(io, [self = shared_from_this()] {
      self->looking = false;
      self->after_use();
    });
  }

  void schedule() {
    if (scheduled) return;
    scheduled = true;
    asio::post(io, [self = shared_from_this()] {
      self->scheduled = false;
      self->drain();
    });
  }

  void arm() {
    if (armed || !listening) return;
    armed = true;
    descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                          [self = shared_from_this()](const boost::system::error_code& error) {
                            self->armed = false;
                            if (!error) self->drain();
                          });
  }

  void tick() {
    timer.expires_after(k_attend_every);
    timer.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (error || self->closed) return;
      self->after_use();
      self->tick();
    });
  }

  Sent send(Frames& out) {
    Sent result = Sent::ok;
    for (std::size_t i = 0; i < out.size() && !closed; ++i) {
      const int flags = ZMQ_DONTWAIT | (i + 1 < out.size() ? ZMQ_SNDMORE : 0);
      int sent = 0;
      do {
        sent = zmq_msg_send(out[i].raw(), socket->get(), flags);
      } while (sent < 0 && zmq_errno() == EINTR);
      if (sent >= 0) continue;
      result = zmq_errno() == EHOSTUNREACH ? Sent::unroutable : Sent::no_peer;
      if (i == 0) break;
      // The peer vanished between two frames: libzmq took the first ones back and swallows the rest of this message,
      // which must therefore still be offered, or it would swallow the beginning of the next one.
    }
    look_later();
    return closed ? Sent::no_peer : result;
  }

  void close() {
    if (closed) return;
    closed = true;
    timer.cancel();
    descriptor.release();  // the descriptor is libzmq's; closing it here would close it twice
    socket.reset();
    if (!draining) handler = nullptr;
  }

  asio::io_context& io;
  std::optional<Socket> socket;
  asio::posix::stream_descriptor descriptor;
  asio::steady_timer timer;
  Handler handler;
  Frames frames;
  bool listening = false;
  bool armed = false;
  bool scheduled = false;
  bool looking = false;
  bool draining = false;
  bool closed = false;
};

SocketPort::SocketPort(asio::io_context& io, Socket socket) : impl_(std::make_shared<Impl>(io, std::move(socket))) {}
SocketPort::~SocketPort() {
  close();
}

void SocketPort::listen(Handler handler) {
  impl_->handler = std::move(handler);
  impl_->listening = true;
  impl_->after_use();
}
void SocketPort::attend() {
  impl_->listening = true;
  impl_->after_use();
  impl_->tick();
}
Sent SocketPort::send(Frames& frames) {
  return impl_->closed ? Sent::no_peer : impl_->send(frames);
}
bool SocketPort::writable() {
  if (impl_->closed) return false;
  const bool result = (impl_->events() & ZMQ_POLLOUT) != 0;
  impl_->look_later();
  return result;
}
void SocketPort::close() {
  impl_->close();
}

}  // namespace luodi::bus::zmq
