#pragma once
// The lights of the whole city as of any day (measure 6), counted by responsible entity: every project judged by the
// idle clock, by all that is known now. The marks of a project are kept and made anew only when it has changed, so a
// question costs one conclusion for each project: a million within a second (tests/bench). Long counts give way to
// other work between slices; a project that changes meanwhile counts as it is when its turn comes. One io_context
// thread.
//
//   CityLights lights(backend, indexes);  lights.join();     // statistics.lights: GET /v1/statistics/lights?as_of=…
#include <unordered_map>

#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/idle_facts.hpp"

namespace luodi::monitor {

class CityLights {
 public:
  CityLights(MonitorBackend& backend, const Indexes& indexes) : backend_(backend), indexes_(indexes) {}
  void join();  // adds the operation to the backend

 private:
  struct Kept {
    std::int64_t version = 0;  // of the project
    IdleFacts facts;
  };
  Task<bus::Reply> lights(bus::Request request);
  const IdleFacts& facts_of(const std::string& id, const runtime::Versioned<domain::Project>& project);

  MonitorBackend& backend_;
  const Indexes& indexes_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace luodi::monitor
