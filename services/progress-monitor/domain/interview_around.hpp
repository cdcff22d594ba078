#pragma once
// What a decision on one interview may look up beside it: its project, the last of each counter's numbers, the meetings
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
  LastNumber last_number;                    // of the year's notices, of a day's meetings
  using VisitMeeting = std::function<void(const std::string& id, const Meeting&)>;
  std::function<const Meeting*(const std::string& id)> meeting;
  std::function<void(const VisitMeeting&)> each_meeting;  // in no order
  std::function<const Interview*(const std::string& id)> interview;
  std::function<const domain::Project*(const std::string& id)> project_of;

  int last(const std::string& counter) const { return last_number ? last_number(counter) : 0; }
  // Who hears of it: the parties of its project, and the entity that was called, which may host it no more.
  std::string parties(const Interview& of) const {
    const auto* its_own = project_of ? project_of(of.project_id) : nullptr;
    return its_own ? parties_with(*its_own, of.responsible_org) : of.responsible_org;
  }
};

}  // namespace luodi::monitor
