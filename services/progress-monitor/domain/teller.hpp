#pragma once
// Teller: who speaks in a notice or an invitation. The instant, the domain in which the ids of calendar entries are
// unique, and what organisations are called. Pure.
//
//   const Teller teller{now, "luodi.example", names};
#include <string>

#include "common/kernel/civil.hpp"
#include "services/progress-monitor/domain/org_names.hpp"

namespace luodi::monitor {

struct Teller {
  Instant now;
  std::string uid_domain;
  OrgNames names;
};

}  // namespace luodi::monitor
