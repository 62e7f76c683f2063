"""Of the places beside a toll, those where its dead fell: "killed *in Rastan* as they fled to Idlib"."""

from collections.abc import Callable, Iterable, Mapping

from crossbearing.model import Place, PlaceMention, Token
from crossbearing.reading.tree import Tree

_SPECIFIC = ("site", "district", "city", "region", "country")
_GOALS = frozenset({"to", "into", "toward", "towards", "for", "onto"})
_MOVING = frozenset(
    {
        "go", "come", "head", "travel", "move", "flee", "cross", "return", "drive", "walk", "sail", "fly",
        "escape", "advance", "retreat", "withdraw", "enter", "reach", "leave", "approach", "march", "run",
        "way", "route", "bind", "infiltrate", "sneak", "migrate", "journey",
    }
)  # fmt: skip
_MOVED = frozenset({"enter", "reach", "leave", "approach", "flee"})
"""Who does this to a place is not there yet, or not any more."""
_CARRIED = frozenset(
    {"bring", "take", "rush", "transfer", "transport", "carry", "evacuate", "move", "admit", "treat"}
)
_CARE = frozenset({"hospital", "clinic", "treatment", "surgery", "care", "morgue"})
_NAME = frozenset({"PROPN", "DET", "PUNCT", "ADJ", "PART"})
_PLURALS = frozenset(
    {
        "neighborhoods", "neighbourhoods", "districts", "quarters", "suburbs", "areas", "villages", "towns",
        "cities", "provinces", "governorates", "regions", "countrysides",
    }
)  # fmt: skip
_MORE = frozenset({"-", "other", "several", "nearby"})
_LABELS = frozenset({"tags", "keywords", "topics", "topic"})
_REACH = 8
"""Tokens of a list of places that are read on either side of one of them."""


