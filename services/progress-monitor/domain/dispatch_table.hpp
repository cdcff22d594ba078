#pragma once
// The report of a dispatch cycle 半月调度报告 as rows, the same for every form that it is written in: one line a
// project, those that did not move first, then by light, worst first. Pure.
#include "common/codec/csv.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/org_names.hpp"

namespace luodi::monitor {

codec::Table dispatch_table(const std::string& id, const DispatchCycle& cycle, std::vector<const DispatchItem*> items,
                            Instant now, const OrgNames& names);
// The order of the agenda.
bool comes_first(const DispatchLine& a, const DispatchLine& b);

}  // namespace luodi::monitor
