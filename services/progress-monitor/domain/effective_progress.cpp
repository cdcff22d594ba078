#include "services/progress-monitor/domain/effective_progress.hpp"

#include <algorithm>
#include <tuple>

#include "common/domain/evidence.hpp"
#include "common/domain/words.hpp"
#include "common/policy/clause_words.hpp"
#include "services/progress-monitor/domain/project_party.hpp"

namespace luodi::monitor {

using domain::Evidence;
using domain::EvidenceKind;
using domain::ProgressKind;
using domain::Project;
using domain::Stage;

namespace {
Judgement counts(std::string zh, std::string en) {
  return {true, std::move(zh), std::move(en)};
}
Judgement fails(std::string zh, std::string en) {
  return {false, std::move(zh), std::move(en)};
}

// What would be said of the last entry of this project.
Judgement judge_minutes(Project project, CivilDate occurred_on, const std::vector<Evidence>& evidence,
                        const policy::PolicyBook& book) {
  domain::ProgressEntry report;
  report.kind = ProgressKind::signed_minutes;
  report.occurred_on = occurred_on;
  report.minutes_attached = domain::brings(evidence, EvidenceKind::minutes);
  report.papers = domain::minutes_marks(evidence);
  project.progress.push_back(std::move(report));
  return judgement_of(*domain::count_progress(project, book).progress.back().minutes);
}

// The confirmation of the reporter is the point: a paper that the host attaches is none.
Judgement judge_problem(const Project& project, const std::vector<Evidence>& evidence, const Actor& reporter) {
  if (is_party(reporter.org, project))
    return fails("问题须由第三方确认销号", "a problem must be closed by a third party");
  if (was_party(reporter.org, project))
    return fails("问题须由第三方确认销号，原承载园区不是第三方",
                 "a problem must be closed by a third party, and a former host is none");
  if (evidence.empty()) return fails("缺少销号佐证材料", "no evidence attached");
  return counts("问题由第三方销号", "problem closed by a third party");
}

}  // namespace

bool proves_a_step(EvidenceKind kind) {
  return kind == EvidenceKind::land_contract || kind == EvidenceKind::lease || kind == EvidenceKind::project_code ||
         kind == EvidenceKind::construction_permit || kind == EvidenceKind::approval;
}

Judgement judge_report(const Project& project, ProgressKind kind, CivilDate occurred_on,
                       const std::vector<Evidence>& evidence, const Actor& reporter, const policy::PolicyBook& book) {
  switch (kind) {
    case ProgressKind::milestone:
      return evidence.empty() ? fails("节点须附佐证材料", "a milestone needs an attachment")
                              : counts("节点完成，附佐证材料", "milestone with attachment");
    case ProgressKind::statutory_step:
      return std::any_of(evidence.begin(), evidence.end(), [](const Evidence& e) { return proves_a_step(e.kind); })
                 ? counts("法定手续办结", "statutory step")
                 : fails("法定手续须附备案、用地、环评、能评或许可文件",
                         "a statutory step needs its filing, land, EIA, energy or permit document");
    case ProgressKind::signed_minutes:
      return judge_minutes(project, occurred_on, evidence, book);
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

std::optional<Judgement> judge_late_milestone(ProgressKind kind, CivilDate occurred_on,
                                              const std::vector<Evidence>& evidence, Instant now,
                                              const policy::PolicyBook& book) {
  const bool late = HalfMonth::of(occurred_on).closes_at() <= now;
  const auto* policy = book.in_force(occurred_on);
  if (kind != ProgressKind::milestone || !late || !policy) return std::nullopt;
  if (std::any_of(evidence.begin(), evidence.end(),
                  [](const Evidence& paper) { return paper.dated && domain::is_traceable(paper); }))
    return std::nullopt;
  const Twin clause = policy::cited(*policy, "6");
  return fails("所属半月已结束后补报的节点，须附写明日期并有文号或文件摘要的材料，本次不计为进展（" + clause.zh + "）",
               "a milestone told after its half month has closed needs a dated paper with a number or digest; it does "
               "not count (" +
                   clause.en + ")");
}

Expected<Judgement> judge_funds(Project project, Fen amount, CivilDate injected_on, const policy::PolicyBook& book) {
  domain::FundsEntry funds;
  funds.amount_fen = amount;
  funds.injected_on = injected_on;
  project.funds.push_back(std::move(funds));
  const auto verdict = domain::count_progress(project, book).funds.back();
  if (verdict.sum == domain::k_most_fen) return fail(ErrorCode::amount_overflow, "到位资金累计 / the funds added up");
  return judgement_of(verdict);
}

std::vector<CivilDate> moved_days(const Project& project, const policy::PolicyBook& book) {
  std::vector<CivilDate> days;
  for (const auto& entry : project.reached)
    days.push_back(entry.on);
  const auto counted = domain::count_progress(project, book);
  for (std::size_t i = 0; i < project.progress.size(); ++i)
    if (counted.progress[i].counts) days.push_back(project.progress[i].occurred_on);
  for (std::size_t i = 0; i < project.funds.size(); ++i)
    if (counted.funds[i].counts) days.push_back(project.funds[i].injected_on);
  std::sort(days.begin(), days.end());
  return days;
}

bool ends_project(Stage stage) {
  return stage == Stage::rejected || stage == Stage::exited;
}

Twin stage_change(Stage stage) {
  const auto word = word_of(stage);
  return {"阶段变更为" + std::string(word.zh), "stage change to " + std::string(word.en)};
}

std::vector<ProgressDay> progress_days(const Project& project, const policy::PolicyBook& book, CivilDate until) {
  std::vector<ProgressDay> days;
  for (const auto& entry : project.reached) {
    if (entry.on > until || ends_project(entry.stage)) continue;
    auto told = stage_change(entry.stage);
    days.push_back({entry.on, std::move(told.zh), std::move(told.en), entry.stage});
  }
  const auto counted = domain::count_progress(project, book);
  for (std::size_t i = 0; i < project.progress.size(); ++i) {
    const auto& report = project.progress[i];
    if (counted.progress[i].counts && report.occurred_on <= until)
      days.push_back({report.occurred_on, std::string(word_of(report.kind).zh), std::string(word_of(report.kind).en)});
  }
  for (std::size_t i = 0; i < project.funds.size(); ++i) {
    const CivilDate on = project.funds[i].injected_on;
    if (!counted.funds[i].counts || on > until) continue;
    auto judged = judgement_of(counted.funds[i]);
    days.push_back({on, std::move(judged.reason_zh), std::move(judged.reason_en)});
  }
  // Of one day by what they are: which was recorded first plays no part. Stages come last, in the order of a project's
  // life, so that the newest progress names the stage that it has.
  std::sort(days.begin(), days.end(), [](const auto& a, const auto& b) {
    return std::tie(a.on, a.stage, a.what_en) < std::tie(b.on, b.stage, b.what_en);
  });
  return days;
}

}  // namespace luodi::monitor
