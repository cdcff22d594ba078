#pragma once
// Until when the enterprise may object 陈述、申辩 to the exit notice that stands: so many working days as its letter
// leaves, after its receipt. Only the issue is known, so they count from there; who received it later has longer. An
// exit may be recorded within these days (rules.md does not make it wait): it says that they run. Pure.
//
//   notice of 9 September 2022, 5 working days    objection_left(...)->until == 2022-09-19, Mid-Autumn lies between
#include <optional>
#include <vector>

#include "services/progress-monitor/domain/exit_judge.hpp"

namespace luodi::monitor {

// nullopt: no notice stands, its letter leaves no days (an older one), or they are over.
std::optional<domain::ExitObjection> objection_left(const std::vector<KnownExit>& exits,
                                                    const domain::Context& context);

}  // namespace luodi::monitor
