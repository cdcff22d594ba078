#include "services/progress-monitor/domain/occasion.hpp"

#include <algorithm>
#include <array>

namespace luodi::monitor {

namespace {
constexpr auto k_occasions = std::to_array<Occasion>({
    {"warning_yellow", "黄灯提醒", "yellow warning"},
    {"warning_red", "红灯提醒", "red warning"},
    {"interview_opened", "约谈启动", "an interview is opened"},
    {"interview_blocked", "约谈通知受阻", "the notice is blocked"},
    {"interview_held_back", "约谈暂缓", "the interview is held back"},
    {"interview_issued", "约谈通知", "the notice of an interview"},
    {"interview_withdrawn", "约谈撤回", "the interview is withdrawn"},
    {"interview_explained", "书面说明已提交", "the written explanation is filed"},
    {"interview_held", "约谈纪要", "the minutes are filed"},
    {"interview_planned", "整改方案已提交", "the rectification plan is filed"},
    {"interview_reported", "整改报告已提交", "the rectification report is filed"},
    {"interview_corrected", "材料更正", "a paper is corrected"},
    {"interview_reminded", "期限提醒", "a step is due soon"},
    {"interview_overdue", "期限逾期", "a step is overdue"},
    {"interview_closed", "约谈销号或终结", "the interview is closed"},
    {"interview_basis_lost", "核实依据失效", "what a pass rested on counts no more"},
    {"interview_basis_restored", "核实依据恢复", "a pass rests on progress again"},
    {"interview_escalated", "整改未通过", "the rectification failed"},
    {"meeting_moved", "约谈时间变更", "the meeting is moved"},
    {"exemption_claimed", "正当理由待审批", "an exemption waits for its decision"},
    {"exemption_decided", "正当理由审批", "an exemption is decided"},
    {"stage_returned", "阶段回退", "the record of a stage is taken back"},
    {"host_changed", "承载园区变更", "a project goes to another host"},
    {"project_suspended", "项目暂停", "a project is suspended"},
    {"project_resumed", "项目恢复", "a project resumes"},
    {"progress_retracted", "进展撤销", "a report of progress is taken back"},
    {"exemption_corrected", "正当理由认定更正", "a decided exemption is corrected"},
    {"problem_assigned", "问题交办", "a problem is for somebody to solve"},
    {"problem_escalated", "问题提级", "a problem climbs a level"},
    {"problem_overdue", "问题逾期", "a problem is overdue at the highest level"},
    {"dispatch_minutes", "调度会议议定事项", "the dispatch meeting decides about a project"},
    {"report_missing", "调度报告缺报", "reports of a dispatch cycle are missing"},
    {"ticket_assigned", "服务事项交办", "a service is for somebody to answer"},
    {"ticket_answered", "服务事项答复", "a service is answered"},
    {"ticket_overdue", "服务事项逾期", "a service is overdue"},
    {"supply_missed", "要素保障逾期", "land or energy is not supplied in time"},
    {"talent_card_expiring", "人才绿卡即将到期", "a talent green card runs out soon"},
    {"revisit_missed", "回访逾期", "a revisit was not made in time"},
    {"obligation_breached", "履约事项逾期", "an obligation is breached"},
    {"obligations_unregistered", "履约事项未登记", "no obligation of an agreement is registered"},
    {"exit_limit_notice", "限期履约通知", "a limit notice"},
    {"exit_limit_moved", "履约期限顺延", "a limit moves on"},
    {"exit_notice", "退出通知", "an exit notice"},
    {"exit_cured", "履约或退出通知失效", "a notice stands no longer"},
    {"exit_withdrawn", "履约或退出通知撤回", "a notice is withdrawn"},
    {"exit_record_due", "退出登记提醒", "an exit is to be recorded soon"},
    {"exit_record_overdue", "退出逾期未登记", "an exit is not recorded in time"},
    {"exit_completed", "项目已退出", "a project has exited"},
    {"award_drafted", "奖励已测算", "an award was computed"},
    {"award_verified", "奖励已核验", "an award was verified"},
    {"award_published", "奖励公示", "an award is published"},
    {"award_objected", "奖励公示异议", "somebody objects to an award"},
    {"award_resumed", "异议已答复", "an objection was answered"},
    {"award_approved", "奖励已批准", "an award was approved"},
    {"award_paid", "奖励已兑付", "an award was paid"},
    {"award_replaced", "奖励批次已替换", "an award was computed anew"},
    {"notice_undeliverable", "通知无法送达", "a notice cannot be delivered"},
    {"channel_refuses", "通知渠道受阻", "a channel refuses this system"},
});
}  // namespace

std::span<const Occasion> occasions() {
  return k_occasions;
}

const Occasion* find_occasion(std::string_view id) {
  const auto* found =
      std::find_if(k_occasions.begin(), k_occasions.end(), [&](const Occasion& o) { return o.id == id; });
  return found == k_occasions.end() ? nullptr : found;
}

}  // namespace luodi::monitor
