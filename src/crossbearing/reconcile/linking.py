"""How two tellings of a report hang together: the words between them, how the later one begins."""

import re
from functools import lru_cache

from crossbearing.reconcile.lexicon import words_of
from crossbearing.reconcile.signs import THE_SAME, Telling

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[;,]")
_PRONOUN = re.compile(r"\W*(?:it|they|he|she)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:others?|more|another)\b", re.IGNORECASE)
_HURT = re.compile(
    r"\W*(?:the|this|these|those)\s+(?:\w+\s)?(?:deaths?|casualties|injured|fatalities)\b", re.IGNORECASE
)
_BEGINS = re.compile(r"\W*([A-Za-z]+)")
_DOING = re.compile(r"(?!shelling|bombing|fighting|meeting)[a-z]+ing$")
_NOUN_BEFORE = frozenset({"the", "a", "of", "this", "that", "mass"})
_FURTHER = 3
_KEPT = 256
"""Of so many clauses it is kept how they begin: each is held against all that its report tells before."""


def links(new: Telling, story: list[Telling], *, fits: bool) -> list[str]:
    """What ties a telling to a happening told before it in its report, or parts them.

    Of one sentence: how many words lie between what names them, the last linking word among these
    (``data/links.tsv``), whether their clauses overlap; each also by whether the deeds ``fits``. Of another:
    how its sentence begins, whether its subject points back, each also by how many sentences lie between.

    12 died in the shelling. / the blast, which killed 9 / The strike also hit a bakery. / Meanwhile shells
    """
    beside = [told for told in story if told.claim.sentence.start == new.claim.sentence.start]
    if beside:
        nearest = min(beside, key=lambda told: abs(_named(told)[0] - _named(new)[0]))
        found, after = _in_sentence(nearest, new), "deed that fits" if fits else "another deed"
    else:
        gap = min(new.sentence - story[-1].sentence, _FURTHER)
        found = _begins(new.claim.span.exact, new.claim.sentence.exact)
        after = "next sentence" if gap <= 1 else "second next" if gap == 2 else "later"
    return [*found, *(f"{one}, {after}" for one in found)]


def _named(telling: Telling) -> tuple[int, int, str]:
    """Where the word that names a telling's happening stands, and that word."""
    event = telling.claim.event
    if event is None:
        return telling.claim.span.start, telling.claim.span.start, ""
    return event.trigger.start, event.trigger.end, event.trigger.exact


def _in_sentence(told: Telling, new: Telling) -> list[str]:
    sentence = new.claim.sentence
    (_, end, _), (start, _, word) = sorted((_named(told), _named(new)))
    between = [
        w.lower() for w in _WORD.findall(sentence.exact[end - sentence.start : start - sentence.start])
    ]
    words = [w for w in between if w[0].isalpha()]
    tied = [_links("between")[w] for w in words if w in _links("between")]
    link = f"linked by “{tied[-1]}”" if tied else "no linking word"
    far = _far(len(words))
    one, other = told.claim.span, new.claim.span
    lie = "clauses overlap" if one.start < other.end and other.start < one.end else "clauses apart"
    doing = _DOING.match(word.lower()) is not None and not (words and words[-1] in _NOUN_BEFORE)
    return [
        *(link, f"{link}, {far}", far, lie, f"{link}, {lie}"),
        *([f"{link}, doing so"] if doing else []),
        *(f"“{kind}” between" for kind in sorted({"after", "when", "that", "said"} & set(tied))),
        *(f"“{mark}” between" for mark in ";," if mark in between),
    ]


def _far(count: int) -> str:
    if count <= 2:
        return "0 to 2 words between"
    return f"{'3 to 6' if count <= 6 else '7 to 12' if count <= 12 else 'many'} words between"


@lru_cache(maxsize=_KEPT)
def _begins(told: str, sentence: str) -> list[str]:
    opening = _BEGINS.match(sentence)
    word = opening.group(1).lower() if opening is not None else ""
    found = [f"begins with “{_links('begins')[word]}”" if word in _links("begins") else "begins otherwise"]
    if THE_SAME.match(told.lstrip("\"'“”‘’ ")) is not None or _HURT.match(told) is not None:
        found.append("its subject points back")
    if _PRONOUN.match(told) is not None:
        found.append("its subject is a pronoun")
    if _OTHERS.search(told) is not None:
        found.append("tells of others, of more")
    return found


@lru_cache(maxsize=2)
def _links(where: str) -> dict[str, str]:
    """The linking words of one sort, each with its kind."""
    return words_of("links", "link", where=where)
