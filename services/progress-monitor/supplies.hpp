#pragma once
// Supplies of land and energy over the bus: deliver, correct, and reading them. They begin with the answer of a ticket
// (domain/supply_decide.hpp). Seen by whoever sees the project. One io_context thread.
#include "services/progress-monitor/domain/supply_decide.hpp"
#include "services/progress-monitor/object_desk.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<Supply> {
  static constexpr std::string_view noun = "supply";
  static constexpr std::string_view path = "/v1/supplies/";
  static bool is_own(const Actor&, const Supply&) { return false; }
  static void show(const Supply& supply, const domain::Project& project, Instant now, codec::Json& view);
  static Expected<std::function<bool(const Supply&)>> filter(const runtime::Query& query, Instant now);
};

class Supplies {
 public:
  Supplies(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
      : desk_(backend, indexes.supplies(), evaluation) {}
  void join();  // adds the operations to the backend

 private:
  ObjectDesk<Supply> desk_;
};

// "supply:<id>": a day that passed without all of it is recorded.
JobKind supply_job_kind();

}  // namespace luodi::monitor
