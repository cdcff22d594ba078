#include "services/progress-monitor/domain/dispatch_cycle.hpp"

namespace luodi::monitor {

void apply(DispatchCycle& cycle, const CycleOpened& event, const domain::EventMeta& meta) {
  cycle.first_day = event.first_day;
  cycle.last_day = event.last_day;
  cycle.policy = event.policy;
  cycle.opened_at = meta.at;
  cycle.updated_at = meta.at;
}

void apply(DispatchCycle& cycle, const CycleCutOff& event, const domain::EventMeta& meta) {
  cycle.state = CycleState::reporting;
  cycle.deadlines = event.deadlines;
  cycle.agenda = event.agenda;
  cycle.updated_at = meta.at;
}

void apply(DispatchCycle& cycle, const CycleUnblocked& event, const domain::EventMeta& meta) {
  cycle.deadlines = event.deadlines;
  cycle.updated_at = meta.at;
}

void apply(DispatchCycle& cycle, const CycleReportsDue& event, const domain::EventMeta& meta) {
  cycle.reports_due = event.reports;
  cycle.updated_at = meta.at;
}

void apply(DispatchCycle& cycle, const CycleClosed& event, const domain::EventMeta& meta) {
  cycle.state = CycleState::closed;
  cycle.reports = event.reports;
  cycle.updated_at = meta.at;
}

void apply(DispatchCycle& cycle, const CycleMinutesFiled& event, const domain::EventMeta& meta) {
  cycle.minutes.push_back({event.minutes, meta.actor, meta.at, ""});
  cycle.updated_at = meta.at;
}

void apply(DispatchCycle& cycle, const CycleMinutesCorrected& event, const domain::EventMeta& meta) {
  cycle.minutes.push_back({event.minutes, meta.actor, meta.at, event.reason});
  cycle.updated_at = meta.at;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DispatchCycle&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DispatchCycle&);
template luodi::Expected<luodi::monitor::DispatchCycle> luodi::codec::decode(const luodi::codec::Json&);
