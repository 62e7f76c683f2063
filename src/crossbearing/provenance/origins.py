"""On whose word a carried passage rests: the agency's whose text it is, not each outlet that carries it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Claim, Copy, Report, Span
from crossbearing.provenance.quotes import is_quotation
from crossbearing.provenance.words import keys_of

_WORD = re.compile(r"\w+")
_MOSTLY = 0.6
"""A claim is carried when so much of it stands in the shared passages of another report."""
_ALIKE = 0.6
"""Below this similarity two passages share words, not a text."""
_SAME = 0.8
"""Two claims of one passage are the same when they share so many of their words: papers mend a word."""
_NOTE = "origin: this passage also stands in another report, whose text it is"
_SAME_NOTE = "origin: the same words stand in another report, and mean the same source"
_SURE = ("stated", "metadata")
"""Days that a report itself gives; an inferred day comes from other reports, which so come first."""
Beside = tuple[str, str]
"""A figure and the word before or behind it."""
_KEPT = 4096
"""So many passages' figures are kept: each claim of a report is held against the same passages."""
_ARTICLES = frozenset({"a", "an", "the"})


class _Shared(Struct, frozen=True):
    """A passage of a report that also stands in another, there at ``there``; whose text it is, if known.

    ``quoted``: it is mostly a statement that both quote.
    """

    span: Span
    other: str
    there: Span
    agency: str | None
    quoted: bool


_Age = tuple[bool, date, str, str]


def assign_origins(
    claims: Iterable[Claim],
    reports: Sequence[Report],
    copies: Iterable[Copy],
    narrators: Mapping[str, str],
    of: Collection[str] | None = None,
) -> list[Claim]:
    """Give claims in carried passages the origin of the text they are.

    Returns the claims of the reports ``of``, or all; the others' are only held against them.

    ``narrators`` names the actor in whose voice each report is told, by report id. A narrated passage of a
    credited agency rests on that agency. One that no agency is named for rests on the report that had it
    first, by stated before inferred day of publication, then by narrator and id, so that ten outlets with
    one text count once. An attributed claim keeps its source, but where the first report words the claim
    and its source alike ("an army commander said"), both mean the one source that the first has.
    A passage that both reports quote is no one's narration, and a claim whose figures the other report
    does not have was not carried from it. Pure: claims must come as read, not as an earlier call settled
    them. What the claims of one report become depends on these alone: the copies of it of similarity
    0.6 and more, the reports which these name, their narrators, and their claims as read. So a report
    that is added or dated anew changes no claims but its own and those of reports it shares a passage with.
    """
    asked = list(claims)
    ages = {report.id: _age(report, narrators) for report in reports}
    carried = _carried(copies, {report.id: report for report in reports})
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in asked:
        by_report[claim.report].append(claim)
    mine = [claim for claim in asked if of is None or claim.report in of]
    return [_settled(claim, carried, ages, by_report, narrators) for claim in mine]


def _settled(
    claim: Claim,
    carried: Mapping[str, list[_Shared]],
    ages: Mapping[str, _Age],
    by_report: Mapping[str, list[Claim]],
    narrators: Mapping[str, str],
) -> Claim:
    carriers = _carriers(claim.span, carried.get(claim.report, []))
    if claim.attribution:
        return _same_source(claim, carriers, ages, by_report)
    told = [shared for shared in carriers if not shared.quoted]
    if not told:
        return claim
    agencies = sorted({shared.agency for shared in told if shared.agency is not None})
    among = [claim.report, *(shared.other for shared in told)]
    first = min(among, key=lambda report: ages.get(report, _unknown(report)))
    return _moved(claim, _owner(claim, agencies, narrators.get(first)), _NOTE)


def _age(report: Report, narrators: Mapping[str, str]) -> _Age:
    published = report.published
    sure = published.basis in _SURE
    return (not sure, published.latest or date.max, narrators.get(report.id, ""), report.id)


def _unknown(report: str) -> _Age:
    return (True, date.max, "", report)


def _carried(copies: Iterable[Copy], reports: Mapping[str, Report]) -> dict[str, list[_Shared]]:
    """The passages of each report that stand in another, alike enough to be one text."""
    shared: dict[str, list[_Shared]] = defaultdict(list)
    for copy in copies:
        if copy.similarity >= _ALIKE:
            one, other = copy.passages
            quoted = is_quotation(copy, reports)
            shared[one.report].append(_Shared(one.span, other.report, other.span, copy.origin, quoted))
            shared[other.report].append(_Shared(other.span, one.report, one.span, copy.origin, quoted))
    return shared


def _moved(claim: Claim, origin: str | None, note: str) -> Claim:
    if origin == claim.origin:
        return claim
    return replace(claim, origin=origin, inferred=(*claim.inferred, note))


def _same_source(
    claim: Claim,
    carriers: list[_Shared],
    ages: Mapping[str, _Age],
    by_report: Mapping[str, list[Claim]],
) -> Claim:
    """Rest an attributed claim on the source that the first report with the same words has for it."""
    mine = ages.get(claim.report, _unknown(claim.report))
    for shared in sorted(carriers, key=lambda s: (ages.get(s.other, _unknown(s.other)), s.there)):
        if ages.get(shared.other, _unknown(shared.other)) >= mine:
            break
        for other in by_report.get(shared.other, ()):
            there = other.span.start < shared.there.end and shared.there.start < other.span.end
            if there and _source(other) == _source(claim) and _alike(other.span, claim.span):
                return claim if other.origin is None else _moved(claim, other.origin, _SAME_NOTE)
    return claim


def _source(claim: Claim) -> tuple[str, ...]:
    """The words of a claim's first source, articles left out: "an army commander" → army, commander."""
    found = _words(claim.attribution[0].span) if claim.attribution else ()
    return tuple(word for word in found if word not in _ARTICLES)


def _alike(one: Span, other: Span) -> bool:
    left, right = set(_words(one)), set(_words(other))
    return len(left & right) >= _SAME * max(len(left), len(right))


def _words(span: Span) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in _WORD.finditer(span.exact))


def _owner(claim: Claim, agencies: list[str], first: str | None) -> str | None:
    if agencies:
        return claim.origin if claim.origin in agencies else agencies[0]
    return first or claim.origin


def _carriers(span: Span, shared: Iterable[_Shared]) -> list[_Shared]:
    """Passages of those other reports that between them hold most of a claim, with its figures.

    A figure is there where it stands beside the same word: "five medics and four guards" are no four medics.
    """
    touching = [s for s in shared if s.span.start < span.end and span.start < s.span.end]
    held: dict[str, int] = defaultdict(int)
    beside: dict[str, set[Beside]] = defaultdict(set)
    for s in touching:
        held[s.other] += min(span.end, s.span.end) - max(span.start, s.span.start)
        beside[s.other].update(*_figures(s.there.exact))
    told = _figures(span.exact) if touching else ()
    whole = _MOSTLY * (span.end - span.start)
    return [s for s in touching if held[s.other] >= whole and all(f & beside[s.other] for f in told)]


@lru_cache(maxsize=_KEPT)
def _figures(text: str) -> tuple[frozenset[Beside], ...]:
    """The figures of a text, each with the words beside it: "nine carts" → (9, carts)."""
    keys = keys_of(text)
    found = []
    for at, key in enumerate(keys):
        if key[0].isdigit():
            near = {(keys[at - 1], key)} if at else set()
            near |= {(key, keys[at + 1])} if at + 1 < len(keys) else set()
            found.append(frozenset(near or {(key, "")}))
    return tuple(found)
