"""The main path: files → reports → claims → findings → ledger; one step a line."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from os import fspath
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor, own_lists
from crossbearing.ingest import read_paths
from crossbearing.ledger import Ledger, Part
from crossbearing.model import Copy, Dossier, Findings, Reading, Rejected, Report
from crossbearing.places import open_gazetteer
from crossbearing.provenance import (
    LEAST_SHARED,
    MOST_REPORTS,
    address_key,
    assign_origins,
    find_copies,
    find_versions,
    infer_dates,
    sketch,
    text_key,
)
from crossbearing.reading import Crew, read
from crossbearing.reconcile import find_fellows, find_meetings, name_questions, reconcile_part
from crossbearing.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and of how much (0: not known)."""
Reader = Callable[[Report], Reading]
"""Reads one report by itself."""
Item = TypeVar("Item")
Done = TypeVar("Done")
MANY = 40
"""Reports that pay for the seconds in which a crew's processes open the models."""
_GENERIC_CREDIT = "agencies"
"""A credit that names no agency: "Agencies contributed to this report"."""
_AT_ONCE = 200
"""Reports taken together where each is held against others; what is in memory stays bounded."""
_STALE, _STALE_EACH = 2_000, 500
"""Stale claims taken together, alone or by each process of a crew; with all they meet some thousands."""
_A_LOT = 20
"""Reports that one process of a crew takes together."""
_A_FEW = 20
"""Readings of a crew that are written together: what an interrupted run must read again."""


class Summary(Struct, frozen=True):
    """What a run did: reports read now, met again, refused, kept unread; and the ledger's totals."""

    read: int
    known: int
    rejected: tuple[Rejected, ...]
    unread: tuple[str, ...]
    reports: int
    claims: int
    questions: int
    contested: int
    agreements: int


