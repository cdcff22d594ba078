#pragma once
// Problems over the bus: report, assign, resolve, confirm, reopen, escalate, and reading them. A problem is seen by
// whoever sees its project, by its reporter and by the organisation that owns it. Confirming one may be progress of the
// project, so the lights are judged in the same commit. One io_context thread.
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/domain/problem_owner.hpp"
#include "services/progress-monitor/object_desk.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<Problem> {
  static constexpr std::string_view noun = "problem";
  static constexpr std::string_view path = "/v1/problems/";
  static bool is_own(const Actor& actor, const Problem& problem) {
    return is_reporter(actor, problem) || is_organisation(actor, problem.owner);
  }
  static void show(const Problem& problem, const domain::Project&, Instant now, codec::Json& view);
  static Expected<std::function<bool(const Problem&)>> filter(const runtime::Query& query, Instant now);
};

// Rules that name the problem and what it hinders apart.
template <class Body>
auto of_problem(Expected<domain::Decision> (*rule)(const std::string&, const Problem&, const Hindered&, const Body&,
                                                   const domain::Context&)) {
  return [rule](const Concerning<Problem>& on, const Body& body, const domain::Context& context) {
    return rule(on.id, *on.state, Hindered{on.state->project_id, on.project}, body, context);
  };
}

class Problems {
 public:
  Problems(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation);
  void join();  // adds the operations to the backend

 private:
  const Indexes& indexes_;
  ObjectDesk<Problem> desk_;
};

// "problem:<id>": an overdue problem climbs one level.
JobKind problem_job_kind();

}  // namespace luodi::monitor
