#pragma once
// Who owes an obligation 履约责任方 (measure 9). On the government side a body that there is, as a ticket is assigned
// to one: the bureau, a department, the hosting park, or another park that is a party of the project; a park that may
// not see the project owes nothing in it. On the other side the enterprise of the project or the company that it has
// founded here: the letters of an exit address the enterprise, whoever owes. Pure.
//
//   const auto owner = read_obligation_owner(ObligationSide::government, "ZRZY", project, policy, bodies);
//   owner->name;   // "自然资源部门", as it is kept and shown
//   owner->org;    // "ZRZY", whose accounts are told
#include <optional>
#include <string>

#include "services/progress-monitor/domain/obligation.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

struct ObligationOwner {
  std::string name;
  std::optional<std::string> org;
};
// `given` empty: the host, or the enterprise. A fault of /owner that lists who may be named.
Expected<ObligationOwner> read_obligation_owner(ObligationSide side, const std::string& given,
                                                const domain::Project& project, const policy::Policy& policy,
                                                const CityBodies& bodies);

}  // namespace luodi::monitor
