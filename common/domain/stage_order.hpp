#pragma once
// The order of a project's days: no step is dated before the step that it follows (信息, 研判, 分配, 在谈, 预审, 签约,
// 落地, 开工, 投产; an amendment follows the signing, an opinion the lead, a line of the checklist the review and the
// allocation). Recorded late is fine, lived backwards is not. Pure.
//
//   if (auto ordered = check_order(project, Command::landing, landed_on, "/landed_on"); !ordered) return ...;
#include <string>

#include "common/domain/stage_table.hpp"

namespace luodi::domain {

// invalid_body (before_last_stage) at `pointer`, naming both days and what to do next. Nothing where the command does
// not fit the stage, which the gate says, and nothing for commands that are no step of the path.
Expected<void> check_order(const Project& project, Command command, CivilDate on, const std::string& pointer,
                           bool framework = false);

}  // namespace luodi::domain
