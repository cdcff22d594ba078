#pragma once
// What a correction of verified funds takes from a landing that rested on them (measure 6). The landing stands: what
// was done is not undone, and a correction is an event of its own. The project's view says landing_unproved, and the
// bureau has a problem to see to, reported with the correction that took the proof away, once while it is open. Pure.
//
//   decision.add(find_unproved_landing({id, &project}, known_problems, decision, context));
#include <vector>

#include "services/progress-monitor/domain/problem_decide.hpp"

namespace luodi::monitor {

// `on`: the project before the correction; `known`: its problems. Empty where the landing stands as it did.
domain::Decision find_unproved_landing(const Hindered& on, const std::vector<Concerning<Problem>>& known,
                                       const domain::Decision& correction, const domain::Context& context);

}  // namespace luodi::monitor
