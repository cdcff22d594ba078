#pragma once
// What is heard when a project goes to another host 承载园区变更: the new host, what it takes over and by when,
// services and open problems alike, whichever of the hosts before them names; the former one, that it answers no more.
// An allocation is heard from the second on, once, as long as it stands. Told late, problems stand as they had climbed
// when it was recorded; what has climbed or was done in between is told as it is now. Pure.
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/supply_decide.hpp"

namespace luodi::monitor {

struct HostNews {
  std::string project_id;
  const domain::Project* project = nullptr;
  std::vector<Served> tickets;                     // of the project, whatever their states
  std::vector<Supplied> supplies;                  // likewise
  std::vector<Concerning<Problem>> problems = {};  // likewise
};
std::optional<Announcement> announce_host(const HostNews& news, const domain::Allocated& allocated,
                                          const Teller& teller);

}  // namespace luodi::monitor
