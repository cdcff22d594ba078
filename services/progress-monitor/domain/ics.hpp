#pragma once
// Writes a calendar invitation (RFC 5545 with RFC 5546 methods): CRLF, lines folded at 75 octets without splitting a
// UTF-8 character, text escaped, VTIMEZONE Asia/Shanghai, stable UID, rising SEQUENCE. The same invitation gives the
// same bytes. Pure.
//
//   std::string calendar = write_ics(invitation, organizer, "mailto:park@example.org");
#include <string>
#include <string_view>

#include "services/progress-monitor/domain/meeting.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/teller.hpp"

namespace luodi::monitor {

struct Organizer {
  std::string name;
  std::string address;  // e-mail
};

std::string write_ics(const Invitation& invitation, const Organizer& organizer, std::string_view attendee);

// What the meeting looks like as an invitation: one VEVENT for all interviews on its agenda. REQUEST while it is
// called, CANCEL once it is not. There is none before a notice: a date that may still be held back is told in words,
// not put into calendars.
Invitation invitation_of(const std::string& id, const Meeting& meeting, const Teller& teller);

// One content line, folded, with its CRLF.
std::string fold_line(std::string_view line);

}  // namespace luodi::monitor