def no_scenes(tree: Tree, head: int, mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
    """The places in which nobody of a toll fell, by how the sentence names them.

    Where they were going: "killed as they were *entering Turkey*", "as they fled *to Idlib*". Where the hurt
    were brought: "taken to a hospital *in Hatay*". Where they came from: "nine natives *from the Caucasus*".
    Where in brackets a group is at home: "(Qaeda's branch *in the Levant*)".
    ``head`` is the verb of the toll itself.
    """
    found = []
    for mention in mentions:
        words = tree.inside(mention.span.start, mention.span.end)
        away = words and (_is_goal(tree, head, words) or _is_home(tree, words))
        if away or (words and (_is_care(tree, words) or _is_bracketed(tree, words))):
            found.append(mention)
    return found


def _is_goal(tree: Tree, head: int, words: set[int]) -> bool:
    top = _top(tree, words)
    above = tree.tokens[top.head]
    if top.dep in {"dobj", "obj"} and above.lemma.lower() in _MOVED and above.i != head:
        return True
    while above.dep == "prep" and above.text.lower() in {"of", "in"} and above.head != above.i:
        above = tree.tokens[tree.tokens[above.head].head]
    if above.text.lower() not in _GOALS or above.pos not in {"ADP", "PART", "SCONJ"}:
        return False
    governor = tree.tokens[above.head]
    if governor.text.lower() == "back" or governor.dep == "prep":
        governor = tree.tokens[governor.head]
    return governor.lemma.lower() in _MOVING


def _is_home(tree: Tree, words: set[int]) -> bool:
    """Whether somebody, or fire, only comes from there: "nine recruits *from Tunisia*"."""
    above = tree.tokens[_top(tree, words).head]
    return above.text.lower() == "from" and tree.tokens[above.head].pos == "NOUN"


def _is_care(tree: Tree, words: set[int]) -> bool:
    """Whether the hurt were brought there: "rushed to hospitals *in Hatay*"; not a hospital that was hit."""
    top = _top(tree, words)
    above = [tree.tokens[i] for i in tree.ancestors(top.i)]
    moved = next((t for t in above if t.pos == "VERB"), None)
    if moved is None or moved.lemma.lower() not in _CARRIED:
        return False
    below = (tree.tokens[i] for i in tree.subtree(moved.i))
    return any(t.lemma.lower() in _CARE for t in below if t.i > moved.i)


def _is_bracketed(tree: Tree, words: set[int]) -> bool:
    """Whether it stands in brackets behind a word that links it: "(Qaeda's branch *in the Levant*)"."""
    for i in range(min(words) - 1, -1, -1):
        if tree.tokens[i].text == ")":
            return False
        if tree.tokens[i].text == "(":
            return any(tree.tokens[n].text.lower() in {"in", "of"} for n in range(i + 1, min(words)))
    return False


def _top(tree: Tree, words: set[int]) -> Token:
    """The word of a name on which the rest of it hangs."""
    for i in sorted(words, reverse=True):
        if tree.tokens[i].head not in words or tree.tokens[i].head == i:
            return tree.tokens[i]
    return tree.tokens[max(words)]


def scenes(
    tree: Tree,
    mentions: Iterable[PlaceMention],
    places: Mapping[str, Place],
    around: Callable[[str], set[str]],
) -> tuple[str, ...]:
    """The places of a toll among those it names: all that are told side by side, else the nearest named.

    "Killed in *Homs and Idlib*" has two, "at a shrine *in Rastan* near Homs" one: Homs says where it lies.
    ``around`` gives what a place lies in. One of a list of which nobody knows the rest stands for what holds
    it: of "in Maysaloun and Qarbash neighbourhoods" only the town is sure. Behind a village that no list has
    stands the town beside it: "in Ashen, part of the city of Rastan".
    """
    runs: list[list[PlaceMention]] = []
    for mention in sorted((m for m in mentions if m.place is not None), key=lambda m: m.span.start):
        last = runs[-1][-1] if runs else None
        if last is not None and _side_by_side(tree, last, mention):
            if _is_joined(tree, last, mention) or not _is_around(places, around, last, mention):
                runs[-1].append(mention)
        elif last is None or mention.place not in around(last.place or ""):
            runs.append([mention])
    if not runs:
        return ()
    best = min(runs, key=lambda run: min(_kind(places, m) for m in run))
    found = tuple(dict.fromkeys(m.place for m in best if m.place is not None))
    if len(found) == 1 and places[found[0]].lat is None:
        towns = [m.place for run in runs for m in run if m.place is not None and _is_town(places[m.place])]
        return tuple(dict.fromkeys((*found, *towns[:1])))
    if len(found) > 1 or not _is_listed(tree, best[0]):
        return tuple(sorted(found, key=lambda place: _SPECIFIC.index(places[place].kind)))
    holder = places[found[0]].within or ""
    return (holder,) if holder in places and places[holder].kind != "country" else ()


def _is_town(place: Place) -> bool:
    """Whether a place is a town that a list has: of a village that none has, it says where that lies."""
    return place.kind == "city" and place.lat is not None


def _kind(places: Mapping[str, Place], mention: PlaceMention) -> int:
    return _SPECIFIC.index(places[mention.place or ""].kind)


def _is_around(
    places: Mapping[str, Place], around: Callable[[str], set[str]], one: PlaceMention, other: PlaceMention
) -> bool:
    """Whether a place right behind another says where that lies: "Homs, *central Syria*"."""
    inner, outer = places[one.place or ""], places[other.place or ""]
    if outer.id in around(inner.id) or inner.name.endswith(f" {outer.name}"):
        return True
    return outer.name[:1].islower() and outer.within in around(inner.id)


def _is_joined(tree: Tree, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a word joins two places; not "Midan *and Qarbash quarters of* Aleppo", which joins others."""
    between = [tree.tokens[i] for i in sorted(tree.inside(one.span.end, other.span.start))]
    joins = [n for n, t in enumerate(between) if t.text.lower() in {"and", "or", ";", "&"}]
    after = between[joins[-1] + 1 :] if joins else []
    named = next((n for n, t in enumerate(after) if t.pos == "PROPN"), len(after))
    return bool(joins) and all(t.pos != "ADP" for t in after[named:])


def _side_by_side(tree: Tree, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places are told of alike: "in Homs *and* Idlib", "on Maysaloun Bustan", a comma lost."""
    between = [tree.tokens[i] for i in tree.inside(one.span.end, other.span.start)]
    if any(t.pos in {"VERB", "AUX"} and t.tag != "VBG" for t in between):
        return False
    if _is_joined(tree, one, other):
        return True
    return all(t.pos in _NAME or t.text.lower() in _PLURALS for t in between) and not any(
        t.tag == "POS" for t in between
    )


def _is_listed(tree: Tree, mention: PlaceMention) -> bool:
    """Whether a place is one of several that a plural names: "Maysaloun and Qarbash neighbourhoods"."""
    words = tree.inside(mention.span.start, mention.span.end)
    if not words:
        return False
    after = tree.tokens[max(words) + 1 : max(words) + 1 + _REACH]
    joined = False
    for token in after:
        if token.text.lower() in _PLURALS:
            return joined
        joined = joined or token.text.lower() in {"and", "or", ","}
        if not (token.pos in _NAME or token.pos == "CCONJ" or token.text in _MORE):
            break
    before = list(reversed(tree.tokens[max(0, min(words) - _REACH) : min(words)]))
    joined = any(t.text.lower() in {"and", "or"} for t in after[:2])
    for token in before:
        if token.text.lower() in _PLURALS:
            return joined
        joined = joined or token.text.lower() in {"and", "or", ","}
        if not (token.pos in _NAME or token.pos == "CCONJ" or token.text.lower() in {"of", "-"}):
            break
    return False


def is_tag(tree: Tree, words: set[int]) -> bool:
    """Whether a name stands in a page's list of what it is about: "Tags Sudan video *Kosti* The group …"."""
    for i in range(min(words, default=0) - 1, -1, -1):
        token = tree.tokens[i]
        if token.text.lower() in _LABELS and token.text[:1].isupper():
            return True
        if token.pos not in {"PROPN", "NOUN", "ADJ", "PUNCT"} or token.text in {".", ";"}:
            return False
    return False
