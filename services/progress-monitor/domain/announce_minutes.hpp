#pragma once
// What a host hears of the minutes of a dispatch meeting (调度会议议定事项): the matters that were decided about its
// projects, in one letter. A correction is told to those alone for whom it changes something. Pure.
#include <string>
#include <vector>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"

namespace luodi::monitor {

// `items`: the lines of the cycle. Empty for minutes that others have replaced by now, and for those that decide
// nothing about a project.
std::vector<Announcement> announce_minutes(const std::string& id, const DispatchCycle& cycle,
                                           const DispatchMinutes& minutes,
                                           const std::vector<const DispatchItem*>& items, const Teller& teller);

}  // namespace luodi::monitor
