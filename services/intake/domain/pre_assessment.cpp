#include "services/intake/domain/pre_assessment.hpp"

#include <algorithm>

#include "common/domain/checklist.hpp"
#include "common/domain/project_admission.hpp"
#include "common/domain/stage_order.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/intake/domain/checklist_voice.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
Expected<const policy::PreAssessmentItem*> find_line(const std::string& id, const policy::Policy& policy) {
  const auto line = std::find_if(policy.pre_assessment.begin(), policy.pre_assessment.end(),
                                 [&](const policy::PreAssessmentItem& item) { return item.id == id; });
  if (line != policy.pre_assessment.end()) return &*line;
  std::vector<codec::Choice> known;
  for (const auto& item : policy.pre_assessment)
    known.push_back({item.id, item.title_zh});
  return fail(field_fault("/item", "not_allowed", codec::unknown_choice(id, known)));
}

Expected<void> check_outcome(const RecordItem& command, const policy::PreAssessmentItem& line,
                             const domain::Project& project) {
  switch (command.outcome) {
    case ItemOutcome::passed:
      return {};
    case ItemOutcome::failed:
      return domain::check_reason(project, command.opinion, "/opinion", {"不通过的事项", "a line that failed"},
                                  k_longest_reason);
    case ItemOutcome::not_applicable:
      break;
  }
  if (!domain::may_be_not_applicable(line))
    return fail(field_fault("/outcome", "not_allowed",
                            bilingual("{0}为必审事项 / always examined: {0}", Word{line.title_zh, line.title_en})));
  return domain::check_reason(project, command.opinion, "/opinion", {"不适用的事项", "a line that does not apply"},
                              k_longest_reason);
}
}  // namespace

Expected<domain::Decision> decide_item(const std::string& id, const domain::Project& project, const RecordItem& command,
                                       const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/opinion", !command.opinion.empty()}}); !fine)
    return fail(fine.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  const auto admitted = admit(project, domain::Command::pre_assessment_items, std::move(brought), command.answered_on,
                              "/answered_on", context);
  if (!admitted) return fail(admitted.error());
  const auto& policy = *admitted->policy;
  auto line = find_line(command.item, policy);
  if (!line) return fail(line.error());
  if (auto ok = check_outcome(command, **line, project); !ok) return fail(ok.error());
  auto voice = voice_of_line(**line, command, project, context.actor, policy);
  if (!voice) return fail(voice.error());
  if (auto ok = domain::check_may_change(project, **line, policy); !ok) return fail(ok.error());
  if (auto ok = domain::check_papers_before(command.evidence, admitted->on(), {"填报", "the answer"}); !ok)
    return fail(ok.error());
  domain::PreAssessmentItemRecorded event;
  event.result.item = command.item;
  event.result.outcome = std::string(codec::enum_text(command.outcome));
  event.result.opinion = command.opinion;
  event.result.by = context.actor.username;
  event.result.department = voice->department;
  if (voice->on_behalf) event.result.on_behalf = true;
  event.result.evidence = command.evidence;
  event.result.answered_on = admitted->on();
  event.result.round = voice->round;
  return raised(id, project, event, policy);
}

Expected<domain::Decision> decide_pre_assessment(const std::string& id, const domain::Project& project,
                                                 const DecidePreAssessment& command, const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
  auto on = day_of_fact(command.decided_on, context, "/decided_on");
  if (!on) return fail(on.error());
  domain::Brought brought;
  brought.framework = command.path == AssessmentPath::simple;
  if (auto ordered =
          check_order(project, domain::Command::pre_assessment_decision, *on, "/decided_on", brought.framework);
      !ordered)
    return fail(ordered.error());
  auto policy = policy_on(context, *on);
  if (!policy) return fail(policy.error());
  brought.on = *on;
  if (command.verdict == AssessmentVerdict::passed) {
    if (auto open = domain::check_gate(project, domain::Command::pre_assessment_decision, brought, **policy); !open)
      return fail(open.error());
    if (auto ok = domain::check_answered(project, brought, **policy, "/decided_on"); !ok) return fail(ok.error());
  } else {
    if (auto fits = domain::check_stage(project, domain::Command::pre_assessment_decision, brought.framework); !fits)
      return fail(fits.error());
    if (auto said = domain::check_reason(project, command.reason, "/reason", {"退回", "a return"}, k_longest_reason);
        !said)
      return fail(said.error());
  }
  domain::PreAssessmentDecided event;
  event.verdict = std::string(codec::enum_text(command.verdict));
  event.path = std::string(codec::enum_text(command.path));
  event.reason = command.reason;
  event.decided_on = *on;
  return raised(id, project, event, **policy);
}

}  // namespace luodi::intake
