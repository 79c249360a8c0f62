"""What every peer does: say who it is, then the same work once for each line it is sent, and answer with its seconds."""

import platform
import sys
import time


def serve(versions, work):
    print(f"Python {platform.python_version()}, {versions}", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        work()
        print(time.perf_counter() - start, flush=True)
