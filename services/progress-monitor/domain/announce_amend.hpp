#pragma once
// What people hear of what the bureau has taken back or corrected 撤销与更正: whoever brought it forward should not
// have to find out from a list. Told once, in the words of the correction. Pure.
//
//   a report of progress taken back      the entity, and the organisation that reported it
//   the record of a stage taken back      the entity, its host, the bureau, the committee
//   a decided exemption corrected        the entity, and the organisation that claimed it
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

// nullopt where a problem was reopened: its reporter, who had the word, has taken the progress back itself.
std::optional<Announcement> announce_retraction(const std::string& project_id, const domain::Project& project,
                                                const domain::ProgressRetracted& taken_back, const Teller& teller);
// `version` of the project tells one return of a stage from the next.
Announcement announce_stage_return(const std::string& project_id, std::int64_t version, const domain::Project& project,
                                   const domain::StageReturned& returned, const Teller& teller);
// `version` of the project tells one correction of an exemption from the next. nullopt where a later one stands.
std::optional<Announcement> announce_exemption_corrected(const std::string& project_id, std::int64_t version,
                                                         const domain::Project& project,
                                                         const domain::ExemptionCorrected& corrected,
                                                         const Teller& teller);

}  // namespace luodi::monitor
