#include "services/progress-monitor/domain/exit_limit.hpp"

#include <algorithm>

#include "common/domain/project.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

namespace {
// Days after the notice and up to `end` on which the project was suspended; it is active again on the day of its
// resumption.
int suspended_between(const domain::Project& project, CivilDate notice_on, CivilDate end) {
  int days = 0;
  for (const auto& past : project.past_suspensions) {
    if (!past.to) continue;
    const CivilDate first = std::max(past.from, notice_on.plus_days(1));
    const CivilDate last = std::min(past.to->plus_days(-1), end);
    days += std::max(0, last.days() - first.days() + 1);
  }
  return days;
}
}  // namespace

LimitNow limit_now(const ExitCase& exit, const domain::Project& project, const WorkingCalendar& calendar) {
  LimitNow out;
  const CivilDate notice_on = civil_date(exit.notice_at);
  CivilDate end = exit.notice.limit_until;
  // A limit that has moved on may have moved into the next suspension.
  while (true) {
    const int days = suspended_between(project, notice_on, end);
    if (days == out.suspended_days) break;
    out.suspended_days = days;
    const auto moved = calendar.working_day_on_or_after(exit.notice.limit_until.plus_days(days));
    if (!moved) {
      out.no_calendar = true;
      return out;
    }
    end = *moved;
  }
  if (!project.suspension || project.suspension->from > end) out.until = end;
  return out;
}

std::optional<ExitLimitMoved> moved_limit(const ExitCase& exit, const LimitNow& now, const policy::Policy& policy) {
  if (!now.until || *now.until == limit_until(exit)) return std::nullopt;
  ExitLimitMoved moved;
  moved.before = limit_until(exit);
  moved.limit_until = *now.until;
  moved.suspended_days = now.suspended_days;
  moved.text = bilingual(
      "暂停期间的{0}日不计入，履约期限由 {1} 顺延至 {2}（含当日），逾期启动退出 / perform by {2} inclusive instead of "
      "{1}, "
      "as the days of the suspension do not count ({0}); otherwise the exit begins",
      now.suspended_days, moved.before, moved.limit_until);
  moved.clause = domain::cite(policy, "9");
  auto& e = moved.explanation;
  e = policy::explain(policy, "9", "limit_moved", "履约期限顺延", "the limit moves on");
  e.input("limit_notice_on", civil_date(exit.notice_at).str());
  e.input("limit_until", exit.notice.limit_until.str());
  e.input("suspended_days", std::to_string(now.suspended_days));
  e.formula =
      "期限 = 通知所定末日 + 期限内暂停的天数，遇休息日顺延 / limit = last day of the notice + days suspended within "
      "the "
      "limit, moved on from a day off";
  e.outcome = moved.limit_until.str();
  return moved;
}

}  // namespace luodi::monitor
