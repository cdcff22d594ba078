#include "services/gateway/visibility.hpp"

#include <algorithm>

#include "common/domain/account.hpp"
#include "common/domain/permission.hpp"

namespace luodi::gateway {

namespace {
// What events of these tell concerns persons, not projects.
bool is_personal(std::string_view kind) {
  return kind == domain::Account::kind || kind == "notification_preference";
}

// Referrals and award runs name who gets the money, talent cards who holds them, notifications whom they reach at which
// address: who neither examines nor pays nor accompanies them reads them masked or not at all.
bool names_persons(std::string_view kind) {
  return kind == "referral" || kind == "award_run" || kind == "talent_card" || kind == "notification";
}
// Below city level, of those who are a party to it.
RoleSet party_roles(std::string_view kind) {
  if (kind == "referral") return RoleSet::of(Role::office, Role::referrer);
  if (kind == "talent_card" || kind == "notification") return domain::k_responsible;
  return {};
}
}  // namespace

bool is_party(std::string_view parties, std::string_view org) {
  if (org.empty()) return false;
  while (!parties.empty()) {
    const auto end = std::min(parties.find(','), parties.size());
    if (parties.substr(0, end) == org) return true;
    parties.remove_prefix(std::min(end + 1, parties.size()));
  }
  return false;
}

bool sees_event(const Actor& actor, std::string_view kind, std::string_view parties) {
  if (is_personal(kind)) return domain::k_administrators.meets(actor);
  if (names_persons(kind)) {
    if (domain::k_sees_persons.meets(actor)) return true;
    return party_roles(kind).meets(actor) && is_party(parties, actor.org);
  }
  if (domain::k_city_level.meets(actor)) return true;
  return domain::k_by_organisation.meets(actor) && is_party(parties, actor.org);
}

std::string visibility_class(const Actor& actor) {
  return std::to_string(RoleSet::of(actor.roles).bits()) + "|" + actor.org;
}

}  // namespace luodi::gateway
