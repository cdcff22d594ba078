#include "services/progress-monitor/domain/announce_exit.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

namespace {
// One notice of a case: the same case may be noticed again with another limit.
std::string about(const std::string& id, std::string_view fact, CivilDate limit_until) {
  return id + ":" + std::string(fact) + ":" + limit_until.str();
}
// A case that begins anew has a letter of its own, with another last day or, where days off lie between, with the same.
std::string of_letter(const LimitNoticeIssued& notice) {
  return notice.letter ? ":" + notice.letter->number : std::string();
}
// An exit notice that came back after a cure, and whatever follows it, is news of its own.
std::string again(const std::optional<ExitNoticeIssued>& notice) {
  return notice && notice->again_on ? ":" + notice->again_on->str() : std::string();
}

// Whoever an exit concerns at every step of it: the entity, the host that serves it, the bureau, the committee.
Announcement to_concerned(const std::string& project_id, const domain::Project& project) {
  Announcement out;
  out.project_id = project_id;
  out.org = domain::responsible_org(project);
  if (project.host != out.org) out.owner = project.host;
  out.to_bureau = true;
  out.to_committee = true;
  return out;
}

Announcement of_case(const ExitCase& exit, const domain::Project& project, std::string_view title) {
  auto out = to_concerned(exit.project_id, project);
  out.subject =
      "【" + std::string(title) + "】" + exit.project_name + "：" + std::string(word_of(exit.notice.ground).zh);
  return out;
}

void carry(Announcement& out, const std::optional<ExitLetter>& letter) {
  if (!letter) return;
  out.letter = letter->number;
  out.text = "文号：" + letter->number + "\n" + out.text;
}

// The letters that fall with a case, a line of its own behind `title` and behind its English "notice"; none of notices
// from before they were letters.
Twin fallen(const ExitCase& exit, const std::string& title) {
  Twin out;
  const auto name = [&](const std::optional<ExitLetter>& letter) {
    if (!letter) return;
    out.zh += (out.zh.empty() ? "\n" + title + "：" : "、") + letter->number;
    out.en += (out.en.empty() ? " " : " and ") + letter->number;
  };
  name(exit.notice.letter);
  if (exit.exit_notice) name(exit.exit_notice->letter);
  return out;
}

Twin until_recorded(const ExitNoticeIssued& notice) {
  if (!notice.record_by) return {};
  const std::string last_day = notice.record_by->str();
  return {"于" + last_day + "前（含当日）", " by " + last_day + " inclusive"};
}

// Who hands the notice to the enterprise: the park that hosts the project, before there is one whoever answers for it.
std::string server_of(const domain::Project& project) {
  return project.host.empty() ? domain::responsible_org(project) : project.host;
}

std::string facts_of(const ExitCase& exit, const OrgNames& names) {
  return "项目：" + exit.project_name + "\n事由：" + std::string(word_of(exit.notice.ground).zh) + "\n履约责任方：" +
         names.of(exit.owner) + "\n约定日期：" + agreed_on(exit).str();
}
}  // namespace

std::string limit_words(const std::string& id, CivilDate last_day) {
  return "Limit notice " + id + ": to be performed by " + last_day.str() + " inclusive";
}

std::optional<Announcement> announce_limit_notice(const std::string& id, const ExitCase& exit,
                                                  const LimitNoticeIssued& notice, const domain::Project& project,
                                                  const OrgNames& names) {
  if (!is_running(exit) || exit.notice.limit_until != notice.limit_until) return std::nullopt;
  const std::string last_day = notice.limit_until.str();
  auto out = of_case(exit, project, "限期履约通知");
  out.about = about(id, LimitNoticeIssued::fact, notice.limit_until) + of_letter(notice);
  out.occasion = "exit_limit_notice";
  const std::string server = server_of(project);
  out.text = facts_of(exit, names) + "\n由" + names.of(server) + "送达，并督促企业于" + last_day +
             "前（含当日）履约；逾期未履约将发出退出通知。其他收件单位知悉并配合，不另行送达。\n依据：" +
             names.clause(notice.clause) + "\n" + limit_words(id, notice.limit_until) +
             ", or the exit notice follows. " + server +
             " serves it on the enterprise and urges it to perform; the others are told.";
  carry(out, notice.letter);
  return out;
}

