#pragma once
// 分配, allocating a host (measure 3): the parks are ranked, the ranking is kept with the decision, and the host must
// admit the industry by the rows valid on the application date, or hold the override of the joint review. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"
#include "services/intake/domain/park_ranking.hpp"

namespace luodi::intake {

// `load` must not count the project itself.
Expected<domain::Decision> decide_allocation(const std::string& id, const domain::Project& project,
                                             const Allocate& command, const Parks& parks, const ParkLoad& load,
                                             const domain::Context& context);

}  // namespace luodi::intake
