#pragma once
// DispatchItem 调度事项 (measure 5): one project in one cycle. The line is what was known of it at the cut-off and
// never changes; the report is what its host files about it, frozen when it is filed: a correction is one more paper
// with its reason. An object for each project, so that a hundred parks may file at the same minute. Aggregate id =
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
  static constexpr auto fields() {
    return described(codec::field("change", &ChangedTarget::change), codec::field("reason", &ChangedTarget::reason));
  }
};

// A target as people read it: a day or a title as it stands, an amount of a month and a stage in words, "取消" where it
// is gone. What of a milestone changed stands beside its id.
std::string target_text(const domain::TargetChange& change);
std::string before_text(const domain::TargetChange& change);
std::string after_text(const domain::TargetChange& change);

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
  domain::Light lag_light = domain::Light::none;
  bool moved = false;
  std::vector<std::string> moved_by;     // effective progress dated in the cycle
  std::vector<std::string> late;         // effective, recorded in the cycle, dated before it
  std::vector<std::string> not_counted;  // reported in the cycle, and why it does not count
  std::vector<ChangedTarget> changed_targets;
  std::vector<std::string> overdue_milestones;
  std::vector<std::string> problems;        // ids of those that were not closed
  std::vector<std::string> retracted = {};  // counted before the cycle and taken back or corrected in it
  static constexpr auto fields() {
    using codec::field;
    using L = DispatchLine;
    return described(field("cycle", &L::cycle), field("project_id", &L::project_id),
                     field("project_name", &L::project_name), field("org", &L::org), field("stage", &L::stage),
                     field("amount_fen", &L::amount_fen), field("light", &L::light),
                     field("idle_light", &L::idle_light), field("idle_cycles", &L::idle_cycles),
                     field("lag_light", &L::lag_light), field("moved", &L::moved), field("moved_by", &L::moved_by),
                     field("late", &L::late), field("not_counted", &L::not_counted),
                     field("changed_targets", &L::changed_targets), field("overdue_milestones", &L::overdue_milestones),
                     field("problems", &L::problems), codec::optional_field("retracted", &L::retracted));
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
  static constexpr auto fields() {
    using codec::field;
    using R = DispatchReported;
    return described(field("text", &R::text), field("light_reason", &R::light_reason), field("next", &R::next),
                     field("evidence", &R::evidence), field("late", &R::late));
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
  using Events = std::variant<DispatchListed, DispatchReported, DispatchCorrected>;
  DispatchLine line;
  std::vector<FiledReport> reports;  // the first one, then its corrections
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using I = DispatchItem;
    return described(field("line", &I::line), field("reports", &I::reports), field("created_at", &I::created_at),
                     field("updated_at", &I::updated_at));
  }
};
void apply(DispatchItem& item, const DispatchListed& event, const domain::EventMeta& meta);
void apply(DispatchItem& item, const DispatchReported& event, const domain::EventMeta& meta);
void apply(DispatchItem& item, const DispatchCorrected& event, const domain::EventMeta& meta);

enum class ReportState { due, in_time, late, missing };
Word word_of(ReportState value);
// As it stands at an instant: 17:00:00 sharp is in time, and missing begins after it.
ReportState report_state(const DispatchItem& item, const DispatchCycle& cycle, Instant now);

// Nothing was filed before that instant, the close for example: what came later belongs to no count of it.
bool missed(const DispatchItem& item, Instant until);

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
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::due, "due"}, {E::in_time, "in_time"}, {E::late, "late"}, {E::missing, "missing"}}};
};

// Compiled once, in dispatch_item.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DispatchItem&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DispatchItem&);
extern template luodi::Expected<luodi::monitor::DispatchItem> luodi::codec::decode(const luodi::codec::Json&);