def add_reports(
    paths: Iterable[str | Path],
    ledger: Ledger,
    *,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read files, folders and records into a ledger and take the bearing on what they can meet.

    Inputs met before are not read again. Refused inputs are listed in the summary, each with its
    reason; the rest goes on. Reports are written whole: stop it at any point and run it again.
    The ledger comes out the same whatever order the reports go in, at once or one by one. One more report
    costs as a rule little more in a large ledger than in a small one (eval/GROWTH.md has the worst, too).
    Raises ``LedgerError`` where the store fails, ``InputError`` for a list of places or actors that
    cannot be used.
    """
    settings = settings or Settings()
    tell = progress or _quiet
    gazetteer = open_gazetteer(settings.gazetteers) if settings.gazetteers else None
    with own_lists(settings.actors), Crew(read, settings) as crew:
        ready = crew.begin if settings.workers > 1 else None
        known, refused = _take_in(paths, ledger, settings, stdin, tell, ready)
        helped = crew if ready and len(ledger.waiting()) >= MANY else None
        read_now = catch_up(ledger, read=partial(read, gazetteer=gazetteer), crew=helped, progress=tell)
    totals = ledger.totals()
    return Summary(
        read=read_now,
        known=known,
        rejected=refused,
        unread=ledger.unread(),
        reports=totals.reports,
        claims=totals.claims,
        questions=totals.questions,
        contested=totals.contested,
        agreements=totals.agreements,
    )


def take_bearing(ledger: Ledger, progress: Progress | None = None, crew: Crew | None = None) -> None:
    """Take the bearing anew wherever a ledger notes that it must be, as after an analyst's judgement."""
    tell = progress or _quiet
    while True:
        _place_claims(ledger, crew)
        parts = _Parts(ledger, _STALE if crew is None else _STALE_EACH)
        for part, findings in _each(_reconciled, parts, crew):
            tell("taking the bearing", 0, 0)
            parts.save(part, findings)
        if not parts.any:
            return


def _reconciled(part: Part) -> Findings:
    return reconcile_part(part.dossier, part.core)


class _Parts:
    """The parts of a ledger on which the bearing is to be taken; what is found on each is saved.

    A part may be saved after others that were read later: the turns that these writes take are not another's.
    """

    def __init__(self, ledger: Ledger, most: int) -> None:
        self.ledger, self.most = ledger, most
        self.any = False
        self._open: set[str] = set()
        self._saved = 0

    def __iter__(self) -> Iterator[Part]:
        while (part := self.ledger.part(self._open, self.most)) is not None:
            self.any = True
            self._open |= part.core
            yield replace(part, turn=part.turn - self._saved)

    def save(self, part: Part, found: Findings) -> None:
        """Save what was found, unless another program changed the ledger: then the part is stale still."""
        alike = self.ledger.alike(part, found)
        named = name_questions([*found.questions, *alike.questions], alike.actors, alike.crowded)
        self._saved += self.ledger.save_part(replace(part, turn=part.turn + self._saved), found, named)
        self._open -= part.core


def _take_in(
    paths: Iterable[str | Path],
    ledger: Ledger,
    settings: Settings,
    stdin: BinaryIO | None,
    tell: Progress,
    many: Callable[[], None] | None,
) -> tuple[int, tuple[Rejected, ...]]:
    """Write every new report, unread, to the ledger; returns how many were met before, and the refused.

    ``many`` is called as soon as so many are new that a crew pays.
    """
    roots = [fspath(path) for path in paths]
    refused: list[Rejected] = []
    known = new = 0
    for n, item in enumerate(read_paths(roots, settings=settings, stdin=stdin), start=1):
        tell("taking in", n, 0)
        if isinstance(item, Rejected):
            refused.append(item)
            continue
        place = item.path or item.url or ""
        met = ledger.met_before(item.sha256)
        report = met.get(place) or next(iter(met.values()), None) or _again(item, ledger)
        if report is None:
            ledger.add(item, None)
        elif place not in met:
            ledger.note_input(item.sha256, place, report)
        known += report is not None
        new += report is None
        if many is not None and new == MANY:
            many()
    ledger.reject(refused, roots)
    return known, tuple(refused)


def _again(item: Report, ledger: Ledger) -> str | None:
    """The id of a report that an input of other bytes (a byte-order mark, another charset) is again.

    What is new in it but its bytes and place, such as a corrected day of publication, makes it new.
    """
    held = ledger.report(item.id)
    if held is None:
        return None
    changed = replace(item, path=held.path, sha256=held.sha256) != _stated(held)
    newer = changed and ((item.path or "") <= (held.path or ""))
    return None if newer else held.id


def catch_up(
    ledger: Ledger, *, read: Reader, crew: Crew | None = None, progress: Progress | None = None
) -> int:
    """Read what waits in a ledger, hold what is new against the rest, until nothing is left to do.

    A ``crew`` works on many side by side. Returns how many reports were read, or found to repeat another. An
    interrupted run goes on where it stood.
    """
    tell = progress or _quiet
    read_now = 0
    while (stale := ledger.stale("text")) or ledger.waiting():
        tell("comparing texts", 0, 0)
        linked = _find_copies(ledger, stale)
        _date(ledger, linked)
        read_now += _sort_versions(ledger, stale)
        read_now += _read_waiting(ledger, read, crew, tell)
        _settle_origins(ledger, linked)
        ledger.done("text", stale)
    take_bearing(ledger, tell, crew)
    return read_now


def _find_copies(ledger: Ledger, stale: list[str]) -> list[str]:
    """Find what was carried between new reports and others; returns all whose copies may have changed."""
    for some in _batches(stale):
        ledger.mark({report.id: _marks(report) for report in ledger.named(some)})
    linked = {*stale, *_sharers(ledger.copies_of(stale))}
    for some in _batches(ledger.common(stale, MOST_REPORTS)):
        pairs = ledger.sharing(some, LEAST_SHARED, MOST_REPORTS)
        linked |= _sharers(ledger.drop_copies(some, pairs))
    for some in _batches(stale):
        pairs = ledger.sharing(some, LEAST_SHARED, MOST_REPORTS)
        reports = ledger.named({report for pair in pairs for report in pair})
        copies = find_copies(reports, _agencies(reports), pairs)
        ledger.save_copies(some, copies)
        linked |= _sharers(copies)
    return sorted(linked)


def _marks(report: Report) -> list[int]:
    """A report's sketch, its text and its address, as numbers that reports have in common."""
    return [*sketch(report), *_keys(report)]


def _keys(report: Report) -> list[int]:
    address = address_key(report)
    told = [f"text {text_key(report)}"] + ([] if address is None else [f"address {address}"])
    hashes = (hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8) for key in told)
    return [int.from_bytes(one.digest(), "big") >> 1 for one in hashes]


def _sharers(copies: Iterable[Copy]) -> set[str]:
    return {passage.report for copy in copies for passage in copy.passages}


def _date(ledger: Ledger, linked: list[str]) -> None:
    """Date the undated reports among some by those that they share passages with."""
    undated = [r for r in ledger.named(linked) if r.published.basis in ("unknown", "inferred")]
    for report in undated:
        near = {report.id, *_sharers(ledger.copies_of([report.id]))}
        copies = [copy for copy in ledger.copies_of(near) if _sharers([copy]) <= near]
        around = [_stated(other) for other in ledger.named(near)]
        dated = {other.id: other for other in infer_dates(around, copies)}[report.id]
        if dated.published != report.published:
            ledger.add(dated, None)


def _stated(report: Report) -> Report:
    """A report without the day that an earlier run inferred: it is inferred anew from all there is now."""
    if report.published.basis != "inferred":
        return report
    return replace(report, published=type(report.published)())


