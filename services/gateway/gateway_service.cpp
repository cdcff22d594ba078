#include "services/gateway/gateway_service.hpp"

#include <array>
#include <charconv>
#include <optional>

#include "common/runtime/backend.hpp"
#include "common/runtime/bus_link.hpp"
#include "common/runtime/read_model.hpp"
#include "common/runtime/skew_guard.hpp"
#include "common/store/redis/redis_store.hpp"
#include "services/gateway/gateway.hpp"
#include "services/gateway/gateway_config.hpp"

namespace luodi::gateway {

namespace {
using runtime::HealthResult;
using runtime::Task;

constexpr std::array<Service, 3> k_services{Service::intake, Service::progress_monitor, Service::incentive_calculator};
constexpr std::int64_t k_login_window_s = 60;
constexpr std::chrono::seconds k_store_patience{5};  // between two warnings that Redis is away
constexpr std::int64_t k_lag_limit = 5'000;          // events; more means that the feed cannot follow

void check_endpoints(const runtime::ServiceConfig& config) {
  for (const Service service : k_services) {
    const std::string name(service_name(service));
    if (!config.bus.rpc.contains(name)) throw runtime::ConfigError("config: bus.rpc." + name + " is required");
  }
  config.own_feed_endpoint();
}

// Accounts follow no policy of investment promotion; the command runner still asks for a book.
policy::PolicyBook no_policies() {
  policy::Policy none;
  none.id = "none";
  return *policy::PolicyBook::of({none}, WorkingCalendar());
}

class GatewayService final : public runtime::Service {
 public:
  explicit GatewayService(runtime::Runtime& rt)
      : rt_(rt),
        config_(read_gateway_config(rt.config)),
        bootstrap_(config_.accounts_file.empty() ? std::vector<NewAccount>()
                                                 : read_accounts_file(config_.accounts_file)),
        redis_(runtime::redis_options(rt.config.redis)),
        policies_(no_policies()),
        limiter_("default", config_.requests_per_minute, k_login_window_s),
        logins_("sign-in", config_.sign_ins_per_minute, k_login_window_s),
        cache_(config_.cache_bytes),
        waiting_(config_.waiting) {
    check_endpoints(rt.config);
  }

  Task<void> start() override {
    connect();
    co_await wait_for_store();
    co_await load_clock();
    co_await load_accounts();
    assemble();
    co_await make_first_accounts();
    add_checks();
    add_metrics();
    listen();
  }

  Task<void> stop() override {
    if (hub_) hub_->stop();
    if (server_) co_await server_->drain();
    if (model_) model_->stop();
    if (store_) co_await store_->stop();
  }

 private:
  void connect() {
    store_.emplace(rt_.io, store::Keys(rt_.config.city), redis_);
    store_->start();
    bus_.emplace(rt_.io, rt_.config, rt_.log, rt_.metrics);
    rpc_ = bus_->client();
    publisher_ = bus_->publisher();
    subscriber_ = bus_->subscriber();
    runtime::check_store(rt_.health, *store_);
  }

  Task<void> wait_for_store() {
    for (bool ready = false; !ready;) {
      const auto limit = store::redis::Clock::now() + k_store_patience;
      ready = co_await store_->wait_ready(limit);
      if (!ready) rt_.log.warn("waiting for redis", {{"fault", store_->link().last_fault()}});
    }
  }

  Task<void> load_clock() {
    if (!rt_.virtual_clock) {
      skew_.emplace(*rt_.system_clock, rt_.health, rt_.metrics, rt_.log);
      rt_.tasks.spawn("skew guard", skew_->run([this] { return store_->time(); }));
      co_return;
    }
    setter_.emplace(*rt_.virtual_clock, *store_, *publisher_);
    co_await read_clock();
    subscriber_->on_bell([this](const std::string& topic) {
      if (topic == "clock") rt_.tasks.spawn("read clock", read_clock());
    });
  }

  // Another gateway, or this one before a restart, may have moved the clock further.
  Task<void> read_clock() {
    auto stored = co_await store_->get_value("virtual_clock");
    std::int64_t ms = 0;
    if (stored && *stored) std::from_chars((*stored)->data(), (*stored)->data() + (*stored)->size(), ms);
    rt_.virtual_clock->set(Instant::from_ms(ms));
  }

  Task<void> load_accounts() {
    model_.emplace(rt_.io, *store_, *subscriber_, world_, rt_.config.city);
    auto loaded = co_await model_->start();
    if (!loaded) throw std::runtime_error("accounts cannot be loaded: " + loaded.error().detail);
    model_->on_event = [this](const domain::EventHead& head, const store::StoredEvent& event) {
      cache_.on_event(head.subject, event.at.seq);
      hub_->on_event(event);
    };
    model_->on_fault = [this](const Error& error, const store::StoredEvent& event) {
      rt_.log.error("event cannot be read", {{"sequence", event.at.seq}, {"what", error.detail}});
      cache_.clear();  // whom it concerns is unknown, so it may concern every answer
      cache_.start_at(event.at.seq);
      hub_->on_event(event);
    };
  }

