#include "common/domain/permission.hpp"

namespace luodi::domain {

Expected<void> check_permission(const Actor& actor, RoleSet roles) {
  if (roles.meets(actor)) return {};
  return fail(ErrorCode::forbidden, "需要角色 / needs role: " + roles.text());
}

}  // namespace luodi::domain
