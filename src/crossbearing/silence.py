"""What reports of some days do not mention, told only where the ledger can show it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from crossbearing.errors import InputError
from crossbearing.model import Claim, Dossier, Incident, Report

DAYS_AFTER = 2
"""News that an outlet has not told within so many days after the first report is taken as not told then."""
_OWN = 0.5
"""A report with more of its text than this in other outlets' reports too is not its outlet's own."""
_ALIKE = 0.6
"""Below this similarity two passages share words, not a text (as provenance has it)."""
_WIDE = frozenset({"country", "region"})
"""Places that are named wherever a war is told of: whether one town of them was meant cannot be shown."""
_DEEPEST = 12
_HOST = 2
_LEAST_BONES = 3
"""Names with fewer consonants ("Aleppo") sound like too many words; they are found as they are spelt."""
_LONGEST_NAME = 4
_LATEST = 7
"""An incident first told so many days after it happened is history, which no outlet is to tell again."""
_CAPITAL = re.compile(r"(?:\b[a-z]{2}-)?[^\W\d_a-z](?:[^\W_]|[-’']){0,40}")
_ARTICLE = re.compile(r"\b(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en)(?=[-\s])|\bthe\b")
_LETTERS = re.compile(r"[^b-df-hj-np-tvxz]")
_DOUBLE = re.compile(r"(.)\1+")
_COUNTED = ("asserted", "unverified")
UNREAD = "a report of these days could not be read"
NONE_OF_ITS_OWN = "no report of its own of these days is in the ledger"


class Silent(Struct, frozen=True, kw_only=True):
    """An outlet whose reports of some days do not mention an incident.

    ``reports`` are its own reports of these days, all of them read, ``claims`` how many claims they hold.
    ``why`` is None where the silence is shown, else says why it cannot be.
    """

    outlet: str
    reports: tuple[str, ...] = ()
    claims: int = 0
    why: str | None = None


class Silence(Struct, frozen=True, kw_only=True):
    """An incident, the days from its first report on, and how each outlet stands to it.

    ``names`` are the places looked for in the texts; ``killed`` the highest number that a claim of it counts.
    """

    incident: str
    title: str
    names: tuple[str, ...]
    first: date
    last: date
    killed: float
    outlets: tuple[Silent, ...]

    @property
    def shown(self) -> tuple[Silent, ...]:
        """The outlets whose silence is shown, those of most reports first."""
        found = [one for one in self.outlets if one.why is None]
        return tuple(sorted(found, key=lambda one: (-len(one.reports), one.outlet)))


def silences(dossier: Dossier, incident: str | None = None, outlet: str | None = None) -> tuple[Silence, ...]:
    """Find outlets whose reports do not mention an incident, the gravest incidents first.

    An outlet is silent where it has reports of its own in the days from the incident's first report on (two
    days more), every report of its that may be of these days was read, and none of them holds a claim that
    meets the incident, a claim told of its place, or the place's name. That is a statement on the ledger, not
    on the outlet. Incidents without a town, a day or a dated report are
    left out, and those first told more than a week later. ``incident`` is an id or its
    beginning, ``outlet`` a name; raises ``InputError`` where nothing is meant by them. A pure function.
    """
    shelf = _Shelf(dossier)
    chosen = [one for one in dossier.incidents if incident is None or one.id.startswith(incident)]
    if incident is not None and not chosen:
        raise InputError("no such incident", where=incident, hint="crossbearing incidents lists them")
    names = [name for name in shelf.outlets if outlet in (None, name) or _same(name, outlet)]
    if outlet is not None and not names:
        hint = f"one of: {', '.join(sorted(shelf.outlets)[:8])}" if shelf.outlets else "no report names one"
        raise InputError("no such outlet", where=outlet, hint=hint)
    found = (_silence(shelf, one, names) for one in chosen)
    return tuple(sorted((one for one in found if one is not None), key=_gravest))


def _gravest(one: Silence) -> tuple[float, date, str]:
    return -one.killed, one.first, one.incident


def _same(name: str, wanted: str | None) -> bool:
    return wanted is not None and name.casefold().removeprefix("the ") == wanted.casefold().removeprefix(
        "the "
    )


class _Shelf:
    """A dossier by what silence asks of it."""

    def __init__(self, dossier: Dossier) -> None:
        self.claims = {claim.id: claim for claim in dossier.claims}
        self.reports = {report.id: report for report in dossier.reports}
        self.places = {place.id: place for place in dossier.places}
        self.own: dict[str, list[Claim]] = {}
        for claim in dossier.claims:
            self.own.setdefault(claim.report, []).append(claim)
        self.outlets: dict[str, list[Report]] = {}
        for report in dossier.reports:
            name = outlet_of(report)
            if name is not None:
                self.outlets.setdefault(name, []).append(report)
        self.answers: dict[str, set[str]] = {}
        for question in dossier.questions:
            if question.incident is not None:
                told = {claim for position in question.positions for claim in position.claims}
                self.answers.setdefault(question.incident, set()).update(told)
        self.carried = _carried(dossier)
        self._heard: dict[str, dict[str, str]] = {}
        self.repeats = {version.report for version in dossier.versions if version.report != version.of}

    def heard(self, report: Report) -> dict[str, str]:
        """The capitalised words of a report by their sound, made once."""
        if report.id not in self._heard:
            self._heard[report.id] = sounds(report.text)
        return self._heard[report.id]

    def towns(self, places: Iterable[str]) -> set[str]:
        """The places and what they lie in, up to the town; regions and countries left out."""
        found: set[str] = set()
        for key in places:
            at: str | None = key
            for _ in range(_DEEPEST):
                place = self.places.get(at or "")
                if place is None or place.kind in _WIDE:
                    break
                found.add(place.id)
                at = place.within
        return found


def outlet_of(report: Report) -> str | None:
    """The outlet by name, else its host; None where a report names neither."""
    parts = (report.url or "").split("/")
    host = parts[_HOST].removeprefix("www.").lower() if len(parts) > _HOST else ""
    return " ".join((report.outlet or "").split()) or host or None


def _carried(dossier: Dossier) -> frozenset[str]:
    """Reports most of whose text stands in another outlet's reports too."""
    outlets = {report.id: outlet_of(report) for report in dossier.reports}
    held: dict[str, set[int]] = {}
    for copy in dossier.copies:
        others = {outlets.get(passage.report) for passage in copy.passages}
        if copy.similarity >= _ALIKE and len(others) > 1:
            for passage in copy.passages:
                held.setdefault(passage.report, set()).update(range(passage.span.start, passage.span.end))
    lengths = {report.id: max(1, len(report.text)) for report in dossier.reports}
    return frozenset(key for key, at in held.items() if key in lengths and len(at) > _OWN * lengths[key])


