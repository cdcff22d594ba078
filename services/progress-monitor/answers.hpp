#pragma once
// Answers of the monitor: a project, an interview, a notification, a page of a list; and how a command finds what it
// is about.
#include <string>

#include "services/progress-monitor/visibility.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

bus::Reply project_reply(const MonitorOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const std::string& language);
codec::Json interview_view(const std::string& id, const runtime::Versioned<Interview>& interview);
bus::Reply interview_reply(const MonitorOverlay& world, const std::string& id);
codec::Json notification_view(const std::string& id, const runtime::Versioned<Notification>& notification);
bus::Reply notification_reply(const MonitorOverlay& world, const std::string& id);
bus::Reply list_reply(codec::Json items, std::size_t total, const std::string& next);

// project_not_found, interview_not_found or not_found where the asker does not see it; then If-Match, which a dry run
// may leave out.
Expected<const runtime::Versioned<domain::Project>*> addressed_project(const MonitorOverlay& world,
                                                                       const std::string& id,
                                                                       const bus::Request& request);
Expected<const runtime::Versioned<Interview>*> seen_interview(const MonitorOverlay& world, const std::string& id,
                                                              const Actor& actor);
Expected<void> check_version(const bus::Request& request, std::int64_t version);

std::string path_id(const bus::Request& request);
template <class Body>
Expected<Body> read_body(const bus::Request& request) {
  return codec::parse<Body>(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
}

}  // namespace luodi::monitor
