"""Weighs all whom a pronoun may mean, and gives the one who is likely enough; else nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp

from msgspec import Struct

from crossbearing.actors.clues import Case, Trace, clues, fits, governing, none_clues, place_of, says
from crossbearing.actors.nearest import is_quoted
from crossbearing.actors.people import People
from crossbearing.actors.resolve import Actors
from crossbearing.actors.stands import Stand, beside
from crossbearing.model import Token

_REACH = 3
"""Nobody is meant who was last named more sentences ago than these."""
_MOST = 12
"""No more than so many of those met last are weighed."""
SURE = 0.4
"""A link needs this share; below it a link is wrong too often."""


class Option(Struct, frozen=True):
    """One who may be meant, or nobody, with the clues that speak for it."""

    actor: str | None
    clues: tuple[str, ...]


class Ranker:
    """Follows a report's actors from word to word; ``choose`` leads a pronoun back to one of them."""

    def __init__(self, actors: Actors, people: People) -> None:
        self._actors = actors
        self._people = people
        self._met: dict[str, Trace] = {}
        self._said: str | None = None

    def meet(self, line: int, token: Token, actor: str, word: str = "", *, first: bool = False) -> None:
        """Take note of a token that stands for an actor."""
        trace = self._met.pop(actor, None)
        if trace is None:
            trace = self._trace(actor)
        if trace.line != line:
            trace.here = []
        if word in ("he", "she") and not trace.gender:
            trace.gender = "m" if word == "he" else "f"
        trace.here = [*trace.here, token.i]
        trace.line, trace.i, trace.dep, trace.word = line, token.i, place_of(token), word
        trace.times += 1
        trace.first = first
        if not word:
            trace.plural = token.tag in ("NNS", "NNPS")
        self._met[actor] = trace  # the last met stands last

    def _trace(self, actor: str) -> Trace:
        known, person = self._actors.made[actor], self._people.by_id.get(actor)
        gender = person.gender if person is not None else ""
        return Trace(actor, known.kind, gender, self._actors.is_crowd(actor))

    def speak(self, actor: str) -> None:
        """Take note of one who speaks."""
        self._said = actor

    def choose(self, stand: Stand, token: Token, word: str, ruled: str | None, rule: str) -> str | None:
        """The actor whom a pronoun means, or None; ``ruled`` is whom the rules take for it."""
        options = self.options(stand, token, word, ruled, rule)
        return decide(options)

    def options(self, stand: Stand, token: Token, word: str, ruled: str | None, rule: str) -> list[Option]:
        """All who may be meant with their clues, nobody first."""
        here = stand.line.index
        case = Case(
            stand=stand,
            token=token,
            word=word,
            place=place_of(token),
            quoted=is_quoted(self._actors.report.text, token.start),
            governing=governing(stand, token),
            joined=beside(stand, token),
            ruled=ruled,
            rule=rule,
            said=self._said,
            says=says(stand, token),
        )
        near = [
            one
            for one in reversed(self._met.values())
            if one.actor == ruled or (here - one.line <= _REACH and fits(one, word))
        ][:_MOST]
        if ruled is not None and ruled not in self._met:
            near.append(self._trace(ruled))  # named only later: "In its report, Amnesty …"
        found = [Option(None, tuple(none_clues(case, near)))]
        met = Counter(one.line for one in near)
        found.extend(
            Option(one.actor, tuple(clues(case, one, n, met[one.line] == 1))) for n, one in enumerate(near)
        )
        return found


def decide(options: Sequence[Option]) -> str | None:
    """The likeliest if its share is high enough."""
    weights = _weights()
    scores = [sum(weights.get(clue, 0.0) for clue in option.clues) for option in options]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    best = max(range(len(options)), key=shares.__getitem__)
    sure = shares[best] / sum(shares) >= SURE
    return options[best].actor if sure else None


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    text = (files("crossbearing.actors") / "data" / "pronouns.tsv").read_text(encoding="utf-8")
    rows: Iterable[list[str]] = (line.split("\t") for line in text.splitlines()[1:])
    return {clue: float(weight) for clue, weight in rows}
