#include "services/incentive-calculator/domain/referral_award.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "common/kernel/name.hpp"
#include "services/incentive-calculator/domain/park_award.hpp"
#include "services/incentive-calculator/domain/referral_due.hpp"
#include "services/incentive-calculator/domain/referral_eligibility.hpp"
#include "services/incentive-calculator/domain/team_split.hpp"

namespace luodi::incentive {

namespace {

using ReferralsById = std::unordered_map<std::string_view, const ReferralFact*>;

// For each referral the project that was recorded first; the id decides between two records of one instant.
std::map<std::string, std::string> first_projects(const std::vector<ProjectFact>& projects) {
  std::map<std::string, const ProjectFact*> first;
  for (const auto& fact : projects) {
    if (!fact.project->referrer_id) continue;
    auto& held = first[*fact.project->referrer_id];
    if (!held || std::tie(fact.project->created_at, fact.id) < std::tie(held->project->created_at, held->id))
      held = &fact;
  }
  std::map<std::string, std::string> out;
  for (const auto& [referral, fact] : first)
    out[referral] = fact->id;
  return out;
}

void explain_inputs(policy::Explanation& out, const ReferralFact& referral, const domain::Project& project) {
  out.input("referral", referral.id);
  out.input("registered_at", referral.referral->registered_at.str());
  out.input("lead_recorded_at", project.created_at.str());
  if (project.agreement) out.input("signed_on", project.agreement->signed_on.str());
  if (project.landing) out.input("landed_on", project.landing->landed_on.str());
  out.input("industry", project.industry_code);
  // Not a condition: a group often invests through a new company. Shown so that people look.
  const bool same = normalise_name(referral.referral->enterprise.name) == normalise_name(project.enterprise.name);
  out.input("same_enterprise_name", same ? "是 / yes" : "否，请核对 / no, please check");
}

void explain_due(policy::Explanation& out, const Due& due, const policy::ReferralAwardParameters& parameters) {
  out.input("verified_fixed_investment", due.verified_fen.display());
  out.input("ladder_amount", due.ladder_fen.display());
  out.input("paid_before", due.paid_fen.display());
  out.input("policy:referral_award.start_share_bp", std::to_string(parameters.start_share_bp));
  out.input("policy:referral_award.start_verified_bp", std::to_string(parameters.start_verified_bp));
  for (const auto& step : parameters.ladder)
    out.input("policy:referral_award.ladder", ">= " + step.from_fen.display() + " -> " + step.amount_fen.display());
}

Excluded refuse(const ProjectFact& fact, const Refusal& refusal, policy::Explanation explanation) {
  explanation.outcome = "不奖励：" + refusal.zh + " / no award: " + refusal.en;
  return {fact.id, fact.project->name, fact.project->host, refusal.code, std::move(explanation)};
}

Refusal nothing_due(const Due& due) {
  if (due.paid_fen.value() > 0 && due.paid_fen >= due.ladder_fen)
    return {"already_paid", "应得部分已兑付", "what is due has been paid"};
  if (due.ladder_fen.value() == 0)
    return {"nothing_yet", "核实的实际固定资产投资未达最低档，可待增加后再申请",
            "verified fixed investment is below the first step; it may be asked for again later"};
  return {"milestone_not_reached", "尚未开工（并核实规定比例的投资）或投产",
          "neither started with the needed share verified, nor producing"};
}

std::string part_text(std::string_view part) {
  return part == k_part_start ? "开工部分 / at start" : "投产部分 / at production";
}

Expected<AwardLine> line_for(const ProjectFact& fact, const ReferralFact& referral, std::string_view part, Fen amount,
                             policy::Explanation explanation) {
  auto payees = split_among(referral.referral->team, amount);
  if (!payees) return fail(payees.error());
  AwardLine line;
  line.subject = fact.id;
  line.name = fact.project->name;
  line.amount_fen = amount;
  line.projects = {fact.id};
  line.part = std::string(part);
  line.referral = referral.id;
  line.payees = std::move(*payees);
  explanation.formula = part == k_part_start ? "ladder(verified fixed investment) × start share, rounded down"
                                             : "ladder(verified fixed investment) − part at start";
  explanation.outcome = part_text(part) + "：" + amount.display();
  policy::Explanation split("team_split", explanation.clause, "团队分配", "split among the team");
  // Names stay out of explanations: these are published with the names masked elsewhere.
  for (std::size_t i = 0; i < line.payees.size(); ++i) {
    const auto share = referral.referral->team[i].share_bp;
    split.input("payee " + std::to_string(i + 1), share ? std::to_string(*share) + " bp" : "equal");
  }
  split.formula = "amount × share, rounded down; the remainder to the first registered";
  for (const auto& payee : line.payees)
    split.outcome += (split.outcome.empty() ? "" : " + ") + payee.amount_fen.display();
  explanation.steps.push_back(std::move(split));
  line.explanation = std::move(explanation);
  return line;
}

Expected<void> judge(const ProjectFact& fact, const ReferralFact* referral, bool first_project, const AwardFacts& facts,
                     Figures& out) {
  const auto& project = *fact.project;
  policy::Explanation plain("referral_award", "", "引荐奖励", "referral award");
  if (referral) explain_inputs(plain, *referral, project);
  if (auto refusal = refusal_before_policy(referral, first_project, project, facts.as_of)) {
    out.excluded.push_back(refuse(fact, *refusal, std::move(plain)));
    return {};
  }
  auto policy = facts.policies->at(project.landing->landed_on);
  if (!policy) {
    out.excluded.push_back(
        refuse(fact, {"no_policy", "落地当日没有生效的政策", "no policy in force on the day of landing"}, plain));
    return {};
  }
  const auto& parameters = (*policy)->referral_award;
  auto explanation = policy::explain(**policy, k_award_clause, "referral_award", "引荐奖励", "referral award");
  explain_inputs(explanation, *referral, project);
  const auto agreed = domain::formal_amount_on(project, project.landing->landed_on);
  explanation.input("formal_amount", agreed ? agreed->display() : "—");
  explanation.input("policy:referral_award.threshold_fen", parameters.threshold_fen.display());
  if (auto refusal = refusal_by_policy(*referral->referral, project, parameters)) {
    out.excluded.push_back(refuse(fact, *refusal, std::move(explanation)));
    return {};
  }
  auto due = due_for(fact.id, project, facts, parameters);
  if (!due) return fail(due.error());
  explain_due(explanation, *due, parameters);
  if (due->start_fen.value() == 0 && due->production_fen.value() == 0) {
    out.excluded.push_back(refuse(fact, nothing_due(*due), std::move(explanation)));
    return {};
  }
  for (const auto& [part, amount] :
       {std::pair(k_part_start, due->start_fen), std::pair(k_part_production, due->production_fen)}) {
    if (amount.value() == 0) continue;
    auto line = line_for(fact, *referral, part, amount, explanation);
    if (!line) return fail(line.error());
    out.lines.push_back(std::move(*line));
  }
  return {};
}
}  // namespace

Expected<Figures> compute_referral_award(const AwardFacts& facts) {
  auto policy = facts.policies->at(facts.as_of);
  if (!policy) return fail(policy.error());
  // A transition judges facts; awards are given under measures that are in force.
  if ((*policy)->transitional) return fail(ErrorCode::no_policy, policy::transition_note(**policy));
  Figures out;
  out.policy_id = (*policy)->id;
  out.policy_digest = (*policy)->digest;
  auto projects = facts.projects;
  std::sort(projects.begin(), projects.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const auto first = first_projects(projects);
  ReferralsById referrals;
  for (const auto& fact : facts.referrals)
    referrals[fact.id] = &fact;
  for (const auto& fact : projects) {
    if (!fact.project->referrer_id) continue;
    const bool is_first = first.at(*fact.project->referrer_id) == fact.id;
    const auto found = referrals.find(*fact.project->referrer_id);
    const auto* referral = found == referrals.end() ? nullptr : found->second;
    if (auto judged = judge(fact, referral, is_first, facts, out); !judged) return fail(judged.error());
  }
  auto total = total_of(out.lines);
  if (!total) return fail(total.error());
  out.total_fen = *total;
  out.explanation = policy::explain(**policy, k_award_clause, "referral_award_run", "引荐奖励批次", "referral awards due");
  out.explanation.input("as_of", facts.as_of.str());
  out.explanation.input("lines", std::to_string(out.lines.size()));
  out.explanation.formula = "sum of the lines";
  out.explanation.outcome =
      "合计" + out.total_fen.display() + "，依法代扣个人所得税 / total; income tax withheld by law";
  return out;
}

}  // namespace luodi::incentive
