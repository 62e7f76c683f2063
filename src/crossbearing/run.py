"""The main path: files → reports → claims → findings → ledger; one step a line."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor
from crossbearing.ingest import read_paths
from crossbearing.ledger import Ledger
from crossbearing.model import Actor, Copy, Rejected, Report, Version
from crossbearing.provenance import assign_origins, find_copies, find_versions, infer_dates
from crossbearing.reading import read
from crossbearing.reconcile import reconcile
from crossbearing.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and of how much (0: not known)."""


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
    Raises ``LedgerError`` where the store fails.
    """
    settings = settings or Settings()
    tell = progress or _quiet
    known, refused = _take_in(paths, ledger, settings, stdin, tell)
    copies = _link_reports(ledger, tell)
    read_now = _read_pending(ledger, tell)
    _take_bearing(ledger, copies, tell)
    return _summary(ledger, read_now, known, refused)


def _take_in(
    paths: Iterable[str | Path], ledger: Ledger, settings: Settings, stdin: BinaryIO | None, tell: Progress
) -> tuple[int, tuple[Rejected, ...]]:
    """Write every new report, unread, to the ledger."""
    inputs = ledger.known_inputs()
    refused: list[Rejected] = []
    known = 0
    for n, item in enumerate(read_paths(paths, settings=settings, stdin=stdin), start=1):
        tell("taking in", n, 0)
        if isinstance(item, Rejected):
            refused.append(item)
        elif item.sha256 in inputs:
            known += 1
            ledger.note_input(item.sha256, item.path or item.url or "", inputs[item.sha256])
        else:
            ledger.add(item, None)
            inputs[item.sha256] = item.id
    ledger.reject(refused)
    return known, tuple(refused)


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


def _read_pending(ledger: Ledger, tell: Progress) -> int:
    """Read every waiting report; repeats of a text already read are kept without claims of their own."""
    waiting = set(ledger.pending())
    reports = ledger.reports()
    repeats = {v.report for v in find_versions(reports) if v.kind == "same_text"}
    queue = [report for report in reports if report.id in waiting]
    for n, report in enumerate(queue):
        tell("reading", n, len(queue))
        text = report if report.id not in repeats else replace(report, unread="same text as another report")
        ledger.add(report, read(text))
    tell("reading", len(queue), len(queue))
    return len(queue)


def _take_bearing(ledger: Ledger, copies: list[Copy], tell: Progress) -> None:
    """Settle origins across reports, then incidents, questions and agreements."""
    tell("taking the bearing", 0, 0)
    dossier = ledger.dossier()
    narrators = {report.id: outlet_actor(report) for report in dossier.reports}
    outlets = {key: actor.id for key, actor in narrators.items()}
    claims = assign_origins(dossier.claims, dossier.reports, copies, outlets)
    ledger.update_claims(new for old, new in zip(dossier.claims, claims, strict=True) if new != old)
    versions = (*find_versions(dossier.reports), *_same_files(ledger, dossier.reports))
    actors = _with(dossier.actors, [*narrators.values(), *_agency_actors(dossier.reports)])
    dossier = replace(dossier, claims=tuple(claims), copies=tuple(copies), versions=versions, actors=actors)
    ledger.save_findings(reconcile(dossier), copies=copies, versions=versions, actors=actors)


def _agencies(reports: Iterable[Report]) -> dict[str, str]:
    """The agency whose text a report says it is, where it names just one."""
    single = {report.id: report.credits[0] for report in reports if len(report.credits) == 1}
    return {key: agency_actor(name).id for key, name in single.items() if name != "agencies"}


def _agency_actors(reports: Iterable[Report]) -> list[Actor]:
    return [agency_actor(c) for report in reports for c in report.credits if c != "agencies"]


def _same_files(ledger: Ledger, reports: Iterable[Report]) -> tuple[Version, ...]:
    first = {report.id: report.path or report.url or "" for report in reports}
    again = [(report, place) for report, place in ledger.inputs() if place != first.get(report)]
    return tuple(Version(report, report, "same_file", place) for report, place in again)


def _with(known: tuple[Actor, ...], more: Iterable[Actor]) -> tuple[Actor, ...]:
    by_id = {actor.id: actor for actor in (*more, *known)}
    return tuple(by_id[key] for key in sorted(by_id))


def _summary(ledger: Ledger, read_now: int, known: int, refused: tuple[Rejected, ...]) -> Summary:
    dossier = ledger.dossier()
    return Summary(
        read=read_now,
        known=known,
        rejected=refused,
        unread=tuple(f"{r.path or r.id}: {r.unread}" for r in dossier.reports if r.unread is not None),
        reports=len(dossier.reports),
        claims=len(dossier.claims),
        questions=len(dossier.questions),
        contested=sum(question.state == "contested" for question in dossier.questions),
        agreements=len(dossier.agreements),
    )


def _quiet(stage: str, done: int, total: int) -> None:
    """No one is watching."""
