#pragma once
// What may happen to an interview 约谈 until it is held: hold back, issue, withdraw, reschedule, and the end of the
// grace. Pure decisions; opening is in interview_opening and interview_reconcile, what follows the meeting in
// interview_steps. Who may do what in which state: interview_table.
#include <optional>
#include <string>

#include "services/progress-monitor/domain/interview_around.hpp"
#include "services/progress-monitor/domain/interview_opening.hpp"

namespace luodi::monitor {

struct HoldBack {
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &HoldBack::reason, codec::Text{2, 1000})); }
};
struct Withdraw {
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &Withdraw::reason, codec::Text{2, 1000})); }
};
struct Issue {
  std::string note;  // of the committee office, for the audit only
  static constexpr auto fields() {
    return described(codec::optional_field("note", &Issue::note, codec::Text{0, 1000}));
  }
};
inline constexpr std::size_t k_longest_schedule_reason = 1000;  // characters
struct Schedule {
  Instant meeting_at;
  std::string place;
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    return described(field("meeting_at", &Schedule::meeting_at),
                     optional_field("place", &Schedule::place, Text{0, 200}),
                     optional_field("reason", &Schedule::reason, Text{0, k_longest_schedule_reason}));
  }
};

Expected<domain::Decision> decide_hold_back(const std::string& id, const Interview& interview, const HoldBack& command,
                                            const Around& around, const domain::Context& context);
// The committee confirms: from opened (before or after the grace) or held back.
Expected<domain::Decision> decide_issue(const std::string& id, const Interview& interview, const Issue& command,
                                        const Around& around, const domain::Context& context);
// At any state but an end. A meeting that has not begun goes on without it, or is cancelled.
Expected<domain::Decision> decide_withdraw(const std::string& id, const Interview& interview, const Withdraw& command,
                                           const Around& around, const domain::Context& context);
// Moves the meeting, and so every interview that comes to it, as long as no minutes are filed. A move must change
// something. One to an earlier time leaves notice_working_days from today on; one that puts it off further than
// meeting_latest_working_days after a notice on its agenda needs a reason, and so does one whose hour had passed
// because it was not held.
Expected<domain::Decision> decide_schedule(const std::string& id, const Interview& interview, const Schedule& command,
                                           const Around& around, const domain::Context& context);

// The office has the sealed notice back: which file it is, signed when. At any time after the notice: it is the
// office's filing, no step of the interview. The same file is attached once; another one, or another day of the same,
// only as a correction with its reason, and what it replaces stays readable.
Expected<domain::Decision> decide_signed_copy(const std::string& id, const Interview& interview,
                                              const SignedCopyAttached& command, const Around& around,
                                              const domain::Context& context);

// The job "grace:<id>" at `context.now`: issues after the grace, unblocks when the calendar has arrived, asks again
// tomorrow while it has not; nothing when the interview moved on. Run twice: the second finds nothing to do.
Expected<domain::Decision> decide_grace(const std::string& id, const Interview& interview, const Around& around,
                                        const domain::Context& context);

}  // namespace luodi::monitor
