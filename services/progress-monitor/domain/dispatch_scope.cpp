#include "services/progress-monitor/domain/dispatch_scope.hpp"

#include <algorithm>
#include <iterator>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/industry.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"

namespace luodi::monitor {

using domain::Project;

namespace {
bool suspended_on(const Project& project, CivilDate day) {
  if (project.suspension && project.suspension->from <= day) return true;
  return std::any_of(project.past_suspensions.begin(), project.past_suspensions.end(),
                     [&](const auto& past) { return past.from <= day && past.to && day < *past.to; });
}

bool holds(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

template <class T>
void drop_later(std::vector<T>& list, Instant known) {
  std::erase_if(list, [&](const T& entry) { return entry.recorded_at >= known; });
}

// Stages as they were known: what was recorded by then, and what was taken back only later. Those of a commit were
// taken back the latest first.
std::vector<domain::StageEntry> reached_by(const Project& project, Instant known, Instant undone) {
  auto out = project.reached;
  drop_later(out, known);
  for (auto was = project.returns.rbegin(); was != project.returns.rend(); ++was) {
    if (was->recorded_at >= known || was->returned_at < undone) continue;
    const auto after =
        std::find_if(out.begin(), out.end(), [&](const auto& entry) { return was->recorded_at < entry.recorded_at; });
    out.insert(after, {was->stage, was->on, was->recorded_at});
  }
  return out;
}

// What the records of its stages said then.
void restore_stages(Project& out, Instant known, Instant undone) {
  const auto drop_record_of = [&](domain::Stage stage, auto& record) {
    for (const auto& entry : out.reached)
      if (entry.stage == stage && entry.recorded_at >= known) record.reset();
  };
  drop_record_of(domain::Stage::landed, out.landing);
  drop_record_of(domain::Stage::started, out.start);
  drop_record_of(domain::Stage::producing, out.production);
  out.reached = reached_by(out, known, undone);
  for (const auto& was : out.returns) {
    if (was.recorded_at >= known || was.returned_at < undone) continue;
    if (was.landing) out.landing = was.landing;
    if (was.start) out.start = was.start;
    if (was.production) out.production = was.production;
  }
  std::erase_if(out.returns, [&](const auto& was) { return was.returned_at >= undone; });
  if (!out.reached.empty()) out.stage = out.reached.back().stage;
}

bool told_later(const domain::AgreedAmount& version, Instant known) {
  return version.recorded_on && instant_at(*version.recorded_on) >= known;
}

// The amount of a day as it was known then.
std::optional<Fen> amount_known(const Project& project, CivilDate day, Instant known) {
  const auto later = [&](const auto& version) { return told_later(version, known); };
  if (std::none_of(project.amounts.begin(), project.amounts.end(), later)) return threshold_amount_on(project, day);
  Project then;
  std::remove_copy_if(project.amounts.begin(), project.amounts.end(), std::back_inserter(then.amounts), later);
  return threshold_amount_on(then, day);
}
}  // namespace

bool dispatch_scope_on(const Project& project, const policy::Policy& policy, CivilDate day, Instant known) {
  const auto& p = policy.dispatch;
  std::optional<domain::Stage> stage;
  for (const auto& entry : reached_by(project, known, known))
    if (entry.on <= day) stage = entry.stage;
  if (!stage || !holds(p.stages, codec::enum_text(*stage)) || suspended_on(project, day)) return false;
  const auto amount = amount_known(project, day, known);
  if (!amount || *amount < p.threshold_fen) return false;
  const auto industry = Industry::parse(project.industry_code);
  return industry && holds(p.sections, std::string(1, industry->section()));
}

std::string why_no_report(const Project& project, CivilDate day) {
  for (const auto& entry : project.reached)
    if (ends_project(entry.stage) && entry.on <= day)
      return bilingual("项目已于 {0} 终止，不再报送 / the project ended on {0}: no report is owed any more", entry.on);
  if (suspended_on(project, day))
    return bilingual("项目在 {0} 处于暂停，不再报送 / the project is suspended on {0}: no report is owed", day);
  return {};
}

Project known_at(const Project& project, Instant known, std::optional<Instant> corrected) {
  const Instant undone = corrected.value_or(known);
  Project out = project;
  restore_stages(out, known, undone);
  drop_later(out.progress, known);
  for (auto& report : out.progress) {
    if (!report.retraction || report.retraction->at < undone) continue;
    report.effective = report.retraction->before.effective;
    report.reason = report.retraction->before.reason;
    report.retracted_by.reset();
    report.retraction.reset();
  }
  drop_later(out.funds, known);
  drop_later(out.plans, known);
  const bool signed_later = reached_on(out, domain::Stage::signed_) != reached_on(project, domain::Stage::signed_);
  if (signed_later) out.agreement.reset();
  std::erase_if(out.amounts, [&](const auto& version) {
    return told_later(version, known) || (signed_later && version.basis == "agreement");
  });
  for (auto& entry : out.funds)
    for (; !entry.corrections.empty() && entry.corrections.back().at >= undone; entry.corrections.pop_back()) {
      const auto& before = entry.corrections.back();
      entry.amount_fen = before.amount_fen;
      entry.fixed_investment = before.fixed_investment;
      entry.injected_on = before.injected_on;
    }
  std::erase_if(out.exemptions, [&](const auto& exemption) { return exemption.claimed_at >= known; });
  for (auto& exemption : out.exemptions) {
    for (; !exemption.corrections.empty() && exemption.corrections.back().at >= undone;
         exemption.corrections.pop_back()) {
      const auto& before = exemption.corrections.back();
      exemption.state = before.approved ? domain::ExemptionState::approved : domain::ExemptionState::refused;
      exemption.cycles = before.cycles;
      exemption.decided_at = before.decided_at;
    }
    if (exemption.decided_at && *exemption.decided_at >= known) exemption.state = domain::ExemptionState::claimed;
  }
  for (; !out.former_hosts.empty() && out.former_hosts.back().recorded_at >= known; out.former_hosts.pop_back())
    out.host = out.former_hosts.back().host;
  return out;
}

}  // namespace luodi::monitor
