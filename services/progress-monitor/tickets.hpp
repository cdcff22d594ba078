#pragma once
// Service tickets over the bus: request, assign, answer, confirm, reopen, and reading them. A ticket is seen by whoever
// sees its project, and by its asker. One io_context thread.
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "services/progress-monitor/due_jobs.hpp"

namespace luodi::monitor {

class Tickets {
 public:
  Tickets(MonitorBackend& backend, const Indexes& indexes) : backend_(backend), indexes_(indexes) {}
  void join();  // adds the operations to the backend

 private:
  template <class Body>
  using Rule = Expected<domain::Decision> (*)(const Served&, const Body&, const domain::Context&);
  template <class Body>
  void on(const std::string& operation, Rule<Body> decide);
  template <class Body>
  Task<bus::Reply> run(Rule<Body> decide, bus::Request request);
  Task<bus::Reply> request(bus::Request request);
  Task<bus::Reply> list(bus::Request request);
  Task<bus::Reply> get(bus::Request request);

  MonitorBackend& backend_;
  const Indexes& indexes_;
};

// "ticket:<id>": a clock that ran out is recorded.
JobKind ticket_job_kind();

}  // namespace luodi::monitor
