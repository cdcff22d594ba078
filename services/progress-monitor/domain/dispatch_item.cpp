#include "services/progress-monitor/domain/dispatch_item.hpp"

#include <charconv>

namespace luodi::monitor {

namespace {
// The target of a month is stored in fen, that of a milestone is a day.
std::string side_text(const domain::TargetChange& change, const std::string& side) {
  if (change.part == domain::TargetPart::title) return side;
  if (change.part == domain::TargetPart::stage) {
    const auto stage = codec::enum_value<domain::Stage>(side);
    return stage ? std::string(word_of(*stage).zh) : "附材料完成";
  }
  std::int64_t fen = 0;
  const auto [end, fault] = std::from_chars(side.data(), side.data() + side.size(), fen);
  return !side.empty() && fault == std::errc() && end == side.data() + side.size() ? Fen::of(fen).display() : side;
}
}  // namespace

std::string target_text(const ChangedTarget& changed) {
  const auto& change = changed.change;
  const std::string target = changed.title.value_or(change.target);
  if (!change.part) return target;
  return target + (*change.part == domain::TargetPart::title ? " 名称" : " 对应阶段");
}

std::string before_text(const domain::TargetChange& change) {
  return side_text(change, change.before);
}

std::string after_text(const domain::TargetChange& change) {
  return change.after.empty() && !change.part ? "取消" : side_text(change, change.after);
}

void apply(DispatchItem& item, const DispatchListed& event, const domain::EventMeta& meta) {
  item.line = event.line;
  item.created_at = meta.at;
  item.updated_at = meta.at;
}

void apply(DispatchItem& item, const DispatchReported& event, const domain::EventMeta& meta) {
  item.reports.push_back({event, meta.actor, meta.at, ""});
  item.updated_at = meta.at;
}

void apply(DispatchItem& item, const DispatchCorrected& event, const domain::EventMeta& meta) {
  item.reports.push_back({event.report, meta.actor, meta.at, event.reason});
  item.updated_at = meta.at;
}

void apply(DispatchItem& item, const DispatchReleased& event, const domain::EventMeta& meta) {
  item.released = event;
  item.updated_at = meta.at;
}

void count_line(const DispatchLine& line, AgendaTotals& totals) {
  ++totals.lines;
  ++(line.moved ? totals.moved : totals.not_moved);
  switch (line.light) {
    case domain::Light::none:
      break;
    case domain::Light::green:
      ++totals.green;
      break;
    case domain::Light::yellow:
      ++totals.yellow;
      break;
    case domain::Light::red:
      ++totals.red;
      break;
  }
}

bool missed(const DispatchItem& item, Instant until) {
  return item.reports.empty() || item.reports.front().filed_at >= until;
}

bool is_released(const DispatchItem& item, Instant until) {
  return item.released && item.released->by <= until && missed(item, until);
}

Instant reports_late_from(Instant due) {
  return due.plus_ms(1);
}

void count_at_deadline(const DispatchItem& item, Instant due, DeadlineTotals& totals) {
  const Instant until = reports_late_from(due);
  if (is_released(item, until)) return;
  ++(missed(item, until) ? totals.missing : totals.in_time);
}

void count_at_close(const DispatchItem& item, Instant closes_at, ReportTotals& totals) {
  if (is_released(item, closes_at)) return;
  if (missed(item, closes_at))
    ++totals.missing;
  else
    ++(item.reports.front().report.late ? totals.late : totals.in_time);
}

ReportState report_state(const DispatchItem& item, const DispatchCycle& cycle, Instant now) {
  if (!item.reports.empty()) return item.reports.front().report.late ? ReportState::late : ReportState::in_time;
  if (item.released) return ReportState::released;
  const auto& due = cycle.deadlines.report_due_at;
  return due && now > *due ? ReportState::missing : ReportState::due;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::DispatchItem&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::DispatchItem&);
template luodi::Expected<luodi::monitor::DispatchItem> luodi::codec::decode(const luodi::codec::Json&);
