#include "services/progress-monitor/domain/exit_red.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/standing.hpp"

namespace luodi::monitor {

using domain::Episode;
using domain::Light;
using domain::Project;

namespace {
// The day on which an amount was recorded. One of a lead that does not reach back holds from then on.
CivilDate recorded_on(const Project& project, const domain::AgreedAmount& version) {
  if (version.recorded_on) return *version.recorded_on;
  if (version.basis == "agreement")
    for (const auto& entry : project.reached)
      if (entry.stage == domain::Stage::signed_) return civil_date(entry.recorded_at);
  return version.from;
}

// By its days, not by its half month: a reading by days turns red within one.
std::optional<CivilDate> turned_red(const IdleResult& result, const std::vector<Episode>& stalls,
                                    const policy::PolicyBook& book) {
  const auto stall = std::find_if(stalls.rbegin(), stalls.rend(), [](const Episode& e) { return e.red.has_value(); });
  if (stall == stalls.rend()) return std::nullopt;
  const auto counted = count_at_warning(result, *stall, Light::red, *stall->red, book).spans;
  return (counted.empty() ? stall->red->last_day() : counted.back().last).plus_days(1);
}

bool stalls_out_of_scope(const IdleResult& result) {
  if (result.light != Light::none || result.episodes.empty() || !result.episodes.back().red) return false;
  return !result.last_progress || *result.last_progress < result.episodes.back().first.first_day();
}

// As it would be had the amounts not changed after it had turned red. They stand in the order of their records.
std::optional<CivilDate> red_but_for_amounts(const Project& project, const policy::PolicyBook& book, Instant now) {
  Project then = project;
  while (then.amounts.size() > 1) {
    const CivilDate changed = recorded_on(project, then.amounts.back());
    then.amounts.pop_back();
    const auto result = evaluate(then, book, now);
    if (result.light != Light::red) continue;
    const auto since = turned_red(result, result.episodes, book);
    if (since && *since <= changed) return since;
  }
  return std::nullopt;
}
}  // namespace

std::optional<CivilDate> red_before_exit(const Project& project, const domain::Watch& watch,
                                         const policy::PolicyBook& book, Instant now) {
  const auto result = evaluate(project, book, now);
  if (result.light == Light::red || stalls_out_of_scope(result)) return turned_red(result, watch.episodes, book);
  return red_but_for_amounts(project, book, now);
}

}  // namespace luodi::monitor
