#pragma once
// RoleSet is a set of roles as one word, so that a permission is one AND on the request path. Pure.
//
//   constexpr RoleSet k_city = RoleSet::of(Role::bureau, Role::leader);
//   k_city.meets(actor)   // holds one of them
#include <cstdint>
#include <vector>

#include "common/kernel/actor.hpp"

namespace luodi {

class RoleSet {
 public:
  constexpr RoleSet() = default;
  template <class... Roles>
  static constexpr RoleSet of(Role first, Roles... more) {
    return RoleSet(static_cast<std::uint16_t>((bit(first) | ... | bit(more))));
  }
  static RoleSet of(const std::vector<Role>& roles) {
    RoleSet out;
    for (Role role : roles)
      out.bits_ = static_cast<std::uint16_t>(out.bits_ | bit(role));
    return out;
  }
  constexpr RoleSet plus(RoleSet other) const { return RoleSet(static_cast<std::uint16_t>(bits_ | other.bits_)); }
  constexpr RoleSet without(Role role) const { return RoleSet(static_cast<std::uint16_t>(bits_ & ~bit(role))); }
  constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  constexpr bool meets(RoleSet other) const { return (bits_ & other.bits_) != 0; }
  bool meets(const Actor& actor) const { return meets(of(actor.roles)); }
  // In the order of k_role_names.
  std::vector<std::string_view> names() const {
    std::vector<std::string_view> out;
    for (const auto& [role, name] : k_role_names)
      if (has(role)) out.push_back(name);
    return out;
  }
  std::string text() const {  // "bureau, park"
    std::string out;
    for (const auto name : names())
      out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint16_t bits() const { return bits_; }
  friend constexpr bool operator==(RoleSet, RoleSet) = default;

 private:
  constexpr explicit RoleSet(std::uint16_t bits) : bits_(bits) {}
  static constexpr std::uint16_t bit(Role role) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(role));
  }
  std::uint16_t bits_ = 0;
};

}  // namespace luodi
