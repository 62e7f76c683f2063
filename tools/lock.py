"""Pin every dependency with its hashes into locks/, naming no registry host (`make lock`)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [
    sys.executable,
    "-m",
    "piptools",
    "compile",
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
]


def main() -> int:
    """Compile locks/run.in and locks/dev.in; returns the exit code."""
    for name in ("run", "dev"):
        target = ROOT / "locks" / f"{name}.txt"
        source = ROOT / "locks" / f"{name}.in"
        done = subprocess.run([*COMMAND, "-o", str(target), str(source)], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
