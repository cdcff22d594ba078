#include "common/policy/line_owner.hpp"

#include "common/kernel/name.hpp"

namespace luodi::policy {

namespace {
template <class Same>
std::optional<TitledOwner> find_owner(const Policy& policy, const Same& same) {
  if (same(k_bureau_title)) return TitledOwner{OwnerKind::bureau};
  if (same(k_host_title)) return TitledOwner{OwnerKind::host};
  for (const auto& member : policy.admission.review_members)
    if (same(member.title_zh)) return TitledOwner{OwnerKind::department, &member};
  return std::nullopt;
}
}  // namespace

std::optional<TitledOwner> owner_of(const PreAssessmentItem& line, const Policy& policy) {
  // Spelled alike nearly always, and every view of a project asks for each line.
  if (auto found = find_owner(policy, [&](std::string_view title) { return title == line.owner; })) return found;
  const auto wanted = normalise_name(line.owner);
  return find_owner(policy, [&](std::string_view title) { return normalise_name(title) == wanted; });
}

}  // namespace luodi::policy
