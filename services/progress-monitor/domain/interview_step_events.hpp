#pragma once
// Facts of an interview after its notice: papers, clocks, the end. The papers of a meeting that several interviews
// share are told of each of them.
#include <string>
#include <variant>
#include <vector>

#include "common/domain/watch.hpp"
#include "services/progress-monitor/domain/interview_events.hpp"

namespace luodi::monitor {

struct InterviewExplained {
  static constexpr std::string_view fact = "explained";
  StepPaper paper;
  static constexpr auto fields() { return described(codec::field("paper", &InterviewExplained::paper)); }
};
struct InterviewHeld {  // the minutes are filed
  static constexpr std::string_view fact = "held";
  StepPaper paper;
  std::vector<StepDeadline> deadlines;  // plan, report
  static constexpr auto fields() {
    return described(codec::field("paper", &InterviewHeld::paper),
                     codec::field("deadlines", &InterviewHeld::deadlines));
  }
};
struct RectificationPlanned {
  static constexpr std::string_view fact = "planned";
  StepPaper paper;
  static constexpr auto fields() { return described(codec::field("paper", &RectificationPlanned::paper)); }
};
struct RectificationReported {
  static constexpr std::string_view fact = "reported";
  StepPaper paper;
  std::vector<StepDeadline> deadlines;  // verification, unless the overdue report has started it
  static constexpr auto fields() {
    return described(codec::field("paper", &RectificationReported::paper),
                     codec::field("deadlines", &RectificationReported::deadlines));
  }
};
struct InterviewCorrected {  // one more paper for a step that is done; no clock moves
  static constexpr std::string_view fact = "corrected";
  StepPaper paper;
  static constexpr auto fields() { return described(codec::field("paper", &InterviewCorrected::paper)); }
};
struct InterviewReminded {
  static constexpr std::string_view fact = "reminded";
  Step step = Step::explanation;
  Instant due_at;
  static constexpr auto fields() {
    return described(codec::field("step", &InterviewReminded::step),
                     codec::field("due_at", &InterviewReminded::due_at));
  }
};
struct InterviewOverdue {
  static constexpr std::string_view fact = "overdue";
  Step step = Step::explanation;
  Instant due_at;
  std::vector<StepDeadline> deadlines;  // an overdue report starts the verification all the same
  static constexpr auto fields() {
    using codec::field;
    using I = InterviewOverdue;
    return described(field("step", &I::step), field("due_at", &I::due_at), field("deadlines", &I::deadlines));
  }
};
struct InterviewClockSet {  // the calendar that a deadline was waiting for has arrived
  static constexpr std::string_view fact = "clock_set";
  StepDeadline deadline;
  static constexpr auto fields() { return described(codec::field("deadline", &InterviewClockSet::deadline)); }
};
inline constexpr std::string_view k_rectified = "rectified";
inline constexpr std::string_view k_project_exited = "project_exited";
inline constexpr std::string_view k_verification_failed = "verification_failed";
inline constexpr std::string_view k_still_idle = "still_idle";

struct InterviewClosed {
  static constexpr std::string_view fact = "closed";
  std::string outcome;  // "rectified" | "project_exited"
  std::string reason;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using I = InterviewClosed;
    return described(field("outcome", &I::outcome), field("reason", &I::reason), field("evidence", &I::evidence));
  }
};
// The rectification failed: a first interview is followed by a second one, a second one leaves this system.
struct InterviewEscalated {
  static constexpr std::string_view fact = "escalated";
  std::string outcome;  // "verification_failed" | "still_idle"
  std::string reason;
  std::vector<domain::Evidence> evidence;
  std::string second_id;  // empty = it was the second one
  static constexpr auto fields() {
    using codec::field;
    using I = InterviewEscalated;
    return described(field("outcome", &I::outcome), field("reason", &I::reason), field("evidence", &I::evidence),
                     codec::optional_field("second_id", &I::second_id));
  }
};

// What the pass rested on was taken back or corrected away: it stands, and people are told what the clock says now.
struct PassBasisLost {
  static constexpr std::string_view fact = "basis_lost";
  CivilDate issued_on;
  CivilDate passed_on;
  std::optional<CivilDate> progress_on;  // absent: it rested on an exemption
  std::string progress;                  // what it was, or the ground that was approved, Chinese / English
  int idle_cycles = 0;                   // now, as each of the next two
  domain::Light light = domain::Light::none;
  std::optional<CivilDate> last_progress;
  int interview_cycles = 0;  // of the policy: so many after the pass call again
  static constexpr auto fields() {
    using codec::field;
    using P = PassBasisLost;
    return described(field("issued_on", &P::issued_on), field("passed_on", &P::passed_on),
                     field("progress_on", &P::progress_on), field("progress", &P::progress),
                     field("idle_cycles", &P::idle_cycles), field("light", &P::light),
                     field("last_progress", &P::last_progress), field("interview_cycles", &P::interview_cycles));
  }
};
struct PassBasisRestored {
  static constexpr std::string_view fact = "basis_restored";
  std::optional<CivilDate> progress_on;  // absent: an exemption
  static constexpr auto fields() { return described(codec::field("progress_on", &PassBasisRestored::progress_on)); }
};

using InterviewEvents =
    std::variant<InterviewOpened, InterviewUnblocked, InterviewBlocked, InterviewHeldBack, InterviewIssued,
                 SignedCopyAttached, InterviewWithdrawn, InterviewScheduled, InterviewExplained, InterviewHeld,
                 RectificationPlanned, RectificationReported, InterviewCorrected, InterviewReminded, InterviewOverdue,
                 InterviewClockSet, InterviewClosed, InterviewEscalated, PassBasisLost, PassBasisRestored>;

}  // namespace luodi::monitor
