#pragma once
// The second interview 二次约谈: when a verification fails, or the project still stands still at the end of the
// verification window, the first interview ends as escalated and, in the same commit, a second one opens: an object of
// its own with its own grace, notice and number, to which the head of the entity and the discipline observers come.
// Exactly one: its id is made of the first one's. A second interview that fails opens nothing more; the matter goes to
// the discipline bodies, outside this system. Pure.
#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

Expected<domain::Decision> escalate(const std::string& id, const Interview& interview, InterviewEscalated event,
                                    const Around& around, const domain::Context& context);

// Still idle: the stall is as long as one that calls for an interview, and its last complete cycle counts. A suspended
// or exempt project is not.
bool still_idle(const IdleResult& result, const policy::InterviewParameters& p);

}  // namespace luodi::monitor
