"""The brief's compiler check: whatever a line says must be held by the characters of the claims it cites."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct, structs

from crossbearing.brief import evidence
from crossbearing.brief.drawn import drawn_faults
from crossbearing.brief.lists import by_first, rows
from crossbearing.brief.numerals import measure_held, read_numbers, say_amount
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.values import Brief, Line, Moment, Part, Spot, Toll, words
from crossbearing.brief.wording import MONTHS, plural, say_published, say_when, tidy
from crossbearing.errors import BriefError
from crossbearing.model import Claim, Dossier, Quantity
from crossbearing.outlines import outline_of

FAULTS_SHOWN = 5
"""The first few faults are enough to find what is wrong; the rest are counted."""

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_SLOT = re.compile(r"\{\w+\}")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_DAY_WORDS = frozenset(
    {*MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "GMT", "UTC"}
)
_CALENDAR_YEARS = re.compile(r"(?:19|20)\d\d")


def check(brief: Brief, dossier: Dossier) -> None:
    """Raise ``BriefError`` naming the first lines whose citations do not hold them.

    Held against the cited claims: every number, name, place, day, quotation and group, the status of the
    claim, the sources, and the counts of origins and reports. The claims themselves are held against
    their reports' characters first.
    """
    shelf = Shelf(dossier)
    check_claims(shelf)
    check_lines(brief, shelf)


def check_claims(shelf: Shelf) -> None:
    """Raise ``BriefError`` where a claim of the ledger does not agree with its report's characters."""
    claims = shelf.dossier.claims
    _refuse([f"claim {claim.id}: {why}" for claim in claims for why in evidence.faults(claim, shelf)])


def check_lines(brief: Brief, shelf: Shelf) -> None:
    """Raise ``BriefError`` where a line, a picture or a reference is not held by the claims it cites."""
    faults = [
        f"{path} “{words(line)[:90]}”: {why}"
        for path, line in lines_of(brief)
        for why in line_faults(line, shelf)
    ]
    drawn = (*_picture_faults(brief, shelf), *drawn_faults(brief, shelf))
    _refuse([*faults, *drawn, *_reference_faults(brief, shelf)])


def _refuse(faults: list[str]) -> None:
    if faults:
        more = f"; and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
        raise BriefError(
            "; ".join(faults[:FAULTS_SHOWN]) + more,
            where="brief",
            hint="the ledger does not hold what the brief would say; read these reports into a new ledger",
        )


def lines_of(value: Any, path: str = "") -> Iterator[tuple[str, Line]]:
    """Walk a brief and give every line in it with its path, e.g. ("known 3", line)."""
    if isinstance(value, Line):
        yield path, value
    elif isinstance(value, tuple):
        for n, item in enumerate(value, 1):
            yield from lines_of(item, f"{path} {n}")
    elif isinstance(value, Struct) and not isinstance(value, Part):
        for name, item in structs.asdict(value).items():
            yield from lines_of(item, f"{path}.{name}".lstrip("."))


def line_faults(line: Line, shelf: Shelf) -> list[str]:
    """List what a line says that its cited claims do not hold; empty when it is held."""
    if not line.claims:
        return ["it cites no claim"]
    unknown = [claim for claim in line.claims if claim not in shelf.claims]
    if unknown:
        return [f"it cites {claim}, which is not in the ledger" for claim in unknown]
    claims = [shelf.claims[claim] for claim in line.claims]
    found = [why for part in line.parts for why in _part_faults(part, claims, shelf)]
    found.extend(_status_faults(line, claims))
    found.extend(_source_faults(line, claims, shelf))
    if line.standing is not None:
        found.extend(_standing_faults(line, claims, shelf))
    return found


def _part_faults(part: Part, claims: list[Claim], shelf: Shelf) -> list[str]:
    if part.kind == "word":
        return _word_faults(part.text)
    if part.kind == "ledger":
        return ledger_faults(part.text, claims, shelf)
    if part.kind in ("source", "name"):
        return _actor_faults(part, claims, shelf)
    if part.kind == "place":
        return _place_faults(part, claims, shelf)
    if part.kind == "outlet":
        return _outlet_faults(part, claims, shelf)
    if part.kind == "day" and part.ref in shelf.reports:
        published = say_published(shelf.reports[part.ref].published)
        cited = any(claim.report == part.ref for claim in claims)
        return [] if cited and part.text == published else [f"the report's day is not “{part.text}”"]
    holder = next((claim for claim in claims if claim.id == part.ref), None)
    if holder is None:
        return [f"“{part.text[:60]}” rests on a claim that the line does not cite"]
    return _claim_part_faults(part, holder)


