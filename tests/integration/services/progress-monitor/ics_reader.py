"""Reads the calendar file named on the command line with icalendar, asks it for what RFC 5546 wants of its method (3.2.1,
3.2.2, 3.2.5), and prints what it understood as JSON."""
import datetime
import json
import sys

from icalendar import Calendar

NEEDED = {
    "PUBLISH": {"DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"},
    "REQUEST": {"ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID"},
    "CANCEL": {"ATTENDEE", "DTSTAMP", "ORGANIZER", "SEQUENCE", "UID"},
}

sys.stdout.reconfigure(encoding="utf-8")
with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
events = [c for c in calendar.walk() if c.name == "VEVENT"]
event = events[0]


def utc(name):
    return event[name].dt.astimezone(datetime.timezone.utc).isoformat()


print(json.dumps({
    "method": str(calendar["METHOD"]),
    "events": len(events),
    "missing": sorted(NEEDED[str(calendar["METHOD"])] - set(event.keys())),
    "uid": str(event["UID"]),
    "sequence": int(event["SEQUENCE"]),
    "status": str(event["STATUS"]),
    "summary": str(event["SUMMARY"]),
    "description": str(event["DESCRIPTION"]),
    "location": str(event.get("LOCATION", "")),
    "organizer": str(event["ORGANIZER"]),
    "organizer_name": event["ORGANIZER"].params["CN"],
    "attendee": str(event["ATTENDEE"]),
    "rsvp": event["ATTENDEE"].params["RSVP"],
    "start_utc": utc("DTSTART"),
    "end_utc": utc("DTEND"),
    "zone": event["DTSTART"].params["TZID"],
    "zones": [str(c["TZID"]) for c in calendar.walk() if c.name == "VTIMEZONE"],
    "errors": [str(e) for c in calendar.walk() for e in c.errors],
}, ensure_ascii=False), flush=True)
