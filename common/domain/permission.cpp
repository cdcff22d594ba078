#include "common/domain/permission.hpp"

#include "common/domain/words.hpp"

namespace luodi::domain {

Error role_needed(RoleSet roles) {
  const std::string needed = roles.text();
  return Error(ErrorCode::forbidden, "须由下列角色办理：" + owner_zh(needed) + " / needs role: " + needed);
}

Expected<void> check_permission(const Actor& actor, RoleSet roles) {
  if (roles.meets(actor)) return {};
  return fail(role_needed(roles));
}

}  // namespace luodi::domain
