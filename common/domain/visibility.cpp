#include "common/domain/visibility.hpp"

namespace luodi::domain {

bool sees_all(const Actor& actor) {
  return k_city_level.meets(actor);
}

bool sees(const Actor& actor, const Project& project) {
  if (sees_all(actor)) return true;
  if (actor.org.empty() || !k_by_organisation.meets(actor)) return false;
  return project.host == actor.org || project.introduced_by == actor.org ||
         (project.first_talk && project.first_talk->owner == actor.org);
}

}  // namespace luodi::domain
