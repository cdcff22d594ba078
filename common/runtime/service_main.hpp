#pragma once
// service_main is the life of a process, the same for all four: read the configuration, build the loop and what stands
// on it, start the service, and on SIGTERM or SIGINT leave as a lame duck: /readyz 503, wait lame_duck_ms, stop the
// service (finish what runs), end the tasks, close, exit 0. A second signal ends at once. Exit codes: 0 stopped as
// asked, 1 start failed or a bug reached the loop, 2 wrong arguments or configuration.
//
//   int main(int argc, char** argv) {
//     return luodi::runtime::service_main(argc, argv, "intake", [](Runtime& rt) { return make_intake(rt); });
//   }
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "common/bus/bus.hpp"
#include "common/runtime/clock.hpp"
#include "common/runtime/config.hpp"
#include "common/runtime/health.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/metrics.hpp"
#include "common/runtime/pool.hpp"
#include "common/runtime/task_group.hpp"

namespace luodi::runtime {

// Everything here outlives the service. One io_context thread.
struct Runtime {
  boost::asio::io_context& io;
  const ServiceConfig& config;
  Log& log;
  Metrics& metrics;
  Clock& clock;
  SystemClock* system_clock;    // for a SkewGuard; null under a virtual clock
  VirtualClock* virtual_clock;  // null in real life
  Health& health;
  TaskGroup& tasks;
  Pool& pool;
};

// Service: the constructor takes no time and binds nothing; start connects, loads and begins to answer; stop ends new
// work and finishes what runs (at most 5 s). What start throws ends the process with exit code 1.
class Service {
 public:
  virtual ~Service() = default;
  virtual Task<void> start() = 0;
  virtual Task<void> stop() = 0;
};

using ServiceFactory = std::function<std::unique_ptr<Service>(Runtime&)>;

int service_main(int argc, const char* const* argv, const std::string& name, const ServiceFactory& factory);

}  // namespace luodi::runtime
