"""A year of reminders with python-dateutil: the same recurrences, each instant as seconds since the epoch.

What it makes of hours that the wall jumps over is counted once, before the rounds, and written beside the task.
"""

import importlib.metadata
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

from dateutil.rrule import DAILY, rrule
from rounds import serve

reset_tzpath([])  # The pinned tzdata of PyPI, the release our own zone data is of, and not this computer's.
folder = Path(sys.argv[1])
task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
zone = ZoneInfo(task["zone"])
until = datetime.combine(date.fromisoformat(task["until"]), time(23), zone)
recurrences = [(date.fromisoformat(first), days) for first, days in task["recurrences"]]


def work():
    total = count = 0
    for first, days in recurrences:
        start = datetime.combine(first, time(task["hour"]), zone)
        for instant in rrule(DAILY, interval=days, dtstart=start, until=until):
            total += int(instant.timestamp())
            count += 1
    return [total, count]


def in_gap(name, day, hour):
    """What a daily rule that began a week before makes of the day itself."""
    day, there = date.fromisoformat(day), ZoneInfo(name)
    start = datetime.combine(day - timedelta(days=7), time(hour), there)
    for instant in rrule(DAILY, dtstart=start, count=9):
        if instant.date() == day:
            return int(instant.timestamp())
    return None


if work() != task["sum"]:
    sys.exit("python-dateutil plans another year")
wrong = sum(in_gap(name, day, hour) != right for name, day, hour, right in task["gaps"])
(folder / "wrong.txt").write_text(str(wrong), encoding="utf-8")
versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("python-dateutil", "tzdata"))
serve(versions, work)
