#pragma once
// How people cite a clause. Results carry its id ("mianyang-2022/6") for machines; in letters, mails and refusals stand
// the title of the policy and the number and title of the clause. Pure.
//
//   cited(policy, "6").zh == "《绵阳市更大力度促进招商引资10条措施》第六条“主体责任与约谈”"
//   cited(policy, "6").en == "clause 6, “Accountability and interviews”"
#include <string>
#include <string_view>

#include "common/kernel/bilingual.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::policy {

std::string cited_zh(std::string_view policy_title, std::string_view clause_id, std::string_view clause_title);
Twin cited(const Policy& policy, std::string_view short_id);
// By the id that a result carries; an id of no policy of the book says itself.
Twin cited(const PolicyBook& book, const std::string& clause_id);

}  // namespace luodi::policy
