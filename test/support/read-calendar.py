"""Reads calendars with Debian's python3-icalendar and python3-dateutil: a JSON list of texts in, one of readings out.

Each session has its instant twice: by the time zone that this system knows by the name, and by the one in the file.
"""
import json
import sys
from datetime import datetime, timedelta, timezone
from io import StringIO
from zoneinfo import ZoneInfo

from dateutil import tz
from dateutil.rrule import rrulestr
from icalendar import Calendar


def parts(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def naive(value):
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def shown(at, prop, in_file):
    """A day, a time without zone, or the instant by either zone."""
    if not isinstance(prop.dt, datetime):
        return [at.strftime("%Y-%m-%d")] * 2
    if "TZID" not in prop.params:
        return [at.strftime("%Y-%m-%dT%H:%M")] * 2
    name = prop.params["TZID"]
    zones = [ZoneInfo(name), in_file.get(name)]
    return [at.replace(tzinfo=zone).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%MZ") for zone in zones]


def starts(event, until, moved):
    start = naive(event["DTSTART"].dt)
    if "RRULE" not in event:
        return [start]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    left_out = {naive(each.dt) for some in parts(event.get("EXDATE")) for each in some.dts}
    left_out |= {at for uid, at in moved if uid == str(event["UID"])}
    return [at for at in rule.between(start - timedelta(1), until) if at not in left_out]


def read(text, until):
    calendar = Calendar.from_ical(text)
    in_file = tz.tzical(StringIO(text.replace("\r\n", "\n"))) if calendar.walk("VTIMEZONE") else None
    events = [event for event in calendar.walk("VEVENT") if str(event.get("STATUS", "")) != "CANCELLED"]
    moved = {(str(e["UID"]), naive(e["RECURRENCE-ID"].dt)) for e in events if "RECURRENCE-ID" in e}
    sessions = []
    for event in events:
        for at in starts(event, until, moved):
            by_name, by_file = shown(at, event["DTSTART"], in_file)
            sessions.append({"uid": str(event["UID"]), "byName": by_name, "byFile": by_file})
    first = calendar.walk("VEVENT")[0]
    return {
        "sessions": sessions,
        "sequence": int(first["SEQUENCE"]),
        "summary": str(first["SUMMARY"]),
        "location": str(first.get("LOCATION", "")),
        "description": str(first.get("DESCRIPTION", "")),
        "minutes": first["DURATION"].dt.total_seconds() / 60,
        "guests": [[str(each), str(each.params["CN"])] for each in parts(first.get("ATTENDEE"))],
        "alarms": [each["TRIGGER"].dt.total_seconds() / 60 for each in first.walk("VALARM")],
    }


last_day = datetime.fromisoformat(sys.argv[1])
json.dump([read(text, last_day) for text in json.load(sys.stdin)], sys.stdout)
