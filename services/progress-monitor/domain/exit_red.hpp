#pragma once
// Since when a project that is to leave is red, for the leader's approval of its exit (measure 9: an exit that is asked
// for after a red light). What was red stays so for this until something effective moves, whatever the amounts say of
// it by now: neither a correction, a slip of a lead, an amendment that reaches back nor a new threshold is a way round
// the leader. The light itself, its warnings and interviews go by the amounts as they are known (idle_clock.hpp). Pure.
//
//   red       the light is red today
//   was red   its last stall turned red and goes on out of scope; or, by the amounts as they were recorded before a
//             later one, it was red by the end of the day of that record and, with all else that is known now, still
//             would be
#include <optional>

#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// The day after the one whose end turned it red, of its latest red stall; nullopt: it is not red, or has moved since.
// `watch` is up to date: it knows the stalls that count anew behind an interview.
std::optional<CivilDate> red_before_exit(const domain::Project& project, const domain::Watch& watch,
                                         const policy::PolicyBook& book, Instant now);

}  // namespace luodi::monitor
