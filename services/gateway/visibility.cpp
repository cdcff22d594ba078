#include "services/gateway/visibility.hpp"

#include <algorithm>

#include "common/domain/account.hpp"
#include "services/gateway/role_set.hpp"

namespace luodi::gateway {

bool is_party(std::string_view parties, std::string_view org) {
  if (org.empty()) return false;
  while (!parties.empty()) {
    const auto end = std::min(parties.find(','), parties.size());
    if (parties.substr(0, end) == org) return true;
    parties.remove_prefix(std::min(end + 1, parties.size()));
  }
  return false;
}

bool sees_event(const Actor& actor, std::string_view kind, std::string_view parties) {
  const RoleSet roles = RoleSet::of(actor.roles);
  if (kind == domain::Account::kind) return roles.meets(k_administrators);
  if (roles.meets(k_city_level)) return true;
  return roles.meets(k_by_organisation) && is_party(parties, actor.org);
}

std::string visibility_class(const Actor& actor) {
  return std::to_string(RoleSet::of(actor.roles).bits()) + "|" + actor.org;
}

}  // namespace luodi::gateway
