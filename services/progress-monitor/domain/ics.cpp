#include "services/progress-monitor/domain/ics.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_octets = 75;  // RFC 5545 3.1, without the line break

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',')
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
      out += c;
  }
  return out;
}
// A parameter value: no quotes, no control characters; always quoted.
std::string quoted_parameter(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    if (c != '"' && static_cast<unsigned char>(c) >= 0x20) out += c;
  return out + "\"";
}
// A calendar address must not start a new property.
std::string address(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (static_cast<unsigned char>(c) > 0x20 && c != '"') out += c;
  return out;
}

std::string compact(std::string_view rfc3339) {  // "2022-08-05T09:30:00+08:00" -> "20220805T093000"
  std::string out;
  for (const char c : rfc3339.substr(0, 19))
    if (c != '-' && c != ':') out += c;
  return out;
}
std::string local(Instant at) {
  return compact(at.str());
}
std::string utc(Instant at) {
  constexpr std::int64_t k_east_ms = 8 * k_hour_ms;  // str() writes +08:00
  return compact(at.plus_ms(-k_east_ms).str()) + "Z";
}
}  // namespace

std::string fold_line(std::string_view line) {
  std::string out;
  std::size_t room = k_octets;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && continues_character(line[cut]))
      --cut;
    out.append(line.substr(0, cut));
    out += "\r\n ";
    line.remove_prefix(cut);
    room = k_octets - 1;  // the leading space counts
  }
  out.append(line);
  return out + "\r\n";
}

std::string write_ics(const Invitation& invitation, const Organizer& organizer, std::string_view attendee) {
  std::string out;
  auto line = [&](const std::string& text) { out += fold_line(text); };
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//Luodi//progress-monitor//ZH");
  line("CALSCALE:GREGORIAN");
  line("METHOD:" + invitation.method);
  line("BEGIN:VTIMEZONE");
  line("TZID:Asia/Shanghai");
  line("BEGIN:STANDARD");
  line("DTSTART:19910915T000000");  // one offset since the end of daylight saving
  line("TZOFFSETFROM:+0800");
  line("TZOFFSETTO:+0800");
  line("TZNAME:CST");
  line("END:STANDARD");
  line("END:VTIMEZONE");
  line("BEGIN:VEVENT");
  line("UID:" + escaped(invitation.uid));
  line("SEQUENCE:" + std::to_string(invitation.sequence));
  line("DTSTAMP:" + utc(invitation.stamp));
  line("DTSTART;TZID=Asia/Shanghai:" + local(invitation.start));
  line("DTEND;TZID=Asia/Shanghai:" + local(invitation.start.plus_ms(invitation.minutes * k_minute_ms)));
  line("SUMMARY:" + escaped(invitation.summary));
  if (!invitation.description.empty()) line("DESCRIPTION:" + escaped(invitation.description));
  if (!invitation.location.empty()) line("LOCATION:" + escaped(invitation.location));
  line("STATUS:" + invitation.status);
  if (!organizer.address.empty())
    line("ORGANIZER;CN=" + quoted_parameter(organizer.name) + ":mailto:" + address(organizer.address));
  if (!attendee.empty())
    line("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:" + address(attendee));
  line("TRANSP:OPAQUE");
  line("END:VEVENT");
  line("END:VCALENDAR");
  return out;
}

Invitation invitation_of(const std::string& id, const Meeting& meeting, const Teller& teller) {
  const bool called = meeting.state == MeetingState::called;
  const std::string entity = teller.names.of(meeting.org);
  Invitation invitation;
  invitation.uid = id + "@" + teller.uid_domain;
  invitation.sequence = meeting.sequence;
  invitation.method = called ? "REQUEST" : "CANCEL";
  invitation.status = called ? "CONFIRMED" : "CANCELLED";
  invitation.stamp = teller.now;
  invitation.start = meeting.meeting_at;
  invitation.minutes = meeting.length_minutes;
  const std::string first = meeting.items.empty() ? entity : meeting.items.front().project_name;
  const std::string others =
      meeting.items.size() > 1 ? "等" + std::to_string(meeting.items.size()) + "个项目" : std::string();
  invitation.summary = "约谈：" + first + others;
  invitation.description = "被约谈单位：" + entity + "\n" + agenda_of(meeting);
  for (std::size_t i = 0; i < meeting.attendees.size(); ++i)
    invitation.description += (i ? "、" : "\n参加人员：") + meeting.attendees[i];
  invitation.description += "\nInterview with " + entity + ", " + std::to_string(meeting.items.size()) +
                            (meeting.items.size() == 1 ? " project" : " projects");
  invitation.location = meeting.place;
  return invitation;
}

}  // namespace luodi::monitor
