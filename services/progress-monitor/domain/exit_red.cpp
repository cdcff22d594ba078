#include "services/progress-monitor/domain/exit_red.hpp"

#include <algorithm>
#include <set>

#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/standing.hpp"
#include "services/progress-monitor/domain/suspension_reach.hpp"

namespace luodi::monitor {

using domain::Episode;
using domain::Project;

namespace {
struct RedStall {
  CivilDate first;  // day that was counted
  CivilDate since;  // day after the last one that was needed
};

// By its days, not by its half months: a reading by days begins and turns red within one.
std::optional<RedStall> last_red(const IdleResult& result, const std::vector<Episode>& stalls,
                                 const policy::PolicyBook& book) {
  const auto stall = std::find_if(stalls.rbegin(), stalls.rend(), [](const Episode& e) { return e.red.has_value(); });
  if (stall == stalls.rend()) return std::nullopt;
  const auto counted = count_at_warning(result, *stall, domain::Light::red, *stall->red, book).spans;
  if (counted.empty()) return RedStall{stall->first.first_day(), stall->red->last_day().plus_days(1)};
  return RedStall{counted.front().first, counted.back().last.plus_days(1)};
}

// Days on which something was recorded that may have taken a stall away. Amounts and suspensions that begin with their
// record take nothing of the past.
std::set<CivilDate> recorded_days(const Project& project) {
  std::set<CivilDate> days;
  for (const auto& version : project.amounts)
    if (version.recorded_on) days.insert(*version.recorded_on);
  for (const auto& entry : project.reached)  // an agreement brings another amount
    days.insert(civil_date(entry.recorded_at));
  for (const auto& exemption : project.exemptions) {
    if (exemption.decided_at) days.insert(civil_date(*exemption.decided_at));
    for (const auto& before : exemption.corrections)
      days.insert(civil_date(before.at));
  }
  const auto suspended = [&](const domain::Suspension& suspension) {
    if (const auto told = counted_until(suspension)) days.insert(*told);
  };
  std::for_each(project.past_suspensions.begin(), project.past_suspensions.end(), suspended);
  if (project.suspension) suspended(*project.suspension);
  return days;
}

Project known_before(const Project& project, CivilDate day) {
  auto then = known_at(project, instant_at(day));
  const auto told_later = [&](const domain::Suspension& suspension) {
    const auto told = counted_until(suspension);
    return told && day <= *told;
  };
  std::erase_if(then.past_suspensions, told_later);
  if (then.suspension && told_later(*then.suspension)) then.suspension.reset();
  return then;
}
}  // namespace

std::optional<CivilDate> red_before_exit(const Project& project, const domain::Watch* watch,
                                         std::optional<Instant> told_at, const policy::PolicyBook& book, Instant now) {
  const auto result = evaluate(project, book, now);
  const auto goes_on = [&](const std::optional<RedStall>& red) {
    return red && (!result.last_progress || *result.last_progress < red->first);
  };
  if (const auto red = last_red(result, watch ? watch->episodes : result.episodes, book); goes_on(red))
    return red->since;
  std::optional<CivilDate> latest;
  for (const CivilDate day : recorded_days(project)) {
    const auto then = evaluate(known_before(project, day), book, instant_at(day));
    const auto red = last_red(then, then.episodes, book);
    if (goes_on(red)) latest = latest ? std::max(*latest, red->since) : red->since;
  }
  if (latest || !told_at) return latest;
  const auto moved = evaluate(known_at(project, *told_at), book, *told_at).last_progress;
  const bool stands = !result.last_progress || (moved && *result.last_progress <= *moved);
  return stands ? std::optional(civil_date(*told_at)) : std::nullopt;
}

}  // namespace luodi::monitor
