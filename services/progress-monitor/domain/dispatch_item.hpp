#pragma once
// DispatchItem 调度事项 (measure 5): one project in one cycle. The line is what was known of it at the cut-off and
// never changes; the report is what its host (or the one that has taken it over) files about it, frozen when it is
// filed: a correction is one more paper with its reason. An object for each project, so that a hundred parks may file
// at the same minute. Aggregate id =
// "<cycle>_<project>". Pure.
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "services/progress-monitor/domain/dispatch_cycle.hpp"

namespace luodi::monitor {

struct ChangedTarget {
  domain::TargetChange change;
  std::string reason;
  std::optional<std::string> title = std::nullopt;  // of the milestone; absent of a month, and in lines older than it
  static constexpr auto fields() {
    using C = ChangedTarget;
    return described(codec::field("change", &C::change), codec::field("reason", &C::reason),
                     codec::field("title", &C::title));
  }
};

// A target as people read it: a day or a title as it stands, an amount of a month and a stage in words, "取消" where it
// is gone. What of a milestone changed stands beside its title.
std::string target_text(const ChangedTarget& changed);
std::string before_text(const domain::TargetChange& change);
std::string after_text(const domain::TargetChange& change);

// How long it stood still in the units of a reading that does not count half months.
struct IdleTime {
  std::string reading;  // "rolling_days" | "calendar_months"
  int units = 0;
  static constexpr auto fields() {
    return described(codec::field("reading", &IdleTime::reading), codec::field("units", &IdleTime::units));
  }
};

struct DispatchLine {
  HalfMonth cycle;
  std::string project_id;
  std::string project_name;
  std::string org;  // the responsible host
  domain::Stage stage = domain::Stage::lead;
  std::optional<Fen> amount_fen;
  domain::Light light = domain::Light::none;  // the worse of the two below
  domain::Light idle_light = domain::Light::none;
  int idle_cycles = 0;
  std::optional<IdleTime> idle_time;  // absent where half months are counted, and in lines older than it
  domain::Light lag_light = domain::Light::none;
  bool moved = false;
  std::vector<std::string> moved_by;     // effective progress dated in the cycle
  std::vector<std::string> late;         // effective, recorded in the cycle, dated before it
  std::vector<std::string> not_counted;  // reported in the cycle, and why it does not count
  std::vector<ChangedTarget> changed_targets;
  std::vector<std::string> overdue_milestones;
  std::vector<std::string> overdue_titles = {};  // of these; left out in lines older than it
  std::vector<std::string> problems;             // ids of those that were not closed
  std::vector<std::string> retracted = {};       // counted before the cycle and taken back or corrected in it
  static constexpr auto fields() {
    using codec::field;
    using L = DispatchLine;
    return described(field("cycle", &L::cycle), field("project_id", &L::project_id),
                     field("project_name", &L::project_name), field("org", &L::org), field("stage", &L::stage),
                     field("amount_fen", &L::amount_fen), field("light", &L::light),
                     field("idle_light", &L::idle_light), field("idle_cycles", &L::idle_cycles),
                     field("idle_time", &L::idle_time), field("lag_light", &L::lag_light), field("moved", &L::moved),
                     field("moved_by", &L::moved_by), field("late", &L::late), field("not_counted", &L::not_counted),
                     field("changed_targets", &L::changed_targets), field("overdue_milestones", &L::overdue_milestones),
                     codec::optional_field("overdue_titles", &L::overdue_titles), field("problems", &L::problems),
                     codec::optional_field("retracted", &L::retracted));
  }
};

struct DispatchListed {
  static constexpr std::string_view fact = "listed";
  DispatchLine line;
  static constexpr auto fields() { return described(codec::field("line", &DispatchListed::line)); }
};
struct DispatchReported {
  static constexpr std::string_view fact = "reported";
  std::string text;
  std::string light_reason;  // why the light is not green
  std::string next;          // what comes next
  std::vector<domain::Evidence> evidence;
  bool late = false;
  std::optional<std::string> org = std::nullopt;  // whose report it is, where it is not the entity of the line
  static constexpr auto fields() {
    using codec::field;
    using R = DispatchReported;
    return described(field("text", &R::text), field("light_reason", &R::light_reason), field("next", &R::next),
                     field("evidence", &R::evidence), field("late", &R::late), field("org", &R::org));
  }
};
struct DispatchCorrected {
  static constexpr std::string_view fact = "corrected";
  DispatchReported report;
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("report", &DispatchCorrected::report),
                     codec::field("reason", &DispatchCorrected::reason));
  }
};

// Its project had ended or was suspended at the deadline or the close: no report is owed any more.
struct DispatchReleased {
  static constexpr std::string_view fact = "released";
  Instant by;  // the instant that it was counted for
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("by", &DispatchReleased::by), codec::field("reason", &DispatchReleased::reason));
  }
};

struct FiledReport {
  DispatchReported report;
  std::string by;  // user name
  Instant filed_at;
  std::string correction;  // why it replaces what was filed; empty for the first
  static constexpr auto fields() {
    using codec::field;
    using F = FiledReport;
    return described(field("report", &F::report), field("by", &F::by), field("filed_at", &F::filed_at),
                     codec::optional_field("correction", &F::correction));
  }
};

struct DispatchItem {
  static constexpr std::string_view kind = "dispatch_item";
  using Events = std::variant<DispatchListed, DispatchReported, DispatchCorrected, DispatchReleased>;
  DispatchLine line;
  std::vector<FiledReport> reports;  // the first one, then its corrections
  std::optional<DispatchReleased> released;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using I = DispatchItem;
    return described(field("line", &I::line), field("reports", &I::reports), field("released", &I::released),
                     field("created_at", &I::created_at), field("updated_at", &I::updated_at));
  }
};
void apply(DispatchItem& item, const DispatchListed& event, const domain::EventMeta& meta);
void apply(DispatchItem& item, const DispatchReported& event, const domain::EventMeta& meta);
void apply(DispatchItem& item, const DispatchCorrected& event, const domain::EventMeta& meta);
void apply(DispatchItem& item, const DispatchReleased& event, const domain::EventMeta& meta);

enum class ReportState { due, in_time, late, missing, released };
Word word_of(ReportState value);
// As it stands at an instant: 17:00:00 sharp is in time, and missing begins after it.
ReportState report_state(const DispatchItem& item, const DispatchCycle& cycle, Instant now);

// Nothing was filed before that instant, the close for example: what came later belongs to no count of it.
bool missed(const DispatchItem& item, Instant until);
// Neither was it owed then.
bool is_released(const DispatchItem& item, Instant until);

void count_line(const DispatchLine& line, AgendaTotals& totals);
// How it stood when the report deadline, an instant that is still in time, was over; and at the close.
Instant reports_late_from(Instant due);
void count_at_deadline(const DispatchItem& item, Instant due, DeadlineTotals& totals);
void count_at_close(const DispatchItem& item, Instant closes_at, ReportTotals& totals);

inline std::string item_id(const std::string& cycle, const std::string& project) {
  return cycle + "_" + project;
}

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::ReportState> {
  using E = luodi::monitor::ReportState;
  static constexpr std::array<std::pair<E, std::string_view>, 5> table{{{E::due, "due"},
                                                                        {E::in_time, "in_time"},
                                                                        {E::late, "late"},
                                                                        {E::missing, "missing"},
                                                                        {E::released, "released"}}};
};

// Compiled once, in dispatch_item.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DispatchItem&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DispatchItem&);
extern template luodi::Expected<luodi::monitor::DispatchItem> luodi::codec::decode(const luodi::codec::Json&);
