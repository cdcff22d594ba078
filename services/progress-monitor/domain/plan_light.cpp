#include "services/progress-monitor/domain/plan_light.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Light;
using domain::Project;
using domain::ProjectPlanned;
using domain::Stage;

namespace {
// Funds verified in [first, last]; a ledger beyond int64 counts as the largest amount there is.
Fen verified_between(const Project& project, CivilDate first, CivilDate last) {
  Fen sum;
  for (const auto& entry : project.funds) {
    if (entry.injected_on < first || entry.injected_on > last) continue;
    const auto more = sum.plus(entry.amount_fen);
    if (!more) return Fen::of(INT64_MAX);
    sum = *more;
  }
  return sum;
}

Fen planned_between(const ProjectPlanned& plan, CivilDate first, CivilDate last) {
  Fen sum;
  for (const auto& month : plan.months)
    if (month.month.first_day() >= first && month.month.last_day() <= last)
      sum = sum.plus(month.target_fen).value_or(Fen::of(INT64_MAX));
  return sum;
}

// The last revision of the quarter, as far as it has run.
const ProjectPlanned* plan_at_end(const Project& project, const Quarter& quarter) {
  const Instant end = instant_at(quarter.last.plus_days(1));
  const ProjectPlanned* plan = nullptr;
  for (const auto& revision : project.plans)
    if (revision.recorded_at < end) plan = &revision.plan;
  return plan;
}

// part > percent % of whole, without rounding: for integers, n > x exactly when n > floor(x).
bool exceeds(Fen part, std::int64_t percent, Fen whole) {
  const auto limit = whole.times_ratio(percent, 100, Rounding::down);
  return limit && part > *limit;
}

struct Share {  // how much is behind, of how much
  Fen behind;
  Fen whole;
};

Light light_of(const Share& share, const policy::PlanParameters& p) {
  if (share.whole <= Fen()) return Light::none;
  if (exceeds(share.behind, p.lag_yellow_points, share.whole)) return Light::red;
  return exceeds(share.behind, p.lag_green_points, share.whole) ? Light::yellow : Light::green;
}

Share money_share(const Project& project, const ProjectPlanned& plan, CivilDate as_of, policy::Explanation& why) {
  if (plan.months.empty()) return {};
  const CivilDate first = plan.months.front().month.first_day();
  const Fen owed = planned_between(plan, first, as_of);
  const Fen whole = planned_between(plan, first, plan.months.back().month.last_day());
  const Fen actual = verified_between(project, first, as_of);
  const Fen behind = owed.minus(actual).value_or(Fen());
  why.input("planned_fen", owed.display() + " / " + whole.display());
  why.input("verified_fen", actual.display());
  if (whole > Fen()) why.input("lag_of_money", percent_text(behind.value(), whole.value()));
  return {behind, whole};
}

Share milestone_share(const Project& project, const ProjectPlanned& plan, CivilDate as_of,
                      std::vector<std::string>& overdue, policy::Explanation& why) {
  if (plan.milestones.empty()) return {};
  std::int64_t due = 0;
  std::int64_t reached = 0;
  for (const auto& milestone : plan.milestones) {
    const auto on = milestone_reached_on(project, milestone);
    const bool met = on && *on <= as_of;
    due += milestone.target_on <= as_of ? 1 : 0;
    reached += met ? 1 : 0;
    if (milestone.target_on <= as_of && !met) overdue.push_back(milestone.id);
  }
  const auto count = static_cast<std::int64_t>(plan.milestones.size());
  why.input("milestones_due", std::to_string(due) + " / " + std::to_string(count));
  why.input("milestones_reached", std::to_string(reached));
  why.input("lag_of_milestones", percent_text(due - reached, count));
  return {Fen::of(due - reached), Fen::of(count)};
}

bool started_late(const Project& project, const ProjectPlanned& plan, const Quarter& quarter) {
  return std::any_of(plan.milestones.begin(), plan.milestones.end(), [&](const auto& milestone) {
    if (milestone.stage != Stage::started || milestone.target_on > quarter.last) return false;
    const auto on = domain::reached_on(project, Stage::started);
    // A start made up for before the quarter is the matter of an earlier one.
    return !on || (*on > milestone.target_on && *on >= quarter.first);
  });
}

bool excused(const Project& project, const policy::PlanParameters& p, const Quarter& quarter) {
  return std::any_of(project.exemptions.begin(), project.exemptions.end(), [&](const auto& exemption) {
    const auto& grounds = p.snail_excused_grounds;
    return exemption.state == domain::ExemptionState::approved && exemption.cycles > 0 &&
           std::find(grounds.begin(), grounds.end(), exemption.ground) != grounds.end() &&
           exemption.from.first_day() <= quarter.last &&
           exemption.from.plus(exemption.cycles - 1).last_day() >= quarter.first;
  });
}

Pace pace_of(const QuarterPace& result, bool owes, const policy::PlanParameters& p, bool is_excused) {
  const Fen over = result.verified_fen.minus(result.target_fen).value_or(Fen());
  const bool slow = result.late_start || (owes && over < Fen());
  if (slow) return is_excused ? Pace::excused : Pace::snail;
  if (!owes) return Pace::none;
  const bool far = over >= p.steed_over_fen && exceeds(over, p.steed_over_percent, result.target_fen);
  return far ? Pace::steed : Pace::steady;
}

}  // namespace

