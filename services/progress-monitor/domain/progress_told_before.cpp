#include "services/progress-monitor/domain/progress_told_before.hpp"

#include <algorithm>

#include "common/domain/evidence.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Project;

namespace {
domain::Recorded recorded(const domain::ProgressEntry& known) {
  return {civil_date(known.recorded_at), known.by.value_or(""), known.id};
}

// The statutory step that this paper has proved already.
const domain::ProgressEntry* proved_by(const Project& project, const std::string& paper) {
  for (const auto& known : project.progress)
    if (!known.retracted_by && std::find(known.papers.begin(), known.papers.end(), paper) != known.papers.end())
      return &known;
  return nullptr;
}

// A paper proves a statutory step once, on whatever day and with whatever text, and is no milestone beside it. One new
// paper among them is enough.
Expected<void> check_papers_once(const Project& project, const std::vector<domain::Evidence>& evidence,
                                 const Context& context) {
  const domain::ProgressEntry* before = nullptr;
  const domain::Evidence* used = nullptr;
  for (const auto& paper : evidence) {
    if (!proves_a_step(paper.kind)) continue;
    before = proved_by(project, domain::paper_name(paper));
    if (!before) return {};
    used = &paper;
  }
  if (!before) return {};
  const std::string paper = used->title + (used->reference ? " " + *used->reference : "");
  auto error = domain::recorded_before(
      bilingual("以同一材料“{0}”证明的法定手续 / a statutory step that the same paper proves, “{0}”", paper),
      recorded(*before), &context);
  error.next_zh = "另有手续办结或节点完成的，附其自己的材料，并填写文号（reference）";
  error.next_en = "for another step or milestone attach its own paper, with its number (reference)";
  return fail(error);
}

// The milestone that counts already by this paper: by its digest or its number, by the title where it has neither.
const domain::ProgressEntry* shown_by(const Project& project, const domain::Evidence& paper) {
  const std::string digest = paper.sha256 ? normalise_name(*paper.sha256) : std::string();
  const std::string name = domain::paper_name(paper);
  const bool named = digest.empty() || !normalise_number(paper.reference.value_or("")).empty();
  const auto is_it = [&](const std::string& mark) {
    return (!digest.empty() && mark == digest) || (named && mark == name);
  };
  for (const auto& known : project.progress)
    if (known.effective && std::any_of(known.digests.begin(), known.digests.end(), is_it)) return &known;
  return nullptr;
}
}  // namespace

std::vector<std::string> papers_of_step(const std::vector<domain::Evidence>& evidence) {
  std::vector<std::string> papers;
  for (const auto& paper : evidence)
    if (proves_a_step(paper.kind)) papers.push_back(domain::paper_name(paper));
  return papers;
}

Expected<void> check_step_once(const Project& project, const domain::ProgressReported& event, const Context& context) {
  if (event.kind == domain::ProgressKind::milestone) {
    const bool nothing_else = std::all_of(event.evidence.begin(), event.evidence.end(),
                                          [](const domain::Evidence& paper) { return proves_a_step(paper.kind); });
    return nothing_else ? check_papers_once(project, event.evidence, context) : Expected<void>();
  }
  if (event.kind != domain::ProgressKind::statutory_step) return {};
  const auto told = domain::told_in(event);
  for (const auto& known : project.progress)
    if (!known.retracted_by && known.kind == event.kind && known.occurred_on == event.occurred_on && known.told == told)
      return fail(domain::recorded_before("同一法定手续 / the same statutory step", recorded(known), &context));
  return check_papers_once(project, event.evidence, context);
}

std::vector<std::string> shown_marks(const Report& command) {
  std::vector<std::string> marks;
  if (command.kind != domain::ProgressKind::milestone) return marks;
  for (const auto& paper : command.evidence) {
    if (paper.sha256) marks.push_back(normalise_name(*paper.sha256));
    marks.push_back(domain::paper_name(paper));
  }
  return marks;
}

std::optional<domain::Judgement> shown_before(const Project& project, const Report& command, CivilDate day) {
  if (command.kind != domain::ProgressKind::milestone || command.evidence.empty()) return std::nullopt;
  const domain::ProgressEntry* before = nullptr;
  for (const auto& paper : command.evidence) {
    before = shown_by(project, paper);
    if (!before) return std::nullopt;
    if (command.milestone && before->occurred_on == day) return std::nullopt;
  }
  const std::string on = before->occurred_on.str();
  return domain::Judgement{
      false,
      "附件与 " + on + " 的节点（" + before->id +
          "）相同，没有新的佐证，不计为新的进展；另有佐证的，请填写其文号或文件摘要",
      "the attachments are those of the milestone of " + on + " (" + before->id +
          "): nothing new is shown, no new progress; another paper is told apart by its number or digest"};
}

Expected<void> check_not_taken_back(const Project& project, const domain::ProgressReported& event,
                                    const Context& context) {
  if (!event.effective) return {};
  for (const auto& known : project.progress) {
    if (!known.retracted_by || known.kind != event.kind || known.occurred_on != event.occurred_on) continue;
    if (known.papers != event.papers || known.digests != event.digests) continue;
    const std::string on = known.retraction ? civil_date(known.retraction->at).str() + " " : std::string();
    auto error = domain::recorded_before(
        bilingual("{0}由{1}撤销的这一进展（{2}） / this progress, taken back {0}by {1} ({2})", on,
                  domain::person_name(context, *known.retracted_by), Twin(twin_of(known.reason))),
        recorded(known), &context);
    error.next_zh = "日期或材料有误的，更正后报告；确有进展的，另附写明文号或文件摘要的材料";
    error.next_en = "report it with the right day or papers, or attach another paper, with its number or digest";
    return fail(error);
  }
  return {};
}

}  // namespace luodi::monitor
