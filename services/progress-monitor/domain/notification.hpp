#pragma once
// The notification aggregate 通知: one message to one address over one channel, and what became of it. Aggregate id is
// made of what is told to whom (notification_id), so that telling twice is impossible; the same id is the Message-ID
// of the mail, so that a receiver can drop a repeat. Delivery outside is at-least-once.
//
// A message to an entity that has nobody to receive it is dead from the start and says why: an undeliverable letter.
// A message that waits for its reader's daily digest is told by the digest: coalesced, and coalesced_into names it.
//
//   queued ── accepted ──▶ delivered         deferred (no connection, 4xx): queued again with backoff, then dead
//     │ ── refused (5xx) ──▶ failed          unknown (no answer after the whole message was sent): uncertain, tried
//     └── resend: from failed, dead, uncertain back to queued         again at most unknown_retries(channel) times
//   A message that may be out is never called failed or dead: once unknown, whatever else fails leaves it uncertain.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/channel_kind.hpp"
#include "services/progress-monitor/domain/delivery_time.hpp"

namespace luodi::monitor {

enum class NotificationState { queued, delivered, failed, uncertain, dead, coalesced };
Word word_of(NotificationState value);
// Nobody is known to have it: failed, dead or uncertain. It may be sent again.
bool did_not_arrive(NotificationState state);
enum class SendOutcome { delivered, refused, deferred, unknown };

struct Invitation {  // what ics.hpp writes; dates are instants, the text is theirs
  std::string uid;
  int sequence = 0;
  std::string method;  // "REQUEST" | "CANCEL"; "PUBLISH" in a file that is addressed to nobody
  std::string status;  // "CONFIRMED" | "CANCELLED"
  Instant stamp;
  Instant start;
  int minutes = 0;
  std::string summary;
  std::string description;
  std::string location;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using I = Invitation;
    return described(field("uid", &I::uid), field("sequence", &I::sequence), field("method", &I::method),
                     field("status", &I::status), field("stamp", &I::stamp), field("start", &I::start),
                     field("minutes", &I::minutes), field("summary", &I::summary),
                     optional_field("description", &I::description), optional_field("location", &I::location));
  }
};

struct NotificationQueued {
  static constexpr std::string_view fact = "queued";
  std::string channel;   // text of a ChannelKind
  std::string occasion;  // "warning_yellow", "interview_issued", ...
  std::string role;      // why this recipient hears of it
  std::string org;
  std::string recipient;  // user name; empty = whoever holds the role
  std::string name;
  std::string address;  // e-mail; name of a target; user name for sms, whose number is kept beside the event log
  std::string project_id;
  std::string interview_id;
  std::string subject;
  std::string text;
  std::optional<Invitation> invitation;
  std::optional<Instant> due_at;  // quiet hours or a digest moved it; absent = at once
  std::string digest;             // slot of the digest that tells it; empty = it is told by itself
  std::string undeliverable;      // why there is nobody to send it to; empty = there is
  std::string letter = {};        // number of the letter of an exit case that goes with its mail; empty = none
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using N = NotificationQueued;
    return described(field("channel", &N::channel), field("occasion", &N::occasion), field("role", &N::role),
                     field("org", &N::org), field("recipient", &N::recipient), field("name", &N::name),
                     field("address", &N::address), field("project_id", &N::project_id),
                     field("interview_id", &N::interview_id), field("subject", &N::subject),
                     field("text", &N::text, codec::Text{0, 20'000}), field("invitation", &N::invitation),
                     field("due_at", &N::due_at), optional_field("digest", &N::digest),
                     optional_field("undeliverable", &N::undeliverable), optional_field("letter", &N::letter));
  }
};
struct NotificationAttempted {
  static constexpr std::string_view fact = "attempted";
  SendOutcome outcome = SendOutcome::deferred;
  std::string detail;                                   // the server's answer, or what went wrong
  NotificationState state = NotificationState::queued;  // after it
  std::optional<Instant> next_at;
  static constexpr auto fields() {
    using codec::field;
    using N = NotificationAttempted;
    return described(field("outcome", &N::outcome), field("detail", &N::detail), field("state", &N::state),
                     field("next_at", &N::next_at));
  }
};
struct NotificationResent {
  static constexpr std::string_view fact = "resent";
  std::string reason;
  static constexpr auto fields() {
    return described(codec::optional_field("reason", &NotificationResent::reason, codec::Text{0, 1000}));
  }
};

struct NotificationCoalesced {
  static constexpr std::string_view fact = "coalesced";
  std::string into;  // the digest, or the letter that went out in place of an undeliverable one
  static constexpr auto fields() { return described(codec::field("into", &NotificationCoalesced::into)); }
};

struct SendAttempt {
  Instant at;
  SendOutcome outcome = SendOutcome::deferred;
  std::string detail;
  static constexpr auto fields() {
    using codec::field;
    using S = SendAttempt;
    return described(field("at", &S::at), field("outcome", &S::outcome), field("detail", &S::detail));
  }
};

struct Notification {
  static constexpr std::string_view kind = "notification";
  using Events = std::variant<NotificationQueued, NotificationAttempted, NotificationResent, NotificationCoalesced>;
  NotificationQueued message;
  NotificationState state = NotificationState::queued;
  std::vector<SendAttempt> attempts;
  int tries = 0;     // since queued or re-sent
  int unknowns = 0;  // likewise
  std::optional<Instant> next_at;
  std::string coalesced_into;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using N = Notification;
    return described(field("message", &N::message), field("state", &N::state), field("attempts", &N::attempts),
                     field("tries", &N::tries), field("unknowns", &N::unknowns), field("next_at", &N::next_at),
                     optional_field("coalesced_into", &N::coalesced_into), field("created_at", &N::created_at),
                     field("updated_at", &N::updated_at));
  }
};
void apply(Notification& notification, const NotificationQueued& event, const domain::EventMeta& meta);
void apply(Notification& notification, const NotificationAttempted& event, const domain::EventMeta& meta);
void apply(Notification& notification, const NotificationResent& event, const domain::EventMeta& meta);
void apply(Notification& notification, const NotificationCoalesced& event, const domain::EventMeta& meta);

