#pragma once
// 研判成员, who speaks in a joint review (measure 3). The policy lists the departments that sit in it; the park that is
// to host the project gives its opinion too. A reviewer speaks for the own organisation. The bureau convenes the review
// and has no voice of its own; it may record what a listed department wrote, with that paper as evidence, as long as
// the department has not spoken by itself. The introducing unit does not speak, by whomever. Codes are compared in one
// form (width, case and spaces aside), and the opinion carries the code as listed, so that no department counts twice.
// Pure.
#include <string>

#include "common/domain/project_admission.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

struct Voice {
  std::string department;  // as the policy lists it, or the code of the hosting park
  bool on_behalf = false;
};

// recusal_required, forbidden, wrong_state, gate_not_passed where the paper is missing, or a fault in one field.
Expected<Voice> voice_of(const GiveOpinion& command, const domain::Project& project, const domain::Context& context,
                         const policy::Policy& policy);

}  // namespace luodi::intake
