// Moving the meeting of an interview: when it may be, where, and who has to give a reason.
#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/code_point.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/domain/meeting_room.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;

namespace {
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

tl::unexpected<Error> bad_time(std::string code, const std::string& zh, const std::string& en) {
  return fail(domain::field_fault("/meeting_at", std::move(code), zh + " / " + en));
}

// Whoever is called for an earlier day than they were told needs the time of a notice from today on.
Expected<void> check_early(const Interview& interview, Instant to, CivilDate earliest,
                           const policy::InterviewParameters& p, const Context& context) {
  const CivilDate today = civil_date(context.now);
  const auto told_anew = context.policies->calendar().add_working_days(today, p.notice_working_days);
  const bool brought_forward = interview.meeting_at && to < *interview.meeting_at;
  if (brought_forward && !told_anew) return fail(told_anew.error());
  if (brought_forward && *told_anew >= earliest && civil_date(to) < *told_anew)
    return fail(domain::field_fault(
        "/meeting_at", "too_early",
        bilingual(
            "{0} 早于原定的 {3}：提前召开的，距改期之日至少 {1} 个工作日，最早 {2} / the time {0} is earlier than "
            "{3}, which was told: a meeting is brought forward to at least {1} working days after the day of the "
            "move, earliest {2}",
            minute_text(to), p.notice_working_days, *told_anew, minute_text(*interview.meeting_at))));
  if (civil_date(to) < earliest)
    return fail(domain::field_fault(
        "/meeting_at", "too_early",
        bilingual("{0} 距通知不足 {1} 个工作日，最早 {2} / the day {0} is less than {1} working days after the notice, "
                  "earliest {2}",
                  minute_text(to), p.notice_working_days, earliest)));
  if (to <= context.now)
    return fail(domain::field_fault("/meeting_at", "too_early",
                                    bilingual("{0} 已经过去，现为 {1} / the time {0} is over, it is {1} now",
                                              minute_text(to), minute_text(context.now))));
  return {};
}

// A meeting is told to the minute: what lies between two is no hour that anybody reads.
Expected<void> check_minute(Instant at) {
  if (at.ms() % k_minute_ms == 0) return {};
  return fail(domain::field_fault(
      "/meeting_at", "not_a_minute",
      bilingual("时间精确到分，不带秒：{0} / to the minute, without seconds: {0}", minute_text(at))));
}

// A place is a line of a letter, of a calendar, of a table.
Expected<void> check_place(std::string_view place) {
  for (const std::string_view end : {"\n", "\r", "\u2028", "\u2029"})
    if (place.find(end) != std::string_view::npos)
      return fail(domain::field_fault("/place", "line_break",
                                      "地点写在一行内，不得换行 / a place is one line, without line breaks"));
  return {};
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
  if (!*works) {
    const std::string zh = day.str() + "不是工作日", en = "not a working day: " + day.str();
    const auto next = calendar.working_day_on_or_after(day);  // none where the next year is not published
    if (!next) return bad_time("not_working_day", zh, en);
    return bad_time("not_working_day", zh + "，其后的工作日为" + next->str(), en + ", the next one is " + next->str());
  }
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

// Its hour has passed: it is called anew only where it was not held, and that is said.
Expected<void> check_not_held(const std::string& id, const Interview& interview, const Schedule& command,
                              const Around& around) {
  const auto minuted = minuted_beside(id, interview, around);
  if (!minuted) return fail(minuted.error());
  if (*minuted)
    return fail(ErrorCode::wrong_state,
                bilingual("约谈已于{0}召开，{1}的纪要已登记；请登记本约谈的纪要 / the meeting was held at {0}, the "
                          "minutes of {1} are filed: file those of this interview",
                          minute_text(*interview.meeting_at), (*minuted)->document_number));
  if (!is_blank(command.reason)) return {};
  return fail(domain::reason_needed(
      "/reason", {"约谈未按期召开、另定时间的", "calling a meeting anew that was not held at its hour"},
      k_longest_schedule_reason));
}
}  // namespace

Expected<Decision> decide_schedule(const std::string& id, const Interview& interview, const Schedule& command,
                                   const Around& around, const Context& context) {
  if (auto may = check_interview(interview, InterviewCommand::schedule, false, context); !may) return fail(may.error());
  const bool not_held = interview.meeting_at && *interview.meeting_at <= context.now;
  if (not_held)
    if (auto missed = check_not_held(id, interview, command, around); !missed) return fail(missed.error());
  if (auto line = check_place(command.place); !line) return fail(line.error());
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
  if (auto exact = check_minute(command.meeting_at); !exact) return fail(exact.error());
  if (auto late = check_early(interview, command.meeting_at, *earliest, p, context); !late) return fail(late.error());
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
  const auto told_not_held = not_held ? std::optional(true) : std::nullopt;
  if (not_held) drop_ended(decision, id, interview, around);
  decision.raise<Meeting>(interview.meeting_id,
                          MeetingMoved{command.meeting_at, place, command.reason, interview.meeting_at, told_not_held},
                          around.parties(interview));
  take_day(decision, around, interview.meeting_id, command.meeting_at);
  InterviewScheduled moved{command.meeting_at,
                           place,
                           command.reason,
                           meeting_deadlines(command.meeting_at, context.now, *context.policies, p),
                           put_off,
                           told_not_held};
  for (const auto& member : *members) {
    decision.raise<Interview>(member.id, moved, around.parties(*member.state));
    watch_deadlines(decision, member.id, moved.deadlines, context.now);
    if (is_done(*member.state, Step::explanation)) stop_watching(decision, member.id, Step::explanation);
  }
  return decision;
}

}  // namespace luodi::monitor
