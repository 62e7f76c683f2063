"""Places that only say where somebody stands or comes from: "Rebels *in Idlib* attacked a post in Hama"."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from crossbearing.model import PlaceMention, Token
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Topic

_STAYING: frozenset[Topic] = frozenset({"hostilities", "casualties", "control", "detention"})
"""Topics that happen in one place; who flees or is brought out does it in both."""
_VIOLENCE: frozenset[Topic] = frozenset({"hostilities", "casualties"})
_PARTIES = ("force", "perpetrator", "crewed", "people", "missile", "body")
_MEN = frozenset({"group", "member", "faction", "terrorist", "men"})
_FIRED = frozenset({"fire", "launch", "lob", "shoot", "fly", "shelling", "bombardment", "shell", "barrage"})
_CAME = frozenset({"come", "arrive", "infiltrate", "smuggle", "ship"})
_GO = (
    *("evacuate", "leave", "transfer", "transport", "move", "bus", "take", "bring", "send", "ferry", "drive"),
    *("escort", "carry", "deport", "relocate", "resettle", "displace", "depart", "withdraw", "retreat", "go"),
    *("head", "travel", "flee", "escape", "exit", "evacuation", "departure", "transfer", "withdrawal"),
)
_LEADS = (
    {(word, link) for word in _GO for link in ("to", "toward", "towards")}
    | {(word, "for") for word in ("leave", "depart", "head", "departure")}
    | {("arrive", "in"), ("arrive", "at")}
)
"""Words of going and of bringing somewhere, with the words that lead to where."""
_EDGES = frozenset({"outskirt", "edge", "entrance", "gate"})
_POSTED = frozenset({"position", "station", "locate", "base", "entrench", "dig", "hole", "deploy"})
_TOLD = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_OPENED = frozenset({"advcl", "xcomp"})


class Position(Struct, frozen=True):
    """The words that describe a party, and those that may name another place, where what it does happens.

    ``alone``: the words are no place of its deed even where no other is named ("fighters *from Idlib*",
    "terrorists *positioned in Idlib*").
    """

    words: frozenset[int]
    rest: frozenset[int]
    alone: bool = False


def only_positions(
    tree: Tree,
    head: int,
    topic: Topic,
    mentions: list[PlaceMention],
    around: Callable[[str], Iterable[str]],
) -> list[PlaceMention]:
    """The places among ``mentions`` where somebody only stands, comes from or shoots from.

    "Fighters *from Idlib* attacked a post in Hama", "Troops positioned *in Homs* shelled Rastan", "Rockets
    fired *from Gaza* hit Ashdod". Not "rebels in Idlib were shelled", "families from Homs fled to Idlib",
    and not for the clause that tells of the standing itself, headed ``head``.
    """
    if topic not in _STAYING:
        return []
    inside = [(m, tree.inside(m.span.start, m.span.end)) for m in mentions]
    found = []
    for position in _positions(tree):
        if head in position.words:
            continue
        others = [m.place for m, words in inside if m.place is not None and words & position.rest]
        for mention, words in inside:
            if not words or not words <= position.words or mention.place is None:
                continue
            wide = {mention.place, *around(mention.place)}
            if (position.alone and topic in _VIOLENCE) or any(o not in wide for o in others):
                found.append(mention)
    return found


def destinations(tree: Tree, mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
    """The places to which somebody goes or is brought: "bussed from Rastan *to Idlib*", "left *for Homs*".

    Not "withdrew to the outskirts *of Rastan*", which is a place of what is told as much as any other.
    """
    ahead: set[int] = set()
    for token in tree.tokens:
        verb, link = tree.tokens[token.head].lemma.lower(), token.text.lower()
        if token.dep == "prep" and (verb, link) in _LEADS and not _is_edge(tree, token.i):
            ahead |= tree.subtree(token.i)
    inside = [(m, tree.inside(m.span.start, m.span.end)) for m in mentions]
    return [m for m, words in inside if words and words <= ahead]


def comes_from(tree: Tree, mention: PlaceMention) -> bool:
    """Whether a place is whence something comes: "aid *from Gaziantep*"."""
    words = tree.inside(mention.span.start, mention.span.end)
    return any(tree.tokens[tree.tokens[i].head].text.lower() == "from" for i in words)


def _is_edge(tree: Tree, link: int) -> bool:
    return any(t.lemma.lower() in _EDGES for t in tree.dependents(link, "pobj"))


def _positions(tree: Tree) -> Iterator[Position]:
    for token in tree.tokens:
        by = tree.tokens[token.head].text.lower() == "by" and token.dep == "pobj"
        if (token.dep in {"nsubj", "nsubjpass"} or by) and _is_party(token.lemma.lower()):
            yield from _party(tree, token, tree.tokens[token.head].head if by else token.head)
        elif token.text.lower() == "from" and tree.tokens[token.head].lemma.lower() in _FIRED | _CAME:
            below = frozenset(_whence(tree, token.i))
            rest = frozenset(_done(tree, _verb_above(tree, token.head)) - tree.subtree(token.i))
            yield Position(below, rest, alone=tree.tokens[token.head].lemma.lower() in _CAME)


def _party(tree: Tree, token: Token, verb: int) -> Iterator[Position]:
    """Where one who does something stands; of one to whom it is done, only whence."""
    below = frozenset(tree.subtree(token.i))
    origin = frozenset(i for t in _origins(tree, token.i) for i in _whence(tree, t))
    rest = frozenset(_done(tree, verb) - below)
    yield Position(origin if token.dep == "nsubjpass" else below, rest)
    if token.dep != "nsubjpass" and token.lemma.lower() in word_class("perpetrator"):
        posted = (t for t in tree.dependents(token.i, "acl", "relcl") if t.lemma.lower() in _POSTED)
        yield Position(origin | {i for t in posted for i in tree.subtree(t.i)}, rest, alone=True)


def _verb_above(tree: Tree, index: int) -> int:
    """The verb of the clause a word stands in: "*hit*" of "shelling from Homs hit Rastan"."""
    above = (index, *tree.ancestors(index))
    return next((i for i in above if tree.tokens[i].pos == "VERB" and tree.tokens[i].dep != "csubj"), index)


def _is_party(lemma: str) -> bool:
    return lemma in _MEN or any(lemma in word_class(name) for name in _PARTIES)


def _origins(tree: Tree, noun: int) -> list[int]:
    return [t.i for t in tree.dependents(noun, "prep") if t.text.lower() == "from"]


def _whence(tree: Tree, link: int) -> set[int]:
    """The words of whence: "from *the village of Sermin in Idlib*", not "from *the ground* near Sermin"."""
    found, stack = {link}, [link]
    while stack:
        for child in (tree.tokens[i] for i in tree.children[stack.pop()]):
            if child.dep != "prep" or child.text.lower() in {"of", "in"}:
                found.add(child.i)
                stack.append(child.i)
    return found


def _done(tree: Tree, verb: int) -> set[int]:
    """The words of what a verb does: no other happening's, and not whence ("bought flour *from Homs*")."""
    found, stack = {verb}, [verb]
    while stack:
        for child in (tree.tokens[i] for i in tree.children[stack.pop()]):
            told = child.tag in _TOLD or (child.tag == "VBG" and child.dep not in _OPENED)
            if child.dep == "punct" or child.text.lower() == "from" or (told and child.dep != "amod"):
                continue
            found.add(child.i)
            stack.append(child.i)
    return found
