#include "services/progress-monitor/domain/service_owner.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::monitor {

using policy::OwnerKind;

namespace {
Error not_the_owner(const domain::Owner& owner, const std::string& matter) {
  if (owner.kind == OwnerKind::bureau)
    return Error(ErrorCode::forbidden,
                 bilingual("“{0}”由{1}承办，不能代办 / the matter “{0}” is served by {1} alone", matter, owner.title));
  Error error(ErrorCode::forbidden,
              bilingual("“{0}”由{1}承办，不能代办；也可由其出具书面意见，由投资促进部门代录 / the matter “{0}” is "
                        "served by {1} alone, or recorded by the bureau from its paper",
                        matter, owner.title));
  error.next_zh = "承办单位有误的，由投资促进部门改派服务事项：POST /v1/tickets/{id}/assign";
  error.next_en = "where the owner is wrong, the bureau assigns the ticket anew: POST /v1/tickets/{id}/assign";
  return error;
}
}  // namespace

domain::Owner owner_of_service(const std::string& owner, const domain::Project& project, const policy::Policy& policy) {
  const std::string name = same_code(owner, domain::k_bureau_org) ? std::string(policy::k_bureau_title) : owner;
  if (auto titled = domain::owner_titled(name, project, policy)) return *titled;
  if (const auto* member = policy::find_member(name, policy))
    return *domain::owner_titled(member->title_zh, project, policy);
  if (same_code(name, project.host))
    return {OwnerKind::host, project.host, {"承载园区（" + project.host + "）", "the hosting park " + project.host}};
  return {OwnerKind::department, name, {name, name}};
}

std::optional<std::string> org_of(const domain::Owner& owner) {
  return owner.code.empty() ? std::nullopt : std::optional(owner.code);
}

Expected<bool> check_server(const domain::Owner& owner, const Serving& serving, const domain::Project& project,
                            const Actor& actor, const policy::Policy& policy) {
  if (domain::speaks_for(owner, actor)) return false;
  if (owner.kind == OwnerKind::bureau || !actor.has(Role::bureau)) return fail(not_the_owner(owner, serving.matter));
  const domain::WrittenOpinion written{owner.title,
                                       serving.text,
                                       serving.text_pointer,
                                       serving.evidence,
                                       /*has_spoken=*/false,  // asked again, it answers again
                                       "9"};
  if (auto ok = domain::check_on_behalf(written, project, policy); !ok) return fail(ok.error());
  return true;
}

}  // namespace luodi::monitor
