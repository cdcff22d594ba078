#include "services/progress-monitor/domain/interview_decide.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;

namespace {
Expected<Decision> issue(const std::string& id, const Interview& interview, const Around& around,
                         const Context& context, bool automatic) {
  const CivilDate today = civil_date(context.now);
  const auto policy = context.policies->at(today);
  if (!policy) return fail(policy.error());
  const auto& p = (*policy)->interview;
  const int number = around.last(counter_id(today)) + 1;
  Decision decision;
  decision.policy = (*policy)->id;
  InterviewIssued issued;
  issued.document_number = document_number(today, number);
  issued.automatic = automatic;
  decision.raise<DocumentCounter>(counter_id(today), NumberTaken{number, id});
  const auto meeting = join_meeting(decision, id, interview, issued.document_number, around, **policy, context);
  if (!meeting) return fail(meeting.error());
  issued.meeting_id = meeting->id;
  issued.meeting_at = meeting->meeting_at;
  issued.place = meeting->place;
  issued.deadlines = meeting_deadlines(meeting->meeting_at, context.now, *context.policies, p);
  auto notice = notice_facts(interview, issued, around, **policy, context);
  if (!notice) return fail(notice.error());
  issued.notice = std::move(*notice);
  decision.raise<Interview>(id, issued, around.parties(interview));
  stop_watching(decision, id, interview);  // one that was held back, or waited for its confirmation
  watch_deadlines(decision, id, issued.deadlines, context.now);
  return decision;
}

Decision unblock(const std::string& id, const Interview& interview, const policy::Policy& policy, Instant grace,
                 const std::string& parties, const Context& context) {
  Decision decision;
  std::optional<Instant> meeting;
  if (auto at = meeting_time(*context.policies, policy.interview, civil_date(std::max(grace, context.now))))
    meeting = *at;
  decision.policy = policy.id;
  decision.raise<Interview>(id, InterviewUnblocked{grace, meeting}, parties);
  if (interview.issue_mode == "after_grace") decision.schedule(grace_job(id), std::max(grace, context.now));
  return decision;
}
}  // namespace

Expected<Decision> decide_hold_back(const std::string& id, const Interview& interview, const HoldBack& command,
                                    const Around& around, const Context& context) {
  if (auto may = check_interview(interview, InterviewCommand::hold_back, false, context); !may)
    return fail(may.error());
  if (interview.issue_mode == "after_grace" && interview.grace_until && context.now >= *interview.grace_until)
    return fail(ErrorCode::wrong_state,
                bilingual("暂缓期限已过，截至{0} / the time to hold it back ended, it was {0}",
                          Twin{until_zh(*interview.grace_until), until_en(*interview.grace_until)}));
  const CivilDate today = civil_date(context.now);
  const auto policy = context.policies->at(today);
  if (!policy) return fail(policy.error());
  const InterviewHeldBack held{command.reason,
                               {step_deadline(Step::hold_back, today, {}, *context.policies, (*policy)->interview)}};
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Interview>(id, held, around.parties(interview));
  decision.cancel(grace_job(id));
  stop_watching(decision, id, interview);  // one that waited for its confirmation
  watch_deadlines(decision, id, held.deadlines, context.now);
  return decision;
}

Expected<Decision> decide_issue(const std::string& id, const Interview& interview, const Issue&, const Around& around,
                                const Context& context) {
  if (auto may = check_interview(interview, InterviewCommand::issue, false, context); !may) return fail(may.error());
  auto decision = issue(id, interview, around, context, false);
  if (decision) decision->cancel(grace_job(id));
  return decision;
}

Expected<Decision> decide_withdraw(const std::string& id, const Interview& interview, const Withdraw& command,
                                   const Around& around, const Context& context) {
  if (auto may = check_interview(interview, InterviewCommand::withdraw, false, context); !may) return fail(may.error());
  Decision decision;
  const std::string parties = around.parties(interview);
  const auto* meeting = around.meeting ? around.meeting(interview.meeting_id) : nullptr;
  leave_meeting(decision, id, interview, meeting, command.reason, parties, context.now);
  decision.raise<Interview>(id, InterviewWithdrawn{command.reason, false}, parties);
  decision.cancel(grace_job(id));
  stop_watching(decision, id, interview);
  return decision;
}

