#include "services/progress-monitor/domain/digest.hpp"

#include <algorithm>
#include <tuple>

namespace luodi::monitor {

namespace {
constexpr std::size_t k_mail_bytes = 15'000;  // of text: a mail that people still read

std::string entry(std::size_t number, const HeldNotification& held) {
  const auto& message = held.notification->message;
  return std::to_string(number) + ". " + message.subject + "\n" + message.text + "\n" +
         held.notification->created_at.str() + " " + held.id + "\n\n";
}

bool together(const NotificationQueued& a, const NotificationQueued& b) {
  return a.role == b.role && a.org == b.org && a.address == b.address;
}

// One mail for the messages from `first` on that fit; answers the first that does not.
std::size_t tell(const std::string& slot, const std::vector<HeldNotification>& held, std::size_t first,
                 domain::Decision& decision, const domain::Context& context) {
  NotificationQueued mail;
  const auto& like = held[first].notification->message;
  mail.channel = like.channel;
  mail.occasion = k_digest;
  mail.role = like.role;
  mail.org = like.org;
  mail.recipient = like.recipient;
  mail.name = like.name;
  mail.address = like.address;
  std::string about = slot;
  std::size_t next = first;
  while (next < held.size() && together(like, held[next].notification->message)) {
    const std::string text = entry(next - first + 1, held[next]);
    if (next > first && mail.text.size() + text.size() > k_mail_bytes) break;
    mail.text += text;
    about += "\n" + held[next].id;
    ++next;
  }
  const std::string count = std::to_string(next - first);
  mail.subject = "【通知汇总】" + count + " 条通知 / digest of " + count;
  const std::string id = notification_id(about, mail.address, mail.channel);
  decision.raise<Notification>(id, mail, parties_of(mail));
  decision.schedule(send_job(mail, id), context.now);
  for (std::size_t i = first; i < next; ++i)
    decision.raise<Notification>(held[i].id, NotificationCoalesced{id}, parties_of(*held[i].notification));
  return next;
}
}  // namespace

std::string digest_slot(const std::string& username, Instant due) {
  return username + ":" + std::to_string(due.ms());
}
std::string digest_job(const std::string& slot) {
  return std::string(k_digest_job) + slot;
}

domain::Decision decide_digest(const std::string& slot, const std::vector<HeldNotification>& held,
                               const domain::Context& context) {
  auto ordered = held;
  // By audience, then by age.
  std::sort(ordered.begin(), ordered.end(), [](const HeldNotification& a, const HeldNotification& b) {
    const auto &x = a.notification->message, &y = b.notification->message;
    return std::tie(x.role, x.org, x.address, a.notification->created_at, a.id) <
           std::tie(y.role, y.org, y.address, b.notification->created_at, b.id);
  });
  domain::Decision decision;
  for (std::size_t at = 0; at < ordered.size();)
    at = tell(slot, ordered, at, decision, context);
  return decision;
}

}  // namespace luodi::monitor
