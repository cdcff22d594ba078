#pragma once
// DispatchCycle 半月调度周期 (measure 5): days 1-15 and 16-month end, 24 a year, each an object with the id
// "2022-05-H2". Opened on its first day, cut off after its last one, closed when the days for its meeting are over, all
// by the due queue (dispatch_decide). Its lines are objects of their own: dispatch_item.hpp. Pure.
//
//   open ──after the last day──▶ reporting ──────────── report deadline ───────────▶ end of the meeting's days ──▶
//   closed
//        agenda drawn, lines frozen        counted; who has not filed is told                  counts frozen
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "services/progress-monitor/domain/dispatch_minutes.hpp"

namespace luodi::monitor {

enum class CycleState { open, reporting, closed };
Word word_of(CycleState value);

struct CycleDeadlines {
  std::optional<Instant> report_due_at;  // inclusive; absent = blocked
  std::optional<CivilDate> meeting_by;
  std::optional<Instant> closes_at;
  std::string blocked;  // why they cannot be computed; empty = they can
  static constexpr auto fields() {
    using codec::field;
    using D = CycleDeadlines;
    return described(field("report_due_at", &D::report_due_at), field("meeting_by", &D::meeting_by),
                     field("closes_at", &D::closes_at), codec::optional_field("blocked", &D::blocked));
  }
};
struct AgendaTotals {
  int lines = 0;
  int moved = 0;
  int not_moved = 0;
  int green = 0;
  int yellow = 0;
  int red = 0;
  static constexpr auto fields() {
    using codec::field;
    using A = AgendaTotals;
    return described(field("lines", &A::lines), field("moved", &A::moved), field("not_moved", &A::not_moved),
                     field("green", &A::green), field("yellow", &A::yellow), field("red", &A::red));
  }
};
struct ReportTotals {
  int in_time = 0;
  int late = 0;
  int missing = 0;
  static constexpr auto fields() {
    using codec::field;
    using R = ReportTotals;
    return described(field("in_time", &R::in_time), field("late", &R::late), field("missing", &R::missing));
  }
};
// At the report deadline: filed by then, or not.
struct DeadlineTotals {
  int in_time = 0;
  int missing = 0;
  static constexpr auto fields() {
    return described(codec::field("in_time", &DeadlineTotals::in_time),
                     codec::field("missing", &DeadlineTotals::missing));
  }
};

struct CycleOpened {
  static constexpr std::string_view fact = "opened";
  CivilDate first_day;
  CivilDate last_day;
  std::string policy;
  static constexpr auto fields() {
    using codec::field;
    return described(field("first_day", &CycleOpened::first_day), field("last_day", &CycleOpened::last_day),
                     field("policy", &CycleOpened::policy));
  }
};
struct CycleCutOff {
  static constexpr std::string_view fact = "cut_off";
  CycleDeadlines deadlines;
  AgendaTotals agenda;
  static constexpr auto fields() {
    return described(codec::field("deadlines", &CycleCutOff::deadlines), codec::field("agenda", &CycleCutOff::agenda));
  }
};
struct CycleUnblocked {  // the calendar has arrived
  static constexpr std::string_view fact = "unblocked";
  CycleDeadlines deadlines;
  static constexpr auto fields() { return described(codec::field("deadlines", &CycleUnblocked::deadlines)); }
};
struct CycleReportsDue {  // the report deadline is over, the meeting is still ahead
  static constexpr std::string_view fact = "reports_due";
  DeadlineTotals reports;
  static constexpr auto fields() { return described(codec::field("reports", &CycleReportsDue::reports)); }
};
struct CycleClosed {
  static constexpr std::string_view fact = "closed";
  ReportTotals reports;
  static constexpr auto fields() { return described(codec::field("reports", &CycleClosed::reports)); }
};

struct DispatchCycle {
  static constexpr std::string_view kind = "dispatch_cycle";
  using Events = std::variant<CycleOpened, CycleCutOff, CycleUnblocked, CycleReportsDue, CycleClosed, CycleMinutesFiled,
                              CycleMinutesCorrected>;
  CycleState state = CycleState::open;
  CivilDate first_day;
  CivilDate last_day;
  std::string policy;
  CycleDeadlines deadlines;
  std::optional<AgendaTotals> agenda;         // from the cut-off on
  std::optional<DeadlineTotals> reports_due;  // as it stood at the report deadline; absent where the close came first
  std::optional<ReportTotals> reports;        // as it stood at the close
  std::vector<FiledDispatchMinutes> minutes;  // of the meeting: the first ones, then their corrections
  Instant opened_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using C = DispatchCycle;
    return described(field("state", &C::state), field("first_day", &C::first_day), field("last_day", &C::last_day),
                     field("policy", &C::policy), field("deadlines", &C::deadlines), field("agenda", &C::agenda),
                     field("reports_due", &C::reports_due), field("reports", &C::reports),
                     field("minutes", &C::minutes), field("opened_at", &C::opened_at),
                     field("updated_at", &C::updated_at));
  }
};
void apply(DispatchCycle& cycle, const CycleOpened& event, const domain::EventMeta& meta);
void apply(DispatchCycle& cycle, const CycleCutOff& event, const domain::EventMeta& meta);
void apply(DispatchCycle& cycle, const CycleUnblocked& event, const domain::EventMeta& meta);
void apply(DispatchCycle& cycle, const CycleReportsDue& event, const domain::EventMeta& meta);
void apply(DispatchCycle& cycle, const CycleClosed& event, const domain::EventMeta& meta);
void apply(DispatchCycle& cycle, const CycleMinutesFiled& event, const domain::EventMeta& meta);
void apply(DispatchCycle& cycle, const CycleMinutesCorrected& event, const domain::EventMeta& meta);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::CycleState> {
  using E = luodi::monitor::CycleState;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::open, "open"}, {E::reporting, "reporting"}, {E::closed, "closed"}}};
};

// Compiled once, in dispatch_cycle.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DispatchCycle&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DispatchCycle&);
extern template luodi::Expected<luodi::monitor::DispatchCycle> luodi::codec::decode(const luodi::codec::Json&);