namespace {
bool same_entry(const SignedCopyAttached& one, const SignedCopyAttached& other) {
  return one.sha256 == other.sha256 && one.name == other.name && one.size == other.size &&
         one.signed_on == other.signed_on;
}

// What is attached already is told with its day and its hand; what differs from it needs a reason.
Expected<void> check_replaces(const Interview& interview, const SignedCopyAttached& command) {
  if (!interview.signed_copy) {
    if (!command.correction) return {};
    return fail(domain::field_fault("/correction", "nothing_to_correct",
                                    "尚未登记盖章签字件，没有可更正的；请去掉更正说明 / no sealed copy is attached "
                                    "yet, there is nothing to correct: leave the reason out"));
  }
  const auto& present = *interview.signed_copy;
  if (same_entry(present, command) || (present.sha256 == command.sha256 && !command.correction)) {
    domain::Recorded before;
    for (const auto& entry : interview.timeline)
      if (entry.what == SignedCopyAttached::fact) before = {civil_date(entry.at), entry.by, ""};
    return fail(domain::recorded_before("同一盖章签字件 / the same sealed copy", before));
  }
  if (command.correction) return {};
  return fail(domain::reason_needed("/correction", {"更换已登记的盖章签字件", "replacing the sealed copy on record"},
                                    k_longest_copy_correction));
}
}  // namespace

Expected<Decision> decide_signed_copy(const std::string& id, const Interview& interview,
                                      const SignedCopyAttached& command, const Around& around, const Context& context) {
  if (!interview.issued_at || interview.state == InterviewState::withdrawn) return wrong_state(interview);
  if (auto fine = check_digest(command.sha256, "/sha256"); !fine) return fail(fine.error());
  if (auto day = domain::day_of_fact(command.signed_on, context, "/signed_on"); !day) return fail(day.error());
  if (command.signed_on < civil_date(*interview.issued_at))
    return fail(
        domain::field_fault("/signed_on", "before_issue",
                            bilingual("{0} 早于发文日期 {1} / the day {0} lies before the notice was issued on {1}",
                                      command.signed_on, civil_date(*interview.issued_at))));
  if (auto replaces = check_replaces(interview, command); !replaces) return fail(replaces.error());
  Decision decision;
  decision.raise<Interview>(id, command, around.parties(interview));
  return decision;
}

Expected<Decision> decide_grace(const std::string& id, const Interview& interview, const Around& around,
                                const Context& context) {
  Decision decision;
  if (interview.state != InterviewState::opened) return decision;
  const std::string parties = around.parties(interview);
  if (!interview.grace_until) {
    const CivilDate opened_on = civil_date(interview.opened_at);
    const auto policy = context.policies->at(opened_on);
    if (!policy) return fail(policy.error());
    const auto grace = grace_end(*context.policies, (*policy)->interview, opened_on);
    if (grace) return unblock(id, interview, **policy, *grace, parties, context);
    decision.schedule(grace_job(id), context.now.plus_ms(k_calendar_again_ms));
    return decision;
  }
  if (interview.issue_mode != "after_grace") return decision;  // waits for the committee's confirmation
  if (context.now < *interview.grace_until) {
    decision.schedule(grace_job(id), *interview.grace_until);
    return decision;
  }
  auto issued = issue(id, interview, around, context, true);
  if (issued || issued.error().code != ErrorCode::no_calendar) return issued;
  if (interview.blocked.empty()) decision.raise<Interview>(id, InterviewBlocked{issued.error().detail}, parties);
  decision.schedule(grace_job(id), context.now.plus_ms(k_calendar_again_ms));
  return decision;
}

}  // namespace luodi::monitor
