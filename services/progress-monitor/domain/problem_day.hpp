#pragma once
// The last day of a problem, and who may name another one (measure 5). A day that is named is not over, lies within the
// published calendar (where today does: beyond it no working days can be counted, and a named day is all there is) and
// within due_latest_days of today; a later one only the bureau names. Whoever owes the solution does not put off its
// own day: the reporter does, the bureau or the committee, because a problem whose day moves away never climbs. Pure.
#include <optional>

#include "services/progress-monitor/domain/problem_climb.hpp"

namespace luodi::monitor {

// The first instant at which it is overdue: after the named day, or after so many working days behind today.
Expected<Instant> due_after(std::optional<CivilDate> named, int working_days, const policy::ProblemParameters& terms,
                            const domain::Context& context);
// forbidden where the actor may not name another day for this problem.
Expected<void> check_moves_day(const Problem& problem, const Hindered& on, const policy::Policy& policy,
                               const Actor& actor);

}  // namespace luodi::monitor
