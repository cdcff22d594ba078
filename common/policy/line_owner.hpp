#pragma once
// 责任单位, whose line of the checklist before signing (measure 4) or whose service (measure 9) it is. A policy names
// an owner by its Chinese title: a department of the joint review, the bureau, or the park that is to host. No other
// body could answer a line here, so the check of a policy refuses every other title there. Pure.
//
//   const auto owner = owner_of(line.owner, policy);   // {OwnerKind::department, row of SFJ}; nullopt = nobody's title
//   const auto* member = find_member(" fgw", policy);  // the row of FGW by its code; nullptr = not listed
#include <optional>
#include <string_view>

#include "common/policy/policy_book.hpp"

namespace luodi::policy {

enum class OwnerKind { department, bureau, host };
inline constexpr std::string_view k_bureau_title = "投资促进部门";
inline constexpr std::string_view k_host_title = "承载园区";

struct TitledOwner {
  OwnerKind kind;
  const ReviewMember* department = nullptr;  // of OwnerKind::department
};
// Titles and codes are compared in one form (width, case and spaces aside).
std::optional<TitledOwner> owner_of(std::string_view title, const Policy& policy);
const ReviewMember* find_member(std::string_view code, const Policy& policy);

}  // namespace luodi::policy
