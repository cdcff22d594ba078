#pragma once
// What a rehearsal of a command on a project says beside "allowed": what its decision takes along. Shown before
// somebody gives the command, because it is not undone by another one. One io_context thread.
//
//   plan.foretold = foretold(world, id, decision, context);   // {"suspension": …}, {"exit": …}, {"stage_return": …}, or null
#include <string>

#include "common/codec/json.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

codec::Json foretold(const MonitorOverlay& world, const std::string& project, const domain::Decision& decision,
                     const domain::Context& context);

}  // namespace luodi::monitor