def _silence(shelf: _Shelf, incident: Incident, outlets: list[str]) -> Silence | None:
    claims = {*incident.claims, *shelf.answers.get(incident.id, set())}
    told = [shelf.claims[key] for key in sorted(claims) if key in shelf.claims]
    towns = shelf.towns(incident.places)
    days = [day for c in told if (day := shelf.reports[c.report].published.earliest) is not None]
    when = incident.time.latest if incident.time is not None else None
    if not towns or not days or when is None or not 0 <= (min(days) - when).days <= _LATEST:
        return None
    first, last = min(days), min(days) + timedelta(days=DAYS_AFTER)
    names = tuple(sorted({shelf.places[key].name for key in towns}))
    asked = _Asked(frozenset(claims), frozenset(towns), names, first, last)
    return Silence(
        incident=incident.id,
        title=incident.title,
        names=names,
        first=first,
        last=last,
        killed=max((_killed(claim) for claim in told), default=0.0),
        outlets=tuple(_stands(shelf, name, asked) for name in outlets),
    )


class _Asked(Struct, frozen=True):
    claims: frozenset[str]
    towns: frozenset[str]
    names: tuple[str, ...]
    first: date
    last: date


def mention(names: Iterable[str], text: str) -> str | None:
    """The words of a text that name one of these places, however spelt; None where none do.

    "Deir ez-Zor" is found in "Dayr al-Zawr" and "Deir Ezzor": capitalised words are compared without vowels,
    articles and doubled letters. What only sounds alike is found too, so that silence is told too seldom.
    """
    return _mention(names, text, sounds(text))


