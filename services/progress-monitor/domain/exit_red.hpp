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
//   was told  of a red light people were told, and nothing effective is known by now that lies behind what was known
//             to have moved last when they were. That alone needs somebody to have looked in time
//
//   around.red_since = red_before_exit(project, watch, told_red_at, book, now);
#include <optional>

#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// The day after the one whose end turned it red; nullopt: it was not, or has moved since. `watch` is up to date and
// knows the stalls that count anew behind an interview; nullptr: never watched, as far as is known by now.
// `told_at`: when people were last told of a red light of it; the day of that, where only this binds.
std::optional<CivilDate> red_before_exit(const domain::Project& project, const domain::Watch* watch,
                                         std::optional<Instant> told_at, const policy::PolicyBook& book, Instant now);

}  // namespace luodi::monitor
