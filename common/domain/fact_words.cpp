#include "common/domain/fact_words.hpp"

#include <algorithm>
#include <array>

namespace luodi::domain {

namespace {
struct Told {
  std::string_view kind;
  std::string_view fact;
  Word word;
};
constexpr auto k_told = std::to_array<Told>({
    {"project", "lead_registered", {"登记信息", "lead registered"}},
    {"project", "lead_amount_corrected", {"更正信息的投资额", "amount of the lead corrected"}},
    {"project", "first_talk_renewed", {"首谈保护续期", "first-talk protection renewed"}},
    {"project", "review_opinion_given", {"出具研判意见", "review opinion given"}},
    {"project", "review_decided", {"作出研判结论", "joint review decided"}},
    {"project", "allocated", {"分派承载园区", "allocated to a park"}},
    {"project", "negotiation_started", {"进入洽谈", "negotiation started"}},
    {"project", "pre_assessment_item_recorded", {"填报预审事项", "line of the assessment answered"}},
    {"project", "pre_assessment_decided", {"作出预审结论", "pre-signing assessment decided"}},
    {"project", "agreement_signed", {"签订协议", "agreement signed"}},
    {"project", "agreement_amended", {"变更协议", "agreement amended"}},
    {"project", "landed", {"项目落地", "project landed"}},
    {"project", "started", {"开工", "construction started"}},
    {"project", "production_started", {"投产", "production started"}},
    {"project", "stage_returned", {"回退阶段", "stage taken back"}},
    {"project", "planned", {"编制推进计划", "plan made"}},
    {"project", "progress_reported", {"报送进展", "progress reported"}},
    {"project", "progress_retracted", {"撤回进展", "progress retracted"}},
    {"project", "funds_verified", {"核实到位资金", "funds verified"}},
    {"project", "funds_corrected", {"更正到位资金", "funds corrected"}},
    {"project", "exemption_claimed", {"申请认定正当理由", "exemption claimed"}},
    {"project", "exemption_decided", {"审批正当理由", "exemption decided"}},
    {"project", "exemption_corrected", {"更正正当理由认定", "exemption corrected"}},
    {"project", "suspended", {"暂停项目", "project suspended"}},
    {"project", "resumed", {"恢复项目", "project resumed"}},
    {"project", "exit_approved", {"批准退出", "exit approved"}},
    {"project", "exited", {"项目退出", "project exited"}},
    {"project", "fact_published", {"登记报道事实", "published fact recorded"}},
    {"watch", "idle_evaluated", {"评定进展灯色", "idle clock evaluated"}},
    {"watch", "warning_raised", {"发出预警", "warning raised"}},
    {"interview", "opened", {"启动约谈", "interview opened"}},
    {"interview", "blocked", {"约谈通知受阻", "notice blocked"}},
    {"interview", "unblocked", {"约谈通知解除受阻", "notice no longer blocked"}},
    {"interview", "held_back", {"暂缓约谈", "interview held back"}},
    {"interview", "issued", {"发出约谈通知", "notice issued"}},
    {"interview", "signed_copy_attached", {"附约谈通知签章件", "signed copy attached"}},
    {"interview", "withdrawn", {"撤回约谈", "interview withdrawn"}},
    {"interview", "scheduled", {"安排约谈时间", "meeting scheduled"}},
    {"interview", "explained", {"提交书面说明", "written explanation filed"}},
    {"interview", "held", {"登记约谈纪要", "minutes filed"}},
    {"interview", "planned", {"提交整改方案", "rectification plan filed"}},
    {"interview", "reported", {"提交整改报告", "rectification report filed"}},
    {"interview", "corrected", {"更正约谈材料", "paper of the interview corrected"}},
    {"interview", "reminded", {"提醒期限", "deadline reminded"}},
    {"interview", "overdue", {"期限逾期", "step overdue"}},
    {"interview", "clock_set", {"设定期限", "deadline set"}},
    {"interview", "closed", {"约谈办结", "interview closed"}},
    {"interview", "basis_lost", {"核实依据失效", "basis of the pass lost"}},
    {"interview", "basis_restored", {"核实依据恢复", "basis of the pass restored"}},
    {"interview", "escalated", {"启动二次约谈", "second interview opened"}},
});
}  // namespace

Word fact_word(std::string_view kind, std::string_view fact) {
  const auto* found =
      std::find_if(k_told.begin(), k_told.end(), [&](const Told& t) { return t.kind == kind && t.fact == fact; });
  return found == k_told.end() ? Word{fact, fact} : found->word;
}

}  // namespace luodi::domain
