#include "services/progress-monitor/domain/interview_scope.hpp"

#include <algorithm>

namespace luodi::monitor {

using domain::Project;
using domain::Stage;

namespace {
bool watched_stage(Stage stage) {
  switch (stage) {
    case Stage::negotiating:
    case Stage::assessed:
    case Stage::signed_:
    case Stage::landed:
    case Stage::started:
      return true;
    case Stage::lead:
    case Stage::reviewed:
    case Stage::producing:
    case Stage::at_capacity:
    case Stage::rejected:
    case Stage::exited:
      return false;
  }
  return false;
}
}  // namespace

std::optional<CivilDate> watched_from(const Project& project) {
  for (const auto& entry : project.reached)
    if (watched_stage(entry.stage)) return std::max(entry.on, civil_date(project.created_at));
  return std::nullopt;
}

bool in_interview_scope(const Project& project, const policy::PolicyBook& book, CivilDate day) {
  const auto from = watched_from(project);
  if (!from || day < *from) return false;
  const auto stage = stage_on(project, day);
  if (!stage || !watched_stage(*stage)) return false;
  const auto* policy = book.in_force(day);
  const auto amount = threshold_amount_on(project, day);
  return policy && amount && *amount >= policy->interview.threshold_fen;
}

ScopeVerdict interview_scope_on(const Project& project, const policy::PolicyBook& book, CivilDate day) {
  ScopeVerdict verdict;
  verdict.in = in_interview_scope(project, book, day);
  auto why = [&](std::string zh, std::string en) {
    verdict.why_zh = std::move(zh);
    verdict.why_en = std::move(en);
    return verdict;
  };
  const auto from = watched_from(project);
  if (!from || day < *from) return why("尚未进入在谈阶段", "not yet negotiating");
  const auto stage = stage_on(project, day);
  if (!stage || !watched_stage(*stage)) return why("已投产或已终止", "producing or ended");
  const auto* policy = book.in_force(day);
  if (!policy) return why("当日没有生效的政策", "no policy in force");
  verdict.policy = policy;
  verdict.amount = threshold_amount_on(project, day);
  if (!verdict.amount) return why("投资额未知", "amount unknown");
  const Fen threshold = policy->interview.threshold_fen;
  if (!verdict.in)
    return why("投资额" + verdict.amount->display() + "，不足" + threshold.display(),
               "amount " + verdict.amount->display() + " below " + threshold.display());
  return why("投资额" + verdict.amount->display() + "，达到" + threshold.display(),
             "amount " + verdict.amount->display() + " reaches " + threshold.display());
}

std::vector<CivilDate> scope_changes(const Project& project, const policy::PolicyBook& book) {
  std::vector<CivilDate> days;
  if (const auto from = watched_from(project)) days.push_back(*from);
  for (const auto& entry : project.reached)
    days.push_back(entry.on);
  for (const auto& version : project.amounts)
    days.push_back(version.from);
  for (const auto& policy : book.all()) {
    days.push_back(policy.effective_from);
    if (policy.effective_to) days.push_back(policy.effective_to->plus_days(1));
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace luodi::monitor