def _claim_part_faults(part: Part, claim: Claim) -> list[str]:
    text = part.text
    if part.kind == "quote":
        held = tidy(claim.span.exact) + "\n" + tidy(claim.sentence.exact)
        links = "\n".join(tidy(link.span.exact) for link in claim.attribution)
        inside = _same_start(text, held) or _same_start(text, links)
        return [] if inside and text.strip() else [f"the characters do not hold “{text[:60]}”"]
    if part.kind == "day":
        return [] if text and text == say_when(claim.time) else [f"the claim's time is not “{text.strip()}”"]
    quantity = _quantity(claim, part.index)
    if quantity is None:
        return [f"the claim has no such number as “{text}”"]
    if part.kind == "amount":
        wrong = [] if text == say_amount(quantity) else [f"the claim's number is not “{text}”"]
        if not measure_held(claim, quantity):
            wrong.append(f"its sentence tells of nobody {quantity.measure}")
        return wrong
    forms = {plural(quantity.group or "", 1), plural(quantity.group or "", None)}
    return [] if quantity.group and text.lower() in forms else [f"the claim does not count “{text}”"]


def _same_start(text: str, held: str) -> bool:
    return text in held or text[:1].lower() + text[1:] in held or _ARTICLE.sub("", text) in held


def _quantity(claim: Claim, index: int | None) -> Quantity | None:
    return claim.quantities[index] if index is not None and 0 <= index < len(claim.quantities) else None


@lru_cache(maxsize=1)
def _house_words() -> frozenset[str]:
    texts = [row["form"] for row in rows("forms")]
    for name, columns in (("statuses", ("mark", "label")), ("measures", tuple(rows("measures")[0])[1:-1])):
        texts += [row[column] for row in rows(name) for column in columns]
    texts += [row["words"] for row in rows("labels")] + [row["many"] for row in rows("verbs")]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(_SLOT.sub(" ", text)))


def _word_faults(text: str) -> list[str]:
    strange = [word for word in _WORD.findall(text) if word.lower() not in _house_words()]
    return [f"“{word}” is not the brief's own grammar and rests on nothing" for word in strange[:3]]


def _bare(name: str) -> str:
    return _ARTICLE.sub("", tidy(name)).casefold()


def _actor_faults(part: Part, claims: list[Claim], shelf: Shelf) -> list[str]:
    actor = shelf.actors.get(part.ref or "")
    if actor is None:
        return [f"“{part.text}” is no actor of the ledger"]
    names = {_bare(name)[:118] for name in (actor.name, *actor.aliases)}
    if not any(_bare(part.text)[:118] == name for name in names):
        return [f"“{part.text}” is not a name of {actor.id}"]
    linked = any(actor.id in shelf.linked_actors(claim) for claim in claims)
    return (
        []
        if linked or (part.kind == "name" and evidence.named(names, claims))
        else [f"no cited claim names {part.text}"]
    )


def _place_faults(part: Part, claims: list[Claim], shelf: Shelf) -> list[str]:
    place = shelf.places.get(part.ref or "")
    if place is None or tidy(place.name) != part.text:
        return [f"“{part.text}” is no such place of the ledger"]
    linked = any(place.id in shelf.linked_places(claim) for claim in claims)
    return [] if linked else [f"no cited claim is told of {part.text}"]


def _outlet_faults(part: Part, claims: list[Claim], shelf: Shelf) -> list[str]:
    cited = any(claim.report == part.ref for claim in claims)
    if not cited or part.ref is None or part.text.casefold() != shelf.label(part.ref).casefold():
        return [f"no cited claim stands in a report of “{part.text}”"]
    return []


def _status_faults(line: Line, claims: list[Claim]) -> list[str]:
    if line.standing is None and not any(part.kind == "amount" for part in line.parts):
        return []
    said = "".join(part.text for part in line.parts if part.kind == "word")
    found = []
    for status in {told_status(claim) for claim in claims} - {"asserted"}:
        marks = by_first("statuses")[status]
        if not any(cue and cue in said for cue in (marks["mark"], *marks["cues"].split("|"))):
            found.append(f"a cited claim is {marks['label']}, which the sentence does not show")
    return found