// "ntf_" + 32 hex digits of what is told (about), to whom, how.
std::string notification_id(const std::string& about, const std::string& recipient, const std::string& channel);
// Who may see its events: the responsible entity what was sent to it; what went to the bureau or the committee stays
// with the city.
std::string parties_of(const Notification& notification);
std::string parties_of(const NotificationQueued& message);
ChannelKind channel_of(const NotificationQueued& message);

// "send:<channel>:<notification>": each channel has its own jobs, so that one that is dead delays no other.
std::string send_job(const NotificationQueued& message, const std::string& id);
struct SendJob {
  ChannelKind channel = ChannelKind::email;
  std::string notification;
};
SendJob read_send_job(std::string_view job);  // without a channel, as it was once written: e-mail

// What a channel knows of one try.
struct SendReport {
  SendOutcome outcome = SendOutcome::deferred;
  std::string detail;                                         // the server's answer, or what went wrong
  std::optional<std::int64_t> retry_after_ms = std::nullopt;  // asked for by the receiver
  bool target_down = false;  // the fault lies with the target as such: whoever else sends there would fail as well
  bool target_gone = false;  // it wants nothing any more
  bool refuses_us = false;   // it refuses whatever we send: somebody has to put that right
  bool named = false;        // it came once the recipient was named, and may be that one's alone
};
// A server's answer may hold anything. What is kept of it is text that people can read, Chinese as it is: a blank
// stands for controls (of lines and of direction too) and for bytes that are not UTF-8.
std::string readable_detail(std::string_view text);
// What a receiver may ask for: a day, not a year.
inline std::int64_t within_a_day(std::int64_t wish_ms) {
  return std::min(wish_ms, k_day_ms);
}
// One of its tries, also before it was re-sent, ended without an answer.
bool may_be_out(const Notification& notification);
// State after one try and, while it goes on, the next one: not before the receiver wants it, and not in the quiet hours
// of the reader unless the notice is statutory.
domain::Decision decide_attempt(const std::string& id, const Notification& notification, const SendReport& report,
                                const std::optional<QuietHours>& quiet, const domain::Context& context);
Expected<domain::Decision> decide_resend(const std::string& id, const Notification& notification,
                                         const NotificationResent& command, const domain::Context& context);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::NotificationState> {
  using E = luodi::monitor::NotificationState;
  static constexpr std::array<std::pair<E, std::string_view>, 6> table{{{E::queued, "queued"},
                                                                        {E::delivered, "delivered"},
                                                                        {E::failed, "failed"},
                                                                        {E::uncertain, "uncertain"},
                                                                        {E::dead, "dead"},
                                                                        {E::coalesced, "coalesced"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::SendOutcome> {
  using E = luodi::monitor::SendOutcome;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::delivered, "delivered"}, {E::refused, "refused"}, {E::deferred, "deferred"}, {E::unknown, "unknown"}}};
};

// Compiled once, in notification.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Notification&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Notification&);
extern template luodi::Expected<luodi::monitor::Notification> luodi::codec::decode(const luodi::codec::Json&);
