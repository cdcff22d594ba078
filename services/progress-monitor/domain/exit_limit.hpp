#pragma once
// The last day of the limit of a limit notice 限期履约通知. Days of a suspension within the limit do not run: it moves
// on by as many, and from a day off to the next working day, as the limit itself did. Counted from the suspensions and
// the day of the notice alone, so late, prompt or twice it is the same day. Pure.
//
//   notice on 21 August, limit until 20 September; suspended from 1 September, resumed on 20 October
//                          limit_now(...).until == 2022-11-08: 49 days later, and none while the suspension lasted
#include "common/kernel/working_calendar.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"

namespace luodi::domain {
struct Project;
}  // namespace luodi::domain
namespace luodi::policy {
struct Policy;
}  // namespace luodi::policy

namespace luodi::monitor {

struct LimitNow {
  std::optional<CivilDate> until;  // inclusive; nullopt: no day can be named, the limit does not end
  int suspended_days = 0;          // that lay within it
  bool no_calendar = false;        // why none: for the day on which it would end
};
LimitNow limit_now(const ExitCase& exit, const domain::Project& project, const WorkingCalendar& calendar);

// What is told of a limit that has moved; nullopt where it ends on the day that was told last.
std::optional<ExitLimitMoved> moved_limit(const ExitCase& exit, const LimitNow& now, const policy::Policy& policy);

}  // namespace luodi::monitor
