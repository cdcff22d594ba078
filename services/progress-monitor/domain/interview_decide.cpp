#include "services/progress-monitor/domain/interview_decide.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/code_point.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/domain/meeting_room.hpp"

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
  issued.deadlines = meeting_deadlines(meeting->meeting_at, *context.policies, p);
  auto notice = notice_facts(interview, issued, around, **policy, context);
  if (!notice) return fail(notice.error());
  issued.notice = std::move(*notice);
  decision.raise<Interview>(id, issued, around.parties(interview));
  stop_watching(decision, id, interview);  // one that was held back, or waited for its confirmation
  watch_deadlines(decision, id, issued.deadlines, context.now);
  return decision;
}

// The first day on which every interview on the agenda has had its notice.
Expected<CivilDate> earliest_day(const std::vector<MeetingMember>& members, const policy::InterviewParameters& p,
                                 const WorkingCalendar& calendar) {
  CivilDate earliest;
  for (const auto& member : members) {
    const CivilDate issued_on = civil_date(member.state->issued_at.value_or(Instant()));
    const auto day = calendar.add_working_days(issued_on, p.notice_working_days);
    if (!day) return fail(day.error());
    earliest = std::max(earliest, *day);
  }
  return earliest;
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
tl::unexpected<Error> bad_time(std::string code, const std::string& zh, const std::string& en) {
  return fail(domain::field_fault("/meeting_at", std::move(code), zh + " / " + en));
}

// People are called to a meeting on a working day, in office hours, and only on a day that is known to be one.
Expected<void> check_office_hours(Instant at, const policy::InterviewParameters& p, const WorkingCalendar& calendar) {
  const CivilDate day = civil_date(at);
  const auto works = calendar.is_working_day(day);
  if (!works) {
    const auto years = calendar.years();
    const std::string last = years.empty() ? "-" : std::to_string(years.back());
    return bad_time("no_calendar", "节假日安排只公布至" + last + "年", "the calendar is published up to " + last);
  }
  if (!*works) return bad_time("not_working_day", day.str() + "不是工作日", "not a working day: " + day.str());
  const std::int64_t minute = (at.ms() - instant_at(day).ms()) / k_minute_ms;
  if (minute >= p.meeting_earliest_hour * 60 && minute <= p.meeting_latest_hour * 60) return {};
  const std::string hours =
      std::to_string(p.meeting_earliest_hour) + ":00–" + std::to_string(p.meeting_latest_hour) + ":00";
  return bad_time("out_of_hours", "应在" + hours + "之间开始", "begins between " + hours);
}

// Nobody is told of a change that is none.
Expected<void> check_moves(const Interview& interview, Instant to, const std::string& place) {
  if (interview.meeting_at != to || interview.place != place) return {};
  return fail(domain::field_fault(
      "/meeting_at", "unchanged",
      bilingual(
          "约谈已定于{0}（{1}），时间和地点没有变化；请填写新的时间或者地点 / it is set to {0} ({1}) already: give "
          "another time or another place",
          minute_text(to), place)));
}

// Another meeting is there then; who reads this may see all of them.
Expected<void> check_room(const Around& around, const WantedRoom& wanted, const Context& context) {
  const auto other = in_the_way(around, wanted);
  if (!other) return {};
  const auto& there = *other->meeting;
  return fail(domain::field_fault(
      "/meeting_at", "place_taken",
      bilingual("{0}自{1}起{2}分钟已有{3}的约谈（{4}）；请另选时间或者地点 / at {0} there is the meeting of {3} ({4}), "
                "from {1} for {2} minutes: choose another time or another place",
                wanted.place, minute_text(there.meeting_at), there.length_minutes,
                domain::unit_name(context, there.org), there.items.front().document_number)));
}

// Whether it is put off further than any notice on the agenda lets it go without a word. Where the calendar ends before
// that day, no day that can be chosen lies behind it.
bool is_put_off(const std::vector<MeetingMember>& members, Instant to, int working_days,
                const WorkingCalendar& calendar) {
  return std::any_of(members.begin(), members.end(), [&](const MeetingMember& member) {
    const auto last = calendar.add_working_days(civil_date(member.state->issued_at.value_or(to)), working_days);
    return last && civil_date(to) > *last;
  });
}

Error why_put_off(int working_days) {
  const std::string days = std::to_string(working_days);
  const Twin what{"约谈推迟到通知后" + days + "个工作日以后的，",
                  "putting a meeting off further than " + days + " working days after the notice"};
  return domain::reason_needed("/reason", {what.zh, what.en}, k_longest_schedule_reason);
}
}  // namespace

Expected<Decision> decide_schedule(const std::string& id, const Interview& interview, const Schedule& command,
                                   const Around& around, const Context& context) {
  if (auto may = check_interview(interview, InterviewCommand::schedule, false, context); !may) return fail(may.error());
  if (interview.meeting_at && *interview.meeting_at <= context.now)
    return fail(ErrorCode::wrong_state,
                bilingual("约谈已于 {0} 开始 / the meeting has begun at {0}", *interview.meeting_at));
  const auto policy = context.policies->at(civil_date(context.now));
  if (!policy) return fail(policy.error());
  const auto& p = (*policy)->interview;
  // Another hour alone moves nobody to another room.
  const auto* meeting = around.meeting ? around.meeting(interview.meeting_id) : nullptr;
  const std::string place = command.place.empty() && meeting ? meeting->place : command.place;
  const auto members = members_of(id, interview, around);
  if (!members) return fail(members.error());
  const auto earliest = earliest_day(*members, p, context.policies->calendar());
  if (!earliest) return fail(earliest.error());
  if (civil_date(command.meeting_at) < *earliest || command.meeting_at <= context.now)
    return fail(domain::field_fault(
        "/meeting_at", "too_early",
        bilingual("{0} 距通知不足 {1} 个工作日，最早 {2} / the day {0} is less than {1} working days after the notice, "
                  "earliest {2}",
                  minute_text(command.meeting_at), p.notice_working_days, *earliest)));
  if (auto fits = check_office_hours(command.meeting_at, p, context.policies->calendar()); !fits)
    return fail(fits.error());
  if (auto moves = check_moves(interview, command.meeting_at, place); !moves) return fail(moves.error());
  const int minutes = meeting ? meeting->length_minutes : p.meeting_length_minutes;
  if (auto free = check_room(around, {interview.meeting_id, place, command.meeting_at, minutes}, context); !free)
    return fail(free.error());
  const bool put_off =
      is_put_off(*members, command.meeting_at, p.meeting_latest_working_days, context.policies->calendar());
  if (put_off && is_blank(command.reason)) return fail(why_put_off(p.meeting_latest_working_days));
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Meeting>(interview.meeting_id,
                          MeetingMoved{command.meeting_at, place, command.reason, interview.meeting_at},
                          around.parties(interview));
  take_day(decision, around, interview.meeting_id, command.meeting_at);
  InterviewScheduled moved{command.meeting_at, place, command.reason,
                           meeting_deadlines(command.meeting_at, *context.policies, p), put_off};
  for (const auto& member : *members) {
    decision.raise<Interview>(member.id, moved, around.parties(*member.state));
    watch_deadlines(decision, member.id, moved.deadlines, context.now);
    if (is_done(*member.state, Step::explanation)) stop_watching(decision, member.id, Step::explanation);
  }
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
