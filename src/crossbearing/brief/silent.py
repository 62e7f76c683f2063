"""Silence: which outlets' reports of some days do not mention the gravest incidents, where that is shown."""

from crossbearing.brief.beside import Quiet, Unsaid
from crossbearing.brief.checks import line_faults
from crossbearing.brief.lists import by_first
from crossbearing.brief.sentences import where_parts
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Line, Part
from crossbearing.brief.wording import tidy
from crossbearing.locales import by_name
from crossbearing.model import Incident
from crossbearing.silence import Silence, silences

SHOWN = 6
"""Of so many incidents it is told who does not mention them; ``crossbearing silence`` has all."""
OUTLETS = 8
_CITED = 6


def quiet(shelf: Shelf) -> tuple[Quiet, ...]:
    """Tell, of the gravest incidents, which outlets' reports do not mention them."""
    incidents = {incident.id: incident for incident in shelf.dossier.incidents}
    found = [one for one in silences(shelf.dossier) if one.shown]
    return tuple(_quiet(shelf, one, incidents[one.incident]) for one in found[:SHOWN])


def _quiet(shelf: Shelf, one: Silence, incident: Incident) -> Quiet:
    silent = sorted(one.shown, key=lambda told: (-len(told.reports), by_name(told.outlet)))
    return Quiet(
        incident=one.incident,
        title=_title(shelf, incident),
        names=tuple(tidy(name) for name in one.names),
        first=one.first,
        last=one.last,
        unsaid=tuple(
            Unsaid(
                outlet=shelf.label(outlet.reports[0]),
                reports=outlet.reports,
                claims=outlet.claims,
                first=one.first,
                last=one.last,
            )
            for outlet in silent[:OUTLETS]
        ),
        more=len(silent[OUTLETS:]),
    )


def _title(shelf: Shelf, incident: Incident) -> Line:
    cited = tuple(claim for claim in incident.claims if claim in shelf.claims)
    line = Line((Part("ledger", incident.title),), cited, about=(incident.id,))
    if incident.title and not line_faults(line, shelf):
        return Line(line.parts, cited[:_CITED] if _few(shelf, line, cited) else cited, about=line.about)
    topic = shelf.claims[cited[0]].topic
    label = Part("word", by_first("labels")[f"topic.{topic}"]["words"])
    return Line((label, *where_parts(shelf, shelf.claims[cited[0]])), cited[:_CITED], about=line.about)


def _few(shelf: Shelf, line: Line, cited: tuple[str, ...]) -> bool:
    """Whether the first citations hold the title already."""
    return not line_faults(Line(line.parts, cited[:_CITED]), shelf)
