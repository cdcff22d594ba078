#include "services/incentive-calculator/domain/referral_award.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "common/kernel/bilingual.hpp"
#include "services/incentive-calculator/domain/arithmetic_limit.hpp"
#include "services/incentive-calculator/domain/award_policy.hpp"
#include "services/incentive-calculator/domain/park_award.hpp"
#include "services/incentive-calculator/domain/referral_due.hpp"
#include "services/incentive-calculator/domain/referral_eligibility.hpp"
#include "services/incentive-calculator/domain/referral_link.hpp"
#include "services/incentive-calculator/domain/team_split.hpp"

namespace luodi::incentive {

namespace {

using ReferralsById = std::unordered_map<std::string_view, const ReferralFact*>;

// What the rule looks up again and again, gathered once.
struct Lookup {
  explicit Lookup(const AwardFacts& facts) : contacts(facts.projects) {
    for (const auto& fact : facts.referrals)
      referrals[fact.id] = &fact;
    for (const auto& fact : facts.projects)
      if (fact.project->referrer_id) linked[*fact.project->referrer_id].push_back(fact);
    const auto paid = referral_paid(facts.spent);
    for (const auto& [id, projects] : linked)
      if (const auto found = referrals.find(id); found != referrals.end())
        holders[id] = holder_of(*found->second->referral, projects, paid);
  }
  const ReferralFact* referral_of(const domain::Project& project) const {
    const auto found = referrals.find(*project.referrer_id);
    return found == referrals.end() ? nullptr : found->second;
  }
  FirstContacts contacts;
  ReferralsById referrals;
  std::unordered_map<std::string, std::vector<ProjectFact>> linked;  // by the referral that they name
  std::unordered_map<std::string, const ProjectFact*> holders;       // by referral; nullptr = free
};

void explain_inputs(policy::Explanation& out, const ReferralFact& referral, const ProjectFact& fact,
                    const Contact& first_contact) {
  const auto& project = *fact.project;
  out.input("referral", referral.id);
  out.input("registered_at", referral.referral->registered_at.str());
  out.input("lead_recorded_at", project.created_at.str());
  if (project.agreement) out.input("signed_on", project.agreement->signed_on.str());
  if (project.landing) out.input("landed_on", project.landing->landed_on.str());
  out.input("industry", project.industry_code);
  out.input("same_enterprise", same_enterprise(*referral.referral, project) ? "是 / yes" : "否 / no");
  out.input("first_contact_on", first_contact.on.str());
  out.input("first_contact_recorded_at", first_contact.recorded_at.str());
  out.input("first_contact_lead", first_contact.project == fact.id ? "本项目 / this project" : first_contact.project);
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

// Why production that was recorded does not count.
policy::Explanation explain_early_invoice(const policy::Policy& policy, const domain::Project& project,
                                          CivilDate invoiced_on) {
  auto out = policy::explain(policy, k_production_clause, "production_proof", "投产认定", "proof of production");
  out.input("started_on", project.start->started_on.str());
  out.input("production_recorded_on", project.production->started_on.str());
  out.input("invoiced_on", invoiced_on.str());
  out.formula = "首张销售发票开具日 ≥ 开工日 / day of the first sales invoice >= day of the start";
  out.outcome = bilingual(
      "发票 {0} 开具，早于开工日 {1}，不能证明投产，投产部分不计 / the invoice is dated {0}, before the start on {1}: "
      "it "
      "proves no production and the production part is not due",
      invoiced_on, project.start->started_on);
  return out;
}

Excluded refuse(const ProjectFact& fact, const Refusal& refusal, policy::Explanation explanation) {
  explanation.outcome = bilingual("不奖励：{0} / no award: {0}", refusal);
  return {fact.id, fact.project->name, fact.project->host, refusal.code, std::move(explanation)};
}

// What is still missing depends on what was paid before: the other part's milestone, not both.
Refusal nothing_due(const Due& due) {
  if ((due.start_paid || !due.start_reached) && (due.production_paid || !due.production_reached)) {
    if (due.early_invoice && !due.production_paid)
      return {"invoice_before_start", "投产所附发票 " + due.early_invoice->str() + " 开具，早于开工，不能证明投产",
              "the invoice of production is dated " + due.early_invoice->str() +
                  ", before the start, and proves no production"};
    if (due.start_paid && due.production_paid)
      return {"already_paid", "开工、投产两部分均已兑付", "both parts have been paid"};
    if (due.start_paid)
      return {"awaiting_production", "开工部分已兑付，其余待投产后兑付",
              "the start part has been paid; the rest is due at production"};
    if (due.production_paid)
      return {"awaiting_start_share", "投产部分已兑付，开工部分待核实规定比例的投资后兑付",
              "the production part has been paid; the start part needs the share verified"};
  }
  if (due.paid_fen.value() > 0) return {"already_paid", "应得部分已兑付", "what is due has been paid"};
  if (due.ladder_fen.value() == 0)
    return {"nothing_yet", "核实的实际固定资产投资未达最低档，可待增加后再申请",
            "verified fixed investment is below the first step; it may be asked for again later"};
  return {"milestone_not_reached", "尚未开工（并核实规定比例的投资）或投产",
          "neither started with the needed share verified, nor producing"};
}

std::string part_text(std::string_view part) {
  return part == k_part_start ? "开工部分 / at start" : "投产部分 / at production";
}

// As due_for computes it: whichever part comes second settles what the ladder says by then.
std::string formula_of(std::string_view part, const Due& due) {
  if (part == k_part_start)
    return due.production_paid
               ? "按核实固定资产投资分档的金额 − 已兑付 / ladder(verified fixed investment) − paid before"
               : "按核实固定资产投资分档的金额 × 开工比例，向下取整 / ladder(verified fixed investment) × start share, "
                 "rounded down";
  if (due.start_paid) return "按核实固定资产投资分档的金额 − 已兑付 / ladder(verified fixed investment) − paid before";
  return due.start_reached
             ? "按核实固定资产投资分档的金额 − 开工部分 / ladder(verified fixed investment) − part at start"
             : "按核实固定资产投资分档的金额 − 其开工部分（暂留） / ladder(verified fixed investment) − its start "
               "share, which stays open";
}

Expected<AwardLine> line_for(const ProjectFact& fact, const ReferralFact& referral, std::string_view part, Fen amount,
                             const Due& due, policy::Explanation explanation) {
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
  explanation.formula = formula_of(part, due);
  explanation.outcome = part_text(part) + "：" + amount.display();
  policy::Explanation split("team_split", explanation.clause, "团队分配", "split among the team");
  // Names stay out of explanations: these are published with the names masked elsewhere.
  for (std::size_t i = 0; i < line.payees.size(); ++i) {
    const auto share = referral.referral->team[i].share_bp;
    split.input("payee " + std::to_string(i + 1), share ? std::to_string(*share) + " bp" : "equal");
  }
  split.formula =
      "金额 × 份额，向下取整，余数归首位登记人 / amount × share, rounded down; the remainder to the first registered";
  for (const auto& payee : line.payees)
    split.outcome += (split.outcome.empty() ? "" : " + ") + payee.amount_fen.display();
  explanation.steps.push_back(std::move(split));
  line.explanation = std::move(explanation);
  return line;
}

Expected<void> judge(const ProjectFact& fact, const Lookup& known, const AwardFacts& facts, Figures& out) {
  const auto& project = *fact.project;
  const auto* referral = known.referral_of(project);
  const auto* holder = referral ? known.holders.at(referral->id) : nullptr;
  const auto contact = referral ? known.contacts.of(*referral->referral, fact) : contact_by(fact);
  policy::Explanation plain("referral_award", "", "引荐奖励", "referral award");
  if (referral) explain_inputs(plain, *referral, fact, contact);
  if (auto refusal = refusal_before_policy(referral, holder, fact, facts.as_of)) {
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
  explain_inputs(explanation, *referral, fact, contact);
  const auto agreed = domain::formal_amount_on(project, project.landing->landed_on);
  explanation.input("formal_amount", agreed ? agreed->display() : "—");
  explanation.input("policy:referral_award.threshold_fen", parameters.threshold_fen.display());
  if (auto refusal = refusal_by_policy(*referral->referral, project, contact, parameters)) {
    out.excluded.push_back(refuse(fact, *refusal, std::move(explanation)));
    return {};
  }
  auto due = due_for(fact.id, project, facts, parameters);
  if (!due && due.error().code == ErrorCode::amount_overflow) {
    out.excluded.push_back(beyond_arithmetic(fact, std::move(explanation)));
    return {};
  }
  if (!due) return fail(due.error());
  explain_due(explanation, *due, parameters);
  if (due->early_invoice) explanation.steps.push_back(explain_early_invoice(**policy, project, *due->early_invoice));
  if (due->start_fen.value() == 0 && due->production_fen.value() == 0) {
    out.excluded.push_back(refuse(fact, nothing_due(*due), std::move(explanation)));
    return {};
  }
  for (const auto& [part, amount] :
       {std::pair(k_part_start, due->start_fen), std::pair(k_part_production, due->production_fen)}) {
    if (amount.value() == 0) continue;
    auto line = line_for(fact, *referral, part, amount, *due, explanation);
    if (!line) return fail(line.error());
    out.lines.push_back(std::move(*line));
  }
  return {};
}
}  // namespace

Expected<Figures> compute_referral_award(const AwardFacts& facts) {
  auto policy = award_policy(facts);
  if (!policy) return fail(policy.error());
  Figures out;
  out.policy_id = (*policy)->id;
  out.policy_digest = (*policy)->digest;
  auto projects = facts.projects;
  std::sort(projects.begin(), projects.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const Lookup known(facts);
  for (const auto& fact : projects) {
    if (!fact.project->referrer_id) continue;
    if (auto judged = judge(fact, known, facts, out); !judged) return fail(judged.error());
  }
  auto total = total_of(out.lines);
  if (!total) return fail(total.error());
  out.total_fen = *total;
  out.explanation =
      policy::explain(**policy, k_award_clause, "referral_award_run", "引荐奖励批次", "referral awards due");
  out.explanation.input("as_of", facts.as_of.str());
  out.explanation.input("lines", std::to_string(out.lines.size()));
  out.explanation.formula = "各行之和 / sum of the lines";
  out.explanation.outcome =
      bilingual("合计{0}，依法代扣个人所得税 / in total {0}; income tax withheld by law", out.total_fen);
  return out;
}

}  // namespace luodi::incentive
