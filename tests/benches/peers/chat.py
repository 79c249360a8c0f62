"""Cuts an exported chat into messages with Python's re: date, time, sender and text, further lines joined."""

import re
import sys
from datetime import datetime
from pathlib import Path

from rounds import serve

path = Path(sys.argv[1])
HEADER = re.compile(r"(\d{1,2}/\d{1,2}/\d{2,4}),? (\d{1,2}:\d{2})(?:[ \u202f]([ap]\.? ?m\.?))? - (?:([^:]+): )?(.*)")


def work():
    messages = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            header = HEADER.match(line)
            if header:
                when = datetime.strptime(f"{header[1]} {header[2]}", "%d/%m/%Y %H:%M")
                messages.append([when, number, header[4], header[5]])
            elif messages:
                messages[-1][3] += line
    assert len(messages) == 100_000


serve("re of its standard library", work)
