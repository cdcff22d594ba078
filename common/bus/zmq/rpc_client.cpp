#include "common/bus/zmq/rpc_client.hpp"

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <utility>

#include "common/bus/envelope.hpp"
#include "common/bus/zmq/farewell.hpp"
#include "common/bus/zmq/socket_port.hpp"

namespace luodi::bus::zmq {

namespace asio = boost::asio;

namespace {

// Link is the way to one instance, which may be about to stop.
class Link : public std::enable_shared_from_this<Link> {
 public:
  Link(asio::io_context& io, Socket socket) : port_(io, std::move(socket)), again_(io) {}

  void listen(SocketPort::Handler on_reply) {
    port_.listen([this, on_reply = std::move(on_reply)](Frames& frames) {
      if (frames.size() == 2 && frames[0].view() == k_goodbye)
        leave(frames[1].str());
      else if (frames.size() == 1 && frames[0].view() == k_welcome)
        leaving_ = false;
      else
        on_reply(frames);
    });
  }
  bool usable() { return !leaving_ && port_.writable(); }
  Sent send(Frames& frames) { return port_.send(frames); }

 private:
  void leave(std::string token) {
    leaving_ = true;
    token_ = std::move(token);
    greet();
  }

  // Until it is welcomed. Where nobody is connected the hello is not sent, and the next one follows.
  void greet() {
    if (!leaving_) return;
    Frames hello;
    hello.emplace_back(k_hello);
    hello.emplace_back(token_);
    port_.send(hello);
    again_.expires_after(k_hello_every);
    again_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
      if (const auto self = weak.lock(); self && !error) self->greet();
    });
  }

  SocketPort port_;
  asio::steady_timer again_;
  std::string token_;  // of the last goodbye
  bool leaving_ = false;
};

}  // namespace

struct RpcClient::Impl {
  Impl(asio::io_context& io, RpcClientConfig c) : config(std::move(c)), pending(io) {}

  Link* pick(const std::string& service, const std::string& city) {
    const auto it = links.find(service);
    if (it == links.end()) return nullptr;
    auto& instances = it->second;
    const std::size_t first = instances.size() > 1 ? std::hash<std::string>{}(city) % instances.size() : 0;
    for (std::size_t i = 0; i < instances.size(); ++i) {
      Link& link = *instances[(first + i) % instances.size()];
      if (link.usable()) return &link;
    }
    return nullptr;
  }

  void on_reply(Frames& frames) {
    const auto correlation = frames.size() == 3 ? decode_correlation(frames[0].view()) : std::nullopt;
    if (!correlation) {
      ++pending.stats().malformed;
      return;
    }
    auto reply = decode_reply(frames[1].view(), frames[2].str());
    // An unreadable reply: the request was executed, yet nobody can say with what result.
    if (!reply) reply = fail(ErrorCode::outcome_unknown, reply.error().detail);
    pending.complete(*correlation, std::move(reply));
  }

  bool send(Link& link, std::uint64_t correlation, std::string header, std::string body) {
    const Correlation bytes = encode_correlation(correlation);
    Frames frames;
    frames.reserve(3);
    frames.emplace_back(std::string_view(bytes.data(), bytes.size()));
    frames.push_back(Message::take(std::move(header)));
    frames.push_back(Message::take(std::move(body)));
    return link.send(frames) == Sent::ok;
  }

  static Task<Expected<Reply>> call(std::shared_ptr<Impl> self, std::string service, Request request) {
    auto& stats = self->pending.stats();
    const std::int64_t now = self->config.wall();
    if (request.deadline_ms == 0) request.deadline_ms = now + self->config.default_deadline_ms;
    if (request.deadline_ms <= now) {
      ++stats.unavailable;
      co_return fail(ErrorCode::deadline_exceeded, "bus: deadline passed before sending");
    }
    std::string header = encode_header(request);
    const auto size = check_size(request, header);
    if (!size) co_return fail(size.error());
    Link* link = self->pick(service, request.city);
    const std::uint64_t correlation = self->pending.open();
    if (link == nullptr || !self->send(*link, correlation, std::move(header), std::move(request.body))) {
      self->pending.forget(correlation);
      ++stats.unavailable;
      co_return fail(ErrorCode::service_unavailable, service + " is not connected");
    }
    ++stats.sent;
    co_return co_await self->pending.wait(correlation, request.deadline_ms - now);
  }

  RpcClientConfig config;
  std::map<std::string, std::vector<std::shared_ptr<Link>>> links;
  PendingCalls pending;
};

RpcClient::RpcClient(asio::io_context& io, std::shared_ptr<Context> context, RpcClientConfig config)
    : impl_(std::make_shared<Impl>(io, std::move(config))) {
  for (const auto& [service, endpoints] : impl_->config.endpoints) {
    for (const std::string& endpoint : endpoints) {
      Socket socket(context, ZMQ_DEALER);
      // Without ZMQ_IMMEDIATE a request to a service that is down waits in a queue and is executed long after its
      // caller was told that it failed.
      socket.set(ZMQ_IMMEDIATE, 1);
      socket.set(ZMQ_SNDHWM, impl_->config.queue_limit);
      socket.set(ZMQ_RCVHWM, impl_->config.queue_limit);
      socket.set_max_message(k_max_reply_body);
      if (const auto keys = impl_->config.curve.find(service); keys != impl_->config.curve.end())
        socket.secure(keys->second);
      socket.connect(endpoint);
      auto link = std::make_shared<Link>(io, std::move(socket));
      link->listen([impl = impl_.get()](Frames& frames) { impl->on_reply(frames); });
      impl_->links[service].push_back(std::move(link));
    }
  }
}
RpcClient::~RpcClient() {
  impl_->links.clear();
  impl_->pending.close();
}

Task<Expected<Reply>> RpcClient::call(std::string service, Request request) {
  return Impl::call(impl_, std::move(service), std::move(request));
}
bool RpcClient::connected(const std::string& service) const {
  return impl_->pick(service, {}) != nullptr;
}
std::size_t RpcClient::in_flight() const {
  return impl_->pending.size();
}
const RpcClientStats& RpcClient::stats() const {
  return impl_->pending.stats();
}

}  // namespace luodi::bus::zmq
