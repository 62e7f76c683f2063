"""Reports read side by side, in processes that each open the models once."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing import get_context

from crossbearing.actors import own_lists
from crossbearing.errors import DataError
from crossbearing.model import Reading, Report
from crossbearing.places import open_gazetteer
from crossbearing.settings import Settings

Read = Callable[..., Reading]
"""``reading.read``, or what stands in for it: a function of a module, of a report and ``gazetteer``."""
AHEAD = 4
"""Reports given to each process before the first answer is taken: what is in memory stays bounded."""
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_held: list[Callable[[Report], Reading]] = []
"""In a process of the crew: how it reads, set once as it begins."""
_open = ExitStack()


def read_aside(reports: Iterable[Report], read: Read, settings: Settings) -> Iterator[tuple[Report, Reading]]:
    """Read reports in ``settings.workers`` processes; each with its claims, in the order given.

    Worth it from some forty reports: every process loads the models anew, and holds some 400 MB. Raises
    ``DataError`` where a process dies, as by want of memory; what was given out before is whole.
    """
    waiting: deque[tuple[Report, Future[Reading]]] = deque()
    with _pool(read, settings) as pool:
        try:
            for report in reports:
                waiting.append((report, pool.submit(_read, report)))
                if len(waiting) >= AHEAD * settings.workers:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        except BrokenProcessPool as error:
            where = waiting[0][0].path if waiting else None
            raise DataError("a reading process died", where=where, hint="try --workers 1") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _next(waiting: deque[tuple[Report, Future[Reading]]]) -> tuple[Report, Reading]:
    report, reading = waiting[0]
    found = reading.result()
    waiting.popleft()
    return report, found


@contextmanager
def _pool(read: Read, settings: Settings) -> Iterator[ProcessPoolExecutor]:
    """Processes begun afresh; each has one core, so that none of its libraries starts threads of its own."""
    missing = [name for name in _ONE_THREAD if name not in os.environ]
    os.environ.update(dict.fromkeys(missing, "1"))
    try:
        with ProcessPoolExecutor(
            settings.workers, get_context("spawn"), initializer=_begin, initargs=(read, settings)
        ) as pool:
            yield pool
    finally:
        for name in missing:
            os.environ.pop(name, None)


def _begin(read: Read, settings: Settings) -> None:
    """Make a process ready: deaf to Ctrl-C, which its parent hears, and with the user's own lists."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _open.enter_context(own_lists(settings.actors))
    gazetteer = open_gazetteer(settings.gazetteers) if settings.gazetteers else None
    _held[:] = [partial(read, gazetteer=gazetteer)]


def _read(report: Report) -> Reading:
    return _held[0](report)
