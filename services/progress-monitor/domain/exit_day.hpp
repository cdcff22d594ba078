#pragma once
// The day of an exit 退出 lies behind everything else that is recorded of the project, each by its own day: reports
// that stand, funds, amendments, suspensions, the approval that the exit needs, the opening of an interview that still
// runs, the exit notice. Stages have their order already (common/domain/stage_order.hpp). Recorded late is fine; what a
// project did after it had left is not. Pure.
//
//   if (auto last = check_exit_day(project, around, on, context); !last) return fail(last.error());
#include <optional>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/settlement.hpp"

namespace luodi::monitor {

// What else the monitor knows of a project that is to leave.
struct ExitAround {
  // The idle clock shows red since then, or called to an interview that is open, and nobody told the project to leave.
  std::optional<CivilDate> red_since = std::nullopt;
  std::optional<CivilDate> interview_opened = std::nullopt;       // of one that still runs
  std::optional<domain::ExitObjection> objection = std::nullopt;  // to its exit notice, while it may be made
  std::vector<DeliveredSupply> delivered = {};                    // of land and energy
  std::optional<CivilDate> told_to_leave = std::nullopt;          // day of the exit notice that stands
};

// invalid_body (before_last_fact) at /on, naming both days and what was recorded.
Expected<void> check_exit_day(const domain::Project& project, const ExitAround& around, CivilDate on,
                              const domain::Context& context);

}  // namespace luodi::monitor
