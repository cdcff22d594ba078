#include "services/progress-monitor/domain/effective_progress.hpp"

#include <algorithm>

#include "common/domain/stage_words.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"

namespace luodi::monitor {

using domain::Evidence;
using domain::EvidenceKind;
using domain::ProgressKind;
using domain::Project;
using domain::Stage;

namespace {
bool any_of_kind(const std::vector<Evidence>& evidence, std::initializer_list<EvidenceKind> kinds) {
  return std::any_of(evidence.begin(), evidence.end(),
                     [&](const Evidence& e) { return std::find(kinds.begin(), kinds.end(), e.kind) != kinds.end(); });
}
Judgement counts(std::string zh, std::string en) {
  return {true, std::move(zh), std::move(en)};
}
Judgement fails(std::string zh, std::string en) {
  return {false, std::move(zh), std::move(en)};
}

// A cycle that only minutes keep alive: other evidence in it breaks the streak, because then talk was followed by deed.
bool carried_by_minutes(const Project& project, HalfMonth cycle) {
  bool minutes = false;
  for (const auto& report : project.progress) {
    if (!report.effective || HalfMonth::of(report.occurred_on) != cycle) continue;
    if (report.kind != ProgressKind::signed_minutes) return false;
    minutes = true;
  }
  for (const auto& funds : project.funds)
    if (funds.effective && HalfMonth::of(funds.injected_on) == cycle) return false;
  return minutes;
}

Judgement judge_minutes(const Project& project, CivilDate occurred_on, const std::vector<Evidence>& evidence,
                        const policy::Policy& policy) {
  if (!any_of_kind(evidence, {EvidenceKind::minutes}))
    return fails("缺少双方签字的会议纪要", "signed minutes are not attached");
  if (stage_on(project, occurred_on) != Stage::negotiating)
    return fails("会议纪要只在在谈阶段计入", "minutes count only while negotiating");
  const HalfMonth cycle = HalfMonth::of(occurred_on);
  // Both directions: late minutes may close the gap between two runs that are already there.
  int running = 1;
  for (HalfMonth c = cycle.plus(-1); carried_by_minutes(project, c); c = c.plus(-1))
    ++running;
  for (HalfMonth c = cycle.plus(1); carried_by_minutes(project, c); c = c.plus(1))
    ++running;
  const int limit = policy.progress.minutes_streak_max;
  if (running > limit)
    return fails(
        "会议纪要连续第" + std::to_string(running) + "个周期，最多计" + std::to_string(limit) + "个",
        "minutes for " + std::to_string(running) + " cycles running, at most " + std::to_string(limit) + " count");
  return counts("签字会议纪要", "signed minutes");
}

// The confirmation of the reporter is the point: a paper that the host attaches is none.
Judgement judge_problem(const Project& project, const std::vector<Evidence>& evidence, const Actor& reporter) {
  const std::string parties = "," + domain::parties_of(project) + ",";
  if (!reporter.org.empty() && parties.find("," + reporter.org + ",") != std::string::npos)
    return fails("问题须由第三方确认销号", "a problem must be closed by a third party");
  if (evidence.empty()) return fails("缺少销号佐证材料", "no evidence attached");
  return counts("问题由第三方销号", "problem closed by a third party");
}

std::string kind_zh(ProgressKind kind) {
  switch (kind) {
    case ProgressKind::milestone:
      return "节点完成";
    case ProgressKind::statutory_step:
      return "法定手续";
    case ProgressKind::signed_minutes:
      return "签字会议纪要";
    case ProgressKind::problem_closed:
      return "问题销号";
    case ProgressKind::note:
      return "情况说明";
    case ProgressKind::visit:
      return "走访";
    case ProgressKind::ceremony:
      return "仪式";
  }
  return "";
}
}  // namespace

Judgement judge_report(const Project& project, ProgressKind kind, CivilDate occurred_on,
                       const std::vector<Evidence>& evidence, const Actor& reporter, const policy::Policy& policy) {
  switch (kind) {
    case ProgressKind::milestone:
      return evidence.empty() ? fails("节点须附佐证材料", "a milestone needs an attachment")
                              : counts("节点完成，附佐证材料", "milestone with attachment");
    case ProgressKind::statutory_step:
      return any_of_kind(evidence, {EvidenceKind::land_contract, EvidenceKind::lease, EvidenceKind::project_code,
                                    EvidenceKind::construction_permit, EvidenceKind::approval})
                 ? counts("法定手续办结", "statutory step")
                 : fails("法定手续须附备案、用地、环评、能评或许可文件",
                         "a statutory step needs its filing, land, EIA, energy or permit document");
    case ProgressKind::signed_minutes:
      return judge_minutes(project, occurred_on, evidence, policy);
    case ProgressKind::problem_closed:
      return judge_problem(project, evidence, reporter);
    case ProgressKind::note:
      return fails("文字说明不计为进展", "a note is not progress");
    case ProgressKind::visit:
      return fails("走访不计为进展", "a visit is not progress");
    case ProgressKind::ceremony:
      return fails("仪式不计为进展", "a ceremony is not progress");
  }
  return {};
}

Expected<Judgement> judge_funds(const Project& project, Fen amount, CivilDate injected_on,
                                const policy::Policy& policy) {
  Fen sum = amount;
  for (auto entry = project.funds.rbegin(); entry != project.funds.rend() && !entry->effective; ++entry) {
    auto more = sum.plus(entry->amount_fen);
    if (!more) return fail(more.error());
    sum = *more;
  }
  Fen needed = policy.progress.funds_min_fen;
  if (const auto agreed = threshold_amount_on(project, injected_on)) {
    const auto share = agreed->times_ratio(policy.progress.funds_rate_bp, 10'000, Rounding::up);
    if (!share) return fail(share.error());
    needed = std::max(needed, *share);
  }
  if (sum >= needed)
    return counts("核实到位资金累计" + sum.display() + "，达到" + needed.display(),
                  "verified funds of " + sum.display() + " since the last counted reach " + needed.display());
  return fails("核实到位资金累计" + sum.display() + "，不足" + needed.display(),
               "verified funds of " + sum.display() + " since the last counted are below " + needed.display());
}

std::vector<ProgressDay> progress_days(const Project& project, CivilDate until) {
  std::vector<ProgressDay> days;
  for (const auto& entry : project.reached)
    if (entry.on <= until)
      days.push_back({entry.on, "阶段变更为" + stage_zh(entry.stage),
                      "stage change to " + std::string(codec::enum_text(entry.stage))});
  for (const auto& report : project.progress)
    if (report.effective && report.occurred_on <= until)
      days.push_back({report.occurred_on, kind_zh(report.kind), std::string(codec::enum_text(report.kind))});
  for (const auto& funds : project.funds)
    if (funds.effective && funds.injected_on <= until)
      days.push_back({funds.injected_on, "核实到位资金" + funds.amount_fen.display(),
                      "verified funds " + funds.amount_fen.display()});
  std::stable_sort(days.begin(), days.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
  return days;
}

}  // namespace luodi::monitor
