"""Measure the whole reading: real reports, from a cold start to a ledger on which the bearing is taken.

Usage: python -m eval.whole_eval [--shared DIR] [--reports N] [--workers N]

Runs ``crossbearing add`` as a user does, in a process of its own with its crew, and prints words a second,
start and end included, and the highest memory of the process and of the largest of its crew.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from eval.domain import SHARED

REPORTS, WORKERS = 260, 2


def measure(reports: list[str], workers: int) -> tuple[float, float]:
    """Seconds from start to end, and megabytes of the largest process; raises RuntimeError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_text("".join(reports), encoding="utf-8")
        program = [sys.executable, "-m", "crossbearing.cli", "add", str(source)]
        command = [*program, "--ledger", str(Path(folder) / "l.db"), "--workers", str(workers)]
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-400:])
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    options = parser.parse_args()
    path = options.shared / "corpora" / "syria-news" / "reports.jsonl"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)[: options.reports]
    words = sum(len(json.loads(row)["text"].split()) for row in rows)
    seconds, memory = measure(rows, options.workers)
    sys.stdout.write(
        f"{len(rows)} reports, {words} words in {seconds:.1f} s by {options.workers} processes, "
        f"start included: {words / seconds:.0f} words a second\nlargest process {memory:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
