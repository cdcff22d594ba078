#include "services/intake/domain/review.hpp"

#include <algorithm>

#include "common/domain/project_admission.hpp"
#include "common/domain/stage_order.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
Expected<std::string> department_of(const GiveOpinion& command, const Actor& actor) {
  if (!command.department && actor.org.empty())
    return fail(field_fault("/department", "required", "须注明研判部门 / name the department"));
  if (command.department && !actor.org.empty() && *command.department != actor.org)
    return fail(ErrorCode::forbidden, "只能代表本单位发表意见 / only for the own organisation: " + actor.org);
  return command.department.value_or(actor.org);
}

Expected<void> check_override(const Votes& votes, const DecideReview& command, const policy::Policy& policy,
                              const domain::Admission& denied) {
  const auto& parameters = policy.admission;
  if (!carries_override(votes, parameters)) {
    Error error(ErrorCode::quorum_not_met, "支持 " + std::to_string(votes.support) + " 票，反对 " +
                                               std::to_string(votes.oppose) + " 票，例外准入须达 " +
                                               std::to_string(parameters.override_numerator) + "/" +
                                               std::to_string(parameters.override_denominator) +
                                               " / support does not reach the share of cast votes");
    error.missing.push_back({"override_votes", denied.clause, "reviewer", "例外准入所需票数", "votes for an override"});
    return fail(std::move(error));
  }
  Error error(ErrorCode::gate_not_passed,
              "例外准入须有理由和领导批准 / an override needs a reason and a leader's approval");
  if (command.reason.empty())
    error.missing.push_back({"override_reason", denied.clause, "bureau", "例外准入理由", "reason of the override"});
  if (!command.leader_approval)
    error.missing.push_back({"leader_approval", denied.clause, "leader", "领导批准", "approval by the leader"});
  if (error.missing.empty()) return {};
  return fail(std::move(error));
}

bool is_denied(const domain::Project& project) {
  return project.admission && project.admission->verdict == "denied";
}

Expected<void> check_known_park(const std::string& code, const Parks& parks) {
  if (code.empty() ||
      std::any_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == code; }))
    return {};
  return fail(field_fault("/park_code", "park_not_found", "没有这个园区 / no such park: " + code));
}

// An approval: the gate of the table first; then, where the park denies and the review overrides, votes and approval.
Expected<void> check_approval(const domain::Project& judged, const DecideReview& command, const Votes& votes,
                              CivilDate on, const policy::Policy& policy) {
  const bool overriding = is_denied(judged) && command.admission_override;
  domain::Brought brought;
  brought.on = on;
  brought.admission_override = overriding;
  auto open = domain::check_gate(judged, domain::Command::review_decision, brought, policy);
  if (open) return overriding ? check_override(votes, command, policy, *judged.admission) : open;
  const auto& missing = open.error().missing;
  const bool only_admission = missing.size() == 1 && missing.front().item == "admission_settled";
  if (open.error().code == ErrorCode::gate_not_passed && only_admission && is_denied(judged))
    return fail(admission_refusal(*judged.admission));
  return open;
}
}  // namespace

Votes count_votes(const domain::Review& review) {
  Votes votes;
  for (const auto& opinion : review.opinions) {
    if (opinion.verdict == "support")
      ++votes.support;
    else if (opinion.verdict == "oppose")
      ++votes.oppose;
    else
      ++votes.abstain;
  }
  return votes;
}

bool carries_override(const Votes& votes, const policy::AdmissionParameters& parameters) {
  const std::int64_t cast = votes.support + votes.oppose;
  return cast > 0 && votes.support * parameters.override_denominator >= parameters.override_numerator * cast;
}

Expected<domain::Admission> admission_at(const domain::Project& project, const std::string& park, const Parks& parks,
                                         const domain::Context& context) {
  if (project.admission && project.admission->verdict == "overridden" && project.admission->park == park)
    return *project.admission;
  const CivilDate applied_on = domain::applied_on(project);
  auto policy = policy_on(context, applied_on);
  if (!policy) return fail(policy.error());
  auto industry = Industry::parse(project.industry_code);
  if (!industry) return fail(industry.error());
  return judge_admission(*industry, park, parks, applied_on, **policy);
}

Expected<domain::Decision> decide_opinion(const std::string& id, const domain::Project& project,
                                          const GiveOpinion& command, const domain::Context& context) {
  domain::Brought brought;
  brought.on = civil_date(context.now);
  auto policy = admit(project, domain::Command::review_opinions, brought, context);
  if (!policy) return fail(policy.error());
  auto department = department_of(command, context.actor);
  if (!department) return fail(department.error());
  if (*department == project.introduced_by ||
      (!context.actor.org.empty() && context.actor.org == project.introduced_by))
    return fail(ErrorCode::recusal_required, "引进单位 / introducing unit: " + project.introduced_by);
  domain::ReviewOpinionGiven event;
  event.opinion.department = *department;
  event.opinion.verdict = std::string(codec::enum_text(command.verdict));
  event.opinion.text = command.text;
  event.opinion.by = context.actor.username;
  return raised(id, project, event, **policy);
}

Expected<domain::Decision> decide_review(const std::string& id, const domain::Project& project,
                                         const DecideReview& command, const Parks& parks,
                                         const domain::Context& context) {
  auto on = day_of_fact(command.decided_on, context, "/decided_on");
  if (!on) return fail(on.error());
  if (auto ordered = check_order(project, domain::Command::review_decision, *on, "/decided_on"); !ordered)
    return fail(ordered.error());
  auto policy = policy_on(context, *on);
  if (!policy) return fail(policy.error());
  const bool approved = command.verdict == ReviewVerdict::approved;
  domain::Project judged = project;  // as it stands with the park that the review accepts instead
  if (approved && command.park_code) judged.host = *command.park_code;
  if (auto ok = check_known_park(judged.host, parks); !ok) return fail(ok.error());
  if (!project.secret) {
    auto admission = admission_at(project, judged.host, parks, context);
    if (!admission) return fail(admission.error());
    judged.admission = std::move(*admission);
  }

  domain::ReviewDecided event;
  const auto votes = count_votes(project.review);
  if (approved) {
    if (auto ok = check_approval(judged, command, votes, *on, **policy); !ok) return fail(ok.error());
    if (is_denied(judged)) {
      judged.admission->verdict = "overridden";
      judged.admission->reasons.push_back("联合研判例外准入：" + command.reason +
                                          " / admitted by the joint review's override");
      event.admission_override = true;
      event.leader_approval = command.leader_approval;
    }
  } else {
    if (auto ok = domain::check_stage(judged, domain::Command::review_decision); !ok) return fail(ok.error());
    if (command.reason.empty())
      return fail(field_fault("/reason", "required", "不通过须说明理由 / a rejection needs a reason"));
  }
  event.verdict = std::string(codec::enum_text(command.verdict));
  event.support = votes.support;
  event.oppose = votes.oppose;
  event.abstain = votes.abstain;
  event.reason = command.reason;
  event.admission = judged.admission;
  event.decided_on = *on;
  domain::Decision decision;
  decision.raise<domain::Project>(id, event, domain::parties_of(judged));
  if (!judged.host.empty()) decision.guards.emplace_back("park", judged.host);
  decision.policy = (*policy)->id;
  return decision;
}

}  // namespace luodi::intake
