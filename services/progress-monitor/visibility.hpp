#pragma once
// Who sees which project, interview and notification: city-level roles all; park, office and referrer what their
// organisation is a party to; the administrators of system and security none. What is not seen answers as if it did not
// exist. Pure.
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/notification.hpp"

namespace luodi::monitor {

bool sees_all(const Actor& actor);
bool sees(const Actor& actor, const domain::Project& project);
bool sees(const Actor& actor, const Notification& notification);  // beyond city level: what was sent to the own house

}  // namespace luodi::monitor
