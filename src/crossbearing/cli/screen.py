"""Standard output, standard error and the progress line."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


def out(text: str) -> None:
    """Print a line to standard output, as it is."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def plain(data: bytes) -> None:
    """Write bytes to standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def err(text: str) -> None:
    """Print one line to standard error; control characters of a hostile name are shown, not obeyed."""
    safe = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    sys.stderr.write(safe + "\n")


class Watch:
    """A progress line on standard error, shown only on a terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; a total of 0 is not known."""
        if stage not in self.tasks:
            self.tasks[stage] = self.bar.add_task(stage, total=total or None)
        self.bar.update(self.tasks[stage], completed=done, total=total or None)
