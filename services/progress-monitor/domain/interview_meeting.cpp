#include "services/progress-monitor/domain/interview_meeting.hpp"

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/interview_opening.hpp"
#include "services/progress-monitor/domain/meeting_room.hpp"

namespace luodi::monitor {

Expected<JoinedMeeting> join_meeting(domain::Decision& decision, const std::string& id, const Interview& interview,
                                     const std::string& document_number, const Around& around,
                                     const policy::Policy& policy, const domain::Context& context) {
  const auto& p = policy.interview;
  const CivilDate today = civil_date(context.now);
  const auto earliest = meeting_time(*context.policies, p, today);
  if (!earliest) return fail(earliest.error());
  // Where the calendar ends before that day, no meeting lies behind it.
  const auto latest = context.policies->calendar().add_working_days(today, p.meeting_latest_working_days);
  const MeetingItem item{id, interview.project_name, document_number};
  auto who = interview.attendees;
  who.insert(who.end(), interview.observers.begin(), interview.observers.end());
  const std::string parties = around.parties(interview);
  for (int number = 1;; ++number) {
    const auto meeting = meeting_id(interview.responsible_org, HalfMonth::of(today), interview.level, number);
    const auto* known = around.meeting ? around.meeting(meeting) : nullptr;
    if (!known) {
      const auto& place = policy.notice.place;
      const auto at = first_free(around, place, *earliest, p, context.policies->calendar());
      if (!at) return fail(at.error());
      decision.raise<Meeting>(
          meeting, MeetingCalled{interview.responsible_org, *at, p.meeting_length_minutes, who, item, place}, parties);
      take_day(decision, around, meeting, *at);
      return JoinedMeeting{meeting, *at, place};
    }
    const CivilDate held_on = civil_date(known->meeting_at);
    const bool in_time = held_on >= civil_date(*earliest) && (!latest || held_on <= *latest);
    if (p.joint_meeting != "same_cycle" || known->state != MeetingState::called || !in_time) continue;
    decision.raise<Meeting>(meeting, MeetingJoined{item}, parties);
    return JoinedMeeting{meeting, known->meeting_at, known->place};
  }
}

std::optional<Instant> meeting_shown(const Interview& interview, Instant now) {
  if (interview.issued_at) return interview.meeting_at;
  const bool plan = interview.state == InterviewState::opened && interview.grace_until &&
                    civil_date(now) <= civil_date(*interview.grace_until);
  return plan ? interview.meeting_at : std::nullopt;
}

namespace {
// The others on the agenda of its meeting.
Expected<std::vector<MeetingMember>> others_of(const std::string& id, const Interview& interview,
                                               const Around& around) {
  std::vector<MeetingMember> out;
  const auto* meeting =
      around.meeting && !interview.meeting_id.empty() ? around.meeting(interview.meeting_id) : nullptr;
  if (!meeting) return out;
  for (const auto& item : meeting->items) {
    if (item.interview_id == id) continue;
    const auto* other = around.interview ? around.interview(item.interview_id) : nullptr;
    if (!other) return fail(ErrorCode::conflict, item.interview_id);
    if (other->meeting_id == interview.meeting_id) out.push_back({item.interview_id, other});
  }
  return out;
}
}  // namespace

Expected<std::vector<MeetingMember>> members_of(const std::string& id, const Interview& interview,
                                                const Around& around) {
  const auto others = others_of(id, interview, around);
  if (!others) return fail(others.error());
  std::vector<MeetingMember> out{{id, &interview}};
  for (const auto& other : *others)
    if (other.state->state == InterviewState::issued) out.push_back(other);
  return out;
}

Expected<std::vector<MeetingMember>> minuted_members_of(const std::string& id, const Interview& interview,
                                                        const Around& around) {
  const auto others = others_of(id, interview, around);
  if (!others) return fail(others.error());
  std::vector<MeetingMember> out{{id, &interview}};
  for (const auto& other : *others) {
    if (!is_done(*other.state, Step::minutes) || other.state->state == InterviewState::withdrawn) continue;
    if (has_ended(*other.state))
      return fail(
          ErrorCode::wrong_state,
          bilingual("同一会议的{0}{1}，纪要不能再更正；请不选整场会议（whole_meeting），只更正本约谈的纪要 / of the "
                    "same meeting {0} is {1}: its minutes are corrected no more; leave whole_meeting out to "
                    "correct those of this interview alone",
                    other.state->document_number, word_of(other.state->state)));
    out.push_back(other);
  }
  return out;
}

Expected<const Interview*> minuted_beside(const std::string& id, const Interview& interview, const Around& around) {
  const auto others = others_of(id, interview, around);
  if (!others) return fail(others.error());
  for (const auto& other : *others)
    if (is_done(*other.state, Step::minutes)) return other.state;
  return nullptr;
}

void drop_ended(domain::Decision& decision, const std::string& id, const Interview& interview, const Around& around) {
  const auto others = others_of(id, interview, around);
  if (!others) return;  // members_of has refused already
  for (const auto& other : *others)
    if (has_ended(*other.state) && !is_done(*other.state, Step::minutes))
      decision.raise<Meeting>(
          interview.meeting_id,
          MeetingLeft{other.id, other.state->state == InterviewState::withdrawn ? other.state->withdrawn_reason
                                                                                : other.state->outcome_reason},
          around.parties(*other.state));
}

void leave_meeting(domain::Decision& decision, const std::string& id, const Interview& interview,
                   const Meeting* meeting, const std::string& reason, const std::string& parties, Instant now) {
  if (interview.state != InterviewState::issued || !meeting) return;
  if (meeting->state != MeetingState::called || meeting->meeting_at <= now) return;
  decision.raise<Meeting>(interview.meeting_id, MeetingLeft{id, reason}, parties);
}

}  // namespace luodi::monitor
