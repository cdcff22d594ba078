#pragma once
// What a limit notice 限期履约通知 and an exit notice 退出通知 say, fixed in the event that issues them: title, text,
// why, the letter (without its number yet) and those that it takes the place of. When they go out: exit_judge.hpp.
// Pure.
#include <string>

#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/obligation_follow.hpp"

namespace luodi::monitor {

struct CalledUpon {
  std::string project_id;
  const Owed* owed;
  ExitGround ground;
  CivilDate late_since;  // the first day on which it was late enough
  CivilDate until;       // the last one to perform
};
// `before`: the case where its notice is issued anew, else nullptr.
LimitNoticeIssued limit_notice(const CalledUpon& calls, const ExitCase* before, const domain::Project& project,
                               const policy::Policy& policy, const domain::Context& context);
// `owed`: nullptr where the obligation is not known.
ExitNoticeIssued exit_notice(const ExitCase& exit, const Owed* owed, const domain::Project& project,
                             const policy::Policy& policy, const domain::Context& context);

// The day of an exit notice, however late it was issued: the one after its limit, or that of the correction which took
// the cure away.
CivilDate day_of(const ExitNoticeIssued& notice);

}  // namespace luodi::monitor
