#include "common/domain/stage_table.hpp"

#include <algorithm>
#include <array>

namespace luodi::domain {

namespace {
using C = Command;
using G = GateItem;
using S = Stage;

constexpr std::array<std::pair<Command, std::string_view>, 25> k_commands{
    {{C::review_opinions, "review-opinions"},
     {C::review_decision, "review-decision"},
     {C::allocation, "allocation"},
     {C::negotiation, "negotiation"},
     {C::pre_assessment_items, "pre-assessment-items"},
     {C::pre_assessment_decision, "pre-assessment-decision"},
     {C::signing, "signing"},
     {C::amendments, "amendments"},
     {C::landing, "landing"},
     {C::start, "start"},
     {C::production, "production"},
     {C::progress, "progress"},
     {C::funds, "funds"},
     {C::exemptions, "exemptions"},
     {C::suspension, "suspension"},
     {C::resumption, "resumption"},
     {C::exit, "exit"},
     {C::first_talk, "first-talk"},
     {C::published_facts, "published-facts"},
     {C::plan, "plan"},
     {C::exit_approval, "exit-approval"},
     {C::amount_correction, "amount-correction"},
     {C::funds_correction, "funds-correction"},
     {C::progress_retraction, "progress-retraction"},
     {C::stage_return, "stage-return"}}};

constexpr std::array<GateInfo, 16> k_gates{
    {{G::opinion_given, "opinion_given", "3", "reviewer", "出具研判意见的部门达到规定数目",
      "opinions of as many departments as the policy asks for"},
     {G::admission_settled, "admission_settled", "3", "bureau", "园区产业准入通过，或经联合研判例外准入",
      "industry admitted to the park, or admitted by the joint review's override"},
     {G::review_approved, "review_approved", "3", "bureau", "联合研判通过", "joint review approved"},
     {G::host_allocated, "host_allocated", "3", "bureau", "已确定承接园区", "host allocated"},
     {G::pre_assessment_complete, "pre_assessment_complete", "4", "reviewer", "预审清单应审事项全部通过",
      "every mandatory line of the pre-signing checklist passed"},
     {G::pre_assessment_passed, "pre_assessment_passed", "4", "bureau", "预审评估结论为通过",
      "pre-signing assessment passed"},
     {G::formal_agreement, "formal_agreement", "4", "park", "正式协议已签订", "formal agreement in force"},
     {G::amount_known, "amount_known", "4", "park", "协议投资额已明确", "agreed amount known"},
     {G::agreement_document, "agreement_document", "4", "park", "协议文本（正式、框架或补充协议）",
      "document of the agreement (formal, framework or supplementary)"},
     {G::company_registered, "company_registered", "5", "park", "项目公司已在本市登记（统一社会信用代码）",
      "project company registered (unified social credit code)"},
     {G::landing_evidence, "landing_evidence", "5", "park", "用地、项目代码、首期资金三项证明不足",
      "not enough of land, project code and verified first capital"},
     {G::start_evidence, "start_evidence", "5", "park", "施工许可（租赁项目为设备进场）及现场佐证",
      "construction permit (equipment installation where leased) and site evidence"},
     {G::first_invoice, "first_invoice", "5", "park", "首张销售发票", "first sales invoice"},
     {G::not_suspended, "not_suspended", "6", "bureau", "项目未处于暂停状态", "project not suspended"},
     {G::exit_settled, "exit_settled", "9", "bureau", "退出清算清单逐项结清或说明",
      "settlement list: every kind settled or explained"},
     {G::exit_approved, "exit_approved", "9", "leader", "红灯后申请退出须经领导批准",
      "a leader's approval of an exit after a red light"}}};

const std::vector<Stage> k_live = {S::lead,   S::reviewed, S::negotiating, S::assessed,   S::signed_,
                                   S::landed, S::started,  S::producing,   S::at_capacity};
const std::vector<Stage> k_agreed = {S::signed_, S::landed, S::started, S::producing, S::at_capacity};
const std::vector<Stage> k_before_signing = {S::lead, S::reviewed, S::negotiating, S::assessed};
const std::vector<Stage> k_any = {S::lead,    S::reviewed,  S::negotiating, S::assessed, S::signed_, S::landed,
                                  S::started, S::producing, S::at_capacity, S::rejected, S::exited};

std::vector<StageRow> make_table() {
  return {
      {C::review_opinions,
       {S::lead},
       {},
       {},
       {},
       allowed("project.review-opinions"),
       "出具研判意见",
       "give a review opinion"},
      {C::review_decision,
       {S::lead},
       S::reviewed,
       {},
       {G::opinion_given, G::admission_settled, G::not_suspended},
       allowed("project.review-decision"),
       "作出研判结论",
       "decide the joint review"},
      {C::allocation,
       {S::reviewed, S::negotiating},
       {},
       {},
       {G::review_approved, G::not_suspended},
       allowed("project.allocation"),
       "确定承接园区",
       "allocate a host park"},
      {C::negotiation,
       {S::reviewed},
       S::negotiating,
       {},
       {G::admission_settled, G::review_approved, G::host_allocated, G::not_suspended},
       allowed("project.negotiation"),
       "开始洽谈",
       "start the negotiation"},
      {C::pre_assessment_items,
       {S::reviewed, S::negotiating, S::assessed},
       {},
       {},
       {},
       allowed("project.pre-assessment-items"),
       "办理预审事项",
       "answer a line of the pre-signing checklist"},
      {C::pre_assessment_decision,
       {S::negotiating},
       S::assessed,
       {S::reviewed, S::negotiating},
       {G::pre_assessment_complete, G::not_suspended},
       allowed("project.pre-assessment-decision"),
       "作出预审结论",
       "decide the pre-signing assessment"},
      {C::signing,
       {S::assessed},
       S::signed_,
       {S::reviewed, S::negotiating, S::assessed},
       {G::pre_assessment_complete, G::pre_assessment_passed, G::amount_known, G::agreement_document, G::not_suspended},
       allowed("project.signing"),
       "登记签约",
       "record the signing"},
      {C::amendments,
       k_agreed,
       {},
       {},
       {G::formal_agreement, G::agreement_document},
       allowed("project.amendments"),
       "登记协议变更",
       "record an amendment"},
      {C::landing,
       {S::signed_},
       S::landed,
       {},
       {G::formal_agreement, G::company_registered, G::landing_evidence, G::not_suspended},
       allowed("project.landing"),
       "登记落地",
       "record the landing"},
      {C::start,
       {S::landed},
       S::started,
       {},
       {G::start_evidence, G::not_suspended},
       allowed("project.start"),
       "登记开工",
       "record the start of construction"},
      {C::production,
       {S::started},
       S::producing,
       {},
       {G::first_invoice, G::not_suspended},
       allowed("project.production"),
       "登记投产",
       "record the start of production"},
      {C::progress, k_live, {}, {}, {}, allowed("project.progress"), "报送进展", "report progress"},
      {C::funds, k_agreed, {}, {}, {}, allowed("project.funds"), "核定到位资金", "verify funds"},
      {C::exemptions, k_live, {}, {}, {}, allowed("project.exemptions"), "申请正当理由认定", "claim an exemption"},
      {C::suspension, k_live, {}, {}, {G::not_suspended}, allowed("project.suspension"), "暂停项目", "suspend"},
      {C::resumption, k_live, {}, {}, {}, allowed("project.resumption"), "恢复项目", "resume"},
      {C::exit,
       k_live,
       S::exited,
       {},
       {G::exit_settled, G::exit_approved},
       allowed("project.exit"),
       "办理退出",
       "exit"},
      {C::first_talk,
       k_before_signing,
       {},
       {},
       {},
       allowed("project.first-talk"),
       "续展首谈保护",
       "renew first-talk protection"},
      {C::published_facts,
       k_any,
       {},
       {},
       {},
       allowed("project.published-facts"),
       "登记公开报道",
       "record a published report"},
      {C::plan, k_live, {}, {}, {}, allowed("project.plan"), "编制进度计划", "set the plan"},
      {C::exit_approval, k_live, {}, {}, {}, allowed("project.exit-approval"), "批准退出", "approve an exit"},
      {C::amount_correction,
       k_before_signing,
       {},
       {},
       {},
       allowed("project.amount-correction"),
       "更正信息的投资额",
       "correct the amount of the lead"},
      {C::funds_correction,
       k_agreed,
       {},
       {},
       {},
       allowed("project.funds-correction"),
       "更正到位资金",
       "correct verified funds"},
      {C::progress_retraction,
       k_live,
       {},
       {},
       {},
       allowed("project.progress-retraction"),
       "撤销进展",
       "take a report of progress back"},
      {C::stage_return,
       {S::landed, S::started, S::producing, S::at_capacity},
       {},  // back to where the project stood before it
       {},
       {},
       allowed("project.stage-return"),
       "回退阶段",
       "take the record of a stage back"}};
}
}  // namespace

std::string_view command_text(Command command) {
  for (const auto& [value, text] : k_commands)
    if (value == command) return text;
  return "";
}

const GateInfo& gate_info(GateItem item) {
  return k_gates[static_cast<std::size_t>(item)];
}

std::span<const StageRow> stage_table() {
  static const std::vector<StageRow> table = make_table();
  return table;
}

const StageRow& stage_row(Command command) {
  const auto table = stage_table();
  return *std::find_if(table.begin(), table.end(), [&](const StageRow& row) { return row.command == command; });
}

}  // namespace luodi::domain
