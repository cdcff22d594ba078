#pragma once
// RoleSet is a set of roles as one word, so that a route's permission is one AND on the request path. Pure.
//
//   constexpr RoleSet k_city = RoleSet::of(Role::bureau, Role::leader);
//   k_city.meets(RoleSet::of(actor.roles))
#include <cstdint>
#include <vector>

#include "common/kernel/actor.hpp"

namespace luodi::gateway {

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
  constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  constexpr bool meets(RoleSet other) const { return (bits_ & other.bits_) != 0; }
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

// Roles that see every project of the city; the others see what their organisation is a party to.
inline constexpr RoleSet k_city_level = RoleSet::of(Role::bureau, Role::committee, Role::reviewer, Role::leader,
                                                    Role::finance, Role::auditor, Role::portal);
inline constexpr RoleSet k_by_organisation = RoleSet::of(Role::park, Role::office, Role::referrer);
inline constexpr RoleSet k_administrators = RoleSet::of(Role::sysadmin, Role::secadmin, Role::auditor);

}  // namespace luodi::gateway
