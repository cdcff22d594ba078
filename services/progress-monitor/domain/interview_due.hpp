#pragma once
// What of an interview is due and was not done yet: the notice after the grace, the deadlines that have passed. Whoever
// gives a command before the worker comes to its jobs meets the interview as a prompt worker would have left it: the
// miss is told, a report that comes too late does not lengthen the verification, a notice is out when its grace is
// over. Pure.
//
//   while (auto due = next_due(interview, context.now)) { auto d = decide_due(id, interview, *due, around, context);
//   ... }
#include <optional>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

struct InterviewDue {
  std::optional<Step> step;  // the deadline of this step has passed; nullopt = the grace is over
  Instant since;
};
// The one that was due first. nullopt: nothing is due, or it waits for something else than time.
std::optional<InterviewDue> next_due(const Interview& interview, Instant now);

// What its job decides, and the end of that job. Errors as decide_grace and decide_overdue.
Expected<domain::Decision> decide_due(const std::string& id, const Interview& interview, const InterviewDue& due,
                                      const Around& around, const domain::Context& context);

}  // namespace luodi::monitor