  void assemble() {
    const auto wall = bus::wall_ms;
    hub_.emplace(rt_.io, *store_, config_.hub);
    hub_->start_at(model_->position());
    cache_.start_at(model_->position());
    directory_.emplace(world_);
    hasher_.emplace(rt_.io);
    sessions_.emplace(*store_, config_.sessions, wall);
    login_.emplace(
        rt_.config.city, *store_, *hasher_,
        [this](const std::string& username) { return directory_->find(username) != nullptr; }, config_.lockout, wall);
    runtime::RunnerConfig runner;
    runner.service = "gateway";
    runner.city = rt_.config.city;
    runner_.emplace(
        *store_, world_, *publisher_, policies_, [this] { return rt_.clock.now(); }, runner);
    model_->join(*runner_);
    accounts_.emplace(world_, *runner_, *hasher_);
    forwarder_.emplace(*rpc_, config_.forward, wall);
    local_.emplace(LocalParts{*sessions_, *login_, *directory_, *accounts_, *hub_, logins_, rt_.clock,
                              setter_ ? &*setter_ : nullptr, [this] { return rt_.health.failed(); }, wall,
                              [this](std::int64_t sequence) { return model_->wait_for(sequence); }});
    gateway_.emplace(GatewayParts{rt_.config.city, *sessions_, *directory_, *forwarder_, *local_, cache_, limiter_,
                                  rt_.clock, rt_.metrics, rt_.log,
                                  [this] { return store_->ready() && model_->caught_up(); }, wall, waiting_,
                                  [this] { return model_->position() + model_->lag(); }});
    rt_.tasks.spawn("event reader", model_->run());
    rt_.tasks.spawn("stream pings", hub_->run());
  }

  Task<void> make_first_accounts() {
    auto made = co_await accounts_->bootstrap(std::move(bootstrap_));
    if (!made) throw std::runtime_error("first accounts cannot be made: " + made.error().detail);
    if (*made > 0) rt_.log.info("accounts created", {{"count", *made}});
  }

  void add_checks() {
    for (const gateway::Service service : k_services) {
      const std::string name(service_name(service));
      rt_.health.check(name, [this, name] { return HealthResult(rpc_->connected(name), ""); });
    }
    rt_.health.check("feed", [this] {
      const auto lag = model_->lag();
      return HealthResult(model_->caught_up() && lag < k_lag_limit, std::to_string(lag) + " events behind");
    });
  }

  void add_metrics() {
    auto streams = rt_.metrics.gauge("luodi_gateway_event_streams", "Open server-sent event streams");
    auto sessions = rt_.metrics.gauge("luodi_gateway_session_copies", "Sessions held in memory");
    auto cached = rt_.metrics.gauge("luodi_gateway_cache_bytes", "Size of the answer cache");
    auto flight = rt_.metrics.gauge("luodi_gateway_in_flight", "Requests waiting for a service");
    auto waiting = rt_.metrics.gauge("luodi_gateway_waiting_reads", "Requests waiting for X-Luodi-Min-Sequence");
    auto lag = rt_.metrics.gauge("luodi_gateway_feed_lag", "Known events not yet seen");
    auto connections = rt_.metrics.gauge("luodi_gateway_connections", "Open HTTP connections");
    rt_.metrics.on_collect([=, this]() mutable {
      streams.set(static_cast<double>(hub_->streams()));
      sessions.set(static_cast<double>(sessions_->copies()));
      cached.set(static_cast<double>(cache_.bytes()));
      flight.set(static_cast<double>(forwarder_->in_flight()));
      waiting.set(static_cast<double>(waiting_.waiting()));
      lag.set(static_cast<double>(model_->lag()));
      connections.set(static_cast<double>(server_ ? server_->connections() : 0));
    });
  }

  void listen() {
    auto refused = rt_.metrics.counter("luodi_gateway_refused_total", "Requests refused before any handler saw them");
    http::ServerConfig config;
    config.address = rt_.config.http.address;
    config.port = rt_.config.http.port;
    config.body_limit = body_limit_of;
    config.on_refused = [refused](const Error&, std::string_view) mutable { refused.add(); };
    config.on_exception = [this](std::string_view what) { rt_.log.error("handler threw", {{"what", what}}); };
    server_.emplace(rt_.io, std::move(config),
                    [this](http::Request request) { return gateway_->handle(std::move(request)); });
    server_->start();
    rt_.log.info("listening", {{"address", rt_.config.http.address}, {"port", server_->port()}});
  }

  runtime::Runtime& rt_;
  GatewayConfig config_;
  std::vector<NewAccount> bootstrap_;
  store::redis::Options redis_;
  policy::PolicyBook policies_;
  RateLimiter limiter_;
  RateLimiter logins_;
  AnswerCache cache_;
  WaitingReads waiting_;
  AccountWorld world_;

  std::optional<store::redis::RedisStore> store_;
  std::optional<runtime::BusLink> bus_;
  std::shared_ptr<bus::RpcClient> rpc_;
  std::shared_ptr<bus::EventPublisher> publisher_;
  std::shared_ptr<bus::EventSubscriber> subscriber_;
  std::optional<runtime::SkewGuard> skew_;
  std::optional<ClockSetter> setter_;
  std::optional<runtime::ReadModel<AccountWorld>> model_;
  std::optional<EventHub> hub_;
  std::optional<AccountDirectory> directory_;
  std::optional<PasswordHasher> hasher_;
  std::optional<Sessions> sessions_;
  std::optional<Login> login_;
  std::optional<AccountRunner> runner_;
  std::optional<AccountCommands> accounts_;
  std::optional<Forwarder> forwarder_;
  std::optional<LocalOperations> local_;
  std::optional<Gateway> gateway_;
  std::optional<http::Server> server_;
};
}  // namespace

std::unique_ptr<runtime::Service> make_gateway(runtime::Runtime& runtime) {
  return std::make_unique<GatewayService>(runtime);
}

}  // namespace luodi::gateway
