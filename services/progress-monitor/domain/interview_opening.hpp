#pragma once
// Opening an interview: the deadlines of the grace and of the tentative meeting, and the job that ends the grace. Used
// for the first interview of a stall (interview_reconcile) and for the second one (interview_second). Pure.
//
// The grace is `grace_working_days` whole working days after the day of opening (the day people were told, not the
// close of the cycle: after an outage the committee office still has its days). The meeting is at `meeting_hour` and
// `meeting_minute` of the working day number `notice_working_days` after the day of the notice; the notice takes the
// first hour from then on at which the place is free (meeting_room). Beyond the last
// published calendar year such a deadline is no_calendar: the interview stays open, blocked and visible, and its job
// asks again every day. Where the notice waits for the committee (on_confirmation) the end of the grace is the day by
// which the office confirms: a clock of its own, with its reminder.
#include <string>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

// What waits for the next calendar, which appears once a year, asks again so often.
inline constexpr std::int64_t k_calendar_again_ms = k_day_ms;

Expected<Instant> grace_end(const policy::PolicyBook& book, const policy::InterviewParameters& p, CivilDate opened_on);
Expected<Instant> meeting_time(const policy::PolicyBook& book, const policy::InterviewParameters& p,
                               CivilDate issued_on);

// What the interview says of the project: the standing, and its count in dispatch cycles beside.
void take_standing(InterviewOpened& opened, Standing standing, const policy::PolicyBook& book);

// Raises `opened` with its deadlines filled in, and schedules the end of the grace.
void open_interview(domain::Decision& decision, const std::string& id, InterviewOpened opened,
                    const policy::InterviewParameters& p, const std::string& parties, const domain::Context& context);

inline std::string grace_job(const std::string& interview) {
  return "grace:" + interview;
}

}  // namespace luodi::monitor
