#pragma once
// Dispatch cycles over the bus: list, report of a cycle as JSON, CSV, XLSX and PDF, filing of a host's report and of
// the minutes of the meeting; and the job that carries the cycles on. City-level roles see every line, a host its own.
// One io_context thread.
#include "common/codec/csv.hpp"
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/dispatch_decide.hpp"
#include "services/progress-monitor/due_jobs.hpp"
#include "services/progress-monitor/press.hpp"

namespace luodi::monitor {

class Dispatch {
 public:
  Dispatch(MonitorBackend& backend, const Indexes& indexes, Press& press)
      : backend_(backend), indexes_(indexes), press_(press) {}
  void join();  // adds the operations to the backend
  // At the start of the service: sets the jobs of the cycles that are not closed, or of the first one. Throws where
  // that cannot be stored: a city whose cycles do not run must not look as if they did.
  Task<void> begin();

 private:
  Task<bus::Reply> list(bus::Request request);
  Task<bus::Reply> get(bus::Request request);
  Task<bus::Reply> csv(bus::Request request);
  Task<bus::Reply> xlsx(bus::Request request);
  Task<bus::Reply> pdf(bus::Request request);
  struct Sheet {
    codec::Table table;
    Instant written_at;
  };
  Expected<Sheet> sheet_for(const bus::Request& request) const;
  Task<bus::Reply> file(bus::Request request);
  Task<bus::Reply> minutes(bus::Request request);
  std::vector<std::string> seen_items(const MonitorOverlay& world, const std::string& cycle, const Actor& actor) const;

  MonitorBackend& backend_;
  const Indexes& indexes_;
  Press& press_;
};

Error no_cycle(const std::string& id);
DispatchDesk desk_of(const MonitorOverlay& world, const Indexes& indexes);
// "dispatch:<cycle>"
JobKind dispatch_job_kind(const Indexes& indexes);

}  // namespace luodi::monitor
