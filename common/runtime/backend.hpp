#pragma once
// Backend is the frame of the three services behind the gateway, the same for each: Redis, bus, policies, clock, read
// model and command runner, joined and started in the right order. A service adds its operations and its background
// work. One io_context thread.
//
//   class Intake final : public Service {
//    public:
//     explicit Intake(Runtime& rt) : backend_(rt) {
//       backend_.on("project.get", [this](bus::Request r) { return get_project(std::move(r)); });
//     }
//     Task<void> start() override { return backend_.start(); }
//     Task<void> stop() override { return backend_.stop(); }
//    private:
//     Backend<World<domain::Project, domain::Park, domain::Watch>> backend_;
//   };
//
// Guarantee: an operation runs only for the roles that common/domain/permission.hpp names for it, whoever asks, so no
// handler and no rule asks again; and only after the world includes X-Luodi-Min-Sequence. Requests before start() is
// finished find no peer; stop() lets running requests finish.
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "common/bus/zmq/curve_gate.hpp"
#include "common/bus/zmq/feed.hpp"
#include "common/bus/zmq/rpc_server.hpp"
#include "common/domain/permission.hpp"
#include "common/policy/policy_book.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/read_model.hpp"
#include "common/runtime/request_metrics.hpp"
#include "common/runtime/service_main.hpp"
#include "common/runtime/skew_guard.hpp"
#include "common/store/redis/redis_store.hpp"

namespace luodi::runtime {

store::redis::Options redis_options(const RedisConfig& config);
// The checks of a process with a store: "redis" (a link that can be used) and "writes" (Redis takes them).
void check_store(Health& health, const store::redis::RedisStore& store);

// What does not depend on the aggregates of a service. Throws ConfigError for a configuration that cannot work.
class BackendCore {
 public:
  explicit BackendCore(Runtime& rt);

  Runtime& runtime() { return rt_; }
  store::redis::RedisStore& store() { return store_; }
  bus::EventPublisher& publisher() { return *publisher_; }
  bus::EventSubscriber& subscriber() { return *subscriber_; }
  const policy::PolicyBook& policies() const { return policies_; }
  Instant now() const { return rt_.clock.now(); }
  // Hears that the virtual clock moved (due work may have become due). Never called under the system clock.
  std::function<void()> on_clock_moved;

 protected:
  Task<void> connect();  // waits for Redis as long as it takes
  void serve(bus::RpcServer::Handler handler);
  Task<void> disconnect();
  void adopt_time(const bus::Request& request);  // the gateway's virtual now, when it is later

 private:
  Task<void> read_clock();
  Runtime& rt_;
  policy::PolicyBook policies_;
  store::redis::RedisStore store_;
  RequestMetrics request_metrics_;
  std::shared_ptr<bus::zmq::Context> context_;
  std::optional<bus::zmq::CurveGate> gate_;
  std::optional<bus::zmq::Publisher> publisher_;
  std::optional<bus::zmq::Subscriber> subscriber_;
  std::optional<bus::zmq::RpcServer> rpc_;
  std::optional<SkewGuard> skew_;
};

template <class W>
class Backend : public BackendCore {
 public:
  using Operation = std::function<Task<bus::Reply>(bus::Request)>;

  explicit Backend(Runtime& rt) : BackendCore(rt) {}
  W& world() { return world_; }
  ReadModel<W>& model() { return *model_; }        // after start()
  CommandRunner<W>& runner() { return *runner_; }  // after start()

  // Throws for an operation without a permission: nobody could ever call it.
  void on(std::string operation, Operation handler) {
    const auto* permission = domain::find_permission(operation);
    if (!permission) throw std::logic_error("no permission names the operation " + operation);
    operations_[std::move(operation)] = {permission->roles, std::move(handler)};
  }
  // Runs after the world is loaded and before the first request: indexes, consumers, workers.
  std::function<Task<void>()> before_serving;
  // Hears every event in order, once the world holds it; from the first event of the city when `all_events`.
  std::function<void(const domain::EventHead&, const store::StoredEvent&)> on_event;
  bool all_events = false;

  Task<void> start() {
    co_await connect();
    auto& rt = runtime();
    model_.emplace(rt.io, store(), subscriber(), world_, rt.config.city);
    model_->on_event = [this](const domain::EventHead& head, const store::StoredEvent& event) {
      if (on_event) on_event(head, event);
    };
    model_->on_fault = [this](const Error& error, const store::StoredEvent& event) {
      runtime().log.error("event cannot be applied", {{"sequence", event.at.seq}, {"what", error.detail}});
      runtime().health.set("events", false, error.detail);
    };
    auto loaded = co_await model_->start(all_events);
    if (!loaded) throw std::runtime_error("states cannot be loaded: " + loaded.error().detail);
    RunnerConfig config;
    config.service = rt.config.service;
    config.city = rt.config.city;
    runner_.emplace(
        store(), world_, publisher(), policies(), [this] { return now(); }, config);
    runner_->on_trouble = [this](const std::string& operation, const std::string& what) {
      runtime().log.warn("command not done, or not known to be", {{"operation", operation}, {"what", what}});
    };
    model_->join(*runner_);
    rt.tasks.spawn("event reader", model_->run());
    rt.health.check(
        "feed", [this] { return HealthResult(model_->caught_up(), std::to_string(model_->lag()) + " events behind"); });
    auto lag = rt.metrics.gauge("luodi_feed_lag_events", "Known events that the read model does not hold yet");
    rt.metrics.on_collect([this, lag]() mutable { lag.set(static_cast<double>(model_->lag())); });
    if (before_serving) co_await before_serving();
    serve([this](bus::Request request) { return dispatch(std::move(request)); });
  }

  Task<void> stop() {
    co_await disconnect();
    if (model_) model_->stop();
    co_await store().stop();
  }

 private:
  Task<bus::Reply> dispatch(bus::Request request) {
    const auto found = operations_.find(request.operation);
    if (found == operations_.end()) co_return problem_reply(Error(ErrorCode::route_not_found), request);
    const auto& [roles, run] = found->second;
    if (auto may = domain::check_permission(request.actor, roles); !may) co_return problem_reply(may.error(), request);
    adopt_time(request);
    if (request.min_sequence > model_->position()) {
      auto seen = co_await model_->wait_for(request.min_sequence);
      if (!seen) co_return problem_reply(Error(ErrorCode::deadline_exceeded, "X-Luodi-Min-Sequence"), request);
    }
    co_return co_await run(std::move(request));
  }

  W world_;
  std::optional<ReadModel<W>> model_;
  std::optional<CommandRunner<W>> runner_;
  struct Permitted {
    RoleSet roles;
    Operation run;
  };
  std::unordered_map<std::string, Permitted> operations_;
};

}  // namespace luodi::runtime
