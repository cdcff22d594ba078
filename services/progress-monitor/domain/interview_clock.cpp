#include "services/progress-monitor/domain/interview_clock.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/interview_opening.hpp"

namespace luodi::monitor {

namespace {
// The last day on which the step can be done in time.
Expected<CivilDate> last_day(Step step, CivilDate from, const policy::PolicyBook& book,
                             const policy::InterviewParameters& p) {
  const auto& calendar = book.calendar();
  switch (step) {
    case Step::confirmation:
      return calendar.add_working_days(from, p.grace_working_days);
    case Step::hold_back:
      return calendar.add_working_days(from, p.hold_back_working_days);
    case Step::explanation:
      return calendar.add_working_days(from, -p.explanation_working_days);
    case Step::meeting:
      return from;
    case Step::minutes:
      return calendar.add_working_days(from, p.minutes_working_days);
    case Step::plan:
      return calendar.add_working_days(from, p.plan_working_days);
    case Step::report:
      return from.plus_days(p.report_days);
    case Step::verification:
      return HalfMonth::of(from).plus(p.verification_cycles).last_day();
  }
  return fail(ErrorCode::internal, "no such step");
}
}  // namespace

StepDeadline step_deadline(Step step, CivilDate from, std::optional<Instant> meeting_at, const policy::PolicyBook& book,
                           const policy::InterviewParameters& p) {
  StepDeadline out;
  out.step = step;
  out.from = from;
  if (step == Step::minutes) out.opens_at = meeting_at;
  if (step == Step::verification) out.opens_at = instant_at(HalfMonth::of(from).plus(1).first_day());
  const auto last = last_day(step, from, book, p);
  if (!last) {
    out.blocked = last.error().detail;
    return out;
  }
  out.due_at = instant_at(last->plus_days(1));
  const bool by_the_meeting = step == Step::explanation || step == Step::meeting;
  if (by_the_meeting && meeting_at) out.due_at = std::min(*out.due_at, *meeting_at);
  if (const auto day = book.calendar().add_working_days(*last, -p.reminder_working_days))
    out.remind_at = instant_at(*day, p.reminder_hour);
  return out;
}

StepDeadline still_to_meet(StepDeadline deadline, std::optional<Instant> meeting_at, Instant told_at) {
  if (deadline.step != Step::explanation || !meeting_at || !deadline.due_at || *deadline.due_at > told_at)
    return deadline;
  deadline.due_at = meeting_at;
  deadline.remind_at.reset();  // of the day before, which is over
  return deadline;
}

std::vector<StepDeadline> meeting_deadlines(Instant meeting_at, Instant told_at, const policy::PolicyBook& book,
                                            const policy::InterviewParameters& p) {
  std::vector<StepDeadline> out;
  for (const auto step : {Step::explanation, Step::meeting, Step::minutes})
    out.push_back(still_to_meet(step_deadline(step, civil_date(meeting_at), meeting_at, book, p), meeting_at, told_at));
  return out;
}

std::vector<StepDeadline> minutes_deadlines(CivilDate held_on, const policy::PolicyBook& book,
                                            const policy::InterviewParameters& p) {
  return {step_deadline(Step::plan, held_on, {}, book, p), step_deadline(Step::report, held_on, {}, book, p)};
}

void watch_deadlines(domain::Decision& decision, const std::string& id, const std::vector<StepDeadline>& deadlines,
                     Instant now) {
  for (const auto& deadline : deadlines) {
    if (deadline.remind_at && *deadline.remind_at > now)
      decision.schedule(remind_job(id, deadline.step), *deadline.remind_at);
    else
      decision.cancel(remind_job(id, deadline.step));  // of an earlier date
    if (deadline.step == Step::meeting) continue;
    decision.schedule(overdue_job(id, deadline.step), deadline.due_at.value_or(now.plus_ms(k_calendar_again_ms)));
  }
}

void stop_watching(domain::Decision& decision, const std::string& id, Step step) {
  decision.cancel(remind_job(id, step));
  if (step != Step::meeting) decision.cancel(overdue_job(id, step));
}

void stop_watching(domain::Decision& decision, const std::string& id, const Interview& interview) {
  for (const auto& clock : interview.clocks)
    if (clock.state != ClockState::done) stop_watching(decision, id, clock.step);
}

std::string remind_job(const std::string& interview, Step step) {
  return "remind:" + interview + ":" + std::string(codec::enum_text(step));
}

std::string overdue_job(const std::string& interview, Step step) {
  return "overdue:" + interview + ":" + std::string(codec::enum_text(step));
}

std::optional<std::pair<std::string, Step>> clock_subject(const std::string& subject) {
  const auto colon = subject.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto step = codec::enum_value<Step>(subject.substr(colon + 1));
  if (!step) return std::nullopt;
  return std::pair(subject.substr(0, colon), *step);
}

}  // namespace luodi::monitor
