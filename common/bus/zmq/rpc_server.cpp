#include "common/bus/zmq/rpc_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <initializer_list>
#include <random>
#include <unordered_set>

#include "common/bus/envelope.hpp"
#include "common/bus/zmq/farewell.hpp"
#include "common/bus/zmq/socket_port.hpp"

namespace luodi::bus::zmq {
namespace {

namespace asio = boost::asio;

// Replies that a finished drain left in libzmq's queue get this long to reach the kernel.
constexpr int k_reply_linger_ms = 1000;
// Every reconnect is a new peer. Beyond this all are forgotten; who still asks is met again by its next request.
constexpr std::size_t k_most_peers = 1'000;

std::string new_token() {
  std::random_device chance;
  return std::to_string(chance()) + std::to_string(chance());
}

}  // namespace

struct RpcServer::Impl : std::enable_shared_from_this<RpcServer::Impl> {
  Impl(asio::io_context& io, Socket socket, DispatcherConfig config)
      : endpoint(socket.last_endpoint()),
        port(io, std::move(socket)),
        dispatcher(io, std::move(config)),
        heard_all(io) {}

  // Asker holds the ROUTER identity and the correlation, as received.
  class Asker final : public ReplyTo {
   public:
    Asker(std::shared_ptr<Impl> impl, Message identity, Message correlation)
        : impl_(std::move(impl)), identity_(std::move(identity)), correlation_(std::move(correlation)) {}
    void send(Reply reply) override {
      Frames frames;
      frames.reserve(4);
      frames.push_back(std::move(identity_));
      frames.push_back(std::move(correlation_));
      frames.push_back(Message::take(encode_header(reply)));
      frames.push_back(Message::take(std::move(reply.body)));
      if (impl_->port.send(frames) != Sent::ok) ++impl_->unroutable;
    }

   private:
    std::shared_ptr<Impl> impl_;
    Message identity_;
    Message correlation_;
  };

  bool tell(std::initializer_list<std::string_view> words) {
    Frames out;
    out.reserve(words.size());
    for (const auto word : words)
      out.emplace_back(word);
    return port.send(out) == Sent::ok;
  }

  void on_hello(const std::string& identity, std::string_view heard) {
    if (!leaving) {
      meet(identity);
      tell({identity, k_welcome});
    } else if (heard != token) {
      tell({identity, k_goodbye, token});
    } else {
      silent.erase(identity);
      if (silent.empty()) heard_all.cancel();
    }
  }

  // Whoever asks or is welcome to must hear a goodbye before this server may end.
  void meet(std::string identity) {
    if (peers.size() >= k_most_peers && !peers.contains(identity)) peers.clear();
    const auto [peer, is_new] = peers.insert(std::move(identity));
    if (is_new && leaving && tell({*peer, k_goodbye, token})) silent.insert(*peer);
  }

  void say_goodbye() {
    token = new_token();
    silent.clear();
    for (const auto& peer : peers)
      if (tell({peer, k_goodbye, token})) silent.insert(peer);
  }

  static Task<void> hear_all(std::shared_ptr<Impl> self) {
    const auto limit = std::chrono::steady_clock::now() + k_farewell_limit;
    self->heard_all.expires_at(limit);
    while (!self->silent.empty() && std::chrono::steady_clock::now() < limit)
      co_await self->heard_all.async_wait(asio::as_tuple(asio::use_awaitable));
  }

  void on_request(Frames& frames) {
    if (frames.size() == 3 && frames[1].view() == k_hello) return on_hello(frames[0].str(), frames[2].view());
    if (frames.size() != 4) return dispatcher.malformed("message of " + std::to_string(frames.size()) + " frames");
    meet(frames[0].str());
    auto asker = std::make_unique<Asker>(shared_from_this(), std::move(frames[0]), std::move(frames[1]));
    dispatcher.accept(frames[2].view(), frames[3].str(), std::move(asker));
  }

  // Two goodbyes. The answer to the first says that no request is on its way any more, so that all have been answered
  // or refused; the answer to the second, that those answers have been read: when a connection ends, libzmq throws away
  // what the other side has received and not read yet (with ZMQ_IMMEDIATE).
  static Task<void> drain(std::shared_ptr<Impl> self) {
    self->leaving = true;
    self->say_goodbye();
    co_await self->dispatcher.drain();
    co_await hear_all(self);
    self->say_goodbye();
    co_await hear_all(self);
  }

  std::string endpoint;
  SocketPort port;
  Dispatcher dispatcher;
  asio::steady_timer heard_all;            // cancelled when the last peer has answered the goodbye
  std::unordered_set<std::string> peers;   // ROUTER identities that may send a request
  std::unordered_set<std::string> silent;  // of them: have not answered the last goodbye
  std::string token;                       // of the last goodbye
  bool leaving = false;
  std::uint64_t unroutable = 0;
};

RpcServer::RpcServer(asio::io_context& io, std::shared_ptr<Context> context, RpcServerConfig config) {
  Socket socket(std::move(context), ZMQ_ROUTER);
  socket.set(ZMQ_ROUTER_MANDATORY, 1);  // libzmq's default drops replies to vanished peers without a word
  socket.set(ZMQ_SNDHWM, config.queue_limit);
  socket.set(ZMQ_RCVHWM, config.queue_limit);
  socket.set(ZMQ_LINGER, k_reply_linger_ms);
  socket.set_max_message(k_max_request_body);
  socket.secure(config.curve);
  socket.bind(config.endpoint);
  impl_ = std::make_shared<Impl>(io, std::move(socket), std::move(config.dispatch));
}
RpcServer::~RpcServer() {
  impl_->port.close();
}

void RpcServer::serve(Handler handler) {
  impl_->dispatcher.serve(std::move(handler));
  impl_->port.listen([impl = impl_.get()](Frames& frames) { impl->on_request(frames); });
}
// No zmq_unbind: in libzmq the accepted connections are children of the listener, and the running requests would lose
// their way back.
Task<void> RpcServer::drain() {
  return Impl::drain(impl_);
}
std::string RpcServer::endpoint() const {
  return impl_->endpoint;
}
std::size_t RpcServer::running() const {
  return impl_->dispatcher.running();
}
const DispatcherStats& RpcServer::stats() const {
  return impl_->dispatcher.stats();
}
std::uint64_t RpcServer::unroutable() const {
  return impl_->unroutable;
}

}  // namespace luodi::bus::zmq
