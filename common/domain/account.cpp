#include "common/domain/account.hpp"

#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

void apply(Account& account, const AccountCreated& event, const EventMeta& meta) {
  account.username = event.username;
  account.display_name = event.display_name;
  account.roles = event.roles;
  account.org = event.org;
  account.email = event.email;
  account.created_at = meta.at;
  account.updated_at = meta.at;
}

void apply(Account& account, const AccountDisabled&, const EventMeta& meta) {
  account.disabled = true;
  account.updated_at = meta.at;
}

namespace {
std::vector<codec::Choice> role_choices() {
  std::vector<codec::Choice> out;
  for (const auto& [role, name] : k_role_names)
    out.push_back({std::string(name), std::string(word_of(role).zh)});
  return out;
}
}  // namespace

std::optional<Error> check_roles(const std::vector<std::string>& roles, const std::string& org) {
  if (roles.empty()) return field_fault("/roles", "required", "至少一个角色 / at least one role");
  RoleSet held;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto at = "/roles/" + std::to_string(i);
    const auto role = role_of(roles[i]);
    if (!role) return field_fault(at, "not_allowed", codec::unknown_choice(roles[i], role_choices()));
    if (held.has(*role))
      return field_fault(at, "duplicate", bilingual("角色 {0} 重复 / role named twice: {0}", roles[i]));
    held = held.plus(RoleSet::of(*role));
  }
  if (held.meets(k_administrators) && roles.size() > 1)
    return field_fault("/roles", "incompatible",
                       "三员（系统、安全、审计管理员）互斥，且不得兼任业务角色 / "
                       "the three administrators exclude each other and every business role");
  // Who claims must not decide: a park officer who also sits in the bureau would approve the own exemption.
  // A reviewer only advises.
  if (held.meets(k_by_organisation) && held.meets(k_city_level.without(Role::reviewer)))
    return field_fault("/roles", "incompatible",
                       "园区、驻外机构、引荐人不得兼任市级角色 / "
                       "park, office and referrer exclude the city-level roles");
  if (held.meets(k_by_organisation) && org.empty())
    return field_fault("/org", "required", "园区、驻外机构、引荐人须注明所属单位 / these roles need an organisation");
  // Organisations are listed separated by commas in the events' `parties`.
  if (org.find(',') != std::string::npos)
    return field_fault("/org", "format", "单位代码不得含逗号 / an organisation contains no comma");
  return std::nullopt;
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Account&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Account&);
template luodi::Expected<luodi::domain::Account> luodi::codec::decode(const luodi::codec::Json&);
