#include "common/policy/input_words.hpp"

#include <algorithm>
#include <array>

#include "common/kernel/word.hpp"

namespace luodi::policy {

namespace {
struct Named {
  std::string_view name;
  Word word;
};
constexpr auto k_named = std::to_array<Named>({
    {"agreed_amount", {"协议投资额", "agreed amount"}},
    {"agreed_on", {"约定日期", "agreed day"}},
    {"as_of", {"测算截至", "as of"}},
    {"counted", {"是否计入", "counted"}},
    {"days", {"起止日期", "first and last day"}},
    {"earliest_landing", {"最早落地日", "earliest landing"}},
    {"excused", {"是否免责", "excused"}},
    {"exemptions_together", {"正当理由合计", "exemptions together"}},
    {"first_contact_lead", {"首次接洽的信息", "lead of the first contact"}},
    {"first_contact_on", {"首次接洽日", "first contact"}},
    {"first_contact_recorded_at", {"首次接洽登记时间", "first contact recorded"}},
    {"first_document_number", {"首次约谈文号", "number of the first notice"}},
    {"first_interview", {"首次约谈", "first interview"}},
    {"formal_amount", {"正式协议金额", "amount of the formal agreement"}},
    {"ground", {"事由", "ground"}},
    {"honoured_on", {"履约日", "day of performance"}},
    {"host", {"承载地", "host"}},
    {"industry", {"行业代码", "industry code"}},
    {"invoiced_on", {"发票日期", "day of the invoice"}},
    {"judged_on", {"判定日", "day of judgement"}},
    {"kernel:largest_amount", {"可计算的最大金额", "largest amount that is computed"}},
    {"ladder_amount", {"分档奖励金额", "amount of the ladder"}},
    {"lag_of_milestones", {"节点滞后", "lag of the milestones"}},
    {"lag_of_money", {"资金滞后", "lag of the money"}},
    {"landed_on", {"落地日", "day of landing"}},
    {"last_progress", {"最近有效进展", "last effective progress"}},
    {"late_since", {"逾期起始日", "late since"}},
    {"late_start", {"是否逾期开工", "late start"}},
    {"lead_recorded_at", {"信息登记时间", "lead recorded"}},
    {"limit_notice_on", {"限期履约通知日", "day of the limit notice"}},
    {"limit_until", {"限期", "limit"}},
    {"lines", {"明细行数", "lines"}},
    {"milestones_due", {"应完成节点", "milestones due"}},
    {"milestones_reached", {"已完成节点", "milestones reached"}},
    {"notice_on", {"通知日", "day of the notice"}},
    {"obligation", {"履约事项", "obligation"}},
    {"paid_before", {"此前已兑付", "paid before"}},
    {"parks", {"园区数", "parks"}},
    {"planned_fen", {"计划投资", "planned investment"}},
    {"policy", {"适用政策", "policy"}},
    {"production_recorded_on", {"投产登记日", "production recorded"}},
    {"projects", {"项目数", "projects"}},
    {"quarter", {"季度", "quarter"}},
    {"referral", {"引荐登记", "referral"}},
    {"registered_at", {"引荐登记时间", "referral registered"}},
    {"same_enterprise", {"是否同一企业", "same enterprise"}},
    {"scope", {"适用范围", "scope"}},
    {"signed_on", {"签约日", "day of signing"}},
    {"since", {"计算起始日", "counted since"}},
    {"started_on", {"开工日", "day of the start"}},
    {"suspended_days", {"暂停天数", "days suspended"}},
    {"target_fen", {"季度目标", "target of the quarter"}},
    {"unit", {"计算单位", "unit"}},
    {"verification_due_at", {"核实期限", "verification due"}},
    {"verified_fen", {"核实到位资金", "verified funds"}},
    {"verified_fixed_investment", {"核实固定资产投资", "verified fixed investment"}},
    {"verified_funds", {"核实到位资金", "verified funds"}},
    {"year", {"年度", "year"}},
    {"policy:applies_to_facts_from", {"过渡规定", "transition"}},
    {"policy:environment.exit.company_late", {"公司注册逾期日数", "days that the company may be late"}},
    {"policy:environment.exit.deposit_late", {"保证金逾期日数", "days that the deposit may be late"}},
    {"policy:environment.exit.start_late", {"开工逾期月数", "months that the start may be late"}},
    {"policy:environment.exit.limit_days", {"限期日数", "days of the limit"}},
    {"policy:interview.idle_limit", {"约谈的停滞限度", "idle limit of the interview"}},
    {"policy:interview.idle_reading", {"停滞的计算口径", "how idleness is read"}},
    {"policy:interview.red_cycles", {"红灯周期数", "cycles to red"}},
    {"policy:interview.threshold_fen", {"约谈金额门槛", "threshold of the interview"}},
    {"policy:interview.yellow_cycles", {"黄灯周期数", "cycles to yellow"}},
    {"policy:park_award.amount_fen", {"每个园区奖励金额", "award of each park"}},
    {"policy:park_award.mode", {"奖励方式", "mode of the award"}},
    {"policy:park_award.project_threshold_fen", {"项目金额门槛", "threshold of a project"}},
    {"policy:park_award.ranks", {"奖励名次", "ranks awarded"}},
    {"policy:park_award.signed_lookback_months", {"签约回溯月数", "months of lookback to the signing"}},
    {"policy:plan.lag_green_points", {"绿灯滞后限度（百分点）", "lag to green in points"}},
    {"policy:plan.lag_yellow_points", {"黄灯滞后限度（百分点）", "lag to yellow in points"}},
    {"policy:plan.steed_over_fen", {"骏马超额", "excess of a steed"}},
    {"policy:plan.steed_over_percent", {"骏马超额比例（%）", "excess of a steed in percent"}},
    {"policy:referral_award.ladder", {"奖励分档", "ladder of the award"}},
    {"policy:referral_award.start_share_bp", {"开工兑付比例（万分之）", "share at the start in basis points"}},
    {"policy:referral_award.start_verified_bp",
     {"开工到资比例（万分之）", "verified share at the start in basis points"}},
    {"policy:referral_award.threshold_fen", {"引荐奖励金额门槛", "threshold of the referral award"}},
});
constexpr std::string_view k_parameter = "policy:";
constexpr std::string_view k_payee = "payee ";
}  // namespace

std::optional<Twin> input_word(std::string_view name) {
  if (name.starts_with(k_payee)) {
    const std::string number(name.substr(k_payee.size()));
    return Twin{"第 " + number + " 名领取人的比例", "share of payee " + number};
  }
  const auto* found = std::find_if(k_named.begin(), k_named.end(), [&](const Named& n) { return n.name == name; });
  if (found == k_named.end()) return std::nullopt;
  const bool parameter = name.starts_with(k_parameter);
  return Twin{std::string(found->word.zh) + (parameter ? "（政策参数）" : ""),
              std::string(found->word.en) + (parameter ? " (of the policy)" : "")};
}

}  // namespace luodi::policy
