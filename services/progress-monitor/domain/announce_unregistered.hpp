#pragma once
// A formal agreement of which nobody has registered what either side owes 履约事项未登记 (measure 9): no obligation, no
// limit notice, so nothing of it is ever supervised. Told once, with the close of the first dispatch cycle after the
// one in which the signing was recorded, to the host, who may register it, and to the bureau. Pure.
//
//   for (const auto& [id, entry] : projects)
//     if (auto news = announce_unregistered(closed, id, entry.state, teller)) ...
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

// Of a project without any obligation that stands. nullopt: another cycle is its own, it has ended, is secret, its
// agreement is older than every policy, or no policy is known.
std::optional<Announcement> announce_unregistered(HalfMonth closed, const std::string& project_id,
                                                  const domain::Project& project, const Teller& teller);

}  // namespace luodi::monitor
