"""The terms of an agreement, read from the clauses that state them, in their own words."""

import re
from datetime import date

from crossbearing.model import Claim, Term, small
from crossbearing.reconcile.lexicon import compile_pattern, likely
from crossbearing.reconcile.polar import unmade
from crossbearing.vocabulary import TermKind

_TOPICS = frozenset(
    {"agreement", "evacuation", "hostilities", "aid", "access", "diplomacy", "population", "other"}
)
_OF_DEALS = frozenset({"agreement", "evacuation"})
_MAX_CHARS = 160
"""A term is a short phrase; a longer clause is cut at a word."""
_SAME_WORDS = 0.6
"""Terms of one kind that share this part of their words are one term told twice."""
_WORD = re.compile(r"\w+")
_SUBJECT = 60
"""Characters before "took effect" that hold what did."""
_RELATIVE = re.compile(
    r"(?:the|those|these|any|all|some)?\s*(?:[\w-]+\s+){0,3}(?:who|whom|that)\b", re.IGNORECASE
)
"""A noun with its relative clause ("the people who wish to leave") says of whom, and nothing of the deal."""
_SOME_LEFT_OUT = re.compile(
    r"\b(?:leav(?:e|es|ing)|left|exclud(?:e|es|ed|ing)|not cover|not include)\b (?:\w+ )?"
    r"(?:some|several|many|certain)\b",
    re.IGNORECASE,
)
_GROUPS = {
    "rebel": "fighter",
    "rebels": "fighter",
    "fighter": "fighter",
    "fighters": "fighter",
    "insurgent": "fighter",
    "insurgents": "fighter",
    "militants": "fighter",
    "gunmen": "fighter",
    "family": "family",
    "families": "family",
    "relatives": "family",
    "civilian": "civilian",
    "civilians": "civilian",
    "residents": "civilian",
    "people": "people",
}
_GROUP_WORD = re.compile(rf"\b({'|'.join(_GROUPS)})\b(?!['’]|-held|-controlled)", re.IGNORECASE)


def term_kinds(claim: Claim) -> list[TermKind]:
    """The kinds of term a clause states: "the fighters have until noon to leave" → deadline, who."""
    if claim.background or claim.topic not in _TOPICS or claim.status in ("demanded", "denied"):
        return []
    text = claim.span.exact
    ahead = claim.status in ("expected", "conditional") or claim.topic in _OF_DEALS or _of_deal(text)
    found: dict[TermKind, None] = {}
    for cue in likely("terms", text):
        kind: TermKind = cue.row["kind"]  # type: ignore[assignment]
        if (ahead or cue.row["deal"] == "no") and cue.pattern.search(text) and not unmade(cue, text):
            found[kind] = None
    if {"start", "order"} & found.keys() or _RELATIVE.match(text):
        found.pop("who", None)
    if "start" in found and _of_other_measure(claim):
        found.pop("start")
        found["other"] = None
    return list(found)


def _of_other_measure(claim: Claim) -> bool:
    """Whether "took effect" is said of a halt to air strikes, and not of the truce or the leaving."""
    if _head(claim) is not None:
        return False
    before = claim.sentence.exact[: max(0, claim.span.start - claim.sentence.start)]
    return compile_pattern("<aerial>").search(before[-_SUBJECT:]) is not None


def _of_deal(text: str) -> bool:
    return compile_pattern("<deal>").search(text) is not None


def terms_of(claims: list[Claim]) -> tuple[Term, ...]:
    """The terms that claims state, sorted by kind; told twice, or once within the other, counted once."""
    kept: list[tuple[TermKind, list[Claim]]] = []
    order = sorted(claims, key=lambda c: (_leaves_open(c), len(c.span.exact), c.report, c.span))
    for claim in order:
        for kind in term_kinds(claim):
            told = next((c for k, c in kept if k == kind and _one_term(kind, c[0], claim)), None)
            if told is None:
                kept.append((kind, [claim]))
            else:
                told.append(claim)
    return _sorted_terms([_term(kind, told) for kind, told in kept])


def aid_terms_of(claims: list[Claim]) -> tuple[Term, ...]:
    """What an agreement on aid allows, in the words of the claims that tell of it; no day of delivery."""
    kept: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda claim: (len(claim.span.exact), claim.report, claim.span)):
        told = next((c for c in kept if _alike(c[0], claim)), None)
        if told is None:
            kept.append([claim])
        else:
            told.append(claim)
    found = [Term("other", shorten(c[0].span.exact), tuple(sorted(x.id for x in c))) for c in kept]
    return _sorted_terms(found)


def _term(kind: TermKind, claims: list[Claim]) -> Term:
    return Term(kind, shorten(claims[0].span.exact), tuple(sorted(c.id for c in claims)), claims[0].time)


def _sorted_terms(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: (term.kind, term.claims)))


def _one_term(kind: TermKind, one: Claim, other: Claim) -> bool:
    """Whether two clauses state one term: like words; or the same people to leave, or the same start.

    A headline's "leaves some fighters out" is the exclusion that its own report names.
    """
    if _alike(one, other):
        return True
    if kind == "exclusion":
        return one.report == other.report and _leaves_open(one) != _leaves_open(other)
    if kind == "who":
        return bool(_people(one)) and _people(one) == _people(other)
    same = _head(one) is not None and _head(one) == _head(other)
    return kind == "start" and same and _clock(one) == _clock(other) is not None and _same_ground(one, other)


def _leaves_open(claim: Claim) -> bool:
    """Whether a clause leaves open who is left out: "leaves some fighters out"."""
    return _SOME_LEFT_OUT.search(claim.span.exact) is not None


def _people(claim: Claim) -> frozenset[str]:
    """The groups a clause lets leave: fighters, families, civilians; "fighters' families" are families."""
    found = {_GROUPS[small(m.group(1))] for m in _GROUP_WORD.finditer(claim.span.exact)}
    return frozenset(found)


def _head(claim: Claim) -> str | None:
    """What a clause lets start: the leaving, or the truce."""
    heads = ("<leaving>|departure", "<truce>|<deal>", "<fighting>")
    return next((head for head in heads if compile_pattern(head).search(claim.span.exact)), None)


def _clock(claim: Claim) -> tuple[date | None, date | None, str] | None:
    when = claim.time
    return None if when is None else (when.earliest, when.latest, when.grain)


def _same_ground(one: Claim, other: Claim) -> bool:
    return not one.places or not other.places or bool(set(one.places) & set(other.places))


def _alike(one: Claim, other: Claim) -> bool:
    if one.report == other.report and other.span.start <= one.span.start and one.span.end <= other.span.end:
        return True
    a, b = ({w.lower() for w in _WORD.findall(claim.span.exact)} for claim in (one, other))
    return len(a & b) >= _SAME_WORDS * len(a | b)


def shorten(text: str) -> str:
    """A clause on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= _MAX_CHARS:
        return line
    return line[:_MAX_CHARS].rsplit(" ", 1)[0].rstrip(",;") + " …"
