"""Runs the command line as a user does, in this process, with everything it printed and its exit code."""

import contextlib
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from crossbearing.cli import main


class Done(Struct, frozen=True):
    """What a run of the program left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output as JSON."""
        return msgspec.json.decode(self.out)


def run(*arguments: str | Path, stdin: bytes = b"") -> Done:
    """Run ``crossbearing ARGUMENTS``; no traceback is ever let through."""
    out, err = _stream(), _stream()
    given = io.TextIOWrapper(io.BytesIO(stdin))
    before = (sys.argv, sys.stdin)
    code = 0
    try:
        sys.argv, sys.stdin = ["crossbearing", *map(str, arguments)], given
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.argv, sys.stdin = before
    done = Done(code, _text(out), _text(err))
    assert "Traceback" not in done.out + done.err
    assert "a fault of ours" not in done.err, done.err
    return done


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw: Sequence[int] = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return bytes(raw).decode()


def one_line(done: Done, code: int) -> str:
    """The one line of a failure."""
    assert done.code == code, done
    [line] = done.err.splitlines()
    return line