std::optional<Announcement> announce_limit_moved(const std::string& id, const ExitCase& exit,
                                                 const ExitLimitMoved& moved, const domain::Project& project,
                                                 const OrgNames& names) {
  if (exit.state != ExitState::limited || limit_until(exit) != moved.limit_until) return std::nullopt;
  const std::string last_day = moved.limit_until.str();
  auto out = of_case(exit, project, "履约期限顺延");
  out.about = about(id, ExitLimitMoved::fact, moved.limit_until);
  out.occasion = "exit_limit_moved";
  const std::string server = server_of(project);
  out.text = facts_of(exit, names) + "\n项目曾暂停，期限内的" + std::to_string(moved.suspended_days) +
             "日不计入：履约期限由" + moved.before.str() + "顺延至" + last_day + "（含当日）。由" + names.of(server) +
             "告知企业并督促履约；逾期未履约将发出退出通知。其他收件单位知悉并配合。\n依据：" +
             names.clause(moved.clause) + "\n" + limit_words(id, moved.limit_until) + " instead of " +
             moved.before.str() + ", as " + std::to_string(moved.suspended_days) +
             (moved.suspended_days == 1 ? " day" : " days") +
             " of suspension do not count, or the exit notice follows. " + server +
             " tells the enterprise and urges it to perform; the others are told.";
  return out;
}

std::optional<Announcement> announce_exit_notice(const std::string& id, const ExitCase& exit,
                                                 const ExitNoticeIssued& notice, const domain::Project& project,
                                                 const OrgNames& names) {
  if (exit.state != ExitState::noticed || limit_until(exit) != notice.limit_until) return std::nullopt;
  auto out = of_case(exit, project, "退出通知");
  out.about = about(id, ExitNoticeIssued::fact, notice.limit_until) + again(notice);
  out.occasion = "exit_notice";
  const bool performed = notice.letter && notice.letter->honoured_on;
  const Twin late = performed ? too_late(*notice.letter, notice.letter->honoured_on->str()) : Twin{};
  out.text = facts_of(exit, names) + "\n限期" + notice.limit_until.str() + "已满，期限内未履约" +
             (performed ? "（" + late.zh + "）" : "") + "。由" + names.of(std::string(domain::k_bureau_org)) +
             until_recorded(notice).zh + "办理项目退出，并逐项清算；其他收件单位知悉并配合，不另行办理退出。\n依据：" +
             names.clause(notice.clause) + "\nExit notice " + id + ": nothing was performed by " +
             notice.limit_until.str() + (performed ? " (" + late.en + ")" : "") + "; the bureau is to record the exit" +
             until_recorded(notice).en + " with its settlement list, the others are told.";
  if (notice.again_on)
    out.text +=
        "\n履约日期已更正为限期之后，此前的“通知失效”不再成立。\nThe day of performance was corrected to one after "
        "the limit: the earlier cure does not stand.";
  carry(out, notice.letter);
  out.to_leader = true;
  return out;
}

std::optional<Announcement> announce_exit_cured(const std::string& id, const ExitCase& exit, const ExitCured& cure,
                                                const domain::Project& project, const OrgNames& names) {
  if (exit.state != ExitState::cured || !exit.cured || exit.cured->cured_on != cure.cured_on) return std::nullopt;
  auto out = of_case(exit, project, "通知失效");
  out.about = about(id, ExitCured::fact, exit.notice.limit_until) + of_letter(exit.notice) + again(exit.exit_notice);
  out.occasion = "exit_cured";
  const Twin reason = twin_of(cure.reason);
  const Twin letters = fallen(exit, "失效的通知");
  out.text = facts_of(exit, names) + letters.zh + "\n" + reason.zh +
             (cure.moved_to ? std::string("，原事由不再成立") : "\n履约日期：" + cure.cured_on.str()) +
             "，通知不再有效。\n依据：" + names.clause(exit.notice.clause) + "\nThe notice" + letters.en + " of " + id +
             " stands no longer: " + reason.en + (cure.moved_to ? "" : ", on " + cure.cured_on.str()) + ".";
  out.to_leader = exit.exit_notice.has_value();
  return out;
}