def _source_faults(line: Line, claims: list[Claim], shelf: Shelf) -> list[str]:
    named = {part.ref for part in line.parts if part.kind == "source"}
    if not named or line.standing is None:
        return []
    lead = claims[0]
    first = {lead.origin, *(link.actor for link in lead.attribution)}
    others = {part.ref for part in line.standing.origins}
    return (
        []
        if named & first and named <= first | others
        else ["the claim does not rest on the word of the source it names"]
    )


def _standing_faults(line: Line, claims: list[Claim], shelf: Shelf) -> list[str]:
    """Hold the counts: never more origins than the cited claims rest on, and exactly their reports."""
    if line.standing is None:
        return []
    origins = shelf.folded(claims)
    reports = {claim.report for claim in claims}
    above = {a for claim in claims for link in shelf.linked_actors(claim) for a in shelf.lineage(link)}
    found = []
    for part in line.standing.origins:
        if not (part.kind == "source" and part.ref in above):
            found.extend(_part_faults(part, claims, shelf))
    if not 1 <= len(line.standing.origins) <= len(origins):
        found.append(f"it rests on {len(origins)} origins, not {len(line.standing.origins)}")
    if line.standing.reports != len(reports):
        found.append(f"it stands in {len(reports)} reports, not {line.standing.reports}")
    return found


def ledger_faults(text: str, claims: list[Claim], shelf: Shelf) -> list[str]:
    """List the numbers and names in reconciling's words that no cited claim holds."""
    held = evidence.held_words(claims, shelf)
    numbers = evidence.held_numbers(claims, shelf)
    found = []
    for low, high in read_numbers(_CALENDAR_YEARS.sub(" ", text)):
        if not ({low, high} <= numbers):
            found.append(f"no cited claim holds the number {low:g}")
    for match in _WORD.finditer(text):
        word = match.group()
        inner = match.start() > 0 and text[match.start() - 2 : match.start()] not in (". ", "? ", ": ")
        if inner and word[0].isupper() and word not in _DAY_WORDS and word.casefold() not in held:
            found.append(f"no cited claim holds the name “{word}”")
    held_years = {year for claim in claims for year in evidence.years(claim, shelf)}
    found.extend(
        f"no cited claim holds the year {year}"
        for year in _CALENDAR_YEARS.findall(text)
        if year not in held_years
    )
    return found


def _picture_faults(brief: Brief, shelf: Shelf) -> Iterator[str]:
    for n, toll in enumerate(brief.tolls, 1):
        if not _toll_held(toll, shelf):
            yield f"tolls {n}: the range drawn is not the range that the cited claim gives"
    for n, moment in enumerate(brief.moments, 1):
        if not _moment_held(moment, shelf):
            yield f"moments {n}: the days drawn are not those of the cited claim"
    for name, listed in (("spots", brief.spots), ("lands", brief.lands)):
        for n, spot in enumerate(listed, 1):
            if not _spot_held(spot, shelf):
                yield f"{name} {n}: the point or area drawn is not that of the place"


def _toll_held(toll: Toll, shelf: Shelf) -> bool:
    given = [
        (quantity.lower, quantity.upper, quantity.bound, quantity.measure)
        for claim in toll.amount.claims
        if claim in shelf.claims
        for quantity in shelf.claims[claim].quantities
    ]
    return (toll.lower, toll.upper, toll.bound, toll.measure) in given


def _moment_held(moment: Moment, shelf: Shelf) -> bool:
    times = [shelf.claims[claim].time for claim in moment.line.claims if claim in shelf.claims]
    return any(
        time is not None
        and moment.first in (time.earliest, time.latest)
        and moment.last in (time.latest, time.earliest)
        for time in times
    )


def _spot_held(spot: Spot, shelf: Shelf) -> bool:
    place = shelf.places.get(spot.place)
    return place is not None and (place.lat, place.lon, place.precision, outline_of(place)) == (
        spot.lat,
        spot.lon,
        spot.precision,
        spot.area,
    )


def _reference_faults(brief: Brief, shelf: Shelf) -> Iterator[str]:
    numbered = {reference.claim for reference in brief.references}
    cited = {claim for _, line in lines_of(brief) for claim in line.claims}
    for missing in sorted(cited - numbered):
        yield f"references: cited claim {missing} has no number"
    for reference in brief.references:
        claim = shelf.claims.get(reference.claim)
        if claim is None or claim.span != reference.span or claim.report != reference.report:
            yield f"references {reference.number}: its characters are not those of its claim"
