#include "common/policy/line_owner.hpp"

#include "common/kernel/name.hpp"

namespace luodi::policy {

std::optional<TitledOwner> owner_of(const PreAssessmentItem& line, const Policy& policy) {
  const auto title = normalise_name(line.owner);
  if (title == normalise_name(k_bureau_title)) return TitledOwner{OwnerKind::bureau};
  if (title == normalise_name(k_host_title)) return TitledOwner{OwnerKind::host};
  for (const auto& member : policy.admission.review_members)
    if (title == normalise_name(member.title_zh)) return TitledOwner{OwnerKind::department, &member};
  return std::nullopt;
}

}  // namespace luodi::policy
