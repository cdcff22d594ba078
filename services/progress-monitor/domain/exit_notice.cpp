#include "services/progress-monitor/domain/exit_notice.hpp"

#include "common/domain/project.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/exit_explain.hpp"
#include "services/progress-monitor/domain/exit_letter.hpp"

namespace luodi::monitor {

namespace {
void add_former(std::vector<ExitLetter>& letters, const std::optional<ExitLetter>& letter, Instant issued_at) {
  if (!letter) return;
  letters.push_back(*letter);
  letters.back().issued_at = issued_at;
}
// That of the exit notice that stands in the case now.
void add_exit_letter(std::vector<ExitLetter>& letters, const ExitCase& exit) {
  if (exit.exit_notice) add_former(letters, exit.exit_notice->letter, exit.exit_notice_at.value_or(exit.notice_at));
}
}  // namespace

LimitNoticeIssued limit_notice(const CalledUpon& calls, const ExitCase* before, const domain::Project& project,
                               const policy::Policy& policy, const domain::Context& context) {
  const CivilDate today = civil_date(context.now);
  const auto& obligation = *calls.owed->state;
  LimitNoticeIssued notice;
  notice.project_id = calls.project_id;
  notice.project_name = project.name;
  notice.obligation_id = calls.owed->id;
  notice.ground = calls.ground;
  notice.agreed_on = obligation.due_on;
  notice.late_since = calls.late_since;
  notice.limit_until = calls.until;
  notice.title = bilingual("限期履约通知：{0} / limit notice: {0}", obligation.title);
  notice.text = "请于" + calls.until.str() + "前（含当日）履约，逾期启动退出 / perform by " + calls.until.str() +
                " inclusive, otherwise the exit begins";
  notice.owner = obligation.owner;
  notice.clause = domain::cite(policy, "9");
  notice.explanation = why_limited(policy, obligation, calls.ground, calls.late_since, today, calls.until);
  notice.letter = limit_letter(notice, obligation, project, policy, context);
  if (before) {
    add_former(notice.replaces, before->notice.letter, before->notice_at);
    add_exit_letter(notice.replaces, *before);
  }
  return notice;
}

ExitNoticeIssued exit_notice(const ExitCase& exit, const Owed* owed, const domain::Project& project,
                             const policy::Policy& policy, const domain::Context& context) {
  const CivilDate today = civil_date(context.now);
  ExitNoticeIssued notice;
  notice.limit_until = limit_until(exit);
  notice.clause = domain::cite(policy, "9");
  notice.explanation = why_told(policy, exit, owed ? owed->state : nullptr, today);
  notice.title = bilingual("退出通知：{0} / exit notice: {0}", owed ? owed->state->title : exit.project_name);
  if (owed) notice.letter = exit_letter(exit, *owed->state, project, policy, context);
  const std::optional<CivilDate> performed = owed ? owed->state->honoured_on : std::nullopt;
  const Twin late = performed ? too_late(*notice.letter, performed->str()) : Twin{};
  notice.text = bilingual(
      "限期 {0}（含当日）已满，期限内未履约{1}，请办理退出并逐项清算 / nothing was performed by {0} "
      "inclusive{1}: the project is to exit with its settlement list",
      notice.limit_until, performed ? Twin{"（" + late.zh + "）", " (" + late.en + ")"} : Twin{});
  if (exit.cured) notice.again_on = today;
  add_exit_letter(notice.replaces, exit);
  if (const auto by = context.policies->calendar().add_working_days(today, policy.environment.exit.record_working_days))
    notice.record_by = *by;
  return notice;
}

CivilDate day_of(const ExitNoticeIssued& notice) {
  return notice.again_on.value_or(notice.limit_until.plus_days(1));
}

}  // namespace luodi::monitor
