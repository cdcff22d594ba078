#include "services/progress-monitor/domain/notice_facts.hpp"

#include <algorithm>

#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

std::optional<std::string> project_code_of(const domain::Project* project) {
  std::optional<std::string> code;
  if (project && project->landing)
    for (const auto& paper : project->landing->evidence)
      if (paper.kind == domain::EvidenceKind::project_code && paper.reference) code = paper.reference;
  return code;
}

namespace {
std::vector<std::string> numbers_before(const Meeting* meeting) {
  std::vector<std::string> out;
  if (meeting)
    for (const auto& item : meeting->items)
      out.push_back(item.document_number);
  return out;
}
}  // namespace

Expected<NoticeFacts> notice_facts(const Interview& interview, const InterviewIssued& issued, const Around& around,
                                   const policy::Policy& policy, const policy::PolicyBook& book) {
  const std::string& clause_id = interview.explanation.clause;
  const auto slash = std::min(clause_id.find('/'), clause_id.size());
  const auto* basis = book.find(clause_id.substr(0, slash));
  const auto* clause = basis && slash < clause_id.size() ? basis->clause(clause_id.substr(slash + 1)) : nullptr;
  if (!clause) return fail(ErrorCode::no_policy, clause_id);
  const auto& texts = policy.notice;
  NoticeFacts facts;
  facts.issuer = texts.issuer;
  facts.addressee = around.host_name.empty() ? interview.responsible_org : around.host_name;
  facts.project_code = project_code_of(around.project);
  facts.policy_title = basis->title;
  facts.clause = clause->id;
  facts.clause_title = clause->title_zh;
  facts.clause_point = clause->paraphrase;
  facts.threshold_fen = basis->interview.threshold_fen;
  facts.meeting_at = issued.meeting_at;
  facts.place = issued.place.empty() ? texts.place : issued.place;
  facts.interviewees = texts.interviewees;
  facts.participants = texts.participants;
  facts.materials = texts.materials;
  facts.copies = texts.copies;
  for (const auto& deadline : issued.deadlines)
    if (deadline.step == Step::explanation) facts.explanation_due = deadline.due_at;
  facts.plan_working_days = policy.interview.plan_working_days;
  facts.report_days = policy.interview.report_days;
  facts.contact = texts.contact;
  facts.joint_with = numbers_before(around.meeting ? around.meeting(issued.meeting_id) : nullptr);
  if (const auto* first =
          around.interview && !interview.first_id.empty() ? around.interview(interview.first_id) : nullptr)
    facts.first_number = first->document_number;
  return facts;
}

}  // namespace luodi::monitor
