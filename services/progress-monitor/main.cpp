// Progress monitor: landing to production, idle clock, interviews, exemptions, notifications. See README.md.
#include "services/progress-monitor/service.hpp"

int main(int argc, char** argv) {
  return luodi::runtime::service_main(argc, argv, "progress-monitor", [](luodi::runtime::Runtime& rt) {
    return luodi::monitor::make_progress_monitor(rt);
  });
}
