#include "common/bus/memory/memory_bus.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <utility>
#include <vector>

#include "common/bus/envelope.hpp"

namespace luodi::bus::memory {
namespace {

namespace asio = boost::asio;
constexpr std::int64_t k_default_deadline_ms = 2000;  // as over ZeroMQ

bool use_up(int& count) {
  if (count <= 0) return false;
  --count;
  return true;
}

}  // namespace

struct Hub::State {
  explicit State(asio::io_context& loop) : io(loop) {}

  std::shared_ptr<Dispatcher> find(const std::string& service) const {
    const auto it = servers.find(service);
    if (it == servers.end() || faults.gone.count(service) > 0) return nullptr;
    return it->second;
  }

  asio::io_context& io;
  Faults faults;
  std::map<std::string, std::shared_ptr<Dispatcher>> servers;
  std::vector<std::weak_ptr<Subscriber::Ears>> ears;
};

namespace {

// Asker carries the reply back through the envelope, by a later turn of the loop, or later still, or never.
class Asker final : public ReplyTo {
 public:
  Asker(std::shared_ptr<Hub::State> hub, PendingCalls pending, std::uint64_t correlation)
      : hub_(std::move(hub)), pending_(std::move(pending)), correlation_(correlation) {}

  void send(Reply reply) override {
    if (use_up(hub_->faults.lose_replies)) return;
    const bool late = use_up(hub_->faults.delay_replies);
    auto timer =
        std::make_shared<asio::steady_timer>(hub_->io, std::chrono::milliseconds(late ? hub_->faults.delay_ms : 0));
    std::string header = encode_header(reply);
    timer->async_wait([timer, pending = pending_, correlation = correlation_, header = std::move(header),
                       body = std::move(reply.body)](const boost::system::error_code&) mutable {
      pending.complete(correlation, decode_reply(header, std::move(body)));
    });
  }

 private:
  std::shared_ptr<Hub::State> hub_;
  PendingCalls pending_;
  std::uint64_t correlation_;
};

Task<Expected<Reply>> call_through(std::shared_ptr<Hub::State> hub, PendingCalls pending, std::int64_t now,
                                   std::string service, Request request) {
  if (request.deadline_ms == 0) request.deadline_ms = now + k_default_deadline_ms;
  if (request.deadline_ms <= now) {
    ++pending.stats().unavailable;
    co_return fail(ErrorCode::deadline_exceeded, "bus: deadline passed before sending");
  }
  std::string header = encode_header(request);
  const auto size = check_size(request, header);
  if (!size) co_return fail(size.error());
  if (!hub->find(service)) {
    ++pending.stats().unavailable;
    co_return fail(ErrorCode::service_unavailable, service + " is not connected");
  }
  const std::uint64_t correlation = pending.open();
  ++pending.stats().sent;
  asio::post(hub->io, [hub, pending, correlation, service, header = std::move(header),
                       body = std::move(request.body)]() mutable {
    // The server may have gone since: what was sent is lost then, as on a wire.
    if (const auto server = hub->find(service))
      server->accept(header, std::move(body), std::make_unique<Asker>(hub, pending, correlation));
  });
  co_return co_await pending.wait(correlation, request.deadline_ms - now);
}

}  // namespace

Hub::Hub(asio::io_context& io) : state_(std::make_shared<State>(io)) {}
Hub::~Hub() = default;
Faults& Hub::faults() {
  return state_->faults;
}

RpcClient::RpcClient(Hub& hub, WallClock wall) : hub_(hub.state()), pending_(hub_->io), wall_(std::move(wall)) {}
RpcClient::~RpcClient() {
  pending_.close();
}
Task<Expected<Reply>> RpcClient::call(std::string service, Request request) {
  return call_through(hub_, pending_, wall_(), std::move(service), std::move(request));
}
bool RpcClient::connected(const std::string& service) const {
  return hub_->find(service) != nullptr;
}

RpcServer::RpcServer(Hub& hub, std::string service, DispatcherConfig config)
    : hub_(hub.state()),
      service_(std::move(service)),
      dispatcher_(std::make_shared<Dispatcher>(hub_->io, std::move(config))) {}
RpcServer::~RpcServer() {
  const auto it = hub_->servers.find(service_);
  if (it != hub_->servers.end() && it->second == dispatcher_) hub_->servers.erase(it);
}
void RpcServer::serve(Handler handler) {
  dispatcher_->serve(std::move(handler));
  hub_->servers[service_] = dispatcher_;
}
Task<void> RpcServer::drain() {
  return dispatcher_->drain();
}

Publisher::Publisher(Hub& hub) : hub_(hub.state()) {}
void Publisher::publish(FeedEvent event) {
  if (use_up(hub_->faults.drop_events)) return;
  const int copies = use_up(hub_->faults.duplicate_events) ? 2 : 1;
  for (int i = 0; i < copies; ++i)
    asio::post(hub_->io, [hub = hub_, event] {
      const auto listeners = hub->ears;  // a handler may subscribe
      for (const auto& weak : listeners)
        if (const auto ears = weak.lock(); ears && ears->city == event.city && ears->event) ears->event(event);
    });
}
void Publisher::ring(const std::string& topic) {
  asio::post(hub_->io, [hub = hub_, topic] {
    const auto listeners = hub->ears;
    for (const auto& weak : listeners)
      if (const auto ears = weak.lock(); ears && ears->bell) ears->bell(topic);
  });
}

Subscriber::Subscriber(Hub& hub, std::string city) : hub_(hub.state()), ears_(std::make_shared<Ears>()) {
  ears_->city = std::move(city);
  hub_->ears.push_back(ears_);
}
Subscriber::~Subscriber() {
  std::erase_if(hub_->ears, [&](const auto& weak) { return weak.lock() == ears_; });
}
void Subscriber::on_event(std::function<void(FeedEvent)> handler) {
  ears_->event = std::move(handler);
}
void Subscriber::on_bell(std::function<void(std::string topic)> handler) {
  ears_->bell = std::move(handler);
}

}  // namespace luodi::bus::memory
