#pragma once
// The report of a dispatch cycle 半月调度报告 as rows, the same for every form that it is written in: one line a
// project, those that did not move first, then by light, worst first. Pure.
#include <functional>

#include "common/codec/csv.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/org_names.hpp"

namespace luodi::monitor {

// minutes: those of the meeting, first to last, as the reader may see them. title_of: what a problem is called, by its
// id.
codec::Table dispatch_table(const std::string& id, const DispatchCycle& cycle, std::vector<const DispatchItem*> items,
                            const std::vector<FiledDispatchMinutes>& minutes, Instant now, const OrgNames& names,
                            const std::function<std::string(const std::string&)>& title_of);
// What the column of the time without progress is called, and what it says of a line: half months, days or months, as
// the lines of the cycle were counted. All of them were by the same policy.
Word idle_header(const std::vector<const DispatchItem*>& items);
int idle_told(const DispatchLine& line);
// The order of the agenda.
bool comes_first(const DispatchLine& a, const DispatchLine& b);

}  // namespace luodi::monitor
