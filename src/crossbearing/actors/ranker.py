"""Weighs all whom a pronoun or description may mean, and gives the one who is likely enough; else nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp

from msgspec import Struct

from crossbearing.actors.clues import (
    Case,
    Trace,
    closes_speech,
    clues,
    fits,
    is_saying,
    none_clues,
    place_of,
)
from crossbearing.actors.lists import cue
from crossbearing.actors.meant import Asked, Noun, may_mean, nobody, traits
from crossbearing.actors.nearest import is_quoted
from crossbearing.actors.people import People
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.stands import Stand, beside, governing, is_barred, suffers
from crossbearing.model import Token

_REACH = 3
"""Nobody is meant who was last named more sentences ago than these."""
_MOST = 12
"""No more than so many of those met last are weighed."""
SURE = 0.6
"""A pronoun's link needs this share; below it a link is wrong too often."""
AHEAD = 0.5
"""The share it needs where only one named behind it may be meant: "In [its] report, Amnesty said"."""
_ONE = 2
_FAR = 8
"""A description means nobody who was last named more sentences ago than these."""
CERTAIN = 0.75
"""A description's link needs this share."""
_SORTS = ("unnamed", "person")


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
        self.said: str | None = None

    def meet(self, stand: Stand, token: Token, actor: str, word: str = "") -> None:
        """Take note of a token that stands for an actor."""
        line = stand.line.index
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
        trace.tells = is_saying(stand, token)
        if not word:
            trace.plural = token.tag in ("NNS", "NNPS")
        self._met[actor] = trace  # the last met stands last

    def _trace(self, actor: str) -> Trace:
        known, person = self._actors.made[actor], self._people.by_id.get(actor)
        gender = person.gender if person is not None else ""
        row = registry().listed.get(actor)
        return Trace(
            actor,
            known.kind,
            gender,
            self._actors.is_crowd(actor),
            side=row.side if row is not None else known.side or "",
        )

    def call(self, actor: str, noun: str) -> None:
        """Take note of a noun that an actor is called by: "the radical group"."""
        trace = self._met.get(actor)
        if trace is not None and noun not in trace.called:
            trace.called = trace.called | {noun}

    def speak(self, actor: str) -> None:
        """Take note of one who speaks."""
        self.said = actor

    def choose(self, stand: Stand, token: Token, word: str, ruled: str | None, rule: str) -> str | None:
        """The actor whom a pronoun means, or None; ``ruled`` is whom the rules take for it."""
        options = self.options(stand, token, word, ruled, rule)
        ahead = len(options) == _ONE and ruled is not None and ruled not in self._met
        return decide(options, "pronouns", AHEAD if ahead else SURE)

    def mean(self, stand: Stand, noun: Noun, ruled: str | None) -> str | None:
        """The actor whom a definite description means, or None; ``ruled`` is whom the rules take for it."""
        return decide(self.meanings(stand, noun, ruled), "described", CERTAIN)

    def named_so(self, noun: Noun) -> str | None:
        """The only one met whose name has a plain noun in it: "the brigade" is the Delta Brigade."""
        if noun.head not in cue("own_name") or noun.adjectives or noun.followed or noun.lost:
            return None
        bearing = [actor for actor in self._met if noun.head in self._names(actor)]
        return bearing[0] if len(bearing) == 1 else None

    def meanings(self, stand: Stand, noun: Noun, ruled: str | None) -> list[Option]:
        """All whom a description may mean with their traits, nobody first."""
        here = stand.line.index
        case = Asked(
            stand=stand,
            noun=noun,
            place=place_of(noun.token),
            quoted=is_quoted(self._actors.report.text, noun.token.start),
            says=is_saying(stand, noun.token),
            ruled=ruled,
            rule=self._rule(ruled),
            said=self.said,
            names=self._names,
            body=self._speaks_for(),
        )
        near = [
            one
            for one in reversed(self._met.values())
            if one.actor == ruled or (here - one.line <= _FAR and may_mean(noun, one))
        ][:_MOST]
        if ruled is not None and all(one.actor != ruled for one in near):
            near.append(self._met.get(ruled) or self._trace(ruled))
        met = Counter(one.line for one in near)
        found = [Option(None, tuple(nobody(case, near)))]
        found.extend(
            Option(one.actor, tuple(traits(case, one, n, met[one.line] == 1))) for n, one in enumerate(near)
        )
        return found

    def _speaks_for(self) -> str | None:
        """The body of the one who spoke last: "a spokesman for [Fastaqim] said"."""
        known = self._actors.made.get(self.said or "")
        return known.member_of if known is not None else None

    def _names(self, actor: str) -> frozenset[str]:
        known = self._actors.made[actor]
        return frozenset(" ".join((known.name, *known.aliases)).lower().replace("-", " ").split())

    def _told_of(self, line: int) -> set[str]:
        """Those whom a sentence tells of before "it added", who are not the one who adds."""
        return {actor for actor, one in self._met.items() if one.line == line and actor != self.said}

    def _rule(self, ruled: str | None) -> str:
        """What sort of actor the rules gave: "listed", "crowd", "unnamed", "named", "none"."""
        if ruled is None:
            return "none"
        if self._actors.made[ruled].kind in _SORTS:
            return self._actors.made[ruled].kind
        if self._actors.is_crowd(ruled):
            return "crowd"
        return "listed" if registry().get(ruled) is not None else "named"

    def options(self, stand: Stand, token: Token, word: str, ruled: str | None, rule: str) -> list[Option]:
        """All who may be meant with their clues, nobody first."""
        here = stand.line.index
        closes = closes_speech(stand, token)
        within = self._told_of(here) if closes and word in ("it", "they") else set()
        if ruled in within:
            speaker = self._met.get(self.said or "")
            ruled = self.said if speaker is not None and fits(speaker, word) else None
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
            said=self.said,
            says=is_saying(stand, token),
            suffers=suffers(stand, token),
            closes=closes,
            body=self._speaks_for(),
        )
        near = [
            one
            for one in reversed(self._met.values())
            if one.actor not in within
            and not (one.line == here and is_barred(stand, token, one.here))
            and (one.actor == ruled or (here - one.line <= _REACH and fits(one, word)))
        ][:_MOST]
        if ruled is not None and ruled not in self._met:
            near.append(self._trace(ruled))  # named only later: "In its report, Amnesty …"
        found = [Option(None, tuple(none_clues(case, near)))]
        met = Counter(one.line for one in near)
        found.extend(
            Option(one.actor, tuple(clues(case, one, n, met[one.line] == 1))) for n, one in enumerate(near)
        )
        return found


def decide(options: Sequence[Option], table: str, sure: float) -> str | None:
    """The likeliest, by a table of weights, if its share is high enough."""
    weights = _weights(table)
    scores = [sum(weights.get(clue, 0.0) for clue in option.clues) for option in options]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    best = max(range(len(options)), key=shares.__getitem__)
    return options[best].actor if shares[best] / sum(shares) >= sure else None


@lru_cache(maxsize=2)
def _weights(table: str) -> Mapping[str, float]:
    text = (files("crossbearing.actors") / "data" / f"{table}.tsv").read_text(encoding="utf-8")
    rows: Iterable[list[str]] = (line.split("\t") for line in text.splitlines()[1:])
    return {clue: float(weight) for clue, weight in rows}
