"""What the listing commands print: rows from the ledger's values, as a table or as JSON."""

import io
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console
from rich.table import Table

from crossbearing.carriers import carriers
from crossbearing.cli.screen import out, plain
from crossbearing.locales import by_name, local_number, local_short_day
from crossbearing.model import Claim, Dossier, Published, Question, When

if TYPE_CHECKING:
    from crossbearing.run import Summary

Row = dict[str, Any]
_WIDE = 200
"""Width of a table when output is no terminal: piped tables are for reading too."""


def as_json(value: Any) -> bytes:
    """A value as indented JSON, newline at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def show(rows: Sequence[Row], *, json: bool, title: str) -> None:
    """Print rows as JSON or as a table; no rows are said so."""
    if json:
        plain(as_json(list(rows)))
        return
    if not rows:
        out(f"no {title}")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    terminal = sys.stdout.isatty()
    page = io.StringIO()
    console = Console(
        file=page,
        force_terminal=terminal,
        markup=False,
        highlight=False,
        width=shutil.get_terminal_size().columns if terminal else _WIDE,
    )
    console.print(table)
    out(page.getvalue())


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    text = ", ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)
    return "".join(c if c.isprintable() else " " for c in text)


def _plain(value: Any) -> str:
    told = local_number(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    return told or str(value)


def summary_line(summary: "Summary") -> str:
    """One line on a run: what was read, what the ledger holds."""
    parts = [f"{summary.read} read now"]
    if summary.known:
        parts.append(f"{summary.known} met before")
    if summary.rejected:
        parts.append(f"{len(summary.rejected)} refused")
    if summary.unread:
        parts.append(f"{len(summary.unread)} kept unread")
    return (
        f"{_plain(summary.reports)} reports ({', '.join(parts)}), {_plain(summary.claims)} claims, "
        f"{_plain(summary.questions)} questions, {_plain(summary.contested)} contested, "
        f"{_plain(summary.agreements)} agreements"
    )


def report_rows(dossier: Dossier) -> list[Row]:
    """A row a report."""
    count: dict[str, int] = {}
    for claim in dossier.claims:
        count[claim.report] = count.get(claim.report, 0) + 1
    of = {v.report: f"{v.kind} of {v.of}" for v in dossier.versions if v.kind != "same_file"}
    return [
        {
            "id": report.id,
            "published": say_published(report.published),
            "basis": report.published.basis,
            "outlet": report.outlet,
            "title": report.title,
            "claims": count.get(report.id, 0),
            "note": report.unread or of.get(report.id),
            "path": report.path or report.url,
        }
        for report in dossier.reports
    ]


def claim_rows(claims: Sequence[Claim], dossier: Dossier) -> list[Row]:
    """A row a claim."""
    names = {actor.id: actor.name for actor in dossier.actors}
    places = {place.id: place.name for place in dossier.places}
    return [
        {
            "id": claim.id,
            "topic": claim.topic,
            "status": claim.status,
            "origin": names.get(claim.origin or ""),
            "when": say_when(claim.time),
            "where": places.get(claim.places[0]) if claim.places else None,
            "claim": claim.span.exact,
        }
        for claim in claims
    ]


def question_rows(questions: Sequence[Question], dossier: Dossier) -> list[Row]:
    """A row a question, its positions in words."""
    names = {actor.id: actor.name for actor in dossier.actors}
    return [
        {
            "id": question.id,
            "state": question.state,
            "question": question.title,
            "positions": [
                f"{p.summary} [{', '.join(names.get(o, o) for o in p.origins)}]" for p in question.positions
            ],
        }
        for question in questions
    ]


def incident_rows(dossier: Dossier) -> list[Row]:
    """A row an incident."""
    places = {place.id: place.name for place in dossier.places}
    return [
        {
            "id": incident.id,
            "when": say_when(incident.time),
            "where": places.get(incident.places[0]) if incident.places else None,
            "incident": incident.title,
            "claims": list(incident.claims),
            "reports": len(incident.reports),
        }
        for incident in dossier.incidents
    ]


def carrier_rows(dossier: Dossier, *, json: bool) -> list[Row]:
    """A row a source and carrier, the most text first; for people, equals by name."""
    found = list(carriers(dossier))
    if not json:
        found.sort(key=lambda one: (-one.characters, by_name(one.source), by_name(one.carrier)))
    return [
        {
            "source": one.source,
            "carrier": one.carrier,
            "passages": one.passages,
            "characters": one.characters,
            "reports": list(one.reports),
            "share": round(one.share, 3),
            "basis": one.basis,
        }
        for one in found
    ]


def bench_rows(stages: Mapping[str, Mapping[str, float]]) -> list[Row]:
    """A row a stage, figures rounded for reading."""
    return [{"stage": name, **{k: round(v, 3) for k, v in of.items()}} for name, of in stages.items()]


def say_published(published: Published) -> str | None:
    """Days of publication as text."""
    return _range(published.earliest, published.latest)


def say_when(when: When | None) -> str | None:
    """A claim's days as text; a side that is not known stays open."""
    if when is None:
        return None
    said = _range(when.earliest, when.latest)
    return f"{said} (inferred)" if when.inferred is not None else said


def _range(first: date | None, last: date | None) -> str | None:
    if first is None and last is None:
        return None
    ends = ["…" if day is None else say_day(day) for day in (first, last)]
    return ends[0] if first == last else " to ".join(ends)


def say_day(day: date) -> str:
    """A day as the locale's tables have it, else "2016-12-08"."""
    return local_short_day(day) or day.isoformat()


def say_announced(day: date | str | None) -> str:
    """When an agreement was announced; a day that stands as text is an ISO date."""
    if day is None:
        return "announced on no known day"
    return f"announced {say_day(date.fromisoformat(day) if isinstance(day, str) else day)}"


def say_number(value: float) -> str:
    """A number grouped as the locale has it, else "1,234"."""
    return local_number(value) or f"{value:,.10g}"


def say_bounds(lower: float | None, upper: float | None) -> str:
    """A range as text: "82", "384 or more", "up to 500", "24–99"."""
    low, high = (None if end is None else say_number(end) for end in (lower, upper))
    if low is not None and low == high:
        return low
    if high is None:
        return "unknown" if low is None else f"{low} or more"
    return f"up to {high}" if low is None else f"{low}–{high}"