def _sort_versions(ledger: Ledger, stale: list[str]) -> int:
    """Say which reports are others again; returns how many have become so.

    Repeats of another's text are kept without claims of their own.
    """
    again = 0
    for some in _batches(stale):
        keys = {key for report in ledger.named(some) for key in _keys(report)}
        alike = _all_alike(ledger, keys)
        versions = find_versions(alike)
        ledger.save_versions([report.id for report in alike], versions)
        repeats = {v.report for v in versions if v.kind == "same_text"}
        states = ledger.states([report.id for report in alike])
        for report in alike:
            if report.id in repeats and states[report.id] != "repeat":
                ledger.keep_as_repeat(report.id)
                again += 1
            elif report.id not in repeats and states[report.id] == "repeat":
                ledger.add(report, None)
    return again


def _all_alike(ledger: Ledger, keys: set[int]) -> list[Report]:
    """The reports of these texts and addresses, and those of their other texts and addresses."""
    while True:
        reports = ledger.named(ledger.of_marks(keys))
        more = {key for report in reports for key in _keys(report)} - keys
        if not more:
            return reports
        keys = keys | more


def _read_waiting(ledger: Ledger, read: Reader, crew: Crew | None, tell: Progress) -> int:
    """Read every waiting report; a crew's readings are written some at once."""
    queue = ledger.waiting()
    size = 1 if crew is None else _A_FEW
    reports = (report for some in _batches(queue, size) for report in ledger.named(some))
    found = ((report, read(report)) for report in reports) if crew is None else crew.read(reports)
    tell("reading", 0, len(queue))
    done = 0
    while few := list(islice(found, size)):
        ledger.add_all([(_kept(report, reading), reading) for report, reading in few])
        done += len(few)
        tell("reading", done, len(queue))
    return len(queue)


def _kept(report: Report, reading: Reading) -> Report:
    """A report as it is kept: where our code failed on it, unread, and it says so."""
    if reading.fault is None:
        return report
    return replace(report, unread=f"reading it failed, a fault of ours ({reading.fault})")


def _settle_origins(ledger: Ledger, linked: list[str]) -> None:
    """Settle on whose word the carried passages of some reports rest, beside those they share them with."""
    for some in _batches(linked):
        copies = ledger.copies_of(some)
        near = sorted({*some, *_sharers(copies)})
        known = ledger.named(near)
        outlets = {report.id: outlet_actor(report) for report in known}
        credited = [agency_actor(c) for report in known for c in report.credits if c != _GENERIC_CREDIT]
        ledger.save_outlets([*outlets.values(), *credited])
        narrators = {key: actor.id for key, actor in outlets.items()} | _agencies(known)
        among = [copy for copy in ledger.copies_of(near) if _sharers([copy]) <= set(near)]
        read_there = ledger.claims_as_read(near)
        ledger.settle(some, assign_origins(read_there, known, among, narrators, of=frozenset(some)))


def _place_claims(ledger: Ledger, crew: Crew | None) -> None:
    """Say of the claims of changed reports which others they can meet."""
    size = _AT_ONCE if crew is None else _A_LOT
    lots = list(_batches(ledger.stale("meetings"), size))
    alone = (ledger.alone(some) for some in lots)
    for some, (_, meetings) in zip(lots, _each(find_meetings, alone, crew), strict=True):
        ledger.meet(some, meetings)
    lots = list(_batches(ledger.stale("fellows"), size))
    for some, (_, pairs) in zip(lots, _each(_fellows, _beside(ledger, lots), crew), strict=True):
        ledger.join_fellows(some, pairs)


def _beside(ledger: Ledger, lots: list[list[str]]) -> Iterator[tuple[Dossier, frozenset[str]]]:
    """Each lot of reports with those near them, but for lots before it, which were held against it."""
    done: set[str] = set()
    for some in lots:
        yield ledger.alone([*some, *ledger.near(some, done)]), frozenset(some)
        done.update(some)


def _fellows(beside: tuple[Dossier, frozenset[str]]) -> list[tuple[str, str]]:
    return find_fellows(*beside)


def _each(
    work: Callable[[Item], Done], items: Iterable[Item], crew: Crew | None
) -> Iterator[tuple[Item, Done]]:
    """Work done on items, side by side where there is a crew."""
    return ((item, work(item)) for item in items) if crew is None else crew.each(work, items)


def _batches(ids: list[str], size: int = _AT_ONCE) -> Iterator[list[str]]:
    return (ids[n : n + size] for n in range(0, len(ids), size))


def _agencies(reports: Iterable[Report]) -> dict[str, str]:
    """The agency whose text a report says it is, where it names just one."""
    single = {report.id: report.credits[0] for report in reports if len(report.credits) == 1}
    return {key: agency_actor(name).id for key, name in single.items() if name != _GENERIC_CREDIT}


def _quiet(stage: str, done: int, total: int) -> None:
    """No one is watching."""
