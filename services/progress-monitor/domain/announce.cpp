#include "services/progress-monitor/domain/announce.hpp"

#include <algorithm>
#include <set>

#include "services/progress-monitor/domain/ics.hpp"
#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor {

using domain::Account;
using domain::Light;

namespace {
struct Recipient {
  std::string role;
  std::string org;
  const Account* account = nullptr;  // nullptr = the inbox of the role
};

bool holds(const Account& account, std::string_view role) {
  return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

void add_role(std::vector<Recipient>& to, std::set<std::string>& addresses, std::string_view role,
              const std::string& org, const std::vector<const Account*>& accounts) {
  bool reached = false;
  for (const auto* account : accounts) {
    if (account->disabled || !holds(*account, role)) continue;
    if (role == role_text(Role::park) && account->org != org) continue;
    if (is_plain_address(account->email)) {
      reached = true;
      if (addresses.insert(account->email).second) to.push_back({std::string(role), org, account});
    }
  }
  if (!reached) to.push_back({std::string(role), org, nullptr});
}

std::string facts_of(const Interview& interview) {
  std::string text = "项目：" + interview.project_name + "\n被约谈单位：" + interview.responsible_org;
  if (interview.amount_fen) text += "\n投资额：" + interview.amount_fen->display();
  text += "\n最近有效进展：" + (interview.last_progress ? interview.last_progress->str() : std::string("无"));
  text += "\n无有效进展的周期：";
  for (std::size_t i = 0; i < interview.cycles.size(); ++i)
    text += (i ? "、" : "") + interview.cycles[i].str();
  text += "\n依据：" + interview.explanation.clause;
  return text;
}

std::string moment(const std::optional<Instant>& at) {
  if (!at) return "待定";
  const std::string text = at->str();
  return text.substr(0, 10) + " " + text.substr(11, 5);
}
}  // namespace

Announcement announce_warning(const std::string& project_id, const domain::Project& project,
                              const domain::WarningRaised& warning) {
  const bool red = warning.light == Light::red;
  Announcement out;
  out.about = project_id + ":" + std::string(codec::enum_text(warning.light)) + ":" + warning.episode_first.str() +
              ":" + warning.cycle.str();
  out.occasion = red ? "warning_red" : "warning_yellow";
  out.project_id = project_id;
  out.org = domain::responsible_org(project);
  out.subject = std::string(red ? "【红灯】" : "【黄灯】") + project.name + "连续无有效进展";
  out.text = "项目：" + project.name + "\n截至" + warning.cycle.last_day().str() + "，自" +
             warning.episode_first.first_day().str() + "起没有有效进展。\n" +
             (red ? "再过一个周期仍无进展将启动约谈。" : "请尽快推进并报送进展材料。") + "\nProject " + project_id +
             ": " + (red ? "red" : "yellow") + " light.";
  out.to_bureau = red;
  return out;
}

std::optional<Announcement> announce_interview(const std::string& id, const Interview& interview, std::string_view fact,
                                               Instant now, std::string_view uid_domain) {
  Announcement out;
  auto says = [&](InterviewState state, std::string_view occasion, const std::string& subject,
                  const std::string& lead) {
    if (interview.state != state) return false;
    out.occasion = "interview_" + std::string(occasion);
    out.subject = subject + "：" + interview.project_name;
    out.text = lead + "\n" + facts_of(interview);
    return true;
  };
  bool told = false;
  if (fact == InterviewOpened::fact) {
    const std::string next = interview.issue_mode == "after_grace"
                                 ? (interview.grace_until ? "工作委员会办公室可在" + moment(interview.grace_until) +
                                                                "前暂缓；逾期自动发出约谈通知。"
                                                          : "通知期限暂无法计算：" + interview.blocked)
                                 : std::string("待工作委员会办公室确认后发出约谈通知。");
    told = says(InterviewState::opened, fact, "【约谈启动】", "项目达到约谈条件。" + next);
  } else if (fact == InterviewHeldBack::fact) {
    told = says(InterviewState::held_back, fact, "【约谈暂缓】", "约谈暂缓：" + interview.held_back_reason);
  } else if (fact == InterviewIssued::fact) {
    told = says(InterviewState::issued, fact, "【约谈通知】" + interview.document_number,
                interview.document_number + "\n约谈时间：" + moment(interview.meeting_at) + "\n请事先提交书面说明。");
  } else if (fact == InterviewScheduled::fact) {
    told = says(InterviewState::issued, fact, "【约谈时间变更】" + interview.document_number,
                interview.document_number + "\n约谈时间：" + moment(interview.meeting_at) +
                    (interview.place.empty() ? "" : "\n地点：" + interview.place));
  } else if (fact == InterviewWithdrawn::fact) {
    told = says(InterviewState::withdrawn, fact, "【约谈撤回】", "约谈撤回：" + interview.withdrawn_reason);
  }
  if (!told) return std::nullopt;
  out.about = id + ":" + std::string(fact) + ":" + std::to_string(interview.sequence);
  out.project_id = interview.project_id;
  out.interview_id = id;
  out.org = interview.responsible_org;
  out.to_bureau = true;
  out.to_committee = true;
  out.invitation = invitation_of(id, interview, now, uid_domain);
  return out;
}

domain::Decision queue_notifications(const Announcement& announcement, const std::vector<const Account*>& accounts,
                                     const std::function<bool(const std::string& id)>& known,
                                     const domain::Context& context) {
  std::vector<Recipient> to;
  std::set<std::string> addresses;
  add_role(to, addresses, role_text(Role::park), announcement.org, accounts);
  if (announcement.to_bureau) add_role(to, addresses, role_text(Role::bureau), "", accounts);
  if (announcement.to_committee) add_role(to, addresses, role_text(Role::committee), "", accounts);
  domain::Decision decision;
  for (const auto& recipient : to) {
    NotificationQueued message;
    message.channel = recipient.account ? "email" : "inbox";
    message.occasion = announcement.occasion;
    message.role = recipient.role;
    message.org = recipient.org;
    if (recipient.account) {
      message.recipient = recipient.account->username;
      message.name = recipient.account->display_name;
      message.address = recipient.account->email;
    }
    message.project_id = announcement.project_id;
    message.interview_id = announcement.interview_id;
    message.subject = announcement.subject;
    message.text = announcement.text;
    message.invitation = announcement.invitation;
    const std::string whom = recipient.account ? message.address : recipient.role + "/" + recipient.org;
    const std::string id = notification_id(announcement.about, whom, message.channel);
    if (known(id)) continue;
    decision.raise<Notification>(id, message, parties_of(message));
    if (message.channel == "email") decision.schedule(send_job(id), context.now);
  }
  return decision;
}

}  // namespace luodi::monitor
