#pragma once
// What may happen to an interview 约谈 once it is open: hold back, issue, withdraw, reschedule, and the deadlines of
// each. Pure decisions; opening and automatic withdrawal are in interview_reconcile.
//
// Readings: the grace is `grace_working_days` whole working days after the day of opening (the day people were told,
// not the close of the cycle: after an outage the committee office still has its days). The meeting is at 09:30 on the
// working day number `notice_working_days` after the day of the notice. Beyond the last published calendar year such a
// deadline is no_calendar: the interview stays open, blocked and visible, and its job asks again every day.
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/document_number.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

Expected<Instant> grace_end(const policy::PolicyBook& book, const policy::InterviewParameters& p, CivilDate opened_on);
Expected<Instant> meeting_time(const policy::PolicyBook& book, const policy::InterviewParameters& p,
                               CivilDate issued_on);

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
                     optional_field("reason", &Schedule::reason, Text{0, 1000}));
  }
};

Expected<domain::Decision> decide_hold_back(const std::string& id, const Interview& interview, const HoldBack& command,
                                            const std::string& parties, const domain::Context& context);
// The committee confirms: from opened (before or after the grace) or held back. counter = this year's, or empty.
Expected<domain::Decision> decide_issue(const std::string& id, const Interview& interview,
                                        const DocumentCounter& counter, const std::string& parties,
                                        const domain::Context& context);
Expected<domain::Decision> decide_withdraw(const std::string& id, const Interview& interview, const Withdraw& command,
                                           const std::string& parties, const domain::Context& context);
Expected<domain::Decision> decide_schedule(const std::string& id, const Interview& interview, const Schedule& command,
                                           const std::string& parties, const domain::Context& context);

// The job "grace:<id>" at `context.now`: issues after the grace, unblocks when the calendar has arrived, asks again
// tomorrow while it has not; nothing when the interview moved on. Run twice: the second finds nothing to do.
Expected<domain::Decision> decide_grace(const std::string& id, const Interview& interview,
                                        const DocumentCounter& counter, const std::string& parties,
                                        const domain::Context& context);

inline std::string grace_job(const std::string& interview) {
  return "grace:" + interview;
}

}  // namespace luodi::monitor
