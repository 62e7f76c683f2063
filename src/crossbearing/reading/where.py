"""Where a clause's event happened, from its own words or, said so, from what stands around it."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from crossbearing.model import Place, PlaceMention
from crossbearing.reading.clauses import Clause
from crossbearing.reading.page import Page
from crossbearing.reading.peopled import (
    is_of_the_fighting,
    is_share_of_last,
    lasts_long,
    named_on,
    unnamed_ground,
)
from crossbearing.reading.positions import comes_from, destinations, only_positions
from crossbearing.reading.scenes import is_tag, no_scenes, scenes
from crossbearing.reading.told_of import (
    HERE,
    TOWN,
    Telling,
    how_far,
    is_aside,
    is_side,
    opens,
    points_at,
    told_beside,
    told_more,
)
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Topic

_SPECIFIC = ("site", "district", "city", "region", "country")
_PLACED: frozenset[Topic] = frozenset(
    {
        "casualties",
        "hostilities",
        "control",
        "agreement",
        "evacuation",
        "aid",
        "access",
        "population",
        "detention",
    }
)
_MOVES: frozenset[Topic] = frozenset({"evacuation", "agreement"})
"""Topics of which people leave one place for another: it is the first that they are told of."""
_TITLE_WEIGHT, _LEAD_WEIGHT = 3, 2
"""The headline and the first sentences say where a report plays; each later mention counts one."""
_LEAD_SENTENCES = 4
_BACK, _NEAR = 4, 2
"""Sentences back in which another place is named that a sentence may go on with, and surely does."""
_NEXT = 2
"""Characters between a name and what it is called right behind it: "Saraqeb, *the town*"."""
_OTHER = frozenset({"elsewhere", "separately"})
_MEANTIME = frozenset({"meanwhile", "meantime"})
_SETTLED = frozenset({"village", "town", "hamlet"})
_CALLED = [[word, "of"] for word in ("village", "town", "hamlet", "villages", "towns")]
_ACROSS = frozenset({"across", "throughout", "nationwide"})
_FIGHTING = frozenset({"fight", "battle", "combat"})


class PlaceFinder:
    """The places of a report's clauses, with the report's main place for clauses that name none."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.places: dict[str, Place] = page.toponyms.places
        self.land = self._land()
        self.main = self._main()

    def of(self, index: int, clause: Clause, told_as: Telling) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Place ids, most specific first, and what was inferred about them."""
        tree = self.page.trees[index]
        told_of = told_more(tree, clause)
        told = [m for m in self._known(index) if tree.inside(m.span.start, m.span.end) & told_of]
        if told:
            sides = any(m.role == "modifier" and self.places[m.place or ""].kind == "region" for m in told)
            return (() if sides else self._ordered(tree, told)), ()
        topic, people = told_as.topic, told_as.people
        here = self._scene_names(index, clause, topic)
        there = destinations(tree, here) if topic in _MOVES else []
        here = [m for m in here if m not in there and not self._is_elsewhere(tree, m, topic)]
        for tokens in (clause.own, clause.whole, clause.shared):
            own = [m for m in here if tree.inside(m.span.start, m.span.end) & tokens]
            leads = [m for m in there if tree.inside(m.span.start, m.span.end) & tokens]
            if own or (leads and tokens is clause.own):
                if topic == "casualties":
                    return self._scenes(tree, own, topic), ()
                before = [m for m in here if self._precedes(tree, clause, m)]
                return self._both_ends(tree, own, leads, before[-1:])
        ground = unnamed_ground(tree, clause) if people else None
        if ground is not None:
            return self._ordered(tree, named_on(tree, ground, here)), ()
        here = [m for m in here if not self._is_party(tree, topic, m)]
        near = [m for m in here if tree.inside(m.span.start, m.span.end) & told_as.region]
        if near:
            return self._scenes(tree, near, topic), (self._same_sentence(near),)
        said = [m for m in here if self._precedes(tree, clause, m) and not is_aside(self.page, index, m.span)]
        if said:
            return self._scenes(tree, said, topic), (self._same_sentence(said),)
        here_too = not told_as.past or points_at(tree, clause, HERE)
        told_here = told_as.main and here_too and not opens(tree, _OTHER)
        if not told_here or topic not in _PLACED or self._names_unknown(index, clause):
            return (), ()
        if people and is_share_of_last(tree, clause):
            return self._of_last(index)
        if people and any(lasts_long(mention) for mention in self.page.times[index]):
            return (), ()
        places, inferred = self._from_around(index, clause, topic)
        far = people and not (points_at(tree, clause, HERE) or is_of_the_fighting(tree, clause))
        return ((), ()) if far and not self._is_near(index, places) else (places, inferred)

    def _scene_names(self, index: int, clause: Clause, topic: Topic) -> list[PlaceMention]:
        """The places of a sentence at which a clause of this topic may play."""
        tree, elsewhere = self.page.trees[index], told_beside(self.page.trees[index], clause)
        here = [
            m
            for m in self.page.places[index]
            if m.role == "where"
            and m.place is not None
            and not (tree.inside(m.span.start, m.span.end) & elsewhere)
            and not (topic == "casualties" and self._is_of_fighters(tree, clause, m))
        ]
        standing = only_positions(tree, clause.head, topic, here, self._around)
        if topic == "casualties":
            standing += no_scenes(tree, clause.head, here)
        return [m for m in here if m not in standing]

    def _of_last(self, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The one place, or land, of the sentence before: "40 live there. *Most of this number* are old"."""
        if not index or self.page.sentences[index - 1].kind == "title":
            return (), ()
        tree = self.page.trees[index - 1]
        named = self._ordered(tree, [m for m in self.page.places[index - 1] if m.role == "where" and m.place])
        if len(named) != 1:
            return (), ()
        return named, (f"places: from a sentence before ({self.places[named[0]].name})",)

    def _is_near(self, index: int, places: tuple[str, ...]) -> bool:
        """Whether one of the last sentences names these places, or what lies in them."""
        last = range(max(0, index - _NEAR), index)
        named = {m.place for at in last for m in self.page.places[at] if m.place is not None}
        return bool(places) and all(any(p == q or p in self._around(q) for q in named) for p in places)

    def _is_elsewhere(self, tree: Tree, mention: PlaceMention, topic: Topic) -> bool:
        """Whether a place is only where aid comes from, or, in another land, where a deal was negotiated."""
        if topic == "aid":
            return comes_from(tree, mention)
        return topic == "agreement" and self.places[mention.place or ""].country not in {None, self.land}

    def _both_ends(
        self, tree: Tree, own: list[PlaceMention], leads: list[PlaceMention], before: list[PlaceMention]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What people leave before where they go; said so, where a clause tells only where they go."""
        ahead, left = self._ordered(tree, leads), self._ordered(tree, own or before)
        found = (*left, *(p for p in ahead if p not in left))
        if own or not leads:
            return found, ()
        names = ", ".join(self.places[p].name for p in ahead)
        return found, (self._same_sentence(before) if left else f"places: only where they go ({names})",)

    def _scenes(self, tree: Tree, mentions: list[PlaceMention], topic: Topic) -> tuple[str, ...]:
        """The places of a clause; of a toll those where its dead fell."""
        if topic != "casualties":
            return self._ordered(tree, mentions)
        return scenes(tree, mentions, self.places, self._around)

    def _is_party(self, tree: Tree, topic: Topic, mention: PlaceMention) -> bool:
        """Whether a land elsewhere in a sentence only acts: "*Russia* should answer for the 20 dead"."""
        if topic != "casualties" or self.places[mention.place or ""].kind != "country":
            return False
        words = tree.inside(mention.span.start, mention.span.end)
        return any(tree.tokens[i].dep in {"nsubj", "nsubjpass", "dobj"} for i in words)

    def _is_of_fighters(self, tree: Tree, clause: Clause, mention: PlaceMention) -> bool:
        """Whether a land only says who is meant: "a raid by forces *fighting in Iraq* killed nine".

        No scene of the dead; of truces or campaigns it is the land they are told of.
        """
        if self.places[mention.place or ""].kind != "country":
            return False
        words = tree.inside(mention.span.start, mention.span.end)
        return any(
            token.dep == "acl"
            and token.tag == "VBG"
            and token.lemma.lower() in _FIGHTING
            and token.i != clause.head
            and words & tree.subtree(token.i)
            for token in tree.tokens
        )

    def _known(self, index: int) -> list[PlaceMention]:
        """The places that a sentence names: where things happen, or by which another lies."""
        return [m for m in self.page.places[index] if m.role in {"where", "modifier"} and m.place is not None]

    def _names_unknown(self, index: int, clause: Clause) -> bool:
        """Whether a clause names a place that nobody knows: it is not told of the report's main one.

        A name of open sense, "the village of Rayhana", "Rayhana town".
        """
        tree, mentions = self.page.trees[index], self.page.places[index]
        found = [(m, tree.inside(m.span.start, m.span.end)) for m in mentions]
        if any(words & clause.whole and self._is_open_town(tree, m, words) for m, words in found):
            return True
        known = {i for m, words in found if m.place is not None for i in words}
        for i in sorted(clause.whole - known):
            token, after = tree.tokens[i], [t.text.lower() for t in tree.tokens[i + 1 : i + 2]]
            before = [t.text.lower() for t in tree.tokens[max(0, i - 2) : i]]
            named = token.pos == "PROPN" and token.text[:1].isupper()
            if named and (before in _CALLED or (after and after[0] in _SETTLED)):
                return True
        return False

    def _is_open_town(self, tree: Tree, mention: PlaceMention, words: set[int]) -> bool:
        """Whether a name may be of many towns; not "Zahraa district", which a town may well have."""
        if mention.place is not None or not mention.span.exact[:1].isupper():
            return False
        after = [t for t in tree.tokens[max(words, default=-1) + 1 :][:1] if t.tag in {"NN", "NNS"}]
        of_town = not after or after[0].text.lower() in _SETTLED
        return of_town and any(self.places[p].kind == "city" for p in mention.rivals if p in self.places)

    def _from_around(
        self, index: int, clause: Clause, topic: Topic
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The place of the story that a sentence goes on with, else the report's main one.

        "Nine died in Rastan. *Five were children*" is told of Rastan wherever the report plays; where two
        places were named just before, or one a while before, nobody can tell.
        """
        for back in range(1, _BACK + 1):
            if index < back or self.page.sentences[index - back].kind == "title":
                break
            named = self._scene(index - back, topic)
            if not named:
                if topic == "casualties" and self._is_everywhere(index - back):
                    return (), ()
                continue
            if any(self._is_of_main(place) for place in named):
                break
            if self.places[named[0]].kind == "region" and points_at(self.page.trees[index], clause, TOWN):
                break
            if len(named) > 1 or back > _NEAR or opens(self.page.trees[index], _MEANTIME):
                return (), ()
            return named, (f"places: from a sentence before ({self.places[named[0]].name})",)
        if self.main is None:
            return (), ()
        return (self.main,), (f"places: the report's main place ({self.places[self.main].name})",)

    def _is_everywhere(self, index: int) -> bool:
        """Whether a sentence tells of a whole land: "they were the latest of 900 dead *across Sudan*"."""
        tree = self.page.trees[index]
        return any(
            tree.tokens[top].text.lower() in _ACROSS
            for m in self._known(index)
            if self.places[m.place or ""].kind == "country"
            for i in tree.inside(m.span.start, m.span.end)
            for top in (tree.tokens[i].head,)
        )

    def _scene(self, index: int, topic: Topic) -> tuple[str, ...]:
        """The places at which a sentence plays: none wider than a region or in another land."""
        tree, mentions = self.page.trees[index], list(self.page.places[index])
        felt = how_far(tree, range(len(tree.tokens)))
        standing = only_positions(tree, -1, "hostilities", mentions, self._around)
        standing += no_scenes(tree, -1, mentions) if topic == "casualties" else []
        here = []
        for mention in (
            m for m in mentions if m.role == "where" and m.place is not None and m not in standing
        ):
            words, place = tree.inside(mention.span.start, mention.span.end), self.places[mention.place or ""]
            wide = place.kind == "country" or (place.precision == "country" and place.kind != "city")
            if wide or place.country not in {None, self.land} or is_aside(self.page, index, mention.span):
                continue
            if not words & felt:
                here.append(mention)
        return self._ordered(tree, here)

    def _land(self) -> str | None:
        """The country in which most of the places lie where things happen."""
        found = (
            m.place for row in self.page.places for m in row if m.role == "where" and m.place is not None
        )
        lands = Counter(land for place in found if (land := self.places[place].country) is not None)
        return max(lands, key=lambda land: (lands[land], land), default=None)

    def _is_of_main(self, place: str) -> bool:
        """Whether a place is the report's main town, lies in it or holds it."""
        return self.main is not None and (self._town(place) == self.main or place in self._around(self.main))

    def _same_sentence(self, mentions: Iterable[PlaceMention]) -> str:
        """The note for places of the same sentence, by name: its words may not be the claim's to show."""
        names = dict.fromkeys(self.places[m.place].name for m in mentions if m.place is not None)
        return f"places: from the same sentence ({', '.join(names)})"

    def _precedes(self, tree: Tree, clause: Clause, mention: PlaceMention) -> bool:
        """Whether a place is named before a clause: "died in Marib, he said, adding that *five fled*"."""
        tokens = tree.inside(mention.span.start, mention.span.end)
        return bool(tokens) and max(tokens) < min(clause.own)

    def _ordered(self, tree: Tree, mentions: list[PlaceMention]) -> tuple[str, ...]:
        ids = dict.fromkeys(m.place for m in mentions if m.place is not None)
        around = {above for place in ids for above in self._around(place)}
        around |= {
            m.place for m in mentions if m.place is not None and self._holds_another(tree, m, mentions)
        }
        return tuple(
            sorted(
                (p for p in ids if p not in around),
                key=lambda place: _SPECIFIC.index(self.places[place].kind),
            )
        )

    def _holds_another(self, tree: Tree, part: PlaceMention, mentions: list[PlaceMention]) -> bool:
        """Whether a side of a region only says where a place lies: "Haritan *in northern Aleppo province*".

        Not where both are named beside each other: "Haritan *and northern Aleppo province*".
        """
        place = self.places[part.place or ""]
        whole = place.within or ""
        if place.kind != "region" or whole not in self.places or not is_side(place, self.places[whole]):
            return False
        for other in mentions:
            if other.place is None or other.place == place.id or whole not in self._around(other.place):
                continue
            first, last = sorted((part.span, other.span))
            between = tree.inside(first.end, last.start)
            if not any(tree.tokens[i].dep == "cc" or tree.tokens[i].text == ";" for i in between):
                return True
        return False

    def _main(self) -> str | None:
        """The town a report plays in: most mentioned, headline and lead counting more.

        None where two are close, or where it is named but once, far down.
        """
        counts: Counter[str] = Counter()
        words: dict[str, set[str]] = {}
        for index, mentions in enumerate(self.page.places):
            kind = self.page.sentences[index].kind
            tree = self.page.trees[index]
            felt = how_far(tree, range(len(tree.tokens)))
            weight = _TITLE_WEIGHT if kind == "title" else _LEAD_WEIGHT if index < _LEAD_SENTENCES else 1
            standing = only_positions(tree, -1, "hostilities", list(mentions), self._around)
            again = [
                b for a, b in pairwise(mentions) if a.place == b.place and b.span.start - a.span.end <= _NEXT
            ]
            for mention in (m for m in mentions if m not in standing and m not in again):
                here = tree.inside(mention.span.start, mention.span.end)
                if here & felt or is_aside(self.page, index, mention.span) or is_tag(tree, here):
                    continue
                town = self._town(mention.place) if mention.role == "where" else None
                if town is not None:
                    counts[town] += weight
                    words.setdefault(town, set()).add(mention.span.exact)
        listed = max((n for town, n in counts.items() if not self._is_unlisted(town)), default=0)
        for town in [t for t, n in counts.items() if self._is_unlisted(t) and n <= listed]:
            del counts[town]
        best = counts.most_common(2)
        if not best or (len(best) == 2 and best[0][1] < 2 * best[1][1]):
            return None
        town, weight = best[0]
        named = sum(self.page.report.text.count(word) for word in words[town])
        return town if max(weight, named) > 1 else None

    def _around(self, place: str) -> set[str]:
        """The places that a place lies in; a claim at Maysaloun need not say Aleppo too."""
        found: set[str] = set()
        above = self.places[place].within
        while above is not None and above not in found and above in self.places:
            found.add(above)
            above = self.places[above].within
        return found

    def _is_unlisted(self, town: str) -> bool:
        """Whether a village is one that no list has: named less than a town, it takes nothing from it."""
        return self.places[town].lat is None

    def _town(self, place: str | None) -> str | None:
        seen: set[str] = set()
        while place is not None and place not in seen:
            seen.add(place)
            known = self.places.get(place)
            if known is None or known.kind in {"country", "region"}:
                return None
            if known.kind == "city":
                return place
            place = known.within
        return None
