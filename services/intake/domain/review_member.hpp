#pragma once
// 研判成员单位, the departments that the policy lists for the joint review (measure 3). Their codes are compared in one
// form (width, case and spaces aside). The bureau may record what one of them wrote, or the owner of a checklist line
// (measure 4), with that paper as evidence, as long as it has not spoken by its own account. Pure.
//
//   const auto* member = find_member(" fgw", policy);   // the row of FGW; nullptr = not listed
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::intake {

bool same_code(const std::string& a, const std::string& b);  // no code is the same as no other
const policy::ReviewMember* find_member(const std::string& code, const policy::Policy& policy);
Twin listed_members(const policy::Policy& policy);  // "FGW 发展改革部门，…", for messages

// What the bureau brings to record another body's opinion.
struct WrittenOpinion {
  domain::Words author;
  std::string role;  // of the author's accounts, which owe the paper: "reviewer"
  std::string text;
  std::string text_pointer;  // field of the request that holds the text
  std::vector<domain::Evidence> evidence;
  bool has_spoken = false;  // the author, by itself, on this very matter
  std::string clause;       // that the opinion serves: "3" or "4"
};
// A fault of the text's field; wrong_state where the author has spoken; gate_not_passed where the paper is missing (of
// a secret project neither text nor papers are kept here).
Expected<void> check_on_behalf(const WrittenOpinion& written, const domain::Project& project,
                               const policy::Policy& policy);

}  // namespace luodi::intake
