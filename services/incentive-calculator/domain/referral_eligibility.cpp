#include "services/incentive-calculator/domain/referral_eligibility.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "common/kernel/industry.hpp"
#include "services/incentive-calculator/domain/referral_link.hpp"
#include "services/incentive-calculator/domain/referral_register.hpp"

namespace luodi::incentive {

namespace {
std::optional<Refusal> refusal_by_industry(const domain::Project& project, const std::vector<std::string>& sections) {
  auto industry = Industry::parse(project.industry_code);
  if (!industry) return Refusal{"industry_unknown", "行业代码不明", "industry unknown"};
  const std::string section(1, industry->section());
  if (std::find(sections.begin(), sections.end(), section) == sections.end())
    return Refusal{"not_industrial", "不是工业项目（门类 " + section + "）",
                   "not an industrial project (section " + section + ")"};
  return std::nullopt;
}
}  // namespace

std::optional<Refusal> refusal_before_policy(const ReferralFact* referral, const ProjectFact* holder,
                                             const ProjectFact& fact, CivilDate as_of) {
  const auto& project = *fact.project;
  if (!referral) return Refusal{"referral_unknown", "引荐登记不存在", "no such referral"};
  if (!same_enterprise(*referral->referral, project))
    return Refusal{"other_enterprise", "引荐登记的是另一家企业，不对应本项目",
                   "the referral names another enterprise and does not stand for this project"};
  if (domain::has_ended(project)) return Refusal{"ended", "项目已退出", "the project has ended"};
  if (!holder || holder->id != fact.id)
    return Refusal{
        "referral_used", "该引荐登记已对应项目 " + (holder ? holder->id : std::string("—")) + "，一次引荐对应一个项目",
        "the referral stands for project " + (holder ? holder->id : std::string("—")) + "; one referral, one project"};
  if (!project.agreement || project.agreement->signed_on > as_of)
    return Refusal{"not_signed", "未签订正式协议", "no formal agreement"};
  if (!project.landing || project.landing->landed_on > as_of)
    return Refusal{"not_landed", "未落地，签约本身不奖励", "not landed; signing alone earns nothing"};
  return std::nullopt;
}

std::optional<Refusal> refusal_by_policy(const domain::Referral& referral, const domain::Project& project,
                                         const Contact& first_contact,
                                         const policy::ReferralAwardParameters& parameters) {
  if (!registered_before(referral, first_contact))
    return Refusal{"registered_late",
                   "引荐登记晚于首次接洽（信息 " + first_contact.project + "，" + first_contact.on.str() + "）",
                   "registered after first contact by lead " + first_contact.project + " on " + first_contact.on.str()};
  if (auto kind = excluded_kind(referral.team, referral.referrer_kind, parameters))
    return Refusal{"referrer_excluded", "引荐主体不在奖励范围：" + std::string(word_of(*kind).zh),
                   "this kind of referrer earns no award: " + std::string(word_of(*kind).en)};
  const auto& declared = referral.declarations;
  if (!declared.no_public_post || !declared.unrelated_to_investor || !declared.information_true)
    return Refusal{"declaration_missing", "缺少承诺声明", "a declaration is missing"};
  if (auto refusal = refusal_by_industry(project, parameters.sections)) return refusal;
  const auto agreed = domain::formal_amount_on(project, project.landing->landed_on);
  if (!agreed) return Refusal{"amount_unknown", "正式协议金额不明", "amount of the formal agreement unknown"};
  if (*agreed < parameters.threshold_fen)
    return Refusal{"below_threshold", "协议金额低于" + parameters.threshold_fen.display(),
                   "below the threshold of " + parameters.threshold_fen.display_en()};
  return std::nullopt;
}

}  // namespace luodi::incentive
