#pragma once
// Facts of an accountability interview (约谈, measure 6) from the opening to the meeting's date. Described structs with
// their name on the wire (`fact`). What follows after the notice: interview_step_events.hpp.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "common/policy/explanation.hpp"
#include "services/progress-monitor/domain/interview_step.hpp"
#include "services/progress-monitor/domain/notice_facts.hpp"
#include "services/progress-monitor/domain/paper_digest.hpp"

namespace luodi::monitor {

// Opened at the trigger. Raised again on an interview that late evidence had withdrawn, when the stall came back.
struct InterviewOpened {
  static constexpr std::string_view fact = "opened";
  std::string project_id;
  std::string project_name;
  std::string responsible_org;
  HalfMonth episode_first;
  HalfMonth trigger;  // cycle at whose close it was due
  int idle_cycles = 0;
  std::vector<HalfMonth> cycles;   // that lie wholly in what was counted
  std::optional<IdleCount> count;  // in the units of the reading; absent in events older than it
  std::optional<Fen> amount_fen;
  std::string stage;
  std::optional<CivilDate> last_progress;
  std::string issue_mode;              // "after_grace" | "on_confirmation"
  std::optional<Instant> grace_until;  // until then it can be held back; absent = blocked
  std::string blocked;                 // why the deadline cannot be computed; empty = it can
  std::optional<Instant> meeting_at;   // tentative
  policy::Explanation explanation;
  int level = 1;                        // 2 = second interview, after a rectification that failed
  std::string first_id;                 // of a second interview: the one before it
  std::vector<std::string> attendees;   // of a second interview: who has to come
  std::vector<std::string> observers;   // of a second interview: who sends an observer
  std::vector<StepDeadline> deadlines;  // on_confirmation: by when the office confirms; none in events older than it
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using I = InterviewOpened;
    return described(field("project_id", &I::project_id), field("project_name", &I::project_name),
                     field("responsible_org", &I::responsible_org), field("episode_first", &I::episode_first),
                     field("trigger", &I::trigger), field("idle_cycles", &I::idle_cycles), field("cycles", &I::cycles),
                     field("count", &I::count), field("amount_fen", &I::amount_fen), field("stage", &I::stage),
                     field("last_progress", &I::last_progress), field("issue_mode", &I::issue_mode),
                     field("grace_until", &I::grace_until), optional_field("blocked", &I::blocked),
                     field("meeting_at", &I::meeting_at), field("explanation", &I::explanation),
                     optional_field("level", &I::level), optional_field("first_id", &I::first_id),
                     field("attendees", &I::attendees), field("observers", &I::observers),
                     field("deadlines", &I::deadlines));
  }
};
// The working-day deadline could be computed after all: the calendar of that year has arrived.
struct InterviewUnblocked {
  static constexpr std::string_view fact = "unblocked";
  Instant grace_until;
  std::optional<Instant> meeting_at;
  static constexpr auto fields() {
    return described(codec::field("grace_until", &InterviewUnblocked::grace_until),
                     codec::field("meeting_at", &InterviewUnblocked::meeting_at));
  }
};
// The notice is due and its working-day deadline cannot be computed yet: said once, visible until it can.
struct InterviewBlocked {
  static constexpr std::string_view fact = "blocked";
  std::string why;
  static constexpr auto fields() { return described(codec::field("why", &InterviewBlocked::why)); }
};
struct InterviewHeldBack {
  static constexpr std::string_view fact = "held_back";
  std::string reason;
  std::vector<StepDeadline> deadlines;  // by when the office decides; none in events older than it
  static constexpr auto fields() {
    return described(codec::field("reason", &InterviewHeldBack::reason),
                     codec::field("deadlines", &InterviewHeldBack::deadlines));
  }
};
struct InterviewIssued {
  static constexpr std::string_view fact = "issued";
  std::string document_number;  // "约谈〔2022〕1号"
  Instant meeting_at;
  bool automatic = false;  // the grace passed without a word from the committee office
  std::string meeting_id;  // shared with other interviews of the same entity
  std::string place;
  std::vector<StepDeadline> deadlines;
  std::optional<NoticeFacts> notice;  // absent in events older than the document
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using I = InterviewIssued;
    return described(field("document_number", &I::document_number), field("meeting_at", &I::meeting_at),
                     field("automatic", &I::automatic), optional_field("meeting_id", &I::meeting_id),
                     optional_field("place", &I::place), field("deadlines", &I::deadlines),
                     field("notice", &I::notice));
  }
};
// The sealed and signed notice was scanned; the file is kept elsewhere, its digest here. Also the command's body.
inline constexpr std::size_t k_longest_copy_correction = 1000;  // characters
struct SignedCopyAttached {
  static constexpr std::string_view fact = "signed_copy_attached";
  std::string name;       // of the file
  std::int64_t size = 0;  // bytes
  std::string sha256;     // 64 hexadecimal digits, lower case
  CivilDate signed_on;
  std::optional<std::string> correction;  // why it replaces the one that was attached
  static constexpr auto fields() {
    using codec::field;
    using S = SignedCopyAttached;
    constexpr std::int64_t k_largest = std::int64_t{1} << 40U;
    return described(field("name", &S::name, codec::Text{1, 200}), field("size", &S::size, codec::Range{1, k_largest}),
                     field("sha256", &S::sha256, k_sha256), field("signed_on", &S::signed_on),
                     field("correction", &S::correction, codec::Text{2, k_longest_copy_correction}));
  }
};
struct InterviewWithdrawn {
  static constexpr std::string_view fact = "withdrawn";
  std::string reason;
  bool automatic = false;  // late evidence removed the stall before a notice was issued
  static constexpr auto fields() {
    return described(codec::field("reason", &InterviewWithdrawn::reason),
                     codec::field("automatic", &InterviewWithdrawn::automatic));
  }
};
struct InterviewScheduled {
  static constexpr std::string_view fact = "scheduled";
  Instant meeting_at;
  std::string place;
  std::string reason;
  std::vector<StepDeadline> deadlines;
  bool put_off = false;                         // further than the policy lets it go without a reason
  std::optional<bool> not_held = std::nullopt;  // true: its hour had passed, and the meeting had not taken place
  static constexpr auto fields() {
    using codec::field;
    using I = InterviewScheduled;
    return described(field("meeting_at", &I::meeting_at), field("place", &I::place), field("reason", &I::reason),
                     field("deadlines", &I::deadlines), codec::optional_field("put_off", &I::put_off),
                     field("not_held", &I::not_held));
  }
};

}  // namespace luodi::monitor
