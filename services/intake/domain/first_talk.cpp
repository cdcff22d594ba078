#include "services/intake/domain/first_talk.hpp"

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::intake {

using domain::cite;

domain::FirstTalk new_protection(std::string owner, CivilDate since, const policy::AdmissionParameters& parameters) {
  domain::FirstTalk talk;
  talk.owner = std::move(owner);
  talk.since = since;
  talk.until = since.plus_days(parameters.first_talk_days);
  return talk;
}

Expected<domain::Decision> decide_first_talk(const std::string& id, const domain::Project& project,
                                             const RenewFirstTalk& command, const domain::Context& context) {
  const CivilDate today = civil_date(context.now);
  domain::Brought brought;
  brought.evidence = command.evidence;
  brought.on = today;
  auto policy = admit(project, domain::Command::first_talk, brought, context);
  if (!policy) return fail(policy.error());
  if (!project.first_talk)
    return fail(ErrorCode::wrong_state, "本登记没有首谈保护 / this registration has no first-talk protection");
  const auto& talk = *project.first_talk;
  if (!context.actor.has(Role::bureau) && context.actor.org != talk.owner)
    return fail(ErrorCode::forbidden, bilingual("仅首谈单位 {0} 可申请续期 / only the first-talk owner may renew: {0}",
                                                domain::unit_name(context, talk.owner)));
  if (today > talk.until)
    return fail(ErrorCode::wrong_state, bilingual("首谈保护已于 {0} 届满 / protection lapsed on {0}", talk.until));
  auto granted_under = policy_on(context, talk.since);
  if (!granted_under) return fail(granted_under.error());
  if (talk.until > talk.since.plus_days((*granted_under)->admission.first_talk_days))
    return fail(ErrorCode::wrong_state, "首谈保护只可续期一次 / protection is extended once only");
  if (command.evidence.empty() && !project.secret) {
    Error error(ErrorCode::gate_not_passed, "续期须提供洽谈接触佐证 / an extension needs evidence of contact");
    error.missing.push_back({"contact_evidence", cite(**policy, "3"), domain::unit_name(context, talk.owner),
                             "洽谈接触佐证", "evidence of contact"});
    return fail(std::move(error));
  }
  domain::FirstTalkRenewed event;
  event.first_talk = talk;
  event.first_talk.until = talk.until.plus_days((*policy)->admission.first_talk_renewal_days);
  event.evidence = command.evidence;
  return raised(id, project, event, **policy);
}

}  // namespace luodi::intake
