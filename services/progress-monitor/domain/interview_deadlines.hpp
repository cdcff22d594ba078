#pragma once
// The jobs that watch the clocks of an interview. Both are level-triggered: run late, twice, or after a week's outage
// they leave the same state and tell each occasion once. Pure.
//
//   remind:<interview>:<step>    tells that a step is due soon; nothing for a step that is done, overdue, or whose
//                                deadline or meeting has come meanwhile
//   overdue:<interview>:<step>   marks and tells that a deadline has passed; sets a deadline that was blocked once the
//                                calendar has arrived; at the end of the verification window escalates an interview
//                                whose project still stands still
#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

domain::Decision decide_remind(const std::string& id, const Interview& interview, Step step, const Around& around,
                               const domain::Context& context);
Expected<domain::Decision> decide_overdue(const std::string& id, const Interview& interview, Step step,
                                          const Around& around, const domain::Context& context);

}  // namespace luodi::monitor
