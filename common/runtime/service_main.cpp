#include "common/runtime/service_main.hpp"

#include <sched.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <optional>
#include <utility>

#include "common/runtime/internal_http.hpp"
#include "common/runtime/stall_detector.hpp"

namespace luodi::runtime {
namespace {

namespace asio = boost::asio;

constexpr int k_exit_failed = 1;
constexpr int k_exit_usage = 2;
constexpr std::int64_t k_tasks_limit_ms = 5000;  // for background tasks to end after they are cancelled

// A virtual clock starts at 2022-01-01, the year the measures came into force, until the service loads the stored
// value.
const Instant k_virtual_start = instant_at(CivilDate::from_days(18993));

// Threads made later inherit it. A service that wakes up then does not push another aside in the middle of its work, so
// that on few cores requests gather and one sync of Redis' log serves more of them; who waits on a free core wakes as
// fast as ever. A sandbox that refuses SCHED_BATCH alone costs speed and nothing else; one that refuses
// sched_setscheduler for every policy is no place for these programs: libzmq ends the process there.
void prefer_throughput() {
  const sched_param none{};
  sched_setscheduler(0, SCHED_BATCH, &none);
}

std::string text_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    return e.what();
  } catch (...) {
    return "unknown exception";
  }
}

// Life owns what a Runtime shows. Members are destroyed from the bottom: first the service, last the loop.
class Life {
 public:
  Life(ServiceConfig config, const ServiceFactory& factory)
      : config_(std::move(config)),
        log_(config_.service, config_.log_level),
        tasks_(io_, log_, metrics_, health_),
        pool_(io_),
        stalls_(log_, metrics_),
        signals_(io_, SIGTERM, SIGINT),
        runtime_{io_,
                 config_,
                 log_,
                 metrics_,
                 clock(),
                 config_.virtual_clock ? nullptr : &system_clock_,
                 config_.virtual_clock ? &virtual_clock_ : nullptr,
                 health_,
                 tasks_,
                 pool_},
        service_(factory(runtime_)) {
    config_.reader->refuse_unknown();
  }

  int run() {
    std::signal(SIGPIPE, SIG_IGN);  // hiredis writes without MSG_NOSIGNAL
    add_process_metrics(metrics_);
    for (const std::string& name : config_.reader->unknown_environment())
      log_.warn("environment variable is not a known setting", {{"variable", name}});
    internal_.emplace(io_, config_.http.internal_address, config_.http.internal_port, health_, metrics_);
    tasks_.spawn("stall detector", stalls_.run());
    asio::co_spawn(io_, start(), [this](std::exception_ptr error) { started(error); });
    asio::co_spawn(io_, await_signal(), [this](std::exception_ptr error) { stopped(error); });
    io_.run();
    return exit_code_;
  }

  Log& log() { return log_; }

 private:
  Clock& clock() {
    if (config_.virtual_clock) return virtual_clock_;
    return system_clock_;
  }

  Task<void> start() {
    log_.info("starting", {{"city", config_.city},
                           {"pid", getpid()},
                           {"internal_port", internal_->port()},
                           {"virtual_clock", config_.virtual_clock ? "true" : "false"}});
    co_await service_->start();
  }

  void started(const std::exception_ptr& error) {
    if (error) {
      log_.error("start failed", {{"what", text_of(error)}});
      exit_code_ = k_exit_failed;
      io_.stop();
      return;
    }
    health_.started();
    log_.info("started");
  }

  Task<void> await_signal() {
    const int number = co_await signals_.async_wait(asio::use_awaitable);
    signals_.clear();  // the next one has its usual effect: the end
    health_.begin_drain();
    log_.info("draining", {{"signal", number}, {"lame_duck_ms", config_.lame_duck_ms}});
    asio::steady_timer timer(io_, std::chrono::milliseconds(config_.lame_duck_ms));
    co_await timer.async_wait(asio::use_awaitable);
    if (health_.is_started()) co_await service_->stop();
    co_await tasks_.stop(k_tasks_limit_ms);
    co_await internal_->drain();
  }

  void stopped(const std::exception_ptr& error) {
    if (error) {
      log_.error("stop failed", {{"what", text_of(error)}});
      exit_code_ = k_exit_failed;
    } else {
      log_.info("stopped");
    }
    io_.stop();
  }

  ServiceConfig config_;
  asio::io_context io_{1};
  Log log_;
  Metrics metrics_;
  SystemClock system_clock_;
  VirtualClock virtual_clock_{k_virtual_start};
  Health health_;
  TaskGroup tasks_;
  Pool pool_;
  StallDetector stalls_;
  asio::signal_set signals_;
  int exit_code_ = 0;
  std::optional<InternalHttp> internal_;
  Runtime runtime_;
  std::unique_ptr<Service> service_;
};

}  // namespace

int service_main(int argc, const char* const* argv, const std::string& name, const ServiceFactory& factory) {
  CLI::App app("Luodi " + name);
  std::string path;
  app.add_option("--config", path, "TOML file; every key can be overridden by LUODI_<SECTION>_<KEY>")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : k_exit_usage;
  }
  prefer_throughput();
  Log early(name, Level::info);
  std::optional<Life> life;
  try {
    life.emplace(read_service_config(name, ConfigReader(path, environment())), factory);
  } catch (const ConfigError& error) {
    early.error("configuration refused", {{"what", error.what()}});
    return k_exit_usage;
  } catch (const std::exception& error) {
    early.error("start failed", {{"what", error.what()}});
    return k_exit_failed;
  }
  try {
    return life->run();
  } catch (const std::exception& error) {  // the address is taken, or a bug: end, and let the supervisor start anew
    life->log().error("the event loop ended by an exception", {{"what", error.what()}});
    return k_exit_failed;
  }
}

}  // namespace luodi::runtime
