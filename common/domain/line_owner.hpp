#pragma once
// Who owes a line of the checklist, for readers of English. Policies name owners in Chinese: members of the joint
// review have an English title in the policy, the bureau and the hosting park are known here; whoever else keeps the
// name. Pure.
//
//   line_owner_en("承载园区", policy) == "the hosting park"
#include <string>

#include "common/policy/policy_book.hpp"

namespace luodi::domain {

std::string line_owner_en(const std::string& owner, const policy::Policy& policy);

}  // namespace luodi::domain