std::optional<Announcement> announce_exit_withdrawn(const std::string& id, const ExitCase& exit,
                                                    const ExitWithdrawn& withdrawal, const domain::Project& project,
                                                    const OrgNames& names) {
  if (exit.state != ExitState::withdrawn) return std::nullopt;
  auto out = of_case(exit, project, "通知撤回");
  out.about = about(id, ExitWithdrawn::fact, exit.notice.limit_until) + of_letter(exit.notice);
  out.occasion = "exit_withdrawn";
  const Twin reason = twin_of(withdrawal.reason);
  const Twin letters = fallen(exit, "撤回的通知");
  out.text = facts_of(exit, names) + letters.zh + "\n通知撤回：" + reason.zh + "\n依据：" +
             names.clause(exit.notice.clause) + "\nThe notice" + letters.en + " of " + id +
             " is withdrawn: " + reason.en + ".";
  out.to_leader = exit.exit_notice.has_value();
  return out;
}

std::optional<Announcement> announce_record_due(const std::string& id, const ExitCase& exit, const ExitRecordDue& due,
                                                const domain::Project&, const OrgNames& names) {
  const bool stands = exit.state == ExitState::noticed && exit.record_due &&
                      exit.record_due->record_by == due.record_by && exit.record_due->overdue == due.overdue;
  if (!stands) return std::nullopt;
  const std::string last_day = due.record_by.str();
  Announcement out;
  out.about = about(id, ExitRecordDue::fact, due.record_by) + (due.overdue ? ":overdue" : "");
  out.occasion = due.overdue ? "exit_record_overdue" : "exit_record_due";
  out.project_id = exit.project_id;
  out.to_bureau = true;
  out.subject = std::string(due.overdue ? "【退出逾期未登记】" : "【退出登记提醒】") + exit.project_name;
  out.text = facts_of(exit, names) + "\n退出通知已发出，应于" + last_day + "前（含当日）登记退出并逐项清算" +
             (due.overdue ? "，逾期尚未登记。" : "。") +
             (exit.exit_notice ? "\n依据：" + names.clause(exit.exit_notice->clause) : std::string()) +
             "\nThe exit of project " + exit.project_id + " is to be recorded by " + last_day + " inclusive" +
             (due.overdue ? " and is overdue." : ".");
  return out;
}

std::optional<Announcement> announce_exited(const std::string& project_id, const domain::Project& project,
                                            const domain::ProjectExited& exited, const Teller& teller) {
  if (!project.exit) return std::nullopt;
  auto out = to_concerned(project_id, project);
  out.about = project_id + ":exited:" + exited.on.str();
  out.occasion = "exit_completed";
  out.subject = "【项目已退出】" + project.name;
  out.text = "项目：" + project.name + "\n责任单位：" + teller.names.of(out.org) + "\n退出日期：" + exited.on.str();
  if (!exited.reason.empty()) out.text += "\n事由：" + exited.reason;
  if (exited.open_fen) out.text += "\n未结清：" + exited.open_fen->display();
  const Twin objection = exited.objection ? twin_of(exited.objection->text) : Twin{};
  if (exited.objection) out.text += "\n" + objection.zh + "。";
  out.text += basis_line(teller, "9", exited.on) + "\nProject " + project_id + " has exited on " + exited.on.str() +
              (exited.open_fen ? "; not settled: " + exited.open_fen->display_en() : "") + ".";
  if (exited.objection) out.text += " Note: " + objection.en + ".";
  out.to_leader = true;
  return out;
}

}  // namespace luodi::monitor
