#include "services/progress-monitor/domain/announce.hpp"

#include <algorithm>
#include <set>

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
