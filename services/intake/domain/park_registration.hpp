#pragma once
// 园区登记: a park or county that hosts projects, with its industries as dated rows. Registered once; its code is its
// id. Pure.
#include "common/domain/decision.hpp"
#include "common/domain/park.hpp"

namespace luodi::intake {

// already_exists, out_of_territory, or every fault of the rows with its pointer.
Expected<domain::Decision> decide_park(const domain::ParkRegistered& command, bool known);

}  // namespace luodi::intake
