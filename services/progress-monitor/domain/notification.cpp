#include "services/progress-monitor/domain/notification.hpp"

#include <algorithm>

namespace luodi::monitor {

using domain::Decision;
using domain::EventMeta;

namespace {
constexpr std::int64_t k_minute_ms = 60'000;
constexpr std::size_t k_attempts_kept = 50;  // a re-sent mail may try for ever; its record may not grow for ever

// FNV-1a over 64 bits, from two starting points: names what is told, keeps nothing secret.
std::uint64_t fnv(std::string_view text, std::uint64_t hash) {
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return hash;
}
std::string hex(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4)
    out[i] = "0123456789abcdef"[value & 15U];
  return out;
}
// A server's answer may hold anything; stored text holds no control characters.
std::string printable(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = ' ';
  return text.substr(0, 500);
}
}  // namespace

std::int64_t send_backoff_ms(int tries) {
  if (tries <= 1) return k_minute_ms;
  if (tries == 2) return 5 * k_minute_ms;
  if (tries == 3) return 30 * k_minute_ms;
  return 120 * k_minute_ms;
}

void apply(Notification& notification, const NotificationQueued& event, const EventMeta& meta) {
  notification.message = event;
  notification.state = event.channel == "inbox" ? NotificationState::delivered : NotificationState::queued;
  notification.created_at = meta.at;
  notification.updated_at = meta.at;
}

void apply(Notification& notification, const NotificationAttempted& event, const EventMeta& meta) {
  notification.attempts.push_back({meta.at, event.outcome, event.detail});
  if (notification.attempts.size() > k_attempts_kept) notification.attempts.erase(notification.attempts.begin());
  ++notification.tries;
  if (event.outcome == SendOutcome::unknown) ++notification.unknowns;
  notification.state = event.state;
  notification.next_at = event.next_at;
  notification.updated_at = meta.at;
}

void apply(Notification& notification, const NotificationResent&, const EventMeta& meta) {
  notification.state = NotificationState::queued;
  notification.tries = 0;
  notification.unknowns = 0;
  notification.next_at = meta.at;
  notification.updated_at = meta.at;
}

std::string notification_id(const std::string& about, const std::string& recipient, const std::string& channel) {
  const std::string text = about + "\n" + recipient + "\n" + channel;
  return "ntf_" + hex(fnv(text, 14695981039346656037ULL)) + hex(fnv(text, 0x6c756f6469ULL));
}

std::string parties_of(const NotificationQueued& message) {
  return message.role == role_text(Role::park) ? message.org : std::string();
}
std::string parties_of(const Notification& notification) {
  return parties_of(notification.message);
}

Decision decide_attempt(const std::string& id, const Notification& notification, SendOutcome outcome,
                        const std::string& detail, const domain::Context& context) {
  NotificationAttempted event;
  event.outcome = outcome;
  event.detail = printable(detail);
  switch (outcome) {
    case SendOutcome::delivered:
      event.state = NotificationState::delivered;
      break;
    case SendOutcome::refused:
      event.state = NotificationState::failed;
      break;
    case SendOutcome::deferred:
      if (notification.tries + 1 >= k_send_tries) {
        event.state = NotificationState::dead;
      } else {
        event.state = notification.unknowns > 0 ? NotificationState::uncertain : NotificationState::queued;
        event.next_at = context.now.plus_ms(send_backoff_ms(notification.tries + 1));
      }
      break;
    case SendOutcome::unknown:
      event.state = NotificationState::uncertain;
      if (notification.unknowns < k_unknown_retries)
        event.next_at = context.now.plus_ms(send_backoff_ms(notification.tries + 1));
      break;
  }
  Decision decision;
  decision.raise<Notification>(id, event, parties_of(notification));
  if (event.next_at) decision.schedule(send_job(id), *event.next_at);
  return decision;
}

Expected<Decision> decide_resend(const std::string& id, const Notification& notification,
                                 const NotificationResent& command, const domain::Context& context) {
  switch (notification.state) {
    case NotificationState::failed:
    case NotificationState::dead:
    case NotificationState::uncertain:
      break;
    case NotificationState::queued:
    case NotificationState::delivered:
      return fail(ErrorCode::wrong_state,
                  "通知状态 / the notification is " + std::string(codec::enum_text(notification.state)));
  }
  Decision decision;
  decision.raise<Notification>(id, command, parties_of(notification));
  decision.schedule(send_job(id), context.now);
  return decision;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Notification&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Notification&);
template luodi::Expected<luodi::monitor::Notification> luodi::codec::decode(const luodi::codec::Json&);
