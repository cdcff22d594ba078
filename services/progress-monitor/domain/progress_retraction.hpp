#pragma once
// A report of progress that was wrong, taken back by the bureau with a reason: it stays in the list with that reason,
// counts no more, reaches no milestone and sets its papers free; everything that reads it (idle clock, plan, agenda) is
// judged anew, as with late evidence. A problem that was confirmed as closed is reopened by its reporter instead; where
// the reporter was a host that does not see the project any more, the bureau takes the report back. Pure.
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_longest_retraction_reason = 1000;  // characters

struct RetractProgress {
  std::string report;  // its id
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    return described(field("report", &RetractProgress::report, Text{1, 80}),
                     field("reason", &RetractProgress::reason, Text{1, k_longest_retraction_reason}));
  }
};

// The report counts no more; who takes it back is added by the bureau's command alone.
domain::ProgressRetracted taken_back(const domain::Project& project, const std::string& report, std::string reason);
// Whether the bureau has taken it back.
bool is_retracted(const domain::Project& project, const std::string& report);
// The project with whose word each closing of a problem was: those from before their reports kept it by their problems.
domain::Project with_reporters(domain::Project project, const std::vector<Concerning<Problem>>& problems);

Expected<domain::Decision> decide_progress_retraction(const std::string& id, const domain::Project& project,
                                                      const RetractProgress& command, const domain::Context& context);

}  // namespace luodi::monitor
