#pragma once
// Actor is who acts: a user name, roles, and the organisation whose projects it may see. The three administrators
// (三员: sysadmin, secadmin, auditor) are mutually exclusive and decide no business matter.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace luodi {

enum class Role {
  bureau,     // 市投资促进部门
  committee,  // 工作委员会办公室
  reviewer,   // 研判成员单位
  park,       // 园区/县市区
  office,     // 驻外机构
  leader,     // 领导
  finance,    // 财政
  referrer,   // 引荐人
  portal,     // 政务平台
  sysadmin,
  secadmin,
  auditor
};
inline constexpr std::array<std::pair<Role, std::string_view>, 12> k_role_names{{{Role::bureau, "bureau"},
                                                                                {Role::committee, "committee"},
                                                                                {Role::reviewer, "reviewer"},
                                                                                {Role::park, "park"},
                                                                                {Role::office, "office"},
                                                                                {Role::leader, "leader"},
                                                                                {Role::finance, "finance"},
                                                                                {Role::referrer, "referrer"},
                                                                                {Role::portal, "portal"},
                                                                                {Role::sysadmin, "sysadmin"},
                                                                                {Role::secadmin, "secadmin"},
                                                                                {Role::auditor, "auditor"}}};
constexpr std::string_view role_text(Role role) { return k_role_names[static_cast<std::size_t>(role)].second; }
constexpr std::optional<Role> role_of(std::string_view text) {
  for (const auto& [role, name] : k_role_names)
    if (name == text) return role;
  return std::nullopt;
}

struct Actor {
  std::string username;     // empty = nobody (public); "system" = the service itself
  std::vector<Role> roles;
  std::string org;          // park code of a park officer ("MY-GX"), office or referrer id; empty = city level
  bool has(Role role) const {
    for (Role r : roles)
      if (r == role) return true;
    return false;
  }
};

}  // namespace luodi
