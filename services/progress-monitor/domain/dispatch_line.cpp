// The line of a project on the agenda of a cycle: what moved, what did not, which light and why.
#include <algorithm>

#include "common/domain/words.hpp"
#include "services/progress-monitor/domain/dispatch_decide.hpp"
#include "services/progress-monitor/domain/dispatch_retracted.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/plan_light.hpp"

namespace luodi::monitor {

using domain::Project;

namespace {
void tell_progress(const Project& known, const policy::PolicyBook& book, HalfMonth cycle, DispatchLine& line) {
  for (const auto& day : progress_days(known, book, cycle.last_day()))
    if (day.on >= cycle.first_day()) line.moved_by.push_back(day.on.str() + " " + day.what_zh + " / " + day.what_en);
  line.moved = !line.moved_by.empty();
  const Instant begins = instant_at(cycle.first_day());
  for (const auto& entry : known.reached) {
    if (entry.on >= cycle.first_day() || entry.recorded_at < begins) continue;
    const auto told = stage_change(entry.stage);
    line.late.push_back(entry.on.str() + " " + told.zh + " / " + told.en);
  }
  for (const auto& report : domain::judged_progress(known, book)) {
    const std::string what = report.occurred_on.str() + " " + std::string(word_of(report.kind).zh) + "：";
    const bool inside = report.occurred_on >= cycle.first_day() && report.occurred_on <= cycle.last_day();
    if (inside && !report.effective) line.not_counted.push_back(what + report.reason);
    if (report.effective && report.occurred_on < cycle.first_day() && report.recorded_at >= begins)
      line.late.push_back(what + report.reason);
  }
  for (const auto& funds : domain::judged_funds(known, book))
    if (funds.effective && funds.injected_on < cycle.first_day() && funds.recorded_at >= begins)
      line.late.push_back(funds.injected_on.str() + " 到位资金：" + funds.amount_fen.display());
}

// Of a milestone, also of one that is gone, by the newest plan that has it; nullopt: it is a month.
std::optional<std::string> title_of(const Project& known, const std::string& target) {
  for (auto revision = known.plans.rbegin(); revision != known.plans.rend(); ++revision)
    if (const auto* milestone = find_milestone(revision->plan, target)) return milestone->title;
  return std::nullopt;
}

void tell_targets(const Project& known, HalfMonth cycle, DispatchLine& line) {
  for (const auto& revision : known.plans) {
    if (revision.recorded_at < instant_at(cycle.first_day())) continue;
    for (const auto& change : revision.plan.changes)
      if (moves_what_stood(change))
        line.changed_targets.push_back({change, revision.plan.reason, title_of(known, change.target)});
  }
}
// As the policy of the instant counts, which is also whose lights stand in the line.
std::optional<IdleTime> idle_time_of(const IdleResult& idle, const policy::PolicyBook& book, Instant cut_off) {
  const auto* policy = book.in_force(civil_date(cut_off));
  if (!policy || reading_of(policy->interview.idle_reading) == Reading::half_months) return std::nullopt;
  return IdleTime{policy->interview.idle_reading, idle.idle_units};
}
}  // namespace

DispatchLine line_of(HalfMonth cycle, const std::string& id, const Project& project, const DispatchDesk& desk,
                     const policy::PolicyBook& book, const policy::Policy& policy) {
  const Instant cut_off = cycle.closes_at();
  const Project known = known_at(project, cut_off);
  DispatchLine line;
  line.cycle = cycle;
  line.project_id = id;
  line.project_name = known.name;
  line.org = domain::responsible_org_on(known, cycle.last_day());
  line.stage = known.stage;
  line.amount_fen = domain::agreed_amount_on(known, cycle.last_day());
  const auto idle = evaluate(known, book, cut_off);
  line.idle_light = idle.light;
  line.idle_cycles = idle.idle_cycles;
  line.idle_time = idle_time_of(idle, book, cut_off);
  auto lag = plan_lag(known, policy, cycle.last_day());
  line.lag_light = lag.light;
  for (const auto& milestone : lag.overdue)
    line.overdue_titles.push_back(title_of(known, milestone).value_or(milestone));
  line.overdue_milestones = std::move(lag.overdue);
  line.light = std::max(line.idle_light, line.lag_light);
  tell_progress(known, book, cycle, line);
  line.retracted = taken_back_in(cycle, project, known, book);
  tell_targets(known, cycle, line);
  desk.each_problem(id, [&](const std::string& problem_id, const Problem& problem) {
    if (stood_at(problem, cut_off)) line.problems.push_back(problem_id);
  });
  std::sort(line.problems.begin(), line.problems.end());
  return line;
}

}  // namespace luodi::monitor
