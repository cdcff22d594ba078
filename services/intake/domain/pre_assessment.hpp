#pragma once
// 预审评估, the assessment before signing (measure 4): each line of the policy's checklist is answered by its owner
// (checklist_voice.hpp) on a day of its own; the assessment passes only when every line that is mandatory on that day
// has passed by then, and what it rests on is not changed any more. A framework agreement takes the simple path: the
// lines marked simple_path only, and no stage is reached by it. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

// "not_applicable" needs a reason, and is no answer to legality and statutory lines.
Expected<domain::Decision> decide_item(const std::string& id, const domain::Project& project, const RecordItem& command,
                                       const domain::Context& context);
Expected<domain::Decision> decide_pre_assessment(const std::string& id, const domain::Project& project,
                                                 const DecidePreAssessment& command, const domain::Context& context);

}  // namespace luodi::intake
