"""From a dossier to a checked brief."""

from collections import Counter
from datetime import date

from msgspec import structs

from crossbearing.brief import answers, deals, rows
from crossbearing.brief.accounts import side_by_side
from crossbearing.brief.changed import Earlier, since
from crossbearing.brief.checks import check_claims, check_lines, lines_of
from crossbearing.brief.judged import judgements
from crossbearing.brief.names import count
from crossbearing.brief.narrowed import narrowing
from crossbearing.brief.omitted import hide, omit
from crossbearing.brief.rising import rises
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.silent import quiet
from crossbearing.brief.values import Brief, Carried, Copied, Reference, Refusal, Source
from crossbearing.brief.wording import say_days, say_published, tidy
from crossbearing.carriers import BASES, Carrier, carriers
from crossbearing.locales import by_name
from crossbearing.model import Dossier, Report, Span, Version
from crossbearing.switches import LeftOut, Narrowed

TITLE_LIMIT = 160
"""A title line longer than this is a paragraph taken for a title; it is cut where it is listed."""


def compose(
    dossier: Dossier,
    left_out: LeftOut | None = None,
    as_of: date | None = None,
    *,
    narrowed: Narrowed | None = None,
    earlier: Earlier | None = None,
) -> Brief:
    """Write the brief of a dossier and check every line of it against the characters it cites.

    It begins with what is told of the dossier: ``left_out`` (``switches.compare``), ``as_of``, the day as of
    which it stands, ``narrowed`` (``switches.narrowed``), and what changed since an ``earlier`` brief. Pure.
    Raises ``BriefError`` when a claim does not agree with its report, or a sentence with what it cites.
    """
    shelf = Shelf(dossier)
    check_claims(shelf)
    brief = _body(shelf, as_of)
    omission, unheld = omit(left_out, shelf) if left_out is not None else (None, 0)
    hidden, unshown = hide(shelf)
    scope, untold = narrowing(narrowed, shelf) if narrowed is not None else (None, 0)
    changed, unsaid = since(earlier, shelf) if earlier is not None else (None, 0)
    brief = structs.replace(
        brief,
        hidden=hidden,
        narrowing=scope,
        since=changed,
        omission=omission,
        withheld=brief.withheld + unheld + unshown + untold + unsaid,
    )
    shown = {claim for _, line in lines_of(brief.known + brief.chapters) for claim in line.claims}
    brief = structs.replace(brief, unsettled=answers.unsettled(shelf, shown))
    brief = structs.replace(brief, references=_references(shelf, brief))
    check_lines(brief, shelf)
    return brief


def _body(shelf: Shelf, as_of: date | None) -> Brief:
    """The brief of what the dossier holds, before what is told of the dossier itself."""
    dossier = shelf.dossier
    disputes, lost = answers.disputes(shelf)
    agreed, missed = deals.deals(shelf)
    spots, lands, unplaced = rows.spots(shelf)
    sides, sides_more = side_by_side(shelf)
    rising, rises_more = rises(shelf)
    return Brief(
        title=_title(shelf),
        subtitle=_subtitle(shelf, as_of),
        known=answers.known(shelf),
        disputes=tuple(disputes),
        sides=sides,
        sides_more=sides_more,
        moments=rows.moments(shelf),
        tolls=rows.tolls(shelf),
        rises=rising,
        rises_more=rises_more,
        deals=agreed,
        chapters=answers.chapters(shelf),
        spots=spots,
        lands=lands,
        unplaced=unplaced,
        sources=_sources(shelf),
        quiet=quiet(shelf),
        refusals=tuple(Refusal(tidy(item.where), tidy(item.reason)) for item in dossier.rejected),
        carried=_carried(dossier),
        judgements=judgements(shelf),
        withheld=lost + missed,
    )


def _references(shelf: Shelf, brief: Brief) -> tuple[Reference, ...]:
    """Number the cited claims in the order in which a reader meets them."""
    cited = dict.fromkeys(claim for _, line in lines_of(brief) for claim in line.claims)
    known = [shelf.claims[claim] for claim in cited if claim in shelf.claims]
    return tuple(
        Reference(
            n, claim.id, claim.report, shelf.label(claim.report), claim.span, told_status(claim), claim.topic
        )
        for n, claim in enumerate(known, 1)
    )


def _title(shelf: Shelf) -> str:
    told = Counter(place for claim in shelf.dossier.claims for place in claim.places if not claim.background)
    named = [(n, shelf.places[id_]) for id_, n in told.items() if id_ in shelf.places]
    local = [(n, place) for n, place in named if place.kind not in ("country",)] or named
    reports = len(shelf.dossier.reports)
    said = f"what {reports} reports say" if reports != 1 else "what one report says"
    if not local:
        return said[0].upper() + said[1:]
    top = min(local, key=lambda item: (-item[0], item[1].id))[1]
    return f"{tidy(top.name)}: {said}"


