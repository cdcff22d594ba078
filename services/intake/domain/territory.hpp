#pragma once
// 属地, the place of a project: GB/T 2260 code of a division of this city, a platform code of one of its parks, or a
// park code. A project of another city is not this suite's business and is refused with the reason. Pure.
#include <string>

#include "services/intake/domain/admission.hpp"

namespace luodi::intake {

// out_of_territory, pointing at `pointer`.
Expected<void> check_territory(const std::string& region_code, const Parks& parks, const std::string& pointer);

}  // namespace luodi::intake
