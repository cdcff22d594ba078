#include "common/domain/line_owner.hpp"

#include <algorithm>

namespace luodi::domain {

std::string line_owner_en(const std::string& owner, const policy::Policy& policy) {
  if (owner == "投资促进部门") return "the bureau of investment promotion";
  if (owner == "承载园区") return "the hosting park";
  const auto& members = policy.admission.review_members;
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.title_zh == owner; });
  return found == members.end() ? owner : found->title_en;
}

}  // namespace luodi::domain
