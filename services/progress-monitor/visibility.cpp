#include "services/progress-monitor/visibility.hpp"

namespace luodi::monitor {

bool sees_all(const Actor& actor) {
  for (const Role role :
       {Role::bureau, Role::committee, Role::reviewer, Role::leader, Role::finance, Role::auditor, Role::portal})
    if (actor.has(role)) return true;
  return false;
}

bool sees(const Actor& actor, const domain::Project& project) {
  if (sees_all(actor)) return true;
  if (actor.org.empty()) return false;
  if (!actor.has(Role::park) && !actor.has(Role::office) && !actor.has(Role::referrer)) return false;
  return project.host == actor.org || project.introduced_by == actor.org ||
         (project.first_talk && project.first_talk->owner == actor.org);
}

bool sees(const Actor& actor, const Notification& notification) {
  if (sees_all(actor)) return true;
  return actor.has(Role::park) && !actor.org.empty() && notification.message.role == role_text(Role::park) &&
         notification.message.org == actor.org;
}

}  // namespace luodi::monitor
