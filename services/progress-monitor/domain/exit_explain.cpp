#include "services/progress-monitor/domain/exit_explain.hpp"

#include "common/domain/project.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
std::string how_late(ExitGround ground, const policy::ExitParameters& terms) {
  switch (ground) {
    case ExitGround::company_late:
      return bilingual("{0}日 / days: {0}", terms.company_late_days);
    case ExitGround::deposit_late:
      return bilingual("{0}日 / days: {0}", terms.deposit_late_days);
    case ExitGround::start_late:
      return bilingual("{0}个月 / months: {0}", terms.start_late_months);
  }
  return {};
}
}  // namespace

policy::Explanation why_limited(const policy::Policy& policy, const Obligation& obligation, ExitGround ground,
                                CivilDate late_since, CivilDate today, CivilDate limit_until) {
  auto e = policy::explain(policy, "9", "limit_notice", "限期履约通知", "limit notice");
  e.input("obligation", obligation.title);
  e.input("ground", both(word_of(ground)));
  e.input("agreed_on", obligation.due_on.str());
  e.input("policy:environment.exit." + std::string(codec::enum_text(ground)),
          how_late(ground, policy.environment.exit));
  e.input("late_since", late_since.str());
  e.input("notice_on", today.str());
  e.input("policy:environment.exit.limit_days", std::to_string(policy.environment.exit.limit_days));
  e.formula =
      "未履约且今日 ≥ 约定日 + 宽限；期限 = 通知日 + 限期，遇休息日顺延 / not honoured and today >= agreed day + "
      "allowance; limit = day of the notice + limit days, moved on from a day off";
  e.outcome = limit_until.str();
  return e;
}

policy::Explanation why_told(const policy::Policy& policy, const ExitCase& exit, const Obligation* obligation,
                             CivilDate today) {
  auto e = policy::explain(policy, "9", "exit_notice", "退出通知", "exit notice");
  e.input("limit_notice_on", civil_date(exit.notice_at).str());
  e.input("limit_until", limit_until(exit).str());
  e.input("honoured_on", obligation && obligation->honoured_on ? obligation->honoured_on->str() : "—");
  e.input("judged_on", today.str());
  e.formula = "今日 > 限期末日，且期限内未履约 / today > last day of the limit, not honoured within it";
  e.outcome = "退出 / exit";
  return e;
}

std::string says_now(const ExitCase& exit) {
  const CivilDate changed_on = civil_date(exit.updated_at);
  switch (exit.state) {
    case ExitState::limited:
    case ExitState::noticed:
      return exit.text;
    case ExitState::cured:
      if (!exit.cured) return exit.text;
      if (exit.cured->moved_to)
        return bilingual(
            "约定日期已改为 {0}，通知自 {1} 起不再有效 / the agreed day was moved to {0}: the notice "
            "stands no longer since {1}",
            *exit.cured->moved_to, changed_on);
      return bilingual(
          "已于 {0} 在期限内履约，通知自 {1} 起不再有效 / performed on {0}, within the limit: the notice "
          "stands no longer since {1}",
          exit.cured->cured_on, changed_on);
    case ExitState::withdrawn:
      return bilingual("通知已于 {0} 撤回：{1} / the notice was withdrawn on {0}: {1}", changed_on,
                       twin_of(exit.withdrawn_because.value_or("")));
    case ExitState::exited:
      return bilingual("项目已于 {0} 退出 / the project has exited on {0}", exit.exited_on.value_or(changed_on));
  }
  return exit.text;
}

}  // namespace luodi::monitor
