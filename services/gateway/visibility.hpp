#pragma once
// Who may see which event, and which callers get the same answer to a read. Pure.
//
// City-level roles see every project; park, office and referrer see what their organisation is a party to; accounts
// are seen by the three administrators only, of whom sysadmin and secadmin see nothing else. Referrals and award runs name
// persons: reviewers and portals do not see their events. What no rule allows is not seen.
#include <string>
#include <string_view>

#include "common/kernel/actor.hpp"

namespace luodi::gateway {

// `parties` is the event's attribute: organisation codes separated by commas.
bool sees_event(const Actor& actor, std::string_view kind, std::string_view parties);

bool is_party(std::string_view parties, std::string_view org);

// Callers of one class get byte-identical answers: same roles, same organisation. Part of the key of the answer cache.
std::string visibility_class(const Actor& actor);

}  // namespace luodi::gateway
