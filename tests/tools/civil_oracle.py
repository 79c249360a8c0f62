"""What Python's zoneinfo makes of every hour around every change of offset, as an oracle for `civil_instant`.

    python3 civil_oracle.py full|compact ZONEINFO < names of zones, one a line

ZONEINFO is a folder with the very files of our own zone data. Every hour of the day
before a change, its day and the day after, 2024 to 2037. `full`: "zone date hour seconds" a line, the instant in
seconds since the epoch. `compact`: "zone changes digest" a line, for zones that change; the digest is over the zone's
full lines.
"""

import hashlib
import sys
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone

FIRST, LAST = date(2024, 1, 1), date(2037, 12, 31)
MINUTE = timedelta(minutes=1)


def offset(zone, day):
    """The offset of a zone at midnight UTC."""
    return datetime.combine(day, time(), timezone.utc).astimezone(zone).utcoffset()


def changes(zone):
    """The days (by UTC) in which the offset changes."""
    day, before = FIRST, offset(zone, FIRST)
    while day < LAST:
        after = offset(zone, day + timedelta(days=1))
        if after != before:
            yield day
        day, before = day + timedelta(days=1), after


def instant(zone, wall):
    """The first instant at which the wall shows this minute, or the first minute after it that the wall shows."""
    while True:
        found = []
        for fold in (0, 1):
            aware = wall.replace(tzinfo=zone, fold=fold)
            utc = aware.astimezone(timezone.utc)
            if utc.astimezone(zone).replace(tzinfo=None) == wall:
                found.append(int(utc.timestamp()))
        if found:
            return min(found)
        wall += MINUTE


def lines(name, zone, days):
    for day in days:
        for near in (-1, 0, 1):
            asked = day + timedelta(days=near)
            for hour in range(24):
                yield f"{name} {asked} {hour} {instant(zone, datetime.combine(asked, time(hour)))}\n"


def main():
    form, folder = sys.argv[1:]
    zoneinfo.reset_tzpath([folder])
    for name in sys.stdin.read().split():
        zone = zoneinfo.ZoneInfo(name)
        days = list(changes(zone))
        if not days:
            continue
        text = "".join(lines(name, zone, days))
        if form == "full":
            sys.stdout.write(text)
        else:
            print(name, len(days), hashlib.sha256(text.encode()).hexdigest()[:16])


main()
