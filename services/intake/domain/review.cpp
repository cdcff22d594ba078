#include "services/intake/domain/review.hpp"

#include <algorithm>

#include "common/domain/project_admission.hpp"
#include "common/domain/stage_order.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"
#include "services/intake/domain/review_voice.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
// What lifts a decision above the votes. Why a secret project was decided so is written elsewhere.
Expected<void> check_reason_and_approval(const domain::Project& project, const DecideReview& command,
                                         const std::string& clause, std::string why) {
  Error error(ErrorCode::gate_not_passed, std::move(why));
  if (!project.secret && is_blank(command.reason))
    error.missing.push_back(
        {"decision_reason", clause, domain::owner_words("bureau"), "研判结论理由", "reason of the decision"});
  if (!command.leader_approval)
    error.missing.push_back(
        {"leader_approval", clause, domain::owner_words("leader"), "领导批准", "approval by the leader"});
  if (error.missing.empty()) return {};
  return fail(std::move(error));
}

Expected<void> check_override(const domain::Project& judged, const Votes& votes, const DecideReview& command,
                              const policy::Policy& policy) {
  const auto& denied = *judged.admission;
  const auto& parameters = policy.admission;
  if (!carries_override(votes, parameters)) {
    Error error(ErrorCode::quorum_not_met,
                bilingual("支持 {0} 票，反对 {1} 票，例外准入须达 {2}/{3} / there are {0} votes for and {1} against; "
                          "an exception needs {2}/{3} of those cast",
                          votes.support, votes.oppose, parameters.override_numerator, parameters.override_denominator));
    error.missing.push_back({"override_votes", denied.clause, domain::owner_words("reviewer"), "例外准入所需票数",
                             "votes for an override"});
    return fail(std::move(error));
  }
  return check_reason_and_approval(judged, command, denied.clause,
                                   "例外准入须有理由和领导批准 / an override needs a reason and a leader's approval");
}

bool against_majority(const Votes& votes) {
  return votes.oppose > votes.support;
}

Expected<void> check_majority(const domain::Project& judged, const Votes& votes, const DecideReview& command,
                              const policy::Policy& policy) {
  if (!against_majority(votes)) return {};
  return check_reason_and_approval(judged, command, domain::cite(policy, "3"),
                                   bilingual("反对 {0} 票多于支持 {1} 票，通过须有理由和领导批准 / more votes against "
                                             "({0}) than for ({1}): an approval needs a reason and a leader's approval",
                                             votes.oppose, votes.support));
}

// A rejection passes no gate, but it is decided by the joint review all the same.
Expected<void> check_rejection(const domain::Project& project, const DecideReview& command, CivilDate on,
                               const policy::Policy& policy) {
  if (auto ok = domain::check_stage(project, domain::Command::review_decision); !ok) return ok;
  if (auto said = domain::check_reason(project, command.reason, "/reason", {"不通过", "a rejection"}, k_longest_reason);
      !said)
    return said;
  domain::Brought brought;
  brought.on = on;
  const auto opinions = domain::gate_info(domain::GateItem::opinion_given);
  for (auto& item : domain::missing_for(project, domain::Command::review_decision, brought, policy)) {
    if (item.item != opinions.id) continue;
    Error error(ErrorCode::gate_not_passed, bilingual("尚缺：{0} / missing: {0}", Twin{item.title_zh, item.title_en}));
    error.missing.push_back(std::move(item));
    return fail(std::move(error));
  }
  return {};
}

// No decision rests on an opinion that was given later. Opinions from before their day was kept hold nothing up.
Expected<void> check_opinions_given(const domain::Review& review, CivilDate on, const domain::Context& context) {
  std::optional<domain::Basis> last;
  for (const auto& opinion : review.opinions) {
    if (!opinion.given_on || (last && *opinion.given_on <= last->on)) continue;
    const Twin body = domain::unit_name(context, opinion.department);
    last = domain::Basis{{body.zh + "研判意见", "the opinion of " + body.en}, *opinion.given_on};
  }
  return domain::check_rests_on(last, on, "/decided_on", "before_opinion");
}

bool is_denied(const domain::Project& project) {
  return project.admission && project.admission->verdict == "denied";
}

Expected<void> check_known_park(const std::string& code, const Parks& parks) {
  if (code.empty() ||
      std::any_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == code; }))
    return {};
  return fail(field_fault("/park_code", "park_not_found", bilingual("没有这个园区：{0} / no such park: {0}", code)));
}

