#pragma once
// Queries about how a project moves against its plan: plan with its revisions, lag light, pace of the last complete
// quarter, funds against the agreement. Computed when asked, from memory; the policy is the one in force today.
#include "services/progress-monitor/commands.hpp"

namespace luodi::monitor {

class ProgressQueries {
 public:
  explicit ProgressQueries(MonitorBackend& backend) : backend_(backend) {}
  void join();  // adds the operations to the backend

 private:
  Task<bus::Reply> plan_status(bus::Request request);

  MonitorBackend& backend_;
};

}  // namespace luodi::monitor
