#pragma once
// 驻外机构登记: a recruitment office outside the city with the city that it serves. Registered once; its code is its
// id, and no park has it: who introduced a project is named by one code. Pure.
#include "common/domain/decision.hpp"
#include "common/domain/office.hpp"

namespace luodi::intake {

// already_exists (an office or a park has this code), or every fault with its pointer.
Expected<domain::Decision> decide_office(const domain::OfficeRegistered& command, bool known);

}  // namespace luodi::intake
