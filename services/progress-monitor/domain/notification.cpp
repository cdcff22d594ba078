#include "services/progress-monitor/domain/notification.hpp"

#include <algorithm>

#include "common/domain/permission.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"
#include "services/progress-monitor/domain/robot_message.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Decision;
using domain::EventMeta;

namespace {
constexpr std::string_view k_send = "send:";
constexpr std::size_t k_detail_bytes = 500;
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
bool is_unknown(const SendAttempt& attempt) {
  return attempt.outcome == SendOutcome::unknown;
}
// The oldest goes, but not the only one that says why the message may be out.
void forget_one(std::vector<SendAttempt>& attempts) {
  const bool only_doubt =
      is_unknown(attempts.front()) && std::count_if(attempts.begin(), attempts.end(), is_unknown) == 1;
  attempts.erase(attempts.begin() + (only_doubt ? 1 : 0));
}
}  // namespace

void apply(Notification& notification, const NotificationQueued& event, const EventMeta& meta) {
  notification.message = event;
  if (!event.undeliverable.empty()) {
    notification.state = NotificationState::dead;
    notification.attempts.push_back({meta.at, SendOutcome::refused, event.undeliverable});
  } else {
    notification.state =
        channel_of(event) == ChannelKind::inbox ? NotificationState::delivered : NotificationState::queued;
  }
  notification.next_at = event.due_at;
  notification.created_at = meta.at;
  notification.updated_at = meta.at;
}

void apply(Notification& notification, const NotificationAttempted& event, const EventMeta& meta) {
  notification.attempts.push_back({meta.at, event.outcome, event.detail});
  if (notification.attempts.size() > k_attempts_kept) forget_one(notification.attempts);
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

void apply(Notification& notification, const NotificationCoalesced& event, const EventMeta& meta) {
  notification.state = NotificationState::coalesced;
  notification.coalesced_into = event.into;
  notification.next_at.reset();
  notification.updated_at = meta.at;
}

std::string readable_detail(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [point, length] = first_code_point(text);
    const bool readable = point != k_not_utf8 && !is_unfit_for_name(point);
    out += readable ? text.substr(0, length) : std::string_view(" ");
    text.remove_prefix(length);
  }
  return clipped(out, k_detail_bytes);
}

bool may_be_out(const Notification& notification) {
  return std::any_of(notification.attempts.begin(), notification.attempts.end(), is_unknown);
}

std::string notification_id(const std::string& about, const std::string& recipient, const std::string& channel) {
  const std::string text = about + "\n" + recipient + "\n" + channel;
  return "ntf_" + hex(fnv(text, 14695981039346656037ULL)) + hex(fnv(text, 0x6c756f6469ULL));
}

std::string parties_of(const NotificationQueued& message) {
  const auto role = role_of(message.role);
  return role && domain::k_responsible.has(*role) ? message.org : std::string();
}
std::string parties_of(const Notification& notification) {
  return parties_of(notification.message);
}

ChannelKind channel_of(const NotificationQueued& message) {
  return codec::enum_value<ChannelKind>(message.channel).value_or(ChannelKind::email);
}

std::string send_job(const NotificationQueued& message, const std::string& id) {
  return std::string(k_send) + message.channel + ":" + id;
}

SendJob read_send_job(std::string_view job) {
  job.remove_prefix(std::min(k_send.size(), job.size()));
  const auto colon = job.find(':');
  const auto kind =
      colon == std::string_view::npos ? std::nullopt : codec::enum_value<ChannelKind>(job.substr(0, colon));
  if (!kind) return {ChannelKind::email, std::string(job)};
  return {*kind, std::string(job.substr(colon + 1))};
}

Decision decide_attempt(const std::string& id, const Notification& notification, const SendReport& report,
                        const std::optional<QuietHours>& quiet, const domain::Context& context) {
  const ChannelKind kind = channel_of(notification.message);
  NotificationAttempted event;
  event.outcome = report.outcome;
  event.detail = readable_detail(report.detail);
  const int tries = notification.tries + 1;
  const bool in_doubt = may_be_out(notification);
  const auto next = [&] {
    const std::int64_t wish = within_a_day(report.retry_after_ms.value_or(0));
    const Instant at = context.now.plus_ms(std::max(backoff_ms(kind, tries), wish));
    return is_statutory(notification.message.occasion) ? at : after_quiet(at, quiet);
  };
  switch (report.outcome) {
    case SendOutcome::delivered:
      event.state = NotificationState::delivered;
      break;
    case SendOutcome::refused:
      event.state = in_doubt ? NotificationState::uncertain : NotificationState::failed;
      break;
    case SendOutcome::deferred:
      if (tries < k_send_tries) event.next_at = next();
      if (in_doubt)
        event.state = NotificationState::uncertain;
      else
        event.state = event.next_at ? NotificationState::queued : NotificationState::dead;
      break;
    case SendOutcome::unknown:
      event.state = NotificationState::uncertain;
      if (notification.unknowns < unknown_retries(kind) && tries < k_send_tries) event.next_at = next();
      break;
  }
  Decision decision;
  decision.raise<Notification>(id, event, parties_of(notification));
  if (event.next_at) decision.schedule(send_job(notification.message, id), *event.next_at);
  return decision;
}

bool did_not_arrive(NotificationState state) {
  switch (state) {
    case NotificationState::failed:
    case NotificationState::dead:
    case NotificationState::uncertain:
      return true;
    case NotificationState::queued:
    case NotificationState::delivered:
    case NotificationState::coalesced:
      return false;
  }
  return false;
}

Expected<Decision> decide_resend(const std::string& id, const Notification& notification,
                                 const NotificationResent& command, const domain::Context& context) {
  if (!did_not_arrive(notification.state))
    return fail(ErrorCode::wrong_state,
                bilingual("通知状态为{0} / the notification is {0}", word_of(notification.state)));
  Decision decision;
  decision.raise<Notification>(id, command, parties_of(notification));
  decision.schedule(send_job(notification.message, id), context.now);
  return decision;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Notification&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Notification&);
template luodi::Expected<luodi::monitor::Notification> luodi::codec::decode(const luodi::codec::Json&);
