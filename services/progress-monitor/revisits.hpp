#pragma once
// Revisits over the bus: record one on a project, read those of a project, list them by state. The id of the revisits
// of a project is the project's. One io_context thread.
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/object_desk.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<Revisits> {
  static constexpr std::string_view noun = "revisit";
  static constexpr std::string_view path = "/v1/revisits/";
  static bool is_own(const Actor&, const Revisits&) { return false; }
  static void show(const Revisits& revisits, const domain::Project&, Instant now, codec::Json& view);
  static Expected<std::function<bool(const Revisits&)>> filter(const runtime::Query& query, Instant now);
};

class RevisitDesk {
 public:
  RevisitDesk(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
      : desk_(backend, indexes.revisits(), evaluation) {}
  void join();  // adds the operations to the backend

 private:
  ObjectDesk<Revisits> desk_;
};

// "revisit:<project>": a visit is opened, a day that passed without one is recorded.
JobKind revisit_job_kind();

}  // namespace luodi::monitor
