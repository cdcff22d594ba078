#include "services/progress-monitor/domain/notice_facts.hpp"

#include <algorithm>

#include "common/domain/decision.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"
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

// Late evidence may have moved the stall since the opening, not removed it: then the interview would be withdrawn.
Standing standing_at_issue(const Interview& interview, const domain::Project* project, const domain::Context& context) {
  if (!project) return standing_of(interview);
  const auto& book = *context.policies;
  const auto result = evaluate(*project, book, context.now);
  if (interview.level > 1) return standing_now(*project, result, book, context.now);
  const auto episode = std::find_if(result.episodes.rbegin(), result.episodes.rend(),
                                    [&](const domain::Episode& e) { return is_about(interview, e); });
  if (episode == result.episodes.rend()) return standing_of(interview);
  // What was held back speaks of the day on which it goes out after all, where the stall runs still.
  const bool runs = result.current_first == episode->first;
  return runs && interview.state == InterviewState::held_back ? standing_now(*project, result, book, context.now)
                                                              : standing_at_trigger(*project, result, *episode, book);
}

void say_first(NoticeFacts& facts, const Interview& first) {
  facts.first_number = first.document_number;
  if (const auto* meeting = clock_of(first, Step::meeting); meeting && meeting->done_at)
    facts.first_held_on = civil_date(*meeting->done_at);
  // What an official writes stays as it is; the system's own reason is told in two languages, a letter in one.
  if (!first.outcome_reason.empty())
    facts.not_rectified =
        first.outcome == k_still_idle ? twin_of(first.outcome_reason).zh + "。" : first.outcome_reason;
}
}  // namespace

Expected<NoticeFacts> notice_facts(const Interview& interview, const InterviewIssued& issued, const Around& around,
                                   const policy::Policy& policy, const domain::Context& context) {
  const auto& book = *context.policies;
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
  facts.observers = interview.observers;
  facts.copies.insert(facts.copies.end(), interview.observers.begin(), interview.observers.end());
  for (const auto& deadline : issued.deadlines)
    if (deadline.step == Step::explanation) facts.explanation_due = deadline.due_at;
  facts.plan_working_days = policy.interview.plan_working_days;
  facts.report_days = policy.interview.report_days;
  facts.contact = texts.contact;
  facts.joint_with = numbers_before(around.meeting ? around.meeting(issued.meeting_id) : nullptr);
  facts.standing = standing_at_issue(interview, around.project, context);
  if (const auto* first =
          around.interview && !interview.first_id.empty() ? around.interview(interview.first_id) : nullptr)
    say_first(facts, *first);
  return facts;
}

}  // namespace luodi::monitor
