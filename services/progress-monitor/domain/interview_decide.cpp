#include "services/progress-monitor/domain/interview_decide.hpp"

#include <algorithm>

namespace luodi::monitor {

using domain::Context;
using domain::Decision;

namespace {
constexpr std::int64_t k_ask_again_ms = 24LL * 3600 * 1000;  // a calendar notice appears once a year: daily is plenty

tl::unexpected<Error> wrong_state(const Interview& interview) {
  return fail(ErrorCode::wrong_state, "约谈状态 / the interview is " + std::string(codec::enum_text(interview.state)));
}

Expected<Decision> issue(const std::string& id, const DocumentCounter& counter, const std::string& parties,
                         const Context& context, bool automatic) {
  const CivilDate today = civil_date(context.now);
  const auto policy = context.policies->at(today);
  if (!policy) return fail(policy.error());
  const auto meeting = meeting_time(*context.policies, (*policy)->interview, today);
  if (!meeting) return fail(meeting.error());
  const int number = counter.last + 1;
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<DocumentCounter>(counter_id(today), NumberTaken{number, id});
  decision.raise<Interview>(id, InterviewIssued{document_number(today, number), *meeting, automatic}, parties);
  return decision;
}
}  // namespace

Expected<Instant> grace_end(const policy::PolicyBook& book, const policy::InterviewParameters& p, CivilDate opened_on) {
  const auto last = book.calendar().add_working_days(opened_on, p.grace_working_days);
  if (!last) return fail(last.error());
  return instant_at(last->plus_days(1));
}

Expected<Instant> meeting_time(const policy::PolicyBook& book, const policy::InterviewParameters& p,
                               CivilDate issued_on) {
  const auto day = book.calendar().add_working_days(issued_on, p.notice_working_days);
  if (!day) return fail(day.error());
  return instant_at(*day, 9, 30);
}

Expected<Decision> decide_hold_back(const std::string& id, const Interview& interview, const HoldBack& command,
                                    const std::string& parties, const Context& context) {
  if (interview.state != InterviewState::opened) return wrong_state(interview);
  if (interview.issue_mode == "after_grace" && interview.grace_until && context.now >= *interview.grace_until)
    return fail(ErrorCode::wrong_state,
                "暂缓期限已过 / the time to hold it back ended at " + interview.grace_until->str());
  Decision decision;
  decision.raise<Interview>(id, InterviewHeldBack{command.reason}, parties);
  decision.cancel(grace_job(id));
  return decision;
}

Expected<Decision> decide_issue(const std::string& id, const Interview& interview, const DocumentCounter& counter,
                                const std::string& parties, const Context& context) {
  if (!notice_pending(interview)) return wrong_state(interview);
  auto decision = issue(id, counter, parties, context, false);
  if (decision) decision->cancel(grace_job(id));
  return decision;
}

Expected<Decision> decide_withdraw(const std::string& id, const Interview& interview, const Withdraw& command,
                                   const std::string& parties, const Context&) {
  if (interview.state == InterviewState::withdrawn) return wrong_state(interview);
  Decision decision;
  decision.raise<Interview>(id, InterviewWithdrawn{command.reason, false}, parties);
  decision.cancel(grace_job(id));
  return decision;
}

Expected<Decision> decide_schedule(const std::string& id, const Interview& interview, const Schedule& command,
                                   const std::string& parties, const Context& context) {
  if (interview.state != InterviewState::issued || !interview.issued_at) return wrong_state(interview);
  const auto policy = context.policies->at(civil_date(context.now));
  if (!policy) return fail(policy.error());
  const auto earliest = context.policies->calendar().add_working_days(civil_date(*interview.issued_at),
                                                                      (*policy)->interview.notice_working_days);
  if (!earliest) return fail(earliest.error());
  if (civil_date(command.meeting_at) < *earliest || command.meeting_at <= context.now) {
    Error error(ErrorCode::invalid_body, "最早 / earliest: " + earliest->str());
    error.fields.push_back({"/meeting_at", "too_early",
                            "距通知不足" + std::to_string((*policy)->interview.notice_working_days) + "个工作日，最早" +
                                earliest->str() + " / earliest " + earliest->str()});
    return fail(std::move(error));
  }
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Interview>(id, InterviewScheduled{command.meeting_at, command.place, command.reason}, parties);
  return decision;
}

Expected<Decision> decide_grace(const std::string& id, const Interview& interview, const DocumentCounter& counter,
                                const std::string& parties, const Context& context) {
  Decision decision;
  if (interview.state != InterviewState::opened) return decision;
  if (!interview.grace_until) {
    const CivilDate opened_on = civil_date(interview.opened_at);
    const auto policy = context.policies->at(opened_on);
    if (!policy) return fail(policy.error());
    const auto grace = grace_end(*context.policies, (*policy)->interview, opened_on);
    if (!grace) {
      decision.schedule(grace_job(id), context.now.plus_ms(k_ask_again_ms));
      return decision;
    }
    std::optional<Instant> meeting;
    if (auto at = meeting_time(*context.policies, (*policy)->interview, civil_date(std::max(*grace, context.now))))
      meeting = *at;
    decision.policy = (*policy)->id;
    decision.raise<Interview>(id, InterviewUnblocked{*grace, meeting}, parties);
    if (interview.issue_mode == "after_grace") decision.schedule(grace_job(id), std::max(*grace, context.now));
    return decision;
  }
  if (interview.issue_mode != "after_grace") return decision;  // waits for the committee's confirmation
  if (context.now < *interview.grace_until) {
    decision.schedule(grace_job(id), *interview.grace_until);
    return decision;
  }
  auto issued = issue(id, counter, parties, context, true);
  if (issued || issued.error().code != ErrorCode::no_calendar) return issued;
  if (interview.blocked.empty()) decision.raise<Interview>(id, InterviewBlocked{issued.error().detail}, parties);
  decision.schedule(grace_job(id), context.now.plus_ms(k_ask_again_ms));
  return decision;
}

}  // namespace luodi::monitor
