#include "services/progress-monitor/domain/recipients.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/digest.hpp"
#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor {

using domain::Account;

namespace {
bool holds(const Account& account, std::string_view role) {
  return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

class Telling {
 public:
  Telling(const Announcement& news, const Reach& reach, const std::function<bool(const std::string& id)>& known,
          const domain::Context& context)
      : news_(news), reach_(reach), known_(known), context_(context) {}

  // `org` is empty for roles of the city.
  void role(std::string_view role, const std::string& org) {
    bool reached = false;
    for (const auto* account : reach_.accounts)
      if (!account->disabled && holds(*account, role) && (org.empty() || account->org == org))
        reached = person(*account, role, org) || reached;
    for (const auto& target : reach_.targets) {
      if (target.role != role || (!org.empty() && target.org != org)) continue;
      auto message = draft(role, org, target.kind);
      message.name = target.name;
      message.address = target.name;
      queue(std::move(message), target.name);
    }
    if (!reached) queue(draft(role, org, ChannelKind::inbox), std::string(role) + "/" + org);
  }
  domain::Decision decision;

 private:
  // True when something reaches the person.
  bool person(const Account& account, std::string_view role, const std::string& org) {
    const auto* preference = reach_.preference_of ? reach_.preference_of(account.username) : nullptr;
    bool reached = false;
    for (const auto kind : channels_for(preference, news_.occasion)) {
      if (kind == ChannelKind::email && !is_plain_address(account.email)) continue;
      if (kind == ChannelKind::sms && (!reach_.texting || preference->choice.phone.empty())) continue;
      auto message = draft(role, org, kind);
      message.recipient = account.username;
      message.name = account.display_name;
      if (kind != ChannelKind::inbox) message.address = kind == ChannelKind::email ? account.email : account.username;
      const auto plan = plan_delivery(preference, kind, news_.occasion, context_.now);
      message.due_at = plan.due_at;
      if (plan.digest) message.digest = digest_slot(account.username, *plan.due_at);
      queue(std::move(message), kind == ChannelKind::email ? account.email : account.username);
      reached = true;
    }
    return reached;
  }

  NotificationQueued draft(std::string_view role, const std::string& org, ChannelKind kind) const {
    NotificationQueued message;
    message.channel = codec::enum_text(kind);
    message.occasion = news_.occasion;
    message.role = role;
    message.org = org;
    message.project_id = news_.project_id;
    message.interview_id = news_.interview_id;
    message.subject = news_.subject;
    message.text = news_.text;
    message.invitation = news_.invitation;
    return message;
  }

  void queue(NotificationQueued message, const std::string& whom) {
    const std::string id = notification_id(news_.about, whom, message.channel);
    // Two roles of one person, two accounts of one address: told once.
    if (known_(id)) return;
    if (std::any_of(decision.events.begin(), decision.events.end(), [&](const auto& e) { return e.subject == id; }))
      return;
    decision.raise<Notification>(id, message, parties_of(message));
    if (!message.digest.empty())
      decision.schedule(digest_job(message.digest), *message.due_at);
    else if (channel_of(message) != ChannelKind::inbox)
      decision.schedule(send_job(message, id), message.due_at.value_or(context_.now));
  }

  const Announcement& news_;
  const Reach& reach_;
  const std::function<bool(const std::string& id)>& known_;
  const domain::Context& context_;
};
}  // namespace

domain::Decision queue_notifications(const Announcement& announcement, const Reach& reach,
                                     const std::function<bool(const std::string& id)>& known,
                                     const domain::Context& context) {
  Telling telling(announcement, reach, known, context);
  telling.role(role_text(Role::park), announcement.org);
  if (announcement.to_bureau) telling.role(role_text(Role::bureau), "");
  if (announcement.to_committee) telling.role(role_text(Role::committee), "");
  return std::move(telling.decision);
}

}  // namespace luodi::monitor
