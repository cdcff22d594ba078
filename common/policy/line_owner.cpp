#include "common/policy/line_owner.hpp"

#include <algorithm>

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

std::optional<TitledOwner> owner_of(std::string_view title, const Policy& policy) {
  // Spelled alike nearly always, and every view of a project asks for each line.
  if (auto found = find_owner(policy, [&](std::string_view known) { return known == title; })) return found;
  const auto wanted = normalise_name(title);
  return find_owner(policy, [&](std::string_view known) { return normalise_name(known) == wanted; });
}

const ReviewMember* find_member(std::string_view code, const Policy& policy) {
  const auto& members = policy.admission.review_members;
  const auto at = std::find_if(members.begin(), members.end(),
                               [&](const ReviewMember& member) { return same_code(code, member.code); });
  return at == members.end() ? nullptr : &*at;
}

}  // namespace luodi::policy
