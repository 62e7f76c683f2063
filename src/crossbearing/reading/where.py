"""Where a clause's event happened, from its own words or, said so, from what stands around it."""

from collections import Counter
from collections.abc import Iterable

from crossbearing.model import Place, PlaceMention, Span
from crossbearing.reading.clauses import Clause
from crossbearing.reading.page import Page
from crossbearing.reading.positions import only_positions
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
_TITLE_WEIGHT, _LEAD_WEIGHT = 3, 2
"""The headline and the first sentences say where a report plays; each later mention counts one."""
_LEAD_SENTENCES = 4
_FELT = frozenset({"see", "hear", "feel", "film", "photograph", "picture", "visible", "audible"})
_CAME = frozenset({"come", "happen", "occur"})
_MEANWHILE = frozenset({"as", "while", "when", "after", "before"})


class PlaceFinder:
    """The places of a report's clauses, with the report's main place for clauses that name none."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.places: dict[str, Place] = page.toponyms.places
        self.main = self._main()

    def of(
        self, index: int, clause: Clause, topic: Topic, region: frozenset[int], *, main: bool = True
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Place ids, most specific first, and what was inferred about them.

        ``main`` tells whether a clause that names no place may have the report's: what a war has cost in all
        is not told of one town.
        """
        tree = self.page.trees[index]
        elsewhere = _told_beside(tree, clause)
        here = [
            m
            for m in self.page.places[index]
            if m.role == "where"
            and m.place is not None
            and not (tree.inside(m.span.start, m.span.end) & elsewhere)
        ]
        standing = only_positions(tree, clause.head, topic, here, self._around)
        here = [m for m in here if m not in standing]
        for tokens in (_told_of(tree, clause), clause.own, clause.whole, clause.shared):
            own = [m for m in here if tree.inside(m.span.start, m.span.end) & tokens]
            if own:
                return self._ordered(own), ()
        near = [m for m in here if tree.inside(m.span.start, m.span.end) & region]
        if near:
            return self._ordered(near), (self._same_sentence(near),)
        said = [m for m in here if self._precedes(tree, clause, m) and not self._is_aside(index, m.span)]
        if said:
            return self._ordered(said), (self._same_sentence(said),)
        if main and topic in _PLACED and self.main is not None:
            name = self.places[self.main].name
            return (self.main,), (f"places: the report's main place ({name})",)
        return (), ()

    def _same_sentence(self, mentions: Iterable[PlaceMention]) -> str:
        """The note for places of the same sentence, by name: its words may not be the claim's to show."""
        names = dict.fromkeys(self.places[m.place].name for m in mentions if m.place is not None)
        return f"places: from the same sentence ({', '.join(names)})"

    def _precedes(self, tree: Tree, clause: Clause, mention: PlaceMention) -> bool:
        """Whether a place is named before a clause: "died in Marib, he said, adding that *five fled*"."""
        tokens = tree.inside(mention.span.start, mention.span.end)
        return bool(tokens) and max(tokens) < min(clause.own)

    def _ordered(self, mentions: list[PlaceMention]) -> tuple[str, ...]:
        ids = dict.fromkeys(m.place for m in mentions if m.place is not None)
        around = {above for place in ids for above in self._around(place)}
        return tuple(
            sorted(
                (p for p in ids if p not in around),
                key=lambda place: _SPECIFIC.index(self.places[place].kind),
            )
        )

    def _main(self) -> str | None:
        """The town a report plays in: most mentioned, headline and lead counting more.

        None where two are close, or where it is named but once, far down.
        """
        counts: Counter[str] = Counter()
        words: dict[str, set[str]] = {}
        for index, mentions in enumerate(self.page.places):
            kind = self.page.sentences[index].kind
            tree = self.page.trees[index]
            felt = _how_far(tree, range(len(tree.tokens)))
            weight = _TITLE_WEIGHT if kind == "title" else _LEAD_WEIGHT if index < _LEAD_SENTENCES else 1
            standing = only_positions(tree, -1, "hostilities", list(mentions), self._around)
            for mention in (m for m in mentions if m not in standing):
                far = tree.inside(mention.span.start, mention.span.end) & felt
                if far or self._is_aside(index, mention.span):
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

    def _is_aside(self, index: int, span: Span) -> bool:
        """Whether a place tells only where somebody spoke: "he told reporters *in Hamburg*"."""
        cues = [
            i
            for saying in self.page.sayings[index]
            for link in saying.attribution.links
            if link.cue is not None
            for i in self.page.trees[index].inside(link.cue.start, link.cue.end)
        ]
        contents = [c for saying in self.page.sayings[index] for c in saying.attribution.content]
        if not cues or any(c.start <= span.start < c.end for c in contents):
            return False
        tree = self.page.trees[index]
        return any(above in cues for i in tree.inside(span.start, span.end) for above in tree.ancestors(i))

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


def _told_of(tree: Tree, clause: Clause) -> set[int]:
    """The words of the place that a clause tells more of: "near Binnish, *the town* where nine died"."""
    verb = tree.tokens[clause.head]
    wheres = (t for i in clause.own for t in (tree.tokens[i],) if t.tag == "WRB" and t.i < verb.i)
    if verb.dep != "relcl" or not any(t.text.lower() == "where" for t in wheres):
        return set()
    found = {verb.head}
    while tree.tokens[min(found)].dep == "appos" and tree.tokens[min(found)].head not in found:
        found.add(tree.tokens[min(found)].head)
    return found


def _told_beside(tree: Tree, clause: Clause) -> set[int]:
    """The words of another happening that a thing came with: "The blast came *as troops left Ruhaiba*".

    And of how far it was felt: "so strong *that it broke windows in Ruhaiba*", "smoke seen *from Ruhaiba*".
    """
    felt = _how_far(tree, clause.whole - {clause.head})
    beside = felt if clause.head not in felt else set()
    if tree.tokens[clause.head].lemma.lower() not in _CAME:
        return beside
    for other in tree.dependents(clause.head, "advcl"):
        if any(t.text.lower() in _MEANWHILE for t in tree.dependents(other.i, "mark", "advmod")):
            beside |= tree.subtree(other.i)
    return beside


def _how_far(tree: Tree, words: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for index in words:
        token, above = tree.tokens[index], tree.tokens[tree.tokens[index].head]
        if token.text.lower() == "so" and above.pos == "ADJ":
            for verb in {above.i, above.head}:
                that = tree.dependents(verb, "ccomp", "advcl")
                found |= {i for t in that if t.i > above.i for i in tree.subtree(t.i)}
        elif token.text.lower() == "from" and above.lemma.lower() in _FELT:
            found |= tree.subtree(index)
    return found
