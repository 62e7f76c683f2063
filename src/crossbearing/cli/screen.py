"""Standard output, standard error and the progress line."""

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from crossbearing.cli import gate
from crossbearing.errors import OutputError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def out(text: str) -> None:
    """Print text to standard output, as it is, with one line end."""
    plain((text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace"))


def plain(data: bytes) -> None:
    """Write bytes to standard output, as they are.

    A reader that has gone (``| head``) ends the program quietly; raises ``OutputError`` where the bytes
    cannot be written, ``ProtectionError`` where they hold a protected name.
    """
    gate.passed(data, "standard output")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or str(error)
        raise OutputError(reason, where="standard output", hint="is there space?") from error


def err(text: str) -> None:
    """Print one line to standard error: protected names as labels, control characters shown, not obeyed."""
    safe = "".join(c if c.isprintable() else repr(c)[1:-1] for c in gate.told(text))
    try:
        sys.stderr.write(safe + "\n")
        sys.stderr.flush()
    except OSError:
        return


class Watch:
    """A progress line on standard error, shown only on a terminal."""

    def __init__(self) -> None:
        self.bar: Progress | None = None
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; a total of 0 is not known."""
        if self.bar is None:
            return
        if stage not in self.tasks:
            self.tasks[stage] = self.bar.add_task(stage, total=total or None)
        self.bar.update(self.tasks[stage], completed=done, total=total or None)
