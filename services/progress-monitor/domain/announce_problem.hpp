#pragma once
// What whoever owes the solution of a problem hears (问题交办): that it was opened for it, given to it, reopened, or is
// due on another day. That it has climbed, to whom and why: announce_delay.hpp. Told once, as long as it is so; what
// has become of it since is news of its own. Nobody is told of its own problem by itself. Pure.
//
//   the entity, and the accounts of the owner: of its organisation or department, of the bureau, the committee, the
//   leaders; where the owner has no account here, the bureau in its place, and the text says so
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/problem.hpp"

namespace luodi::monitor {

struct ProblemNews {
  std::string id;
  std::int64_t version = 0;  // tells a second assignment from the first
  const Problem* problem = nullptr;
  const domain::Project* project = nullptr;
};
// The organisation whose accounts are those of an owner that is no role of the city.
std::string owning_org(const std::string& owner, const domain::Project& project, const Teller& teller);
std::optional<Announcement> announce_problem(const ProblemNews& news, const ProblemReported& reported,
                                             const Teller& teller);
std::optional<Announcement> announce_problem(const ProblemNews& news, const ProblemAssigned& assigned,
                                             const Teller& teller);
std::optional<Announcement> announce_problem(const ProblemNews& news, const ProblemReopened& reopened,
                                             const Teller& teller);

}  // namespace luodi::monitor
