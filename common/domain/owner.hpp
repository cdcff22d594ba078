#pragma once
// Who owns a matter, a line of the checklist (measure 4) or a service (measure 9), and who may speak for the owner: a
// reviewer of that department, an officer of the park that hosts the project, or the bureau. What a department or the
// park wrote the bureau may record, with that paper as evidence. Pure.
//
//   const auto owner = owner_titled("自然资源部门", project, policy);   // ZRZY; nullopt = nobody's title
//   if (!speaks_for(*owner, actor)) ...                                 // then the paper: check_on_behalf
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/domain/words.hpp"
#include "common/policy/line_owner.hpp"

namespace luodi::domain {

struct Owner {
  policy::OwnerKind kind;
  std::string code;  // organisation of its accounts; empty: the bureau, or a host that is not allocated yet
  Words title;       // "司法行政部门（SFJ）"
};
std::optional<Owner> owner_titled(const std::string& title, const Project& project, const policy::Policy& policy);

Role speaking_role(policy::OwnerKind kind);  // of the owner's accounts
// An account without an organisation is nobody's: it owns nothing of a department or a park.
bool speaks_for(const Owner& owner, const Actor& actor);

// What the bureau brings to record another body's opinion.
struct WrittenOpinion {
  Words author;
  std::string text;
  std::string text_pointer;  // field of the request that holds the text
  std::vector<Evidence> evidence;
  bool has_spoken = false;  // the author, by itself, on this very matter
  std::string clause;       // that the opinion serves: "3", "4" or "9"
};
// A fault of the text's field; wrong_state where the author has spoken; gate_not_passed where the paper is missing (of
// a secret project neither text nor papers are kept here).
Expected<void> check_on_behalf(const WrittenOpinion& written, const Project& project, const policy::Policy& policy);

}  // namespace luodi::domain
