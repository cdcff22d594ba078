#pragma once
// A closed dispatch cycle on paper. Its report says what stood when it closed, whenever and however often it is
// printed; what came later is told beside it with its day. Only an event changes the paper, never the hour. Of a cycle
// that still runs it says what stands now. Pure.
//
//   const auto closed = closed_at(cycle);                          // 2022-07-06 00:00 of 2022-06-H2
//   out.date = civil_date(closed.value_or(now));
#include <optional>
#include <vector>

#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/problem.hpp"

namespace luodi::monitor {

std::optional<Instant> closed_at(const DispatchCycle& cycle);  // nullopt while it runs

ReportState state_on_paper(const DispatchItem& item, const DispatchCycle& cycle, Instant now);
// The report as it stood; nullptr where nothing was filed by then.
const FiledReport* report_on_paper(const DispatchItem& item, const DispatchCycle& cycle);
// What was filed since the close, in order: a late report, corrections.
std::vector<const FiledReport*> filed_since(const DispatchItem& item, const DispatchCycle& cycle);

// What a problem was at an instant, as far as it is kept: its level exactly; its state and day where nothing has
// happened to it since.
bool changed_since(const Problem& problem, Instant when);
ProblemLevel level_at(const Problem& problem, Instant when);

// When the paper was last written: now while the cycle runs, afterwards the latest event that it tells of.
Instant written_at(const DispatchCycle& cycle, const std::vector<const DispatchItem*>& items,
                   const std::vector<const Problem*>& problems, const std::vector<FiledDispatchMinutes>& minutes,
                   Instant now);

}  // namespace luodi::monitor