// It is told to whoever decides the review: with what it may decide instead.
Error denied_here(const domain::Admission& denied, const policy::AdmissionParameters& parameters,
                  const domain::Context& context) {
  Error error = admission_refusal(denied, context);
  const Twin all_the_same = twin_of(
      bilingual("仍由{0}承载的，注明例外准入（admission_override）、理由（reason）和领导批准（leader_approval），"
                "支持票须达有效票的 {1}/{2}：{3} / to admit it to {0} "
                "all the same give admission_override: true, reason and leader_approval; it takes {1}/{2} of the votes "
                "cast: {3}",
                domain::unit_name(context, denied.park), parameters.override_numerator, parameters.override_denominator,
                "POST /v1/projects/{id}/review-decision"));
  const bool elsewhere = !denied.matching_parks.empty();
  error.next_zh = (elsewhere ? "改由可对接园区承载的，写明该园区（park_code）；" : "") + all_the_same.zh;
  error.next_en = (elsewhere ? "for a park that admits it name park_code; " : "") + all_the_same.en;
  return error;
}

// An approval: the gate of the table first; then, where the park denies and the review overrides, votes and approval.
Expected<void> check_approval(const domain::Project& judged, const DecideReview& command, const Votes& votes,
                              CivilDate on, const policy::Policy& policy, const domain::Context& context) {
  const bool overriding = is_denied(judged) && command.admission_override;
  domain::Brought brought;
  brought.on = on;
  brought.admission_override = overriding;
  auto open = domain::check_gate(judged, domain::Command::review_decision, brought, policy);
  if (open)
    return overriding ? check_override(judged, votes, command, policy) : check_majority(judged, votes, command, policy);
  const auto& missing = open.error().missing;
  const bool only_admission = missing.size() == 1 && missing.front().item == "admission_settled";
  if (open.error().code == ErrorCode::gate_not_passed && only_admission && is_denied(judged))
    return fail(denied_here(*judged.admission, policy.admission, context));
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

const domain::Admission* override_of(const domain::Project& project) {
  const auto& decision = project.review.decision;
  return decision && decision->admission && decision->admission->verdict == "overridden" ? &*decision->admission
                                                                                         : nullptr;
}

Expected<domain::Admission> admission_at(const domain::Project& project, const std::string& park, const Parks& parks,
                                         const domain::Context& context) {
  if (const auto* exception = override_of(project); exception && exception->park == park) return *exception;
  const CivilDate applied_on = domain::applied_on(project);
  auto policy = policy_on(context, applied_on);
  if (!policy) return fail(policy.error());
  auto industry = Industry::parse(project.industry_code);
  if (!industry) return fail(industry.error());
  return judge_admission(*industry, park, parks, applied_on, **policy);
}

Expected<domain::Decision> decide_opinion(const std::string& id, const domain::Project& project,
                                          const GiveOpinion& command, const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/text", !command.text.empty()}}); !fine) return fail(fine.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      admit(project, domain::Command::review_opinions, std::move(brought), command.given_on, "/given_on", context);
  if (!admitted) return fail(admitted.error());
  auto voice = voice_of(command, project, context, *admitted->policy);
  if (!voice) return fail(voice.error());
  if (command.verdict == OpinionVerdict::oppose)
    if (auto said =
            domain::check_reason(project, command.text, "/text", {"反对", "an opposing opinion"}, k_longest_reason);
        !said)
      return fail(said.error());
  if (auto ok = domain::check_papers_before(command.evidence, admitted->on(), {"研判意见", "the opinion"}); !ok)
    return fail(ok.error());
  domain::ReviewOpinionGiven event;
  event.opinion.department = voice->department;
  event.opinion.on_behalf = voice->on_behalf;
  event.opinion.verdict = std::string(codec::enum_text(command.verdict));
  event.opinion.text = command.text;
  event.opinion.evidence = command.evidence;
  event.opinion.by = context.actor.username;
  event.opinion.given_on = admitted->on();
  return raised(id, project, event, *admitted->policy);
}

Expected<domain::Decision> decide_review(const std::string& id, const domain::Project& project,
                                         const DecideReview& command, const Parks& parks,
                                         const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
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
    if (auto ok = check_approval(judged, command, votes, *on, **policy, context); !ok) return fail(ok.error());
    if (is_denied(judged)) {
      judged.admission->verdict = "overridden";
      judged.admission->reasons.push_back(
          bilingual("联合研判例外准入：{0} / admitted by the joint review's override: {0}", command.reason));
      event.admission_override = true;
    }
    if (event.admission_override || against_majority(votes)) event.leader_approval = command.leader_approval;
  } else {
    if (auto ok = check_rejection(judged, command, *on, **policy); !ok) return fail(ok.error());
  }
  if (auto ok = check_opinions_given(project.review, *on, context); !ok) return fail(ok.error());
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
