#include "services/progress-monitor/domain/dispatch_part.hpp"

namespace luodi::monitor {

DispatchCycle seen_part(DispatchCycle cycle, const std::vector<const DispatchItem*>& items) {
  // What has not been counted yet stays absent.
  if (cycle.agenda) cycle.agenda = AgendaTotals();
  if (cycle.reports_due) cycle.reports_due = DeadlineTotals();
  if (cycle.reports) cycle.reports = ReportTotals();
  for (const auto* item : items) {
    if (cycle.agenda) count_line(item->line, *cycle.agenda);
    if (cycle.reports_due && cycle.deadlines.report_due_at)
      count_at_deadline(*item, *cycle.deadlines.report_due_at, *cycle.reports_due);
    if (cycle.reports && cycle.deadlines.closes_at) count_at_close(*item, *cycle.deadlines.closes_at, *cycle.reports);
  }
  return cycle;
}

}  // namespace luodi::monitor
