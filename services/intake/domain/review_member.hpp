#pragma once
// 研判成员单位, the departments that the policy lists for the joint review (measure 3) and names as owners of checklist
// lines (measure 4). Their codes are compared in one form (width, case and spaces aside). The bureau may record what
// one of them wrote, with that paper as evidence, as long as the department has not spoken by its own account. Pure.
//
//   const auto* member = find_member(" fgw", policy);   // the row of FGW; nullptr = not listed
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::intake {

bool same_code(const std::string& a, const std::string& b);  // no code is the same as no other
const policy::ReviewMember* find_member(const std::string& code, const policy::Policy& policy);
// The member of that Chinese title, which is how the checklist names its owners.
const policy::ReviewMember* find_titled_member(const std::string& title, const policy::Policy& policy);
Twin listed_members(const policy::Policy& policy);  // "FGW 发展改革部门，…", for messages

// What the bureau brings to record a department's opinion.
struct WrittenOpinion {
  std::string text;
  std::string text_pointer;  // field of the request that holds the text
  std::vector<domain::Evidence> evidence;
  bool has_spoken = false;  // the department, by itself, on this very matter
  std::string clause;       // that the opinion serves: "3" or "4"
};
// A fault of the text's field; wrong_state where the department has spoken; gate_not_passed where the paper is missing
// (of a secret project neither text nor papers are kept here).
Expected<void> check_on_behalf(const policy::ReviewMember& member, const WrittenOpinion& written,
                               const domain::Project& project, const policy::Policy& policy);

}  // namespace luodi::intake
