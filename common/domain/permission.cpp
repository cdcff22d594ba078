#include "common/domain/permission.hpp"

#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

Error role_needed(RoleSet roles) {
  return Error(ErrorCode::forbidden, bilingual("须由下列角色办理：{0} / needs role: {0}", owner_words(roles.text())));
}

Expected<void> check_permission(const Actor& actor, RoleSet roles) {
  if (roles.meets(actor)) return {};
  return fail(role_needed(roles));
}

}  // namespace luodi::domain
