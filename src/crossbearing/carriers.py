"""Who carries whom, with the names that people know outlets by."""

from collections.abc import Iterable

from msgspec import Struct

from crossbearing.model import Actor, Dossier, Report
from crossbearing.provenance import carriage

_HOST = 2
"""The host is the third part of an address cut at its slashes."""
BASES = {
    "credit": "credited",
    "earlier_day": "had it on an earlier day",
    "unknown": "not known who had it first",
}
"""On what a direction rests (``provenance.Carriage.basis``), in words."""


class Carrier(Struct, frozen=True, kw_only=True):
    """Text of a source that stands in a carrier's reports; both by name.

    ``reports`` are ids of the carrier's reports with such text, ``share`` their share of all its reports
    (0 to 1), ``basis`` what the direction rests on: "credit", "earlier_day", or "unknown".
    """

    source: str
    carrier: str
    basis: str
    reports: tuple[str, ...]
    share: float
    passages: int
    characters: int


def carriers(dossier: Dossier) -> tuple[Carrier, ...]:
    """Map who carries whom in a dossier, the most text first.

    A report of no outlet goes by its host, else by its number in the dossier ("report 3"), each for itself.
    """
    media = _media(dossier.actors)
    names = {actor.id: actor.name for actor in dossier.actors}
    outlets: dict[str, str] = {}
    for n, report in enumerate(dossier.reports, 1):
        label = _label(report, n)
        key = media.get(label.casefold(), f"outlet {label}")
        outlets[report.id] = key
        names.setdefault(key, label)
    found = [
        Carrier(
            source=names.get(one.source, one.source),
            carrier=names.get(one.carrier, one.carrier),
            basis=one.basis,
            reports=one.reports,
            share=one.share,
            passages=one.passages,
            characters=one.characters,
        )
        for one in carriage(dossier.copies, dossier.reports, outlets)
    ]
    return tuple(sorted(found, key=lambda one: (-one.characters, one.source, one.carrier, one.basis)))


def _media(actors: Iterable[Actor]) -> dict[str, str]:
    """Media actors by each of their names."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind == "media":
            for name in (actor.name, *actor.aliases):
                found.setdefault(name.casefold(), actor.id)
    return found


def _label(report: Report, number: int) -> str:
    parts = (report.url or "").split("/")
    host = parts[_HOST].removeprefix("www.") if len(parts) > _HOST else ""
    return " ".join((report.outlet or "").split()) or host or f"report {number}"
