#pragma once
// Preferences answers GET and PUT /v1/notification-preferences: each account its own. Whoever has said nothing reads
// the defaults at version 0. One io_context thread.
#include "services/progress-monitor/commands.hpp"

namespace luodi::monitor {

class Preferences {
 public:
  explicit Preferences(MonitorBackend& backend) : backend_(backend) {}
  void join();  // adds the operations to the backend

 private:
  Task<bus::Reply> get(bus::Request request);
  Task<bus::Reply> set(bus::Request request);

  MonitorBackend& backend_;
};

}  // namespace luodi::monitor