PlanLag plan_lag(const Project& project, const policy::Policy& policy, CivilDate as_of) {
  PlanLag out;
  out.explanation = policy::explain(policy, "5", "plan_lag", "计划滞后灯色", "light by plan lag");
  out.explanation.input("as_of", as_of.str());
  const auto* plan = current_plan(project);
  if (!plan) {
    out.explanation.outcome = "未编制进度计划 / no plan";
    return out;
  }
  const auto& p = policy.plan;
  out.explanation.input("policy:plan.lag_green_points", std::to_string(p.lag_green_points));
  out.explanation.input("policy:plan.lag_yellow_points", std::to_string(p.lag_yellow_points));
  const auto money = light_of(money_share(project, *plan, as_of, out.explanation), p);
  const auto milestones = light_of(milestone_share(project, *plan, as_of, out.overdue, out.explanation), p);
  out.light = std::max(money, milestones);
  out.explanation.formula = "各项（计划% − 实际%）的最大值 / max(planned % - actual %)";
  out.explanation.outcome = both(word_of(out.light));
  return out;
}

Quarter quarter_of(CivilDate day) {
  const int number = (day.month() - 1) / 3 + 1;
  const Month first = Month::of(day).plus(-((day.month() - 1) % 3));
  return {first.first_day(), first.plus(2).last_day(), std::to_string(day.year()) + "-Q" + std::to_string(number)};
}

Quarter last_complete_quarter(CivilDate today) {
  return quarter_of(quarter_of(today).first.plus_days(-1));
}

QuarterPace quarter_pace(const Project& project, const policy::Policy& policy, const Quarter& quarter) {
  QuarterPace out;
  out.quarter = quarter.label;
  out.explanation = policy::explain(policy, "5", "quarter_pace", "季度骏马、蜗牛", "pace of a quarter");
  out.explanation.input("quarter", quarter.first.str() + " / " + quarter.last.str());
  const auto* plan = plan_at_end(project, quarter);
  if (!plan) {
    out.explanation.outcome = "季度末尚未编制进度计划 / no plan at the end of the quarter";
    return out;
  }
  const auto& p = policy.plan;
  out.target_fen = planned_between(*plan, quarter.first, quarter.last);
  out.verified_fen = verified_between(project, quarter.first, quarter.last);
  out.late_start = started_late(project, *plan, quarter);
  const bool is_excused = excused(project, p, quarter);
  out.pace = pace_of(out, out.target_fen > Fen(), p, is_excused);
  out.explanation.input("target_fen", out.target_fen.display());
  out.explanation.input("verified_fen", out.verified_fen.display());
  out.explanation.input("late_start", out.late_start ? "是 / yes" : "否 / no");
  out.explanation.input("excused", is_excused ? "是 / yes" : "否 / no");
  out.explanation.input("policy:plan.steed_over_percent", std::to_string(p.steed_over_percent));
  out.explanation.input("policy:plan.steed_over_fen", p.steed_over_fen.display());
  out.explanation.formula =
      "骏马：超目标比例 > 骏马比例且超额 ≥ 骏马金额；蜗牛：开工逾期或未达目标 / "
      "over > steed_over_percent AND over >= steed_over_fen; late start OR below target";
  out.explanation.outcome = both(word_of(out.pace));
  return out;
}

}  // namespace luodi::monitor
