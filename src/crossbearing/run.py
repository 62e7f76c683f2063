"""The main path: files → reports → claims → findings → ledger; one step a line."""

from collections.abc import Callable, Iterable
from os import fspath
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor, own_lists
from crossbearing.ingest import read_paths
from crossbearing.ledger import Ledger
from crossbearing.model import Actor, Copy, Rejected, Report, Version
from crossbearing.places import Gazetteer, open_gazetteer
from crossbearing.provenance import assign_origins, find_copies, find_versions, infer_dates
from crossbearing.reading import read
from crossbearing.reconcile import reconcile
from crossbearing.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and of how much (0: not known)."""
_GENERIC_CREDIT = "agencies"
"""A credit that names no agency: "Agencies contributed to this report"."""


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
    """Read files, folders and records into a ledger and take the bearing anew.

    Inputs met before are not read again. Refused inputs are listed in the summary, each with its
    reason; the rest goes on. Every report is one transaction: stop it at any point and run it again.
    The ledger comes out the same whatever order the reports go in, at once or one by one.
    Raises ``LedgerError`` where the store fails, ``InputError`` for a list of places or actors that
    cannot be used.
    """
    settings = settings or Settings()
    tell = progress or _quiet
    gazetteer = open_gazetteer(settings.gazetteers) if settings.gazetteers else None
    with own_lists(settings.actors):
        known, refused = _take_in(paths, ledger, settings, stdin, tell)
        read_now, seen = 0, None
        while seen != (held := ledger.states().keys()):  # again, if another program added reports meanwhile
            seen = held
            copies = _link_reports(ledger, tell)
            read_now += _read_waiting(ledger, gazetteer, tell)
            unread = _take_bearing(ledger, copies, tell)
    totals = ledger.totals()
    return Summary(
        read=read_now,
        known=known,
        rejected=refused,
        unread=unread,
        reports=totals.reports,
        claims=totals.claims,
        questions=totals.questions,
        contested=totals.contested,
        agreements=totals.agreements,
    )


def _take_in(
    paths: Iterable[str | Path], ledger: Ledger, settings: Settings, stdin: BinaryIO | None, tell: Progress
) -> tuple[int, tuple[Rejected, ...]]:
    """Write every new report, unread, to the ledger; returns how many were met before, and the refused."""
    roots = [fspath(path) for path in paths]
    inputs = ledger.known_inputs()
    met = set(ledger.inputs())
    refused: list[Rejected] = []
    known = 0
    for n, item in enumerate(read_paths(roots, settings=settings, stdin=stdin), start=1):
        tell("taking in", n, 0)
        if isinstance(item, Rejected):
            refused.append(item)
            continue
        report = inputs.get(item.sha256) or _again(item, ledger)
        place = item.path or item.url or ""
        if report is None:
            ledger.add(item, None)
        elif (report, place) not in met or item.sha256 not in inputs:
            ledger.note_input(item.sha256, place, report)
        known += report is not None
        inputs[item.sha256] = report or item.id
        met.add((inputs[item.sha256], place))
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


def _link_reports(ledger: Ledger, tell: Progress) -> list[Copy]:
    """Find what was carried between reports, and date the undated ones by it."""
    tell("comparing texts", 0, 0)
    reports = ledger.reports()
    copies = find_copies(reports, _agencies(reports))
    for before, after in zip(reports, infer_dates([_stated(r) for r in reports], copies), strict=True):
        if after.published != before.published:
            ledger.add(after, None)
    return copies


def _stated(report: Report) -> Report:
    """A report without the day that an earlier run inferred: it is inferred anew from all there is now."""
    if report.published.basis != "inferred":
        return report
    return replace(report, published=type(report.published)())


def _read_waiting(ledger: Ledger, gazetteer: Gazetteer | None, tell: Progress) -> int:
    """Read every waiting report; repeats of another's text are kept without claims of their own."""
    reports = ledger.reports()
    states = ledger.states()
    repeats = {v.report for v in find_versions(reports) if v.kind == "same_text"}
    new = [r for r in reports if r.id in repeats and states[r.id] != "repeat"]
    for report in new:
        ledger.keep_as_repeat(report.id)
    queue = [r for r in reports if r.id not in repeats and states[r.id] != "read"]
    for n, report in enumerate(queue):
        tell("reading", n, len(queue))
        ledger.add(report, read(report, gazetteer=gazetteer))
    tell("reading", len(queue), len(queue))
    return len(new) + len(queue)


def _take_bearing(ledger: Ledger, copies: list[Copy], tell: Progress) -> tuple[str, ...]:
    """Settle origins across reports, then incidents, questions and agreements; returns what is unread."""
    tell("taking the bearing", 0, 0)
    dossier = ledger.dossier()
    reports = dossier.reports
    known = {report.id for report in reports}
    as_read = [claim for claim in ledger.claims_as_read() if claim.report in known]
    outlets = {report.id: outlet_actor(report) for report in reports}
    narrators = {key: actor.id for key, actor in outlets.items()} | _agencies(reports)
    claims = assign_origins(as_read, reports, copies, narrators)
    settled = [new for old, new in zip(as_read, claims, strict=True) if new != old]
    versions = (*find_versions(reports), *_same_files(ledger, reports))
    told = _by_id([*outlets.values(), *_agency_actors(reports)])
    actors = _by_id([*told, *dossier.actors])
    dossier = replace(dossier, claims=tuple(claims), copies=tuple(copies), versions=versions, actors=actors)
    ledger.save_findings(reconcile(dossier), copies=copies, versions=versions, actors=told, settled=settled)
    return tuple(f"{r.path or r.id}: {r.unread}" for r in reports if r.unread is not None)


def _agencies(reports: Iterable[Report]) -> dict[str, str]:
    """The agency whose text a report says it is, where it names just one."""
    single = {report.id: report.credits[0] for report in reports if len(report.credits) == 1}
    return {key: agency_actor(name).id for key, name in single.items() if name != _GENERIC_CREDIT}


def _agency_actors(reports: Iterable[Report]) -> list[Actor]:
    return [agency_actor(c) for report in reports for c in report.credits if c != _GENERIC_CREDIT]


def _same_files(ledger: Ledger, reports: Iterable[Report]) -> tuple[Version, ...]:
    """The other places at which a report's input was met."""
    first = {report.id: report.path or report.url or "" for report in reports}
    again = [(report, place) for report, place in ledger.inputs() if place != first.get(report)]
    return tuple(Version(report, report, "same_file", place) for report, place in dict.fromkeys(again))


def _by_id(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each actor once, by id; of two accounts the later."""
    by_id = {actor.id: actor for actor in actors}
    return tuple(by_id[key] for key in sorted(by_id))


def _quiet(stage: str, done: int, total: int) -> None:
    """No one is watching."""
