"""The terms of an agreement, read from the clauses that state them, in their own words."""

import re

from crossbearing.model import Claim, Term
from crossbearing.reconcile.lexicon import compile_pattern, cues
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


def term_kinds(claim: Claim) -> list[TermKind]:
    """The kinds of term a clause states: "the fighters have until noon to leave" → deadline, who."""
    if claim.background or claim.topic not in _TOPICS or claim.status in ("demanded", "denied"):
        return []
    text = claim.span.exact
    ahead = claim.status in ("expected", "conditional") or claim.topic in _OF_DEALS or _of_deal(text)
    found: dict[TermKind, None] = {}
    for cue in cues("terms"):
        kind: TermKind = cue.row["kind"]  # type: ignore[assignment]
        if (ahead or cue.row["deal"] == "no") and cue.pattern.search(text) and not unmade(cue, text):
            found[kind] = None
    if {"start", "order"} & found.keys():
        found.pop("who", None)
    return list(found)


def _of_deal(text: str) -> bool:
    return compile_pattern("<deal>").search(text) is not None


def terms_of(claims: list[Claim]) -> tuple[Term, ...]:
    """The terms that claims state, sorted by kind; told twice, or once within the other, counted once."""
    kept: list[tuple[TermKind, list[Claim]]] = []
    for claim in sorted(claims, key=lambda claim: (len(claim.span.exact), claim.report, claim.span)):
        for kind in term_kinds(claim):
            told = next((c for k, c in kept if k == kind and _alike(c[0], claim)), None)
            if told is None:
                kept.append((kind, [claim]))
            else:
                told.append(claim)
    terms = [
        Term(kind, shorten(claims[0].span.exact), tuple(sorted(c.id for c in claims)), claims[0].time)
        for kind, claims in kept
    ]
    return tuple(sorted(terms, key=lambda term: (term.kind, term.claims)))


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
