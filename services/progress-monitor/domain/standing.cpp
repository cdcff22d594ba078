#include "services/progress-monitor/domain/standing.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

namespace {
std::string why_paused(const UnitLine& line) {
  switch (line.verdict) {
    case UnitVerdict::outside:
      return std::string(k_out_of_scope);
    case UnitVerdict::suspended:
      return std::string(k_suspended);
    case UnitVerdict::exempt:
      return line.ground;
    case UnitVerdict::partial:
    case UnitVerdict::progress:
    case UnitVerdict::idle:
      return {};
  }
  return {};
}

// The row of idle lines that runs, and what has paused it since its last one.
class CountRow {
 public:
  // Adds an idle line, cut after `last`. The walk's own count says where a row begins anew.
  void take(const UnitLine& line, CivilDate last) {
    if (line.count == units_of(line))
      row_ = {};
    else
      keep_paused();
    paused_.clear();
    row_.reading = reading_text(line.reading);
    row_.units = line.count - (line.reading == Reading::rolling_days ? line.last.days() - last.days() : 0);
    row_.spans.push_back({line.first, last});
  }
  void pause(const UnitLine& line) {
    const auto because = why_paused(line);
    if (because.empty()) return;
    if (!paused_.empty() && paused_.back().because == because && paused_.back().last.plus_days(1) == line.first)
      paused_.back().last = line.last;
    else
      paused_.push_back({line.first, line.last, because});
  }
  void keep_paused() {
    row_.paused.insert(row_.paused.end(), paused_.begin(), paused_.end());
    paused_.clear();
  }
  const IdleCount& row() const { return row_; }

 private:
  IdleCount row_;
  std::vector<PausedSpan> paused_;
};

// What became due: of which light (or the interview) and with which cycle.
struct Due {
  int Limits::*limit;
  HalfMonth cycle;
};

// The day with which the count was long enough for it; nullopt = not in this line. A single day of a run may be that
// day, a half month or a month is it with its last day.
std::optional<CivilDate> due_in(const UnitLine& line, const Due& what, const policy::PolicyBook& book) {
  const HalfMonth trigger = what.cycle;
  const bool days = line.reading == Reading::rolling_days;
  for (CivilDate day = days ? std::max(line.first, trigger.first_day()) : line.last;
       day <= std::min(line.last, trigger.last_day()); day = day.plus_days(1)) {
    const auto* policy = book.in_force(day);
    if (HalfMonth::of(day) != trigger || policy == nullptr) continue;
    const int count = line.count - (days ? line.last.days() - day.days() : 0);
    if (count >= limits_of(policy->interview).*what.limit) return day;
  }
  return std::nullopt;
}

IdleCount counted_to(const Due& what, const IdleResult& result, const domain::Episode& episode,
                     const policy::PolicyBook& book) {
  CountRow row;
  int before = 0;
  for (const auto& each : result.lines) {
    row.pause(each);
    if (each.verdict != UnitVerdict::idle) continue;
    const auto line = episode.after ? behind(each, *episode.after, before) : each;
    if (!line) continue;
    const auto due = due_in(*line, what, book);
    row.take(*line, due.value_or(line->last));
    if (due && HalfMonth::of(row.row().spans.front().first) == episode.first) break;
  }
  return row.row();
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

std::string pause_zh(const PausedSpan& span) {
  if (span.because == k_suspended) return "期间项目暂停";
  if (span.because == k_out_of_scope) return "期间不全在约谈范围内";
  return "正当理由经认定（" + std::string(domain::ground_word(span.because).zh) + "）";
}

IdleCount count_at_warning(const IdleResult& result, const domain::Episode& episode, domain::Light light,
                           HalfMonth cycle, const policy::PolicyBook& book) {
  return counted_to({light == domain::Light::red ? &Limits::red : &Limits::yellow, cycle}, result, episode, book);
}

Standing standing_at_trigger(const domain::Project& project, const IdleResult& result, const domain::Episode& episode,
                             const policy::PolicyBook& book) {
  auto count = counted_to({&Limits::interview, *episode.interview}, result, episode, book);
  const bool counted = !count.spans.empty();
  const CivilDate as_of = counted ? count.spans.back().last : episode.interview->last_day();
  const CivilDate first = counted ? count.spans.front().first : episode.first.first_day();
  return standing(project, book, as_of, first.plus_days(-1), std::move(count));
}

Standing standing_now(const domain::Project& project, const IdleResult& result, const policy::PolicyBook& book,
                      Instant now) {
  const CivilDate today = civil_date(now);
  CountRow running;
  for (const auto& line : result.lines) {
    running.pause(line);
    if (line.verdict == UnitVerdict::idle) running.take(line, line.last);
  }
  running.keep_paused();
  IdleCount row = result.current_first ? running.row() : IdleCount{};
  const auto* policy = book.in_force(today);
  if (row.reading.empty() && policy) row.reading = policy->interview.idle_reading;
  return standing(project, book, today, today, std::move(row));
}

}  // namespace luodi::monitor
