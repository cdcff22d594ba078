#pragma once
// Teller: who speaks in a notice or an invitation. The instant, the domain in which the ids of calendar entries are
// unique, what organisations are called, and the policies by which a project is judged. Pure.
//
//   const Teller teller{now, "luodi.example", names};
#include <functional>
#include <string>
#include <string_view>

#include "common/kernel/civil.hpp"
#include "services/progress-monitor/domain/org_names.hpp"

namespace luodi::policy {
class PolicyBook;
}  // namespace luodi::policy

namespace luodi::monitor {

struct Teller {
  Instant now;
  std::string uid_domain;
  OrgNames names;
  const policy::PolicyBook* policies = nullptr;  // nullptr: nothing is said that only a policy knows
  // Whether an account that is not disabled is of the organisation; empty: nobody is taken to be without one.
  std::function<bool(const std::string& org)> has_account = {};
};

// Whoever owes something and has nobody here to hear of it, such as a department that only writes papers: the bureau
// hears in its place. Empty: the organisation of nobody.
bool is_unheard(const Teller& teller, const std::string& org);

// The clause of the policy in force on the day of what is told, a line of its own: "\n依据：《…》第六条“…”"; empty
// where no policy is known. What keeps its own clause says that one.
std::string basis_line(const Teller& teller, std::string_view clause, CivilDate day);

}  // namespace luodi::monitor
