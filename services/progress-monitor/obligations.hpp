#pragma once
// Obligations over the bus: register, honour, correct, withdraw, and reading them. Seen by whoever sees the project.
// One io_context thread.
#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/object_desk.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<Obligation> {
  static constexpr std::string_view noun = "obligation";
  static constexpr std::string_view path = "/v1/obligations/";
  static bool is_own(const Actor&, const Obligation&) { return false; }
  static void show(const Obligation& obligation, const domain::Project&, Instant now, codec::Json& view);
  static Expected<std::function<bool(const Obligation&)>> filter(const runtime::Query& query, Instant now);
};

class Obligations {
 public:
  Obligations(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
      : indexes_(indexes), desk_(backend, indexes.obligations(), evaluation) {}
  void join();  // adds the operations to the backend

 private:
  const Indexes& indexes_;
  ObjectDesk<Obligation> desk_;
};

// "obligation:<id>": a breach is recorded when the last day is over.
JobKind obligation_job_kind();

}  // namespace luodi::monitor
