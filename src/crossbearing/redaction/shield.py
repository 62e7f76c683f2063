"""What a ledger's marks protect: names with their labels, places with what lies in them, reports."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from crossbearing.model import Actor, Dossier, Place, Report
from crossbearing.redaction.edits import replaced, slug
from crossbearing.redaction.forms import Finder, Form, exact_forms, name_forms
from crossbearing.redaction.marks import marks, opaque, secret_of

_DEEPEST = 20
"""Places lie in no more than this many others; a longer way up is a circle."""
_TITLE_WORDS = 4
"""A title of fewer words is a phrase that other reports use, too."""
_HOST = re.compile(r"^\w+://(?:www\.)?([^/:?#]+)")
WIDE = ("region", "country")
"""Kinds of places that may be shown of what lies in them when that is protected."""


class Shield:
    """What is protected in a ledger, or in several that are told of together.

    ``actors`` and ``places`` lead from ids to labels (of places also what lies in a protected one),
    ``withheld`` holds the reports whose claims go, ``kept`` those whose claims stay, each with its label.
    """

    def __init__(self, *dossiers: Dossier) -> None:
        self.marks = tuple(marks(*dossiers))
        self.secret = secret_of(*dossiers)
        self.actors = {m.target: m.label for m in self.marks if m.kind == "actor"}
        own = {m.target: m.label for m in self.marks if m.kind == "place"}
        places = {place.id: place for dossier in dossiers for place in dossier.places}
        self.places = own | dict(_inner(own, places))
        mine = [m for m in self.marks if m.kind == "report"]
        self.withheld = {m.target: m.label for m in mine if not m.mark.keep_claims}
        self.kept = {m.target: m.label for m in mine if m.mark.keep_claims}
        self.finder = Finder(form for dossier in dossiers for form in self._forms(dossier))

    def __bool__(self) -> bool:
        return bool(self.marks)

    @property
    def seal(self) -> str:
        """What tells outputs under these marks from those under others, nothing else; "" without marks."""
        held = sorted(
            (m.kind, m.target, m.label, m.mark.keep_claims, sorted(m.mark.names)) for m in self.marks
        )
        return opaque("s", msgspec.json.encode(held).decode(), self.secret) if held else ""

    def told(self, text: str) -> str:
        """A text with every protected name replaced by its label."""
        return replaced(text, self.finder)

    def _forms(self, dossier: Dossier) -> Iterator[Form]:
        for item in self.marks:
            known = next((a for a in dossier.actors if a.id == item.target), None)
            person = item.mark.kind == "person" if known is None else known.kind == "person"
            whole = item.mark.names[0] if item.mark.names else ""
            for name in item.mark.names:
                yield from name_forms(name, item.label, person=person, whole=whole)
        for actor in dossier.actors:
            if actor.id in self.actors:
                yield from _actor_forms(actor, self.actors[actor.id], dossier)
        for place in dossier.places:
            if place.id in self.places:
                yield from name_forms(place.name, self.places[place.id])
        hidden = self.withheld | self.kept
        for report in dossier.reports:
            if report.id in hidden:
                others = [r for r in dossier.reports if r.id not in hidden]
                yield from _report_forms(report, hidden[report.id], others)


def _inner(own: Mapping[str, str], places: Mapping[str, Place]) -> Iterator[tuple[str, str]]:
    for key in places:
        for outer in _outwards(key, places):
            if outer in own and key not in own:
                yield key, f"[place in {own[outer].strip('[]')}]"
                break


def _outwards(key: str, places: Mapping[str, Place]) -> Iterator[str]:
    """The places that a place lies in, the nearest first."""
    at = places[key].within if key in places else None
    for _ in range(_DEEPEST):
        if at is None:
            return
        yield at
        at = places[at].within if at in places else None


def region_of(key: str, places: Mapping[str, Place]) -> tuple[str | None, frozenset[str]]:
    """The nearest region or country that a place lies in, and what lies between the two."""
    between: set[str] = set()
    for outer in _outwards(key, places):
        if outer in places and places[outer].kind in WIDE:
            return outer, frozenset(between)
        between.add(outer)
    return None, frozenset(between)


# -- names -------------------------------------------------------------------------------------------------


def _actor_forms(actor: Actor, label: str, dossier: Dossier) -> Iterator[Form]:
    person = actor.kind == "person"
    yield from name_forms(actor.name, label, person=person)
    for alias in actor.aliases:
        yield from name_forms(alias, label, person=person, whole=actor.name)
    texts = {report.id: report.text for report in dossier.reports}
    for key, names in dossier.cast.items():
        for name, who in names:
            if who == actor.id and key in texts:
                for written in _written(name, texts[key]):
                    yield from name_forms(written, label, person=person, whole=actor.name)


def _written(name: str, text: str) -> Iterator[str]:
    """A name as a report writes it, where each of its longer words has a capital."""
    words = [re.escape(word) for word in name.split()]
    if not words:
        return
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
    for exact in dict.fromkeys(match.group() for match in pattern.finditer(text)):
        long = [word for word in exact.split() if len(word) > len("the")]
        if long and all(word[0].isupper() or word[0].lower() == word[0].upper() for word in long):
            yield exact


def _report_forms(report: Report, label: str, others: list[Report]) -> Iterator[Form]:
    """What gives a protected report away: its addresses, title and outlet, unless others have them, too."""
    outlet = f"[outlet of {label.strip('[]')}]"
    told = {(r.url, r.path) for r in others}
    addresses = {address for pair in told for address in pair if address} | {_file(r.path) for r in others}
    for address in (report.url, report.path, _file(report.path), report.external_id):
        if address and address not in addresses and address not in {r.external_id for r in others}:
            yield from exact_forms(address, slug(label))
    title = report.title or ""
    if len(title.split()) >= _TITLE_WORDS and title not in {r.title for r in others}:
        yield from exact_forms(title, label)
    shown = {name.casefold() for r in others for name in (r.outlet, *r.credits, _host(r.url)) if name}
    for name in (report.outlet, _host(report.url)):
        if name and name.casefold() not in shown:
            yield from name_forms(name, outlet)


def _file(path: str | None) -> str | None:
    return None if path is None else path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _host(url: str | None) -> str | None:
    found = _HOST.match(url or "")
    return None if found is None else found.group(1)
