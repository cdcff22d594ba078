#pragma once
// What people hear of what the bureau has taken back 撤销: whoever brought it forward should not
// have to find out from a list. Told once, with its reason. Pure.
//
//   a report of progress taken back      the entity, and the organisation that reported it
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

// nullopt where a problem was reopened: its reporter, who had the word, has taken the progress back itself.
std::optional<Announcement> announce_retraction(const std::string& project_id, const domain::Project& project,
                                                const domain::ProgressRetracted& taken_back, const OrgNames& names);

}  // namespace luodi::monitor
