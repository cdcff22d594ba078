#pragma once
// What an entity hears of the minutes of a dispatch meeting (调度会议议定事项): the matters that were decided about its
// projects, in one letter. A project is that of the entity that its line names, and of the one that it has gone to
// since (reporter_since): each hears of it. A correction is told to those alone for whom it changes something. The
// minutes name no owner of a matter beside the project's entity. Pure.
#include <string>
#include <vector>

#include "services/progress-monitor/domain/announce_reports.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"

namespace luodi::monitor {

// `items`: the lines of the cycle. Empty for minutes that others have replaced by now, and for those that decide
// nothing about a project.
std::vector<Announcement> announce_minutes(const std::string& id, const DispatchCycle& cycle,
                                           const DispatchMinutes& minutes,
                                           const std::vector<const DispatchItem*>& items,
                                           const FindProject& find_project, const Teller& teller);

}  // namespace luodi::monitor
