#pragma once
// Problems over the bus: report, assign, resolve, confirm, reopen, escalate, and reading them. A problem is seen by
// whoever sees its project, and by its reporter. Confirming one may be progress of the project, so the lights are
// judged in the same commit. One io_context thread.
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/due_jobs.hpp"

namespace luodi::monitor {

class Problems {
 public:
  Problems(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
      : backend_(backend), indexes_(indexes), evaluation_(evaluation) {}
  void join();  // adds the operations to the backend

 private:
  template <class Body>
  using Rule = Expected<domain::Decision> (*)(const std::string& id, const Problem&, const Hindered&, const Body&,
                                              const domain::Context&);
  template <class Body>
  void on(const std::string& operation, Rule<Body> decide);
  template <class Body>
  Task<bus::Reply> run(Rule<Body> decide, bus::Request request);
  Task<bus::Reply> report(bus::Request request);
  Task<bus::Reply> list(bus::Request request);
  Task<bus::Reply> get(bus::Request request);

  MonitorBackend& backend_;
  const Indexes& indexes_;
  const Evaluation& evaluation_;
};

// "problem:<id>": an overdue problem climbs one level.
JobKind problem_job_kind();

}  // namespace luodi::monitor