def sounds(text: str) -> dict[str, str]:
    """By their consonants, the capitalised words of a text, and up to four of them together."""
    words = [match.group() for match in _CAPITAL.finditer(text)]
    found: dict[str, str] = {}
    for length in range(1, _LONGEST_NAME + 1):
        for n in range(len(words) + 1 - length):
            said = " ".join(words[n : n + length])
            found.setdefault(_bones(said), said)
    return found


def _mention(names: Iterable[str], text: str, heard: dict[str, str]) -> str | None:
    lower = " ".join(text.casefold().split())
    for name in sorted(names):
        if " ".join(name.casefold().split()) in lower:
            return name
        bare = _bones(name)
        if len(bare) >= _LEAST_BONES and bare in heard:
            return heard[bare]
    return None


@lru_cache(maxsize=50_000)
def _bones(name: str) -> str:
    """A name's consonants, without article and doubled letters: "Deir ez-Zor" → "drzr"."""
    split = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = _LETTERS.sub("", _ARTICLE.sub(" ", split.casefold()))
    return _DOUBLE.sub(r"\1", bare)


def _killed(claim: Claim) -> float:
    if claim.status not in _COUNTED or claim.negated:
        return 0.0
    counts = [q for q in claim.quantities if q.measure == "killed" and not (q.total or q.earlier)]
    return max((q.upper if q.upper is not None else q.lower or 0.0 for q in counts), default=0.0)


def _stands(shelf: _Shelf, outlet: str, asked: _Asked) -> Silent:
    """How one outlet stands to an incident: silent with what was read of it, or why that cannot be said."""
    maybe = [report for report in shelf.outlets[outlet] if _may_be_of(report, asked)]
    for report in maybe:
        if report.unread is not None:
            return Silent(outlet=outlet, why=UNREAD)
        why = _mentions(shelf, report, asked)
        if why is not None:
            return Silent(outlet=outlet, why=why)
    own = [report for report in maybe if _is_own(shelf, report, asked)]
    if not own:
        return Silent(outlet=outlet, why=NONE_OF_ITS_OWN)
    claims = sum(len(shelf.own[report.id]) for report in own)
    return Silent(outlet=outlet, reports=tuple(report.id for report in own), claims=claims)


def _may_be_of(report: Report, asked: _Asked) -> bool:
    """Whether a report may be of these days: its day is one of them, or is not known well enough."""
    first, last = report.published.earliest, report.published.latest
    return (first is None or first <= asked.last) and (last is None or last >= asked.first)


def _mentions(shelf: _Shelf, report: Report, asked: _Asked) -> str | None:
    own = shelf.own.get(report.id, [])
    if any(claim.id in asked.claims for claim in own):
        return "it tells of it"
    if any(shelf.towns(claim.places) & asked.towns for claim in own):
        return "it tells of the place in these days"
    found = _mention(asked.names, report.text, shelf.heard(report))
    return f"it names {found} in these days" if found is not None else None


def _is_own(shelf: _Shelf, report: Report, asked: _Asked) -> bool:
    """Whether a report is surely of these days, its outlet's own text, and holds claims."""
    first, last = report.published.earliest, report.published.latest
    inside = first is not None and last is not None and asked.first <= first and last <= asked.last
    copied = report.id in shelf.carried or report.id in shelf.repeats or bool(report.credits)
    return inside and not copied and bool(shelf.own.get(report.id))
