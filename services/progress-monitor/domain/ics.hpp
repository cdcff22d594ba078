#pragma once
// Writes a calendar invitation (RFC 5545 with RFC 5546 methods): CRLF, lines folded at 75 octets without splitting a
// UTF-8 character, text escaped, VTIMEZONE Asia/Shanghai, stable UID, rising SEQUENCE. The same invitation gives the
// same bytes. Pure.
//
//   std::string calendar = write_ics(invitation, organizer, "mailto:park@example.org");
#include <string>
#include <string_view>

#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/notification.hpp"

namespace luodi::monitor {

struct Organizer {
  std::string name;
  std::string address;  // e-mail
};

std::string write_ics(const Invitation& invitation, const Organizer& organizer, std::string_view attendee);

// What the interview looks like as an invitation: REQUEST and TENTATIVE while opened or held back, CONFIRMED once
// issued, CANCEL when withdrawn. nullopt without a meeting time. `stamp` is when it was written.
std::optional<Invitation> invitation_of(const std::string& id, const Interview& interview, Instant stamp,
                                        std::string_view uid_domain);

// One content line, folded, with its CRLF.
std::string fold_line(std::string_view line);

}  // namespace luodi::monitor
