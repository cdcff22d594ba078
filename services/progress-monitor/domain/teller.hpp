#pragma once
// Teller: who speaks in a notice or an invitation. The instant, the domain in which the ids of calendar entries are
// unique, what organisations are called, and the policies by which a project is judged. Pure.
//
//   const Teller teller{now, "luodi.example", names};
#include <string>

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
};

}  // namespace luodi::monitor
