#pragma once
// Several projects of one entity share one meeting: a notice joins the meeting that an earlier notice of the same
// dispatch cycle called for the same entity, if that still leaves its own notice_working_days; otherwise it calls one,
// for the first hour from then on at which the place is free (meeting_room).
// Moving it moves every interview on its agenda, in one commit. Pure.
//
// A first and a second interview never share a meeting: other people have to come. `interview.joint_meeting = never`
// gives each notice a meeting of its own.
#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

struct JoinedMeeting {
  std::string id;
  Instant meeting_at;
  std::string place;
};
// Raises the meeting's event; a new meeting is where the policy says. no_calendar where the day of a new meeting cannot
// be computed.
Expected<JoinedMeeting> join_meeting(domain::Decision& decision, const std::string& id, const Interview& interview,
                                     const std::string& document_number, const Around& around,
                                     const policy::Policy& policy, const domain::Context& context);

// The hour that a view shows. Called, it is that of the meeting. Before the notice it is a plan as long as the notice
// may still go out for it: not of one that was held back or has ended, nor once the day after the grace is over.
std::optional<Instant> meeting_shown(const Interview& interview, Instant now);

struct MeetingMember {
  std::string id;
  const Interview* state;
};
// The interviews that come to the meeting and have no minutes yet, the given one first. conflict where one is not known
// here yet: the runner catches up and asks again.
Expected<std::vector<MeetingMember>> members_of(const std::string& id, const Interview& interview,
                                                const Around& around);

// Those of the meeting whose minutes are filed, the given one first. wrong_state where one has ended in between: its
// minutes are corrected no more, and the others would say something else.
Expected<std::vector<MeetingMember>> minuted_members_of(const std::string& id, const Interview& interview,
                                                        const Around& around);

// Another interview of the same meeting whose minutes are filed: it was held. nullptr = none; conflict as above.
Expected<const Interview*> minuted_beside(const std::string& id, const Interview& interview, const Around& around);

// Of a meeting that is called anew: who ended after its hour, without minutes, does not come.
void drop_ended(domain::Decision& decision, const std::string& id, const Interview& interview, const Around& around);

// Takes the interview off the agenda of a meeting that has not begun.
void leave_meeting(domain::Decision& decision, const std::string& id, const Interview& interview,
                   const Meeting* meeting, const std::string& reason, const std::string& parties, Instant now);

}  // namespace luodi::monitor
