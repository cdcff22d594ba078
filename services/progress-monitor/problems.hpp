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
  static void show(const Problem& problem, Instant now, codec::Json& view);
  static Expected<std::function<bool(const Problem&)>> filter(const runtime::Query& query, Instant now);
};

class Problems {
 public:
  Problems(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation);
  void join();  // adds the operations to the backend

 private:
  MonitorBackend& backend_;
  const Indexes& indexes_;
  ObjectDesk<Problem> desk_;
};

// "problem:<id>": an overdue problem climbs one level.
JobKind problem_job_kind();

}  // namespace luodi::monitor
