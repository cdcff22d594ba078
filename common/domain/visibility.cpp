#include "common/domain/visibility.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

bool sees_all(const Actor& actor) {
  return k_city_level.meets(actor);
}

namespace {
bool is_party(const std::string& org, const Project& project) {
  return !org.empty() && (project.host == org || project.introduced_by == org ||
                          (project.first_talk && project.first_talk->owner == org));
}
}  // namespace

bool sees(const Actor& actor, const Project& project) {
  if (sees_all(actor)) return true;
  return k_by_organisation.meets(actor) && is_party(actor.org, project);
}

bool acts_on(RoleSet held, const std::string& org, RoleSet roles, const Project& project) {
  bool by_organisation = false;
  for (const auto& [role, name] : k_role_names) {
    if (!held.has(role) || !roles.has(role)) continue;
    if (!k_by_organisation.has(role)) return true;
    by_organisation = true;
  }
  return by_organisation && is_party(org, project);
}

Expected<void> check_acts_on(const Context& context, std::string_view operation, const Project& project) {
  const Actor& actor = context.actor;
  const auto* may = find_permission(operation);
  if (may == nullptr || acts_on(RoleSet::of(actor.roles), actor.org, may->roles, project)) return {};
  return fail(ErrorCode::forbidden,
              bilingual("本项目不是 {0} 承接、引入或首谈的项目，园区和驻外机构只办理本单位的项目 / not a project that "
                        "{0} hosts, introduced or first talked to: a park or an office acts on its own projects only",
                        unit_name(context, actor.org)));
}

}  // namespace luodi::domain
