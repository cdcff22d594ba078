#pragma once
// 清单事项由谁填报, who answers a line of the assessment's checklist (measure 4). The policy names an owner for each
// line, and the owner alone answers it: a reviewer of that department, an officer of the park that hosts the project,
// or the bureau. What a department or the park wrote the bureau may record, as in the joint review. Pure.
//
//   auto voice = voice_of_line(line, command, project, actor, policy);
//   if (!voice) return fail(voice.error());   // forbidden, wrong_state, gate_not_passed, or a fault of /opinion
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

struct LineVoice {
  std::optional<std::string> department;  // code of the department or the hosting park; nullopt = the bureau's own line
  bool on_behalf = false;
  std::optional<int> round;  // of the allocation that made the park the owner
};

Expected<LineVoice> voice_of_line(const policy::PreAssessmentItem& line, const RecordItem& command,
                                  const domain::Project& project, const Actor& actor, const policy::Policy& policy);

}  // namespace luodi::intake
