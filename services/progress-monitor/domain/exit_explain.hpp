#pragma once
// Why a limit notice 限期履约通知 or an exit notice 退出通知 goes out: what was compared with what, by which clause of
// the policy; and what a case says of itself once its notice asks for nothing any more. Pure.
#include "common/policy/explanation.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/obligation.hpp"

namespace luodi::monitor {

policy::Explanation why_limited(const policy::Policy& policy, const Obligation& obligation, ExitGround ground,
                                CivilDate late_since, CivilDate today, CivilDate limit_until);
// `obligation`: as it stands today, nullptr where it is not known.
policy::Explanation why_told(const policy::Policy& policy, const ExitCase& exit, const Obligation* obligation,
                             CivilDate today);
// What is to be done while a notice stands, as it was told last; after that how the case ended, and when.
std::string says_now(const ExitCase& exit);

}  // namespace luodi::monitor
