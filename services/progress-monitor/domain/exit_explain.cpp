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

}  // namespace luodi::monitor
