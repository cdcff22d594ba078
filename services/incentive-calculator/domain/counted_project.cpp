#include "services/incentive-calculator/domain/counted_project.hpp"

#include <algorithm>

#include "common/domain/names.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/incentive-calculator/domain/arithmetic_limit.hpp"

namespace luodi::incentive {

namespace {

// One verdict against counting: stable code, Chinese, English.
struct Verdict {
  std::string code;
  std::string zh;
  std::string en;
};

const domain::Park* park_of(const AwardFacts& facts, const std::string& code) {
  for (const auto& fact : facts.parks)
    if (fact.code == code) return fact.park;
  return nullptr;
}

Twin name_of(const AwardFacts& facts, const std::string& code) {
  const auto* park = park_of(facts, code);
  return park ? domain::with_code({park->name, park->name}, code) : Twin{code, code};
}

const FraudFinding* fraud_of(const AwardFacts& facts, const std::string& park) {
  for (const auto& finding : facts.fraud_findings)
    if (finding.park == park) return &finding;
  return nullptr;
}

const Spent* counted_before(const AwardFacts& facts, const std::string& project) {
  for (const auto& spent : facts.spent)
    if (spent.award == "park_award" && spent.project == project) return &spent;
  return nullptr;
}

std::optional<Verdict> against_host(const ProjectFact& fact, const AwardFacts& facts) {
  const auto& host = fact.project->host;
  const auto* park = park_of(facts, host);
  if (!park) return Verdict{"no_park", "承载地不是已登记园区", "its host is no registered park"};
  if (park->host_kind != domain::HostKind::park)
    return Verdict{"county", "承载地为县市区，奖励只给园区", "hosted by a county; the award is for parks"};
  if (const auto* finding = fraud_of(facts, host))
    return Verdict{"fraud_finding", "园区有查实的弄虚作假：" + finding->reference,
                   "upheld fraud finding of the park: " + finding->reference};
  return std::nullopt;
}

std::optional<Verdict> against(const ProjectFact& fact, const AwardFacts& facts,
                               const policy::ParkAwardParameters& parameters, std::optional<Fen> agreed) {
  const auto& project = *fact.project;
  const CivilDate landed = project.landing->landed_on;
  if (domain::has_ended(project)) return Verdict{"ended", "项目已退出", "the project has ended"};
  if (!agreed) return Verdict{"amount_unknown", "正式协议金额不明", "amount of the formal agreement unknown"};
  if (*agreed < parameters.project_threshold_fen)
    return Verdict{"below_threshold", "低于" + parameters.project_threshold_fen.display(),
                   "below the threshold of " + parameters.project_threshold_fen.display_en()};
  const CivilDate signed_on = project.agreement->signed_on;
  if (signed_on.plus_months(parameters.signed_lookback_months) < landed)
    return Verdict{"signed_too_early", "签约早于落地" + std::to_string(parameters.signed_lookback_months) + "个月以上",
                   "signed more than " + std::to_string(parameters.signed_lookback_months) + " months before landing"};
  if (auto verdict = against_host(fact, facts)) return verdict;
  if (const auto* spent = counted_before(facts, fact.id))
    return Verdict{"already_counted", "已在批次 " + spent->run + " 计入，一个项目只计一次",
                   "counted before in run " + spent->run + "; a project counts once"};
  return std::nullopt;
}

Excluded excluded_by(const ProjectFact& fact, const Verdict& verdict, policy::Explanation explanation) {
  explanation.outcome = bilingual("不计入：{0} / not counted: {0}", verdict);
  return {fact.id, fact.project->name, fact.project->host, verdict.code, std::move(explanation)};
}
}  // namespace

Expected<std::optional<Judged>> judge_park_project(const ProjectFact& fact, const AwardFacts& facts) {
  const auto& project = *fact.project;
  if (!project.landing || project.landing->landed_on.year() != facts.year || project.landing->landed_on > facts.as_of)
    return std::optional<Judged>();
  const CivilDate landed = project.landing->landed_on;
  auto policy = facts.policies->at(landed);
  if (!policy) {
    policy::Explanation none("park_award_project", "", "年度落地项目", "project landed in the year");
    none.input("landed_on", landed.str());
    return Judged(excluded_by(fact, {"no_policy", "落地当日没有生效的政策", "no policy in force on the day of landing"},
                              std::move(none)));
  }
  const auto& parameters = (*policy)->park_award;
  // Without a formal agreement there is no amount that counts toward a threshold.
  const auto agreed = project.agreement ? domain::formal_amount_on(project, landed) : std::nullopt;
  const auto verified = domain::verified_funds(project, facts.as_of).and_then(within_limit);

  auto explanation =
      policy::explain(**policy, k_award_clause, "park_award_project", "年度落地项目", "project landed in the year");
  explanation.input("landed_on", landed.str());
  explanation.input("signed_on", project.agreement ? project.agreement->signed_on.str() : "—");
  explanation.input("formal_amount", agreed ? agreed->display() : "—");
  explanation.input("verified_funds", verified ? verified->display() : "—");
  explanation.input("host", name_of(facts, project.host).zh);
  explanation.input("policy:park_award.project_threshold_fen", parameters.project_threshold_fen.display());
  explanation.input("policy:park_award.signed_lookback_months", std::to_string(parameters.signed_lookback_months));
  explanation.formula =
      "落地当日正式协议金额 ≥ 门槛，且签约日 + 回溯期 ≥ 落地日，且承载地为园区，且首次计入 / "
      "formal amount on the day of landing >= threshold, and day of signing + lookback >= day of landing, and hosted "
      "by "
      "a park, and counted for the first time";
  if (!verified || (agreed && !within_limit(*agreed))) return Judged(beyond_arithmetic(fact, std::move(explanation)));
  if (auto verdict = against(fact, facts, parameters, agreed))
    return Judged(excluded_by(fact, *verdict, std::move(explanation)));
  explanation.outcome = bilingual("计入{0} / counted for {0}", name_of(facts, project.host));
  return Judged(CountedProject{fact.id, project.host, *agreed, *verified, landed, std::move(explanation)});
}

}  // namespace luodi::incentive
