#pragma once
// What the monitor knows of a project that is to leave, for the rules of the exit and of its approval: read from the
// lights, the interviews, the exit cases and the supplies as they stand in a world. One io_context thread.
//
//   decide_exit(id, project, exit_around(indexes, world, id, context), body, context);
#include "services/progress-monitor/domain/exit_day.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

ExitAround exit_around(const Indexes& indexes, const MonitorOverlay& world, const std::string& project,
                       const domain::Context& context);

}  // namespace luodi::monitor
