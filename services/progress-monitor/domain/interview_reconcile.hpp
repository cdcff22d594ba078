#pragma once
// Reconcile makes what is stored about a project agree with what the idle clock says now: the watch, the warnings, the
// interviews, the next look. Level-triggered and idempotent: applied twice, the second decision only repeats the
// deadline. Pure.
//
// One interview for each idle episode, exactly: an episode whose cycles overlap those of an interview that stands, or
// that the committee withdrew, has had its interview. What stands still after the end of that one is an episode of its
// own (idle_again.hpp). An interview that late evidence withdrew is opened again under its own id when the stall comes
// back. A pending interview that no episode supports any more is withdrawn; one whose
// notice is out stays, whatever evidence arrives later. A second interview is no episode's: while its notice is pending
// it is withdrawn if it was the standing still that opened it, and the project does so no more. When a project exits,
// its running interviews are closed with that reason; while it is told to leave (exit_judge.hpp), none is opened. A
// pass whose progress was taken back afterwards says so (interview_basis.hpp).
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/idle_again.hpp"

namespace luodi::monitor {

// Puts the interview that an episode has had into it; false = it has had none.
bool name_interview(domain::Episode& episode, const std::vector<KnownInterview>& interviews);

// watch: nullptr when none is stored yet. interviews: all of this project. leaves_on: since when it is told to leave;
// an interview that a prompt look would have opened before is opened late as well.
domain::Decision reconcile(const std::string& project_id, const domain::Project& project, const domain::Watch* watch,
                           const std::vector<KnownInterview>& interviews, const domain::Context& context,
                           std::optional<CivilDate> leaves_on = std::nullopt);

inline std::string evaluate_job(const std::string& project) {
  return "evaluate:" + project;
}

}  // namespace luodi::monitor
