#pragma once
// What a decision on one interview may look up beside it: its project, the counter of document numbers, the meetings
// and the other interviews that come to them. The service fills it from its world, a test from a map. Pure.
#include <functional>
#include <string>

#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/document_number.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"

namespace luodi::monitor {

struct Around {
  const domain::Project* project = nullptr;  // of the interview
  std::string host_name;                     // of the responsible entity; empty = not registered
  DocumentCounter counter;                   // of this year
  std::function<const Meeting*(const std::string& id)> meeting;
  std::function<const Interview*(const std::string& id)> interview;
  std::function<std::string(const std::string& project_id)> parties_of_project;

  std::string parties(const Interview& of) const {
    return parties_of_project ? parties_of_project(of.project_id) : std::string();
  }
};

}  // namespace luodi::monitor
