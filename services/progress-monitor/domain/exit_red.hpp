#pragma once
// Since when a project that is to leave is red, for the leader's approval of its exit (measure 9: an exit that is asked
// for after a red light). What was shown red stays so for this until something effective moves, whatever is recorded
// afterwards: neither another amount nor a late exemption, a suspension that reaches back or another policy is a way
// round the leader. The light itself, its warnings and interviews go by what is known by now (idle_clock.hpp). Pure.
//
//   red       its last stall turned red and goes on: nothing effective lies within or behind it
//   was red   the same of what was known before some later record, as of the day of that record; what moved is judged
//             by what is known now, so late evidence of a movement frees it
//
//   around.red_since = red_before_exit(project, watch, book, now);
#include <optional>

#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// The day after the one whose end turned it red; nullopt: it was not, or has moved since. `watch` is up to date and
// knows the stalls that count anew behind an interview; nullptr: never watched, as far as is known by now.
std::optional<CivilDate> red_before_exit(const domain::Project& project, const domain::Watch* watch,
                                         const policy::PolicyBook& book, Instant now);

}  // namespace luodi::monitor
