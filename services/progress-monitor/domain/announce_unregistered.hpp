#pragma once
// A formal agreement of which nobody has registered what either side owes 履约事项未登记 (measure 9): no obligation, no
// limit notice, so nothing of it is ever supervised. Told once, with the close of the first dispatch cycle after the
// one in which the signing was recorded, to the host, who may register it, and to the bureau. Pure.
//
//   for (const auto& [id, entry] : projects)
//     if (auto news = announce_unregistered(closed, id, entry.state, book)) ...
#include <optional>
#include <string>

#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

// Of a project without any obligation that stands. nullopt: another cycle is its own, it has ended, is secret, or its
// agreement is older than every policy.
std::optional<Announcement> announce_unregistered(HalfMonth closed, const std::string& project_id,
                                                  const domain::Project& project, const policy::PolicyBook& policies);

}  // namespace luodi::monitor
