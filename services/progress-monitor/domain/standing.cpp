#include "services/progress-monitor/domain/standing.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

namespace {
// Adds an idle line, cut after `last`. The walk's own count says where a row begins anew.
void take(IdleCount& row, const UnitLine& line, CivilDate last) {
  if (line.count == units_of(line)) row = {};
  row.reading = reading_text(line.reading);
  row.units = line.count - (line.reading == Reading::rolling_days ? line.last.days() - last.days() : 0);
  row.spans.push_back({line.first, last});
}

// The day with which the count was long enough for the interview of the cycle `trigger`; nullopt = not in this line.
// A single day of a run may be that day, a half month or a month is it with its last day.
std::optional<CivilDate> due_in(const UnitLine& line, HalfMonth trigger, const policy::PolicyBook& book) {
  const bool days = line.reading == Reading::rolling_days;
  for (CivilDate day = days ? std::max(line.first, trigger.first_day()) : line.last;
       day <= std::min(line.last, trigger.last_day()); day = day.plus_days(1)) {
    const auto* policy = book.in_force(day);
    if (HalfMonth::of(day) != trigger || policy == nullptr) continue;
    const int count = line.count - (days ? line.last.days() - day.days() : 0);
    if (count >= limits_of(policy->interview).interview) return day;
  }
  return std::nullopt;
}

IdleCount counted_to_trigger(const IdleResult& result, const domain::Episode& episode, const policy::PolicyBook& book) {
  IdleCount row;
  int before = 0;
  for (const auto& each : result.lines) {
    if (each.verdict != UnitVerdict::idle) continue;
    const auto line = episode.after ? behind(each, *episode.after, before) : each;
    if (!line) continue;
    const auto due = due_in(*line, *episode.interview, book);
    take(row, *line, due.value_or(line->last));
    if (due && HalfMonth::of(row.spans.front().first) == episode.first) break;
  }
  return row;
}

Standing standing(const domain::Project& project, const policy::PolicyBook& book, CivilDate as_of, CivilDate moved_by,
                  IdleCount count) {
  Standing out;
  out.as_of = as_of;
  out.stage = std::string(codec::enum_text(stage_on(project, as_of).value_or(project.stage)));
  out.amount_fen = threshold_amount_on(project, as_of);
  const auto moved = progress_days(project, book, moved_by);
  if (!moved.empty()) out.last_progress = moved.back().on;
  out.count = std::move(count);
  return out;
}
}  // namespace

std::vector<HalfMonth> whole_cycles(const IdleCount& count) {
  std::vector<HalfMonth> out;
  for (const auto& span : count.spans)
    for (HalfMonth cycle = HalfMonth::of(span.first); cycle.last_day() <= span.last; cycle = cycle.plus(1))
      if (cycle.first_day() >= span.first) out.push_back(cycle);
  return out;
}

Standing standing_at_trigger(const domain::Project& project, const IdleResult& result, const domain::Episode& episode,
                             const policy::PolicyBook& book) {
  auto count = counted_to_trigger(result, episode, book);
  const bool counted = !count.spans.empty();
  const CivilDate as_of = counted ? count.spans.back().last : episode.interview->last_day();
  const CivilDate first = counted ? count.spans.front().first : episode.first.first_day();
  return standing(project, book, as_of, first.plus_days(-1), std::move(count));
}

Standing standing_now(const domain::Project& project, const IdleResult& result, const policy::PolicyBook& book,
                      Instant now) {
  const CivilDate today = civil_date(now);
  IdleCount row;
  for (const auto& line : result.lines)
    if (line.verdict == UnitVerdict::idle) take(row, line, line.last);
  if (!result.current_first) row = {};
  const auto* policy = book.in_force(today);
  if (row.reading.empty() && policy) row.reading = policy->interview.idle_reading;
  return standing(project, book, today, today, std::move(row));
}

}  // namespace luodi::monitor
