#pragma once
// What people hear of a pause 暂停 and of its end 恢复: the bureau alone records them, and they move the count, the
// duty to report and the days of a limit, so whoever answers for the project should not find them out from a list. Each
// is told once. Pure.
//
//   suspended, resumed   the entity, the host and the committee, which interviews
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

// `version` of the project tells one pause from the next.
Announcement announce_suspension(const std::string& project_id, std::int64_t version, const domain::Project& project,
                                 const domain::ProjectSuspended& suspended, const Teller& teller);
Announcement announce_resumption(const std::string& project_id, std::int64_t version, const domain::Project& project,
                                 const domain::ProjectResumed& resumed, const Teller& teller);

}  // namespace luodi::monitor
