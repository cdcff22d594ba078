#pragma once
// Answers of the monitor: a project, an interview, a notification; who sees them; and how a command finds what it is
// about.
#include <string>

#include "common/domain/project_view.hpp"
#include "common/domain/visibility.hpp"
#include "common/runtime/request_parts.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

bus::Reply project_reply(const MonitorOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const domain::Reader& reader);
// With what may be done next, and who owes it; as of `now`, which alone may let a plan lapse (meeting_shown).
codec::Json interview_view(const std::string& id, const runtime::Versioned<Interview>& interview, Instant now);
// What a decision on this interview may look up. Points into `world`.
Around around_of(const MonitorOverlay& world, const Interview& interview);
LastNumber last_number_in(const MonitorOverlay& world);  // points into `world`
bus::Reply interview_reply(const MonitorOverlay& world, const std::string& id, Instant now);
codec::Json notification_view(const std::string& id, const runtime::Versioned<Notification>& notification);
bus::Reply notification_reply(const MonitorOverlay& world, const std::string& id);

// project_not_found where the asker does not see it, then check_version().
Expected<const runtime::Versioned<domain::Project>*> addressed_project(const MonitorOverlay& world,
                                                                       const std::string& id,
                                                                       const bus::Request& request,
                                                                       const domain::Context& context);
// interview_not_found where the asker does not see it.
Expected<const runtime::Versioned<Interview>*> seen_interview(const MonitorOverlay& world, const std::string& id,
                                                              const Actor& actor);
// City-level roles see every notification, a park or an office what was sent to it.
bool sees(const Actor& actor, const Notification& notification);

}  // namespace luodi::monitor
