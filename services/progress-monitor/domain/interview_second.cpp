#include "services/progress-monitor/domain/interview_second.hpp"

#include "common/domain/refusals.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_opening.hpp"

namespace luodi::monitor {

namespace {
policy::Explanation why_second(const Interview& first, const std::string& first_id, const InterviewEscalated& event,
                               const policy::Policy& policy) {
  auto out = policy::explain(policy, "6", "second_interview", "整改未通过，启动二次约谈",
                             "the rectification failed: a second interview");
  out.input("first_interview", first_id);
  out.input("first_document_number", first.document_number);
  if (const auto* window = clock_of(first, Step::verification); window && window->due_at)
    out.input("verification_due_at", window->due_at->str());
  out.formula = "整改核实未通过，或核实期满仍停滞 / verification failed, or still idle at the end of its window";
  out.outcome = event.outcome == k_still_idle ? "核实期满仍停滞 / still idle" : "整改核实未通过 / verification failed";
  out.steps.push_back(first.explanation);
  return out;
}
}  // namespace

bool still_idle(const IdleResult& result, const policy::InterviewParameters& p) {
  // Out of scope there are no idle cycles.
  return result.idle_cycles >= p.interview_cycles && !result.lines.empty() &&
         result.lines.back().verdict == UnitVerdict::idle;
}

Expected<domain::Decision> escalate(const std::string& id, const Interview& interview, InterviewEscalated event,
                                    const Around& around, const domain::Context& context) {
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  const std::string parties = around.parties(interview);
  domain::Decision decision;
  decision.policy = (*policy)->id;
  if (interview.level == 1) event.second_id = second_interview_id(id);
  decision.raise<Interview>(id, event, parties);
  stop_watching(decision, id, interview);
  if (interview.level != 1) return decision;
  InterviewOpened opened;
  opened.project_id = interview.project_id;
  opened.project_name = interview.project_name;
  // Whoever was called to rectify answers for it, also where the project has another host since.
  opened.responsible_org = interview.responsible_org;
  opened.episode_first = interview.episode_first;
  opened.trigger = interview.trigger;
  const auto& book = *context.policies;
  take_standing(opened,
                around.project
                    ? standing_now(*around.project, evaluate(*around.project, book, context.now), book, context.now)
                    : standing_of(interview),
                book);
  opened.explanation = why_second(interview, id, event, **policy);
  opened.level = 2;
  opened.first_id = id;
  opened.attendees = (*policy)->interview.second_attendees;
  opened.observers = (*policy)->interview.second_observers;
  open_interview(decision, event.second_id, std::move(opened), (*policy)->interview, parties, context);
  return decision;
}

}  // namespace luodi::monitor
