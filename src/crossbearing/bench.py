"""Reports and words a second by stage, and peak memory: the figures that `crossbearing bench` prints."""

import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from crossbearing.brief import compose, render_html
from crossbearing.errors import InputError
from crossbearing.ingest import read_paths
from crossbearing.ledger import Ledger
from crossbearing.model import Report
from crossbearing.reading import parse, read
from crossbearing.run import add_reports
from crossbearing.settings import Settings

Stages = dict[str, dict[str, float]]


def measure(paths: Iterable[str | Path]) -> Stages:
    """Run the stages one after the other over the same reports.

    Seconds, reports a second and words a second; ``peak_mb`` is the process's highest resident memory
    up to the end of that stage. "start" is loading the parser, once a process. Raises ``InputError``
    where there is no report to read.
    """
    places = list(paths)
    stages: Stages = {}
    began = time.perf_counter()
    reports = [r for r in read_paths(places, settings=Settings()) if isinstance(r, Report)]
    if not reports:
        raise InputError("nothing could be read", where=", ".join(map(str, places)), hint="give reports")
    words = sum(len(report.text.split()) for report in reports)
    _note(stages, "ingest", began, len(reports), words)
    began = time.perf_counter()
    parse(reports[0])
    _note(stages, "start", began, 0, 0)
    began = time.perf_counter()
    for report in reports:
        parse(report)
    _note(stages, "parse", began, len(reports), words)
    began = time.perf_counter()
    for report in reports:
        read(report)
    _note(stages, "read (parse included)", began, len(reports), words)
    with Ledger.open(":memory:") as ledger:
        began = time.perf_counter()
        add_reports(places, ledger)
        _note(stages, "main path", began, len(reports), words)
        began = time.perf_counter()
        dossier = ledger.dossier()
        render_html(compose(dossier), dossier)
        _note(stages, "brief", began, len(reports), words)
    return stages


def _note(stages: Stages, name: str, began: float, reports: int, words: int) -> None:
    seconds = max(time.perf_counter() - began, 1e-9)
    stages[name] = {
        "seconds": seconds,
        "reports_per_s": reports / seconds,
        "words_per_s": words / seconds,
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
