#pragma once
// 园区匹配, the explained ranking of the parks that could host a project (measure 3): points for the industry match by
// role and by digits beyond the match level, less points for the projects that a park already carries. Integers only;
// ties go by park code, so the same inputs give the same ranking. Pure.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "services/intake/domain/admission.hpp"

namespace luodi::intake {

using ParkLoad = std::map<std::string, std::int64_t>;  // active projects by park code; absent = none

// A project that its host carries: allocated and not ended.
bool counts_as_load(const domain::Project& project);

std::vector<domain::ParkScore> rank_parks(const Industry& industry, const Parks& parks, const ParkLoad& load,
                                          CivilDate on, const policy::Policy& policy);

}  // namespace luodi::intake
