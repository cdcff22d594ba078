#pragma once
// 责任单位, whose line of the checklist before signing it is (measure 4). A policy names an owner by its Chinese title:
// a department of the joint review, the bureau, or the park that is to host. No other body could answer here, so the
// check of a policy refuses every other title. Pure.
//
//   const auto owner = owner_of(line, policy);   // {OwnerKind::department, row of SFJ}; nullopt = nobody's title
#include <optional>

#include "common/policy/policy_book.hpp"

namespace luodi::policy {

enum class OwnerKind { department, bureau, host };
inline constexpr std::string_view k_bureau_title = "投资促进部门";
inline constexpr std::string_view k_host_title = "承载园区";

struct TitledOwner {
  OwnerKind kind;
  const ReviewMember* department = nullptr;  // of OwnerKind::department
};
// Titles are compared in one form (width, case and spaces aside).
std::optional<TitledOwner> owner_of(const PreAssessmentItem& line, const Policy& policy);

}  // namespace luodi::policy