def _subtitle(shelf: Shelf, as_of: date | None) -> str:
    days = [day for r in shelf.dossier.reports for day in (r.published.earliest, r.published.latest) if day]
    span = f"Reports of {say_days(min(days), max(days))}. " if days else ""
    origins = {shelf.origin_key(claim) for claim in shelf.dossier.claims}
    claims = len(shelf.dossier.claims)
    known = f"As of {say_days(as_of, as_of)}, without later reports. " if as_of is not None else ""
    return f"{known}{span}{count(claims, 'claim')} on the word of {count(len(origins), 'origin')}."


def _sources(shelf: Shelf) -> tuple[Source, ...]:
    told = Counter(claim.report for claim in shelf.dossier.claims)
    copies = _copies_in(shelf)
    versions: dict[str, list[Version]] = {}
    for version in shelf.dossier.versions:
        for report in dict.fromkeys((version.of, version.report)):
            versions.setdefault(report, []).append(version)
    return tuple(
        _source(shelf, report, told[report.id], versions.get(report.id, []), copies.get(report.id, set()))
        for report in shelf.dossier.reports
    )


def _source(
    shelf: Shelf, report: Report, claims: int, versions: list[Version], copied: set[Copied]
) -> Source:
    return Source(
        id=report.id,
        key=shelf.keys[report.id],
        label=shelf.label(report.id),
        title=_report_title(report),
        day=say_published(report.published),
        dated=_dated(report),
        place=report.url or report.path,
        credits=tuple(tidy(credit) for credit in report.credits),
        claims=claims,
        unread=report.unread,
        versions=_versions(shelf, report, versions),
        copied=tuple(sorted(copied, key=lambda item: (item.span, item.other, item.carried_from or ""))),
    )


def _report_title(report: Report) -> str:
    title = tidy(report.title or "")
    if not title:
        title = tidy(report.text[:400].strip().partition("\n")[0])
    return title if len(title) <= TITLE_LIMIT else title[:TITLE_LIMIT].rstrip() + " …"


def _dated(report: Report) -> str:
    """Say from what a report's day is known."""
    published = report.published
    evidence = published.evidence
    if published.basis == "stated" and isinstance(evidence, Span):
        return f"stated: “{tidy(evidence.exact)}”"
    if published.basis == "inferred" and isinstance(evidence, str):
        return f"inferred: {tidy(evidence)}"
    if published.basis == "metadata":
        return "from the record it came in"
    return "no day is stated, and none could be inferred" if published.earliest is None else published.basis


def _versions(shelf: Shelf, report: Report, known: list[Version]) -> tuple[str, ...]:
    kinds = {"same_file": "the same file again", "same_text": "the same text again", "revision": "a revision"}
    found = []
    for version in known:
        where = f" ({tidy(version.where)})" if version.where else ""
        if version.of == report.id:
            other = shelf.keys.get(version.report)
            again = f", report {other}" if other is not None and other != shelf.keys[report.id] else ""
            found.append(f"{kinds[version.kind]}{again}{where}")
        elif version.report == report.id:
            found.append(f"{kinds[version.kind]} of report {shelf.keys.get(version.of, '?')}{where}")
    return tuple(dict.fromkeys(found))


def _copies_in(shelf: Shelf) -> dict[str, set[Copied]]:
    """Give, by report, its passages that stand in others too, one for each other report."""
    found: dict[str, set[Copied]] = {}
    for copy in shelf.dossier.copies:
        carrier = shelf.actors.get(copy.origin or "")
        name = tidy(carrier.name) if carrier is not None else None
        reports = dict.fromkeys(passage.report for passage in copy.passages)
        for passage in copy.passages:
            others = [r for r in reports if r != passage.report and r in shelf.keys]
            found.setdefault(passage.report, set()).update(
                Copied(passage.span, passage.report, shelf.keys[other], name) for other in others
            )
    return found


def _carried(dossier: Dossier) -> tuple[Carried, ...]:
    lengths = {report.id: len(report.text) for report in dossier.reports}
    return tuple(
        Carried(
            source=tidy(one.source),
            carrier=tidy(one.carrier),
            reports=len(one.reports),
            share=one.share,
            passages=one.passages,
            basis=BASES[one.basis],
            characters=one.characters,
            text=min(1.0, one.characters / max(1, sum(lengths[report] for report in one.reports))),
        )
        for one in sorted(carriers(dossier), key=_most_first)
    )


def _most_first(one: Carrier) -> tuple[object, ...]:
    return -one.characters, by_name(one.source), by_name(one.carrier), one.basis


def report_days(brief: Brief) -> tuple[date, date] | None:
    """Give the first and last day that the brief's moments tell of, or None when there are none."""
    if not brief.moments:
        return None
    return min(moment.first for moment in brief.moments), max(moment.last for moment in brief.moments)
