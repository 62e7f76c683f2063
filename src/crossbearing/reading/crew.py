"""Work done side by side, in processes for which the models are opened once."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from threading import Thread
from typing import Self, TypeVar

from crossbearing.actors import own_lists
from crossbearing.errors import DataError
from crossbearing.model import Reading, Report
from crossbearing.places import open_gazetteer
from crossbearing.settings import Settings

Read = Callable[..., Reading]
"""``reading.read``, or what stands in for it: a function of a module, of a report and ``gazetteer``."""
AHEAD = 4
"""Items given to each process before the first answer is taken: what is in memory stays bounded."""
_OPENED = "crossbearing.reading.opened"
"""The module whose import opens the models."""
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
Item = TypeVar("Item")
Done = TypeVar("Done")
_held: list[Callable[[Report], Reading]] = []
"""In a process of the crew: how it reads, set once as it begins."""
_open = ExitStack()


class Crew:
    """Processes that work side by side: a context manager, whose processes begin when they are first called.

    Worth it from some forty reports: the models are opened anew, and each process holds some 400 MB. On
    Linux one process opens them and the others are its copies; elsewhere each opens them itself.
    """

    def __init__(self, read: Read, settings: Settings) -> None:
        self.workers = settings.workers
        self._begun: list[str] | None = None
        self._starting: Thread | None = None
        self._pool = ProcessPoolExecutor(
            self.workers, _context(), initializer=_begin, initargs=(read, settings)
        )

    def __enter__(self) -> Self:
        return self

    def begin(self) -> None:
        """Begin the processes, if they have not begun: to open the models while other work is done.

        Each has one core, so that none of its libraries starts threads of its own.
        """
        if self._begun is None:
            self._begun = [name for name in _ONE_THREAD if name not in os.environ]
            os.environ.update(dict.fromkeys(self._begun, "1"))
            self._starting = Thread(target=self._start)
            self._starting.start()

    def _start(self) -> None:
        """Have every process begin; until the models are open this waits, so it is done aside.

        What fails here fails again, and is told, when the first item is given out.
        """
        with suppress(OSError, EOFError, RuntimeError):
            for _ in range(self.workers):
                self._pool.submit(_stand_by)

    def __exit__(self, *_: object) -> None:
        """End the processes; what they had not begun is dropped."""
        if self._starting is not None:
            self._starting.join()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for name in self._begun or ():
            os.environ.pop(name, None)

    def read(self, reports: Iterable[Report]) -> Iterator[tuple[Report, Reading]]:
        """Read reports; each with its claims, in the order given.

        Raises ``DataError`` where a process dies, as by want of memory; what was given out before is whole.
        """
        return self.each(_read, reports, lambda report: report.path)

    def each(
        self,
        work: Callable[[Item], Done],
        items: Iterable[Item],
        place: Callable[[Item], str | None] | None = None,
    ) -> Iterator[tuple[Item, Done]]:
        """Do a module's function on items; each with what came of it, in the order given.

        Some items a process are taken ahead of the first answer. Raises ``DataError`` where a process dies,
        naming the ``place`` of the item waited for.
        """
        self.begin()
        if self._starting is not None:
            self._starting.join()
        waiting: deque[tuple[Item, Future[Done]]] = deque()
        try:
            for item in items:
                waiting.append((item, self._pool.submit(work, item)))
                if len(waiting) >= AHEAD * self.workers:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        except (BrokenProcessPool, EOFError, ConnectionError) as error:
            where = place(waiting[0][0]) if waiting and place else None
            raise DataError("a reading process died", where=where, hint="try --workers 1") from error


def _context() -> BaseContext:
    """How processes begin: as copies of one that has opened the models, where that is safe."""
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([_OPENED])
    return context


def _next(waiting: "deque[tuple[Item, Future[Done]]]") -> tuple[Item, Done]:
    item, work = waiting[0]
    found = work.result()
    waiting.popleft()
    return item, found


def _stand_by() -> None:
    """Nothing: a process that has begun is what is wanted."""


def _begin(read: Read, settings: Settings) -> None:
    """Make a process ready: deaf to Ctrl-C, which its parent hears, and with the user's own lists."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _open.enter_context(own_lists(settings.actors))
    gazetteer = open_gazetteer(settings.gazetteers) if settings.gazetteers else None
    _held[:] = [partial(read, gazetteer=gazetteer)]


def _read(report: Report) -> Reading:
    return _held[0](report)
