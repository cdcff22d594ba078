#include "services/progress-monitor/domain/interview_opening.hpp"

#include "services/progress-monitor/domain/idle_unit.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"

namespace luodi::monitor {

Expected<Instant> grace_end(const policy::PolicyBook& book, const policy::InterviewParameters& p, CivilDate opened_on) {
  const auto last = book.calendar().add_working_days(opened_on, p.grace_working_days);
  if (!last) return fail(last.error());
  return instant_at(last->plus_days(1));
}

Expected<Instant> meeting_time(const policy::PolicyBook& book, const policy::InterviewParameters& p,
                               CivilDate issued_on) {
  const auto day = book.calendar().add_working_days(issued_on, p.notice_working_days);
  if (!day) return fail(day.error());
  return instant_at(*day, p.meeting_hour, p.meeting_minute);
}

void take_standing(InterviewOpened& opened, Standing standing, const policy::PolicyBook& book) {
  opened.stage = std::move(standing.stage);
  opened.amount_fen = standing.amount_fen;
  opened.last_progress = standing.last_progress;
  opened.cycles = whole_cycles(standing.count);
  const auto* policy = book.in_force(standing.as_of);
  opened.idle_cycles = policy ? in_cycles(standing.count.units, policy->interview) : standing.count.units;
  opened.count = std::move(standing.count);
}

void open_interview(domain::Decision& decision, const std::string& id, InterviewOpened opened,
                    const policy::InterviewParameters& p, const std::string& parties, const domain::Context& context) {
  opened.issue_mode = p.issue;
  if (p.issue == "on_confirmation")
    opened.deadlines = {step_deadline(Step::confirmation, civil_date(context.now), {}, *context.policies, p)};
  const auto grace = grace_end(*context.policies, p, civil_date(context.now));
  if (grace) {
    opened.grace_until = *grace;
    if (auto at = meeting_time(*context.policies, p, civil_date(*grace))) opened.meeting_at = *at;
  } else {
    opened.blocked = grace.error().detail;
  }
  decision.raise<Interview>(id, opened, parties);
  watch_deadlines(decision, id, opened.deadlines, context.now);
  if (!grace)
    decision.schedule(grace_job(id), context.now.plus_ms(k_calendar_again_ms));
  else if (opened.issue_mode == "after_grace")
    decision.schedule(grace_job(id), *grace);
}

}  // namespace luodi::monitor
