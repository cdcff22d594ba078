#include "services/progress-monitor/domain/recipients.hpp"

#include <algorithm>

#include "common/domain/permission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/digest.hpp"
#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor {

using domain::Account;

namespace {
bool holds(const Account& account, std::string_view role) {
  return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

// In which role the account stands for the entity; empty = it does not.
std::string role_in(const Account& account, const std::string& org) {
  if (org.empty() || account.org != org) return {};
  for (const auto role : domain::k_responsible.names())
    if (holds(account, role)) return std::string(role);
  return {};
}

std::string why_undeliverable(const std::string& entity) {
  return bilingual("责任单位没有可用账号：{0} / the entity has no account: {0}", entity);
}

// What the city hears when a letter cannot be handed over.
Announcement undeliverable(const Announcement& news, const OrgNames& names) {
  const std::string entity = names.of(news.org);
  Announcement out;
  out.about = news.about + ":undeliverable";
  out.occasion = k_undeliverable;
  out.project_id = news.project_id;
  out.interview_id = news.interview_id;
  out.org = news.org;
  out.subject = "【无法送达】" + news.subject;
  out.text = why_undeliverable(entity) + "\n请设立该单位账号后在通知列表中重发，或者另行送达。\n\n" + news.text +
             "\nNotice to " + entity + " could not be delivered: create its account, then send it again.";
  return out;
}

class Telling {
 public:
  Telling(const Announcement& news, const Reach& reach, const std::function<bool(const std::string& id)>& known,
          const domain::Context& context)
      : news_(news), reach_(reach), known_(known), context_(context) {}

  void city(Role role) {
    const std::string name(role_text(role));
    bool reached = false;
    for (const auto* account : reach_.accounts)
      if (!account->disabled && holds(*account, name)) reached = person(*account, name, "") || reached;
    targets([&](const ChannelTarget& target) { return target.role == name; }, name, "");
    if (!reached) queue(draft(name, "", ChannelKind::inbox), name + "/");
  }
  void inbox(Role role) {
    const std::string name(role_text(role));
    const std::string_view inbox = codec::enum_text(ChannelKind::inbox);
    const bool has_it = std::any_of(decision.events.begin(), decision.events.end(), [&](const auto& event) {
      return event.data.value("channel", "") == inbox && event.data.value("role", "") == name;
    });
    if (!has_it) queue(draft(name, "", ChannelKind::inbox), name + "/");
  }
  // False when the entity has no account that could receive it.
  bool entity(const std::string& org) {
    bool reached = false;
    const Account* reader = nullptr;  // somebody who looks into the inbox of the entity
    std::string name(role_text(Role::park));
    for (const auto* account : reach_.accounts) {
      const auto role = role_in(*account, org);
      if (role.empty()) continue;
      name = role;
      if (account->disabled) continue;
      reader = account;
      reached = person(*account, role, org) || reached;
    }
    targets(
        [&](const ChannelTarget& target) {
          const auto role = role_of(target.role);
          return role && domain::k_responsible.has(*role) && target.org == org;
        },
        name, org);
    if (reached) return true;
    auto message = draft(name, org, ChannelKind::inbox);
    if (!reader) message.undeliverable = why_undeliverable(reach_.names.of(org));
    queue(std::move(message), name + "/" + org);
    return reader != nullptr;
  }
  // Whoever works for the organisation that owes something; it may have no accounts.
  void owner(const std::string& org) {
    if (org.empty()) return;
    for (const auto* account : reach_.accounts)
      if (!account->disabled && account->org == org) person(*account, account->roles.front(), org);
  }
  // A group or a system, which is no account: as it was.
  void place(const NotificationQueued& message) { queue(message, message.address); }
  domain::Decision decision;

 private:
  template <class Concerns>
  void targets(Concerns concerns, const std::string& role, const std::string& org) {
    for (const auto& target : reach_.targets) {
      if (!concerns(target)) continue;
      auto message = draft(role, org, target.kind);
      message.name = target.name;
      message.address = target.name;
      queue(std::move(message), target.name);
    }
  }

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
    message.letter = news_.letter;
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
  // A lead that nobody but the city itself answers for.
  const bool city_itself = announcement.org.empty() || announcement.org == domain::k_bureau_org;
  const bool handed_over = city_itself || telling.entity(announcement.org);
  if (announcement.to_bureau || city_itself) telling.city(Role::bureau);
  if (announcement.to_committee) telling.city(Role::committee);
  if (announcement.to_leader) telling.city(Role::leader);
  if (announcement.to_finance) telling.city(Role::finance);
  telling.owner(announcement.owner);
  for (const auto& org : announcement.also)
    telling.owner(org);
  if (!handed_over) {
    const auto alarm = undeliverable(announcement, reach.names);
    telling.decision.add(alarm_city(alarm, reach, known, context));
  }
  return std::move(telling.decision);
}

domain::Decision alarm_city(const Announcement& alarm, const Reach& reach,
                            const std::function<bool(const std::string& id)>& known, const domain::Context& context) {
  Telling telling(alarm, reach, known, context);
  for (const Role role : {Role::bureau, Role::committee}) {
    telling.city(role);
    telling.inbox(role);
  }
  return std::move(telling.decision);
}

bool has_no_reader(const Notification& letter, const Reach& reach) {
  if (!did_not_arrive(letter.state)) return false;
  const auto& message = letter.message;
  if (!message.undeliverable.empty()) return true;
  return !parties_of(letter).empty() &&
         std::any_of(reach.accounts.begin(), reach.accounts.end(), [&](const Account* account) {
           return account->username == message.recipient && account->disabled;
         });
}

Expected<domain::Decision> decide_readdress(const std::string& id, const Notification& letter, const Reach& reach,
                                            const std::function<bool(const std::string& id)>& known,
                                            const domain::Context& context) {
  const auto& message = letter.message;
  Announcement news;
  news.about = id + ":again";
  news.occasion = message.occasion;
  news.project_id = message.project_id;
  news.interview_id = message.interview_id;
  news.org = message.org;
  news.subject = message.subject;
  news.text = message.text;
  news.invitation = message.invitation;
  news.letter = message.letter;
  Telling telling(news, reach, known, context);
  const auto role = role_of(message.role);
  if (message.recipient.empty() && channel_of(message) != ChannelKind::inbox)
    telling.place(message);
  else if (message.org.empty() && role)
    telling.city(*role);
  else if (!telling.entity(message.org))
    return fail(ErrorCode::wrong_state, why_undeliverable(reach.names.of(message.org)));
  if (telling.decision.events.empty()) return fail(ErrorCode::wrong_state, "已重发 / sent again already");
  const std::string into = telling.decision.events.front().subject;
  telling.decision.raise<Notification>(id, NotificationCoalesced{into}, parties_of(message));
  return std::move(telling.decision);
}

}  // namespace luodi::monitor
