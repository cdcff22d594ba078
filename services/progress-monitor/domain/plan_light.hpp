#pragma once
// Light by plan lag 计划滞后灯色, and the pace of a quarter 骏马、蜗牛 (measure 5). Both look at facts dated up to a
// day, the light at the plan in force, the pace at the plan that was in force when the quarter ended: revised
// afterwards, it would turn 蜗牛 into 骏马. No plan, no verdict. Comparisons are exact (no rounded percentage is ever
// compared). Pure.
//
//   lag     planned % − actual %, of the money (a month's target is owed with its last day; the whole is the sum of
//           all months; actual = funds verified from the first planned month on) and of the milestones (due against
//           reached, each weighs the same). The greater of the two decides:
//           ≤ lag_green_points green, ≤ lag_yellow_points yellow, above red
//   骏马    verified in the quarter exceeds its target by more than steed_over_percent AND by at least steed_over_fen
//   蜗牛    a late start (the plan's `started` milestone is due and was not met in time, and the quarter saw it so), or
//           below the quarter's target; excepted where an approved exemption of snail_excused_grounds touches the
//           quarter
#include <array>
#include <string>

#include "common/domain/watch.hpp"
#include "common/policy/explanation.hpp"
#include "services/progress-monitor/domain/plan.hpp"

namespace luodi::monitor {

struct PlanLag {
  domain::Light light = domain::Light::none;
  std::vector<std::string> overdue;  // ids of milestones that are due and not reached
  policy::Explanation explanation;
};
PlanLag plan_lag(const domain::Project& project, const policy::Policy& policy, CivilDate as_of);

enum class Pace { none, steed, steady, snail, excused };
Word word_of(Pace value);
struct Quarter {
  CivilDate first;
  CivilDate last;
  std::string label;  // "2022-Q2"
};
Quarter quarter_of(CivilDate day);
Quarter last_complete_quarter(CivilDate today);

struct QuarterPace {
  Pace pace = Pace::none;
  std::string quarter;
  Fen target_fen;
  Fen verified_fen;
  bool late_start = false;
  policy::Explanation explanation;
  static constexpr auto fields() {
    using codec::field;
    using Q = QuarterPace;
    return described(field("pace", &Q::pace), field("quarter", &Q::quarter), field("target_fen", &Q::target_fen),
                     field("verified_fen", &Q::verified_fen), field("late_start", &Q::late_start),
                     field("explanation", &Q::explanation));
  }
};
QuarterPace quarter_pace(const domain::Project& project, const policy::Policy& policy, const Quarter& quarter);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::Pace> {
  using E = luodi::monitor::Pace;
  static constexpr std::array<std::pair<E, std::string_view>, 5> table{
      {{E::none, "none"}, {E::steed, "steed"}, {E::steady, "steady"}, {E::snail, "snail"}, {E::excused, "excused"}}};
};
