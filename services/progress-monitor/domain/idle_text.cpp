// The explanation tree of the idle clock: which clause, which parameters, which cycle counted and why.
#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

policy::Explanation explain_idle(const IdleResult& result, const policy::PolicyBook& book,
                                 std::optional<HalfMonth> first, std::optional<HalfMonth> until) {
  policy::Explanation tree("idle_clock", result.clause, "连续两个月无进展的计数",
                           "how long the project has stood still");
  tree.input("scope", result.scope_zh + " / " + result.scope_en);
  if (result.since) tree.input("since", result.since->str());
  if (result.last_progress) tree.input("last_progress", result.last_progress->str());
  if (const auto* policy = book.find(result.policy)) {
    const auto& p = policy->interview;
    tree.input("policy:interview.threshold_fen", p.threshold_fen.display());
    tree.input("policy:interview.idle_reading", p.idle_reading);
    tree.input("policy:interview.idle_limit", std::to_string(p.idle_limit));
    tree.input("policy:interview.yellow_cycles", std::to_string(p.yellow_cycles));
    tree.input("policy:interview.red_cycles", std::to_string(p.red_cycles));
    tree.input("exemptions_together", "同一停滞期内的正当理由合计最多" + std::to_string(p.exemption_together()) +
                                          "个周期，不论事由、是否相接 / the exemptions of one stall pause at most " +
                                          std::to_string(p.exemption_together()) +
                                          " cycles together, whatever their grounds and what lies between them");
  }
  tree.formula =
      "连续无有效进展、无已批准正当理由、未暂停的完整周期数 / "
      "complete units in a row without effective progress, exemption or suspension";
  int counted = 0;
  for (const auto& line : result.lines) {
    if (first && line.last < first->first_day()) continue;
    if (until && line.first > until->last_day()) continue;
    policy::Explanation step("idle_unit", result.clause, line.why_zh, line.why_en);
    step.input("unit", line.label);
    step.input("days", line.first.str() + "/" + line.last.str());
    step.input("counted", line.verdict == UnitVerdict::idle ? "是 / yes" : "否 / no");
    step.outcome = std::to_string(line.count);
    counted = line.count;
    tree.steps.push_back(std::move(step));
  }
  // A unit stands among the lines once it is over; what happened in the running one has reset the count already.
  const bool reset = !until && counted > 0 && result.in_scope && result.idle_units == 0 && result.last_progress &&
                     *result.last_progress > result.lines.back().last;
  if (reset) {
    const std::string day = result.last_progress->str();
    policy::Explanation step("idle_unit", result.clause, day + " 有有效进展，清零（所在周期尚未结束）",
                             day + " effective progress, count reset (its cycle is still running)");
    step.input("days", day + "/");
    step.input("counted", "否 / no");
    step.outcome = "0";
    counted = 0;
    tree.steps.push_back(std::move(step));
  }
  tree.outcome = std::to_string(counted);
  return tree;
}

}  // namespace luodi::monitor
