"""Measure the whole reading: real reports, from a cold start to a ledger on which the bearing is taken.

Usage: python -m eval.whole_eval [--shared DIR] [--reports N] [--workers N] [--times N]

Runs ``crossbearing add`` as a user does, in a process of its own with its crew, and prints words a second,
start and end included, and the highest memory of the process and of the largest of its crew.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from eval.domain import SHARED

REPORTS, WORKERS, TIMES = 260, 2, 4
"""Several runs, each told: a machine shared with others slows any of them by up to half."""
_TICK = 0.1


def measure(reports: list[str], workers: int) -> tuple[float, float]:
    """Seconds from start to end, and megabytes of the largest process; raises RuntimeError where it fails.

    What the processes hold is read some times a second from ``/proc``: zero where there is none.
    """
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "log.txt", "w+") as log:
        source = Path(folder) / "reports.jsonl"
        source.write_text("".join(reports), encoding="utf-8")
        program = [sys.executable, "-m", "crossbearing.cli", "add", str(source)]
        command = [*program, "--ledger", str(Path(folder) / "l.db"), "--workers", str(workers)]
        began = time.perf_counter()
        running = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        largest = 0.0
        while running.poll() is None:
            largest = max([largest, *_megabytes(running.pid)])
            time.sleep(_TICK)
        seconds = time.perf_counter() - began
        log.seek(0)
        if running.returncode:
            raise RuntimeError(log.read().strip()[-400:])
    return seconds, largest


def _megabytes(session: int) -> Iterator[float]:
    """The most memory that each process of a session has held so far."""
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            held = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            if held and os.getsid(int(status.parent.name)) == session:
                yield int(held[1]) / 1024


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    path = options.shared / "corpora" / "syria-news" / "reports.jsonl"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)[: options.reports]
    words = sum(len(json.loads(row)["text"].split()) for row in rows)
    runs = [measure(rows, options.workers) for _ in range(options.times)]
    seconds = min(taken for taken, _ in runs)
    told = ", ".join(f"{taken:.1f}" for taken, _ in runs)
    sys.stdout.write(
        f"runs by {options.workers} processes on {os.cpu_count()} cores, seconds: {told}\n"
        f"{len(rows)} reports, {words} words in {seconds:.1f} s at best, "
        f"start included: {words / seconds:.0f} words a second\n"
        f"largest process {max(held for _, held in runs):.0f} MB\n"
    )


if __name__ == "__main__":
    main()
