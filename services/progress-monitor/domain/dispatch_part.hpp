#pragma once
// What of a dispatch cycle a reader sees who does not see the whole city: the totals of the lines that the reader sees.
// Those that are stored with the cycle are of the whole agenda, and how others stand is not told by a difference. Pure.
//
//   view = seen_part(cycle, items_that_the_park_sees);   // no line: every total is 0
#include <vector>

#include "services/progress-monitor/domain/dispatch_item.hpp"

namespace luodi::monitor {

DispatchCycle seen_part(DispatchCycle cycle, const std::vector<const DispatchItem*>& items);

}  // namespace luodi::monitor
