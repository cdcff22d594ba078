#include "common/runtime/backend.hpp"

#include <charconv>
#include <chrono>

#include "common/policy/files/policy_files.hpp"

namespace luodi::runtime {

namespace {
constexpr std::chrono::seconds k_store_patience{5};  // between two warnings that Redis is away

bus::zmq::CurveClient client_keys(const CurveConfig& config) {
  bus::zmq::CurveClient keys;
  if (config.server_public_key.empty()) return keys;
  keys.server_public_key = config.server_public_key;
  keys.public_key = config.client_public_key;
  keys.secret_key = read_secret_file(config.client_secret_key_file);
  return keys;
}

// A service that runs with a policy nobody meant would compute wrong awards: refuse to start.
policy::PolicyBook load_policies(const ServiceConfig& config) {
  auto book = policy::load_policy_book(config.policy_dir);
  if (!book) throw ConfigError("policy: " + book.error().detail);
  return std::move(*book);
}
}  // namespace

store::redis::Options redis_options(const RedisConfig& config) {
  store::redis::Endpoint endpoint;
  endpoint.unix_path = config.socket;
  endpoint.address = config.host;
  endpoint.port = config.port;
  endpoint.user = config.user;
  endpoint.password = read_secret_file(config.password_file);
  return store::redis::Options(std::move(endpoint));
}

void check_store(Health& health, const store::redis::RedisStore& store) {
  health.check("redis", [&store] { return HealthResult(store.ready(), store.link().last_fault()); });
  health.check("writes", [&store] {
    const auto fault = store.link().write_fault();
    return HealthResult(fault.empty(), fault);
  });
}

BackendCore::BackendCore(Runtime& rt)
    : rt_(rt),
      policies_(load_policies(rt.config)),
      store_(rt.io, store::Keys(rt.config.city), redis_options(rt.config.redis)),
      request_metrics_(rt.metrics),
      context_(std::make_shared<bus::zmq::Context>()) {}

Task<void> BackendCore::connect() {
  store_.start();
  bus::zmq::PublisherConfig feed;
  feed.endpoint = rt_.config.own_feed_endpoint();
  feed.curve.secret_key = read_secret_file(rt_.config.bus.curve.server_secret_key_file);
  if (!feed.curve.secret_key.empty()) gate_.emplace(rt_.io, context_, rt_.config.bus.curve.allowed_clients);
  publisher_.emplace(rt_.io, context_, std::move(feed));
  bus::zmq::SubscriberConfig ears;
  ears.endpoints = rt_.config.other_feed_endpoints();  // what this process commits, its runner tells it at once
  ears.city = rt_.config.city;
  ears.curve = client_keys(rt_.config.bus.curve);
  subscriber_.emplace(rt_.io, context_, std::move(ears));
  check_store(rt_.health, store_);
  for (bool ready = false; !ready;) {
    const auto limit = store::redis::Clock::now() + k_store_patience;
    ready = co_await store_.wait_ready(limit);
    if (!ready) rt_.log.warn("waiting for redis", {{"fault", store_.link().last_fault()}});
  }
  if (rt_.virtual_clock) {
    co_await read_clock();
    subscriber_->on_bell([this](const std::string& topic) {
      if (topic == "clock") rt_.tasks.spawn("read clock", read_clock());
    });
  } else {
    skew_.emplace(*rt_.system_clock, rt_.health, rt_.metrics, rt_.log);
    rt_.tasks.spawn("skew guard", skew_->run([this] { return store_.time(); }));
  }
}

Task<void> BackendCore::read_clock() {
  auto stored = co_await store_.get_value("virtual_clock");
  std::int64_t ms = 0;
  if (stored && *stored) std::from_chars((*stored)->data(), (*stored)->data() + (*stored)->size(), ms);
  const Instant before = rt_.virtual_clock->now();
  rt_.virtual_clock->set(Instant::from_ms(ms));
  if (rt_.virtual_clock->now() > before && on_clock_moved) on_clock_moved();
}

void BackendCore::adopt_time(const bus::Request& request) {
  if (!rt_.virtual_clock || !request.now || *request.now <= rt_.virtual_clock->now()) return;
  rt_.virtual_clock->set(*request.now);
  if (on_clock_moved) on_clock_moved();
}

void BackendCore::serve(bus::RpcServer::Handler handler) {
  bus::zmq::RpcServerConfig config;
  config.endpoint = rt_.config.own_rpc_endpoint();
  config.curve.secret_key = read_secret_file(rt_.config.bus.curve.server_secret_key_file);
  config.dispatch.max_running = rt_.config.max_running;
  config.dispatch.on_fault = [this](const std::string& what) { rt_.log.error("request failed", {{"what", what}}); };
  rpc_.emplace(rt_.io, context_, std::move(config));
  rpc_->serve([this, handler = std::move(handler)](bus::Request request) -> Task<bus::Reply> {
    const std::string operation = request.operation;
    const auto began = std::chrono::steady_clock::now();
    auto reply = co_await handler(std::move(request));
    request_metrics_.count(operation, reply.status, std::chrono::steady_clock::now() - began);
    co_return reply;
  });
  auto running = rt_.metrics.gauge("luodi_requests_running", "Requests of the bus being answered");
  rt_.metrics.on_collect([this, running]() mutable { running.set(static_cast<double>(rpc_->running())); });
  rt_.log.info("serving", {{"endpoint", rpc_->endpoint()}});
}

Task<void> BackendCore::disconnect() {
  if (rpc_) co_await rpc_->drain();
}

}  // namespace luodi::runtime
