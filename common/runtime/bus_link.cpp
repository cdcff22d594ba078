#include "common/runtime/bus_link.hpp"

#include <optional>
#include <utility>

#include "common/bus/zmq/curve_gate.hpp"
#include "common/bus/zmq/feed.hpp"
#include "common/bus/zmq/rpc_client.hpp"
#include "common/bus/zmq/rpc_server.hpp"

namespace luodi::runtime {
namespace {

void count_server(Metrics& metrics, const std::shared_ptr<bus::zmq::RpcServer>& server) {
  const auto counter = [&](const char* outcome) {
    return metrics.counter("luodi_bus_requests_total", "Requests that arrived over the bus", {{"outcome", outcome}});
  };
  auto received = counter("received");
  auto expired = counter("expired");
  auto refused = counter("refused");
  auto malformed = counter("malformed");
  auto faults = counter("fault");
  auto unroutable = counter("unroutable");
  auto running = metrics.gauge("luodi_bus_requests_running", "Requests being answered");
  metrics.on_collect([=, weak = std::weak_ptr(server)]() mutable {
    const auto alive = weak.lock();
    if (!alive) return;
    const auto& stats = alive->stats();
    received.raise_to(static_cast<double>(stats.received));
    expired.raise_to(static_cast<double>(stats.expired));
    refused.raise_to(static_cast<double>(stats.refused));
    malformed.raise_to(static_cast<double>(stats.malformed));
    faults.raise_to(static_cast<double>(stats.faults));
    unroutable.raise_to(static_cast<double>(alive->unroutable()));
    running.set(static_cast<double>(alive->running()));
  });
}

void count_client(Metrics& metrics, const std::shared_ptr<bus::zmq::RpcClient>& client) {
  const auto counter = [&](const char* outcome) {
    return metrics.counter("luodi_bus_calls_total", "Calls to services over the bus", {{"outcome", outcome}});
  };
  auto sent = counter("sent");
  auto answered = counter("answered");
  auto unavailable = counter("unavailable");
  auto unknown = counter("unknown");
  auto late = counter("late");
  auto malformed = counter("malformed");
  auto in_flight = metrics.gauge("luodi_bus_calls_in_flight", "Calls that wait for their reply");
  metrics.on_collect([=, weak = std::weak_ptr(client)]() mutable {
    const auto alive = weak.lock();
    if (!alive) return;
    const auto& stats = alive->stats();
    sent.raise_to(static_cast<double>(stats.sent));
    answered.raise_to(static_cast<double>(stats.answered));
    unavailable.raise_to(static_cast<double>(stats.unavailable));
    unknown.raise_to(static_cast<double>(stats.unknown));
    late.raise_to(static_cast<double>(stats.late));
    malformed.raise_to(static_cast<double>(stats.malformed));
    in_flight.set(static_cast<double>(alive->in_flight()));
  });
}

}  // namespace

struct BusLink::Impl {
  Impl(boost::asio::io_context& loop, const ServiceConfig& c, Log& l, Metrics& m)
      : io(loop), config(c), log(l), metrics(m) {}

  boost::asio::io_context& io;
  const ServiceConfig& config;
  Log& log;
  Metrics& metrics;
  std::shared_ptr<bus::zmq::Context> context = std::make_shared<bus::zmq::Context>();
  std::optional<bus::zmq::CurveGate> gate;
  bus::zmq::CurveServer server_keys;
  bus::zmq::CurveClient client_keys;
};

BusLink::BusLink(boost::asio::io_context& io, const ServiceConfig& config, Log& log, Metrics& metrics)
    : impl_(std::make_unique<Impl>(io, config, log, metrics)) {
  const CurveConfig& curve = config.bus.curve;
  impl_->server_keys.secret_key = read_secret_file(curve.server_secret_key_file);
  if (!impl_->server_keys.secret_key.empty()) impl_->gate.emplace(io, impl_->context, curve.allowed_clients);
  if (curve.server_public_key.empty() != curve.client_secret_key_file.empty() ||
      curve.server_public_key.empty() != curve.client_public_key.empty())
    throw ConfigError(
        "config: bus.curve needs server_public_key, client_public_key and client_secret_key_file together");
  impl_->client_keys.server_public_key = curve.server_public_key;
  impl_->client_keys.public_key = curve.client_public_key;
  impl_->client_keys.secret_key = read_secret_file(curve.client_secret_key_file);
}
BusLink::~BusLink() = default;

std::shared_ptr<bus::RpcServer> BusLink::server() {
  bus::zmq::RpcServerConfig config;
  config.endpoint = impl_->config.own_rpc_endpoint();
  config.curve = impl_->server_keys;
  config.dispatch.max_running = impl_->config.max_running;
  config.dispatch.on_fault = [&log = impl_->log](const std::string& what) {
    log.error("bus request failed", {{"what", what}});
  };
  auto server = std::make_shared<bus::zmq::RpcServer>(impl_->io, impl_->context, std::move(config));
  count_server(impl_->metrics, server);
  return server;
}

std::shared_ptr<bus::RpcClient> BusLink::client() {
  bus::zmq::RpcClientConfig config;
  config.default_deadline_ms = impl_->config.request_deadline_ms;
  for (const auto& [service, endpoints] : impl_->config.bus.rpc) {
    if (service == impl_->config.service) continue;
    config.endpoints[service] = endpoints;
    config.curve[service] = impl_->client_keys;
  }
  auto client = std::make_shared<bus::zmq::RpcClient>(impl_->io, impl_->context, std::move(config));
  count_client(impl_->metrics, client);
  return client;
}

std::shared_ptr<bus::EventPublisher> BusLink::publisher() {
  bus::zmq::PublisherConfig config;
  config.endpoint = impl_->config.own_feed_endpoint();
  config.curve = impl_->server_keys;
  return std::make_shared<bus::zmq::Publisher>(impl_->io, impl_->context, std::move(config));
}

std::shared_ptr<bus::EventSubscriber> BusLink::subscriber() {
  bus::zmq::SubscriberConfig config;
  config.endpoints = impl_->config.all_feed_endpoints();
  config.city = impl_->config.city;
  config.curve = impl_->client_keys;
  return std::make_shared<bus::zmq::Subscriber>(impl_->io, impl_->context, std::move(config));
}

}  // namespace luodi::runtime
