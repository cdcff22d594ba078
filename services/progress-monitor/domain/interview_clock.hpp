#pragma once
// The clocks of an interview's steps: when each is due, when people are reminded, which jobs watch it. Pure.
//
//   confirmation   grace_working_days after the day of the opening, where the notice waits for the committee: issued,
//   held
//                  back or withdrawn by then
//   hold_back      hold_back_working_days after the day on which it was held back: issued or withdrawn by then
//   explanation    end of the day explanation_working_days before the meeting's day; never after the meeting begins;
//                  where that day is over when it is told, the beginning itself
//   meeting        its beginning (a reminder, never overdue)
//   minutes        minutes_working_days after the day of the meeting
//   plan           plan_working_days after the day of the minutes
//   report         report_days calendar days after the day of the minutes: a late plan does not move it
//   verification   the verification_cycles dispatch cycles after the one in which the report was filed, or fell overdue
// A working-day deadline beyond the published calendar is blocked: it has no due_at, says why, and its job asks again
// every day. A reminder that the calendar cannot place is left out.
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

// from: the day that the days are counted from. meeting_at: of explanation, meeting and minutes.
StepDeadline step_deadline(Step step, CivilDate from, std::optional<Instant> meeting_at, const policy::PolicyBook& book,
                           const policy::InterviewParameters& p);
// told_at: when people hear of it.
std::vector<StepDeadline> meeting_deadlines(Instant meeting_at, Instant told_at, const policy::PolicyBook& book,
                                            const policy::InterviewParameters& p);
// The same deadline, told at that instant: an explanation that would be late already is due by the meeting.
StepDeadline still_to_meet(StepDeadline deadline, std::optional<Instant> meeting_at, Instant told_at);
std::vector<StepDeadline> minutes_deadlines(CivilDate held_on, const policy::PolicyBook& book,
                                            const policy::InterviewParameters& p);

// The jobs of these deadlines: a reminder that lies ahead, and the look at the deadline itself.
void watch_deadlines(domain::Decision& decision, const std::string& id, const std::vector<StepDeadline>& deadlines,
                     Instant now);
void stop_watching(domain::Decision& decision, const std::string& id, const Interview& interview);
void stop_watching(domain::Decision& decision, const std::string& id, Step step);

std::string remind_job(const std::string& interview, Step step);   // "remind:<interview>:plan"
std::string overdue_job(const std::string& interview, Step step);  // "overdue:<interview>:plan"
// "<interview>:plan" -> both parts; nullopt for anything else.
std::optional<std::pair<std::string, Step>> clock_subject(const std::string& subject);

}  // namespace luodi::monitor
