#pragma once
// How far back a suspension 暂停 reaches. It pauses the idle clock: what lies in it neither counts nor resets, so one
// that is told late takes half months out of the count that were counted by then. The bureau alone suspends, hence
// reaches back: not before the project was registered or negotiated, not further than the policy lets it
// (interview.suspension_past_cycles), and over counted half months only on a paper. Pure.
//
//   if (auto fine = check_suspended_from(project, from, today, policy); !fine) return fail(fine.error());
//   const auto uncounted = uncounted_from(project, from, context.now, *context.policies);   // {"2022-06-H2", ...}
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// invalid_body at /from: before_lead, before_negotiation, or out_of_range with the first day that is possible.
// `policy` is the one in force today.
Expected<void> check_suspended_from(const domain::Project& project, CivilDate from, CivilDate today,
                                    const policy::Policy& policy);

// The complete units counted as idle by now that a suspension from that day takes out of the count, oldest first, in
// the words of their reading: "2022-06-H2", "2022-06", or of days a span "2022-06-16/2022-06-30".
std::vector<std::string> uncounted_from(const domain::Project& project, CivilDate from, Instant now,
                                        const policy::PolicyBook& book);

// The day after the last of those units: it was told then or later. nullopt: it took nothing out of the count.
std::optional<CivilDate> counted_until(const domain::Suspension& suspension);

// invalid_body (required) at /evidence where counted units leave the count and no paper with its number or digest says
// why. Papers of a secret project stay outside: nothing is asked of it.
Expected<void> check_uncounted_proved(const domain::Project& project, const std::vector<std::string>& uncounted,
                                      const std::vector<domain::Evidence>& evidence);

}  // namespace luodi::monitor
