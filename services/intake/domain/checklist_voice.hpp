#pragma once
// 清单事项由谁填报, who answers a line of the assessment's checklist (measure 4). The policy names an owner for each
// line. Where the owner is a department of the joint review, that department's reviewer answers it and nobody else; the
// bureau may record what the department wrote, as in the joint review. Lines of other owners (the bureau itself, the
// park that is to host) have no department with reviewers of its own: the bureau or any reviewer answers them. Pure.
//
//   auto voice = voice_of_line(line, command, project, actor, policy);
//   if (!voice) return fail(voice.error());   // forbidden, wrong_state, gate_not_passed, or a fault of /opinion
#include <optional>
#include <string>

#include "services/intake/domain/commands.hpp"
#include "services/intake/domain/review_member.hpp"

namespace luodi::intake {

struct LineVoice {
  std::optional<std::string> department;  // code of the owner as the policy lists it; nullopt = an owner without one
  bool on_behalf = false;
};

Expected<LineVoice> voice_of_line(const policy::PreAssessmentItem& line, const RecordItem& command,
                                  const domain::Project& project, const Actor& actor, const policy::Policy& policy);

}  // namespace luodi::intake
