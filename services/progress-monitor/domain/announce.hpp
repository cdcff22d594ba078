#pragma once
// Announce: which roles hear of a warning or of a step of an interview, and in which words (自动通知). Who that is and
// over which channels: recipients.hpp. Pure.
//
//   yellow warning: entity      red warning: entity, bureau      interview, meeting: entity, bureau, committee
//   the trigger of an interview: also the host, where another organisation answers
//   what the office does or owes before the notice (held back, confirmation): bureau and committee, not the entity
//   what is late: announce_delay.hpp      exit cases: announce_exit.hpp
// The entity 责任主体 is the host, before landing the first-talk owner. Of what ran out on a day it is that of the day,
// as it was known at its end: told late, it hears what it would have heard; whoever answers by now hears it as well.
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/teller.hpp"

namespace luodi::monitor {

struct Announcement {
  std::string about;     // what is told: stable text, part of the notification's id
  std::string occasion;  // "interview_issued"
  std::string project_id;
  std::string interview_id;
  std::string org;  // the responsible entity
  std::string subject;
  std::string text;
  bool to_bureau = false;
  bool to_committee = false;
  bool to_leader = false;
  bool to_finance = false;
  std::string owner;  // organisation that owes it; its accounts are told as well, whatever their role
  std::optional<Invitation> invitation;
  std::string letter;                  // number of the letter of an exit case that its mails carry; empty = none
  std::vector<std::string> also = {};  // organisations that have taken the matter over since; their accounts hear too
};

// A warning, and its stall as it stands by now (nullptr = not known). In the readings that count days or months it
// speaks of those; in half months, or without policies, of its cycle.
// Told when later half months are closed and the stall is over, it says that it is recorded after the fact and what
// came of it.
struct WarningNews {
  std::string project_id;
  const domain::Project* project;
  const domain::WarningRaised* warning;
  const domain::Episode* stall;
};
Announcement announce_warning(const WarningNews& news, const Teller& teller);
// What has happened to an interview: the fact with its data, and how the interview stands now with its meeting (nullptr
// = none). The letter says what the fact said, whatever step is in already when it is written; what an end of the
// interview overtook is not told any more, but for the notice, the minutes and their correction, which are statutory.
// nullopt for that, and for facts that nobody need hear of (unblocked; a move, which the meeting tells).
struct InterviewNews {
  std::string id;
  const Interview* interview;
  const Meeting* meeting;
  std::string fact;
  const codec::Json* data;
  const domain::Project* project = nullptr;  // as it is now, if known
  std::int64_t version = 0;                  // of the interview after this fact: each fact is news of its own
};
std::optional<Announcement> announce_interview(const InterviewNews& news, const Teller& teller);
// A meeting that moved is told once, whatever number of interviews comes to it. `first`: the first of them, if known.
struct MeetingNews {
  std::string id;
  const Meeting* meeting;
  const Interview* first;
  std::string fact;
  const codec::Json* data;
};
std::optional<Announcement> announce_meeting(const MeetingNews& news, const Teller& teller);

// Addresses what ran out by `ran_out_at`, the end of its last day.
void address_entity_of(Announcement& out, const domain::Project& project, Instant ran_out_at);

}  // namespace luodi::monitor
