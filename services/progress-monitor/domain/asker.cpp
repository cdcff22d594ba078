#include "services/progress-monitor/domain/asker.hpp"

namespace luodi::monitor {

bool has_the_word(const Actor& actor, const std::string& asker, const std::string& role, const std::string& org) {
  if (actor.username == asker) return true;
  const auto known = luodi::role_of(role);
  return known && actor.has(*known) && actor.org == org;
}

std::string acting_role(const Actor& actor, RoleSet among) {
  for (const auto role : actor.roles)
    if (among.has(role)) return std::string(role_text(role));
  return {};
}

}  // namespace luodi::monitor
