"""Reads the calendar file named on the command line with icalendar and prints what it understood as JSON."""
import json
import sys

from icalendar import Calendar

sys.stdout.reconfigure(encoding="utf-8")
with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
event = [c for c in calendar.walk() if c.name == "VEVENT"][0]
start = event["DTSTART"].dt
print(json.dumps({
    "method": str(calendar["METHOD"]),
    "uid": str(event["UID"]),
    "sequence": int(event["SEQUENCE"]),
    "status": str(event["STATUS"]),
    "summary": str(event["SUMMARY"]),
    "description": str(event["DESCRIPTION"]),
    "location": str(event["LOCATION"]),
    "organizer": str(event["ORGANIZER"]),
    "organizer_name": event["ORGANIZER"].params["CN"],
    "attendee": str(event["ATTENDEE"]),
    "rsvp": event["ATTENDEE"].params["RSVP"],
    "start_utc": start.astimezone(__import__("datetime").timezone.utc).isoformat(),
    "zone": event["DTSTART"].params["TZID"],
    "zones": [str(c["TZID"]) for c in calendar.walk() if c.name == "VTIMEZONE"],
    "errors": [str(e) for c in calendar.walk() for e in c.errors],
}, ensure_ascii=False), flush=True)
