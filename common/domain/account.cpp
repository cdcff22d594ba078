#include "common/domain/account.hpp"

#include <algorithm>
#include <initializer_list>

namespace luodi::domain {

namespace {
constexpr std::initializer_list<Role> k_administrators = {Role::sysadmin, Role::secadmin, Role::auditor};
constexpr std::initializer_list<Role> k_own_objects_only = {Role::park, Role::office, Role::referrer};
constexpr std::initializer_list<Role> k_city_level = {Role::bureau, Role::committee, Role::leader, Role::finance,
                                                      Role::portal};

bool in(std::initializer_list<Role> set, Role role) {
  return std::find(set.begin(), set.end(), role) != set.end();
}

Error refused(std::string pointer, std::string code, std::string message) {
  Error error(ErrorCode::invalid_body, message);
  error.fields.push_back({std::move(pointer), std::move(code), std::move(message)});
  return error;
}
}  // namespace

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

std::optional<Error> check_roles(const std::vector<std::string>& roles, const std::string& org) {
  if (roles.empty()) return refused("/roles", "required", "至少一个角色 / at least one role");
  std::vector<Role> held;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto at = "/roles/" + std::to_string(i);
    const auto role = role_of(roles[i]);
    if (!role) return refused(at, "not_allowed", "不认识的角色 / unknown role: " + roles[i]);
    if (std::find(held.begin(), held.end(), *role) != held.end())
      return refused(at, "duplicate", "角色重复 / role named twice: " + roles[i]);
    held.push_back(*role);
  }
  const auto any = [&](std::initializer_list<Role> set) {
    return std::any_of(held.begin(), held.end(), [&](Role r) { return in(set, r); });
  };
  if (any(k_administrators) && held.size() > 1)
    return refused("/roles", "incompatible",
                   "三员（系统、安全、审计管理员）互斥，且不得兼任业务角色 / "
                   "the three administrators exclude each other and every business role");
  // Who claims must not decide: a park officer who also sits in the bureau would approve the own exemption.
  if (any(k_own_objects_only) && any(k_city_level))
    return refused("/roles", "incompatible",
                   "园区、驻外机构、引荐人不得兼任市级角色 / "
                   "park, office and referrer exclude the city-level roles");
  if (any(k_own_objects_only) && org.empty())
    return refused("/org", "required", "园区、驻外机构、引荐人须注明所属单位 / these roles need an organisation");
  // Organisations are listed separated by commas in the events' `parties`.
  if (org.find(',') != std::string::npos)
    return refused("/org", "format", "单位代码不得含逗号 / an organisation contains no comma");
  return std::nullopt;
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Account&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Account&);
template luodi::Expected<luodi::domain::Account> luodi::codec::decode(const luodi::codec::Json&);
