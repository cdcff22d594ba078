#pragma once
// What the agenda of a cycle says was taken back 已撤销 (measure 5): the report of a closed cycle is frozen and goes on
// saying that it counted, so the next one names it. Reports of progress that were taken back, or whose problem was
// reopened, verified funds that were corrected, exemptions that were corrected; of each what stood when the cycle
// began and does not stand at its cut-off. Pure.
//
//   line.retracted = taken_back_in(cycle, project, known_at(project, cycle.closes_at()), book);
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// `known`: the project as it is known at the cut-off of the cycle.
std::vector<std::string> taken_back_in(HalfMonth cycle, const domain::Project& project, const domain::Project& known,
                                       const policy::PolicyBook& book);

}  // namespace luodi::monitor
