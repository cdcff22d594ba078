#pragma once
// What an exit case 退出程序 stands on: an obligation of the enterprise (company, deposit, start) that is late enough
// is a ground to call upon it; performed within the limit, or agreed for another day, the notice has lost it. Asked of
// the days alone, whenever they are told. When notices go out: exit_judge.hpp. Pure.
//
//   if (const auto since = late_enough(obligation, terms); since && *since <= today) ...
#include <optional>
#include <string>

#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/exit_limit.hpp"
#include "services/progress-monitor/domain/obligation_follow.hpp"

namespace luodi::monitor {

// nullopt: no ground of an exit, whatever its day.
std::optional<ExitGround> ground_of(const Obligation& obligation);
// The first day on which the obligation is late enough for a limit notice; nullopt: no ground of an exit.
std::optional<CivilDate> late_enough(const Obligation& obligation, const policy::ExitParameters& terms);
// Of the case that this breach opens.
std::string exit_id(const std::string& obligation, CivilDate agreed_on);

// The day on which a notice lost its ground; nullopt: it stands.
std::optional<ExitCured> cure_of(const ExitCase& exit, const LimitNow& limit, const Obligation& obligation,
                                 const policy::ExitParameters& terms);
// The cure rests on days: when a correction says that the obligation was performed after the limit, it was none, and
// the notice comes back, whatever became of its agreed day meanwhile. A day that was taken back altogether is another
// breach: it begins with a limit of its own.
bool cure_is_gone(const ExitCase& exit, const LimitNow& limit, const Owed* owed, const policy::ExitParameters& terms);

}  // namespace luodi::monitor
