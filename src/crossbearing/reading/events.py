"""What happened: the trigger of a clause's event, with its PLOVER category and ACLED sub-event type."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Token
from crossbearing.reading.clauses import TIMING
from crossbearing.reading.lexicon import EventRow, event_words, word_class
from crossbearing.reading.tree import Tree

_ARGUMENTS = ("dobj", "nsubj", "nsubjpass", "attr", "pobj", "oprd", "acomp")
_COMPLEMENTS = ("xcomp", "ccomp", "agent", "conj", "oprd")
_WHEN = frozenset({"after", "before", "following", "since", "until", "despite"})
_HELD = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd", "prt", "conj", "relcl", "acl"})
_HELD_BY = frozenset({"of", "over", "on", "into", "out"})
_TERMS = frozenset({"truce", "ceasefire", "deal", "agreement", "accord", "pact", "plan"})
_IF = frozenset({"if", "unless"})
_TERRITORY = "territory"
_BY = frozenset({"force", "dwellers"})
"""Classes that a row asks of the verb's subject."""
_WITHOUT = "no "
"""Before a class of which the verb may have no object: "released a *video*" frees nobody."""
_DOING = frozenset({"VERB", "AUX", "ADJ"})
"""Words that take an event with them: "a missile *slammed* into"; "*concern* over massacres" is none."""
_REACH = 3
"""How many steps below a verb the words of a phrase may stand: "took full control of" is two."""


START, COUNTED = 0.5, 4.0
"""By how much, in log-odds, the rules' word stands before others; and where it tells of what is counted."""
LEAST = -1.0
"""A word less likely than this to name a happening takes no event from the rules."""


class Trigger(Struct, frozen=True):
    """An event row met in a sentence: the row, the token it hangs on, and all its tokens.

    ``listed`` is the token of the row's own word where the event hangs on another that says more of it.
    """

    row: EventRow
    head: int
    tokens: tuple[int, ...]
    listed: int | None = None


def find_triggers(tree: Tree, places: frozenset[int] = frozenset()) -> list[Trigger]:
    """All event words of a sentence, verbs and nouns, in text order.

    ``places`` are the tokens that name places: "took the hill" is an event of control, "took note" none.
    """
    found = []
    for token in tree.tokens:
        hit = None
        if token.pos in {"VERB", "AUX"} and token.dep != "amod":
            hit = _verb(tree, token, places)
        elif token.pos in {"NOUN", "PROPN", "ADJ", "ADV"}:
            hit = _noun(tree, token)
        if hit is not None and not _is_idle(tree, token.i):
            found.append(hit)
    covered = {i for hit in found if len(hit.tokens) > 1 for i in hit.tokens if i != hit.head}
    return [hit for hit in found if len(hit.tokens) > 1 or hit.head not in covered]


def _is_idle(tree: Tree, index: int) -> bool:
    """Whether an event is only said to be beside the point: "there is no need for *operations*"."""
    for above in tree.ancestors(index):
        if tree.tokens[above].lemma.lower() in word_class("unneeded"):
            return any(t.text.lower() == "no" for t in tree.dependents(above, "det", "neg"))
    return False


def main_trigger(
    tree: Tree,
    head: int,
    own: frozenset[int],
    triggers: list[Trigger],
    topic: str | None = None,
    named: Mapping[int, float] | None = None,
) -> Trigger | None:
    """The event a clause is about, on the word that is likeliest to name it.

    By the rules that is its verb if that is an event, else the nearest event word below it; ``named`` are
    the log-odds of words that may name happenings (reading/named.py), before which the rules have only a
    small start. A word that no list holds takes the rules' event with it: "a missile *slammed* into",
    "*fended off* an attack". ``topic`` is what the clause counts, if it counts: the dead of "the killing of
    nine people was condemned" are those of the killing, not of the condemning.
    """
    ruled = _stated(tree, _ruled(tree, head, own, triggers, topic), triggers, topic)
    known = {i: n for i, n in (named or {}).items() if i in own and not _is_aside(tree, head, i)}
    if ruled is not None and not _is_under(tree, head, ruled.head, TIMING):
        known = {i: n for i, n in known.items() if not _is_under(tree, head, i, TIMING)}
    if not known:
        return ruled
    start = {} if ruled is None else {ruled.head: COUNTED if ruled.row.topic == topic else START}
    best = max(sorted(known), key=lambda i: known[i] + start.get(i, 0.0))
    if ruled is not None and (best in ruled.tokens or known[best] < LEAST or ruled.row.mode == "ceasefire"):
        return ruled
    listed = next((hit for hit in triggers if hit.head == best), None)
    if listed is not None or known[best] < LEAST:
        return listed
    if ruled is not None and (ruled.row.plover == "AGREE" or tree.tokens[best].pos not in _DOING):
        return ruled
    if ruled is not None and not _is_beside(tree, head, ruled.head):
        return replace(ruled, head=best, tokens=(best,), listed=ruled.head)
    return None if best == head else Trigger(_unlisted(tree.tokens[best]), best, (best,))


def _stated(tree: Tree, ruled: Trigger | None, triggers: list[Trigger], topic: str | None) -> Trigger | None:
    """What something remains under, in the place of that it remains: "remains under rebel *control*"."""
    if ruled is None or ruled.row.topic == topic or ruled.row.plover is not None:
        return ruled
    if tree.tokens[ruled.head].lemma.lower() not in word_class("copula"):
        return ruled
    preps = {i for i in tree.children[ruled.head] if tree.tokens[i].lemma.lower() == "under"}
    under = (hit for hit in triggers if hit.row.plover is not None and tree.tokens[hit.head].head in preps)
    return next(under, ruled)


def _is_aside(tree: Tree, head: int, index: int) -> bool:
    """Whether a word names no event of its clause: a name, a condition, what it rests on.

    "if they *attack*, it will end"; "under the *truce*, fighters leave".
    """
    token = tree.tokens[index]
    under = token.dep == "pobj" and tree.tokens[token.head].text.lower() == "under"
    if token.pos == "PROPN" or (under and token.lemma.lower() in _TERMS):
        return True
    return _is_under(tree, head, index, _IF)


def _is_under(tree: Tree, head: int, index: int, marks: frozenset[str]) -> bool:
    """Whether a word stands in a clause that a mark opens below its own: "attacks raged *until* it fell"."""
    for step in (index, *tree.ancestors(index)):
        if step == head:
            return False
        if tree.tokens[step].dep == "advcl" and any(
            mark.text.lower() in marks for mark in tree.dependents(step, "mark")
        ):
            return True
    return False


def _is_beside(tree: Tree, head: int, index: int) -> bool:
    """Whether an event word only says when: "residents dug *after the bombing*"."""
    for above in (index, *tree.ancestors(index)):
        if above == head:
            return False
        if tree.tokens[above].lemma.lower() in _WHEN:
            return True
    return False


def own_word(trigger: Trigger | None) -> Trigger | None:
    """The trigger on its row's own word: "the *fighting* raged" where the event hangs on "raged"."""
    if trigger is None or trigger.listed is None:
        return trigger
    return Trigger(trigger.row, trigger.listed, (trigger.listed,))


def _unlisted(token: Token) -> EventRow:
    """The row of a word that names a happening and is on no list."""
    pos = "V" if token.pos in {"VERB", "AUX"} else "N"
    return EventRow((token.lemma.lower(),), pos, "other", None, None, None, None, "")


def _ruled(
    tree: Tree, head: int, own: frozenset[int], triggers: list[Trigger], topic: str | None
) -> Trigger | None:
    """The event of a clause by the rules alone."""
    mine = [hit for hit in triggers if hit.head in own]
    counted = [hit for hit in mine if hit.row.topic == topic]
    mine = counted or mine
    for hit in mine:
        if hit.head == head and hit.row.topic != "other":
            return hit
    below = [hit for hit in mine if hit.row.plover is not None or hit.row.topic != "population"]
    ranked = sorted(below, key=lambda hit: _rank(tree, head, hit))
    return ranked[0] if ranked else None


def _rank(tree: Tree, head: int, hit: Trigger) -> tuple[int, int, int]:
    """Arguments of the head before what only tells when, where or why; then the nearer word."""
    branch = hit.head
    for above in tree.ancestors(hit.head):
        if above == head:
            break
        branch = above
    dep = tree.tokens[branch].dep
    return (0 if dep in _ARGUMENTS or dep in _COMPLEMENTS else 1, _distance(tree, head, hit.head), hit.head)


def _distance(tree: Tree, head: int, index: int) -> int:
    for steps, above in enumerate(tree.ancestors(index), start=1):
        if above == head:
            return steps
    return len(tree.tokens)


def _verb(tree: Tree, token: Token, places: frozenset[int]) -> Trigger | None:
    for row in event_words().verbs.get(token.lemma.lower(), ()):
        extra = _phrase(tree, token.i, row.words[1:])
        if extra is None:
            continue
        if row.needs is not None and not _has_argument(tree, token.i, row.needs, places):
            continue
        return Trigger(row, token.i, tuple(sorted((token.i, *extra))))
    return None


def _phrase(tree: Tree, verb: int, words: tuple[str, ...]) -> list[int] | None:
    """Tokens near below the verb that carry the phrase's other lemmas, or None."""
    if not words:
        return []
    near = _below(tree, verb, _REACH)
    found = []
    for word in words:
        index = next((i for i in near if tree.tokens[i].lemma.lower() == word), None)
        if index is None:
            return None
        found.append(index)
    return found


def _below(tree: Tree, index: int, reach: int) -> list[int]:
    level, found = [index], []
    for _ in range(reach):
        level = [child for i in level for child in tree.children[i] if not _opens_clause(tree, child)]
        found.extend(level)
    return sorted(found)


def _opens_clause(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos == "VERB" or token.dep in {"conj", "ccomp", "advcl", "relcl", "parataxis"}


def _has_argument(tree: Tree, verb: int, needs: str, places: frozenset[int]) -> bool:
    """Whether an argument of the verb is of the class its row asks for."""
    if needs == "people":
        carried = tree.dependents(verb, "dobj", "nsubjpass")
        return any(t.pos == "PRON" or t.lemma.lower() in word_class("carried") for t in carried)
    if needs == "object":
        return bool(tree.dependents(verb, "dobj", "dative", "prep", "xcomp", "ccomp"))
    if needs == "departs" and tree.dependents(verb, "auxpass"):
        return False
    if needs == "departs":
        objects = tree.dependents(verb, "dobj")
        return all(t.i in places or t.lemma.lower() in word_class(_TERRITORY) for t in objects)
    if needs.startswith(_WITHOUT):
        return not _is_done_to(tree, verb, word_class(needs.removeprefix(_WITHOUT)))
    subjects = {t.lemma.lower() for t in tree.dependents(verb, "nsubj")}
    if needs in _BY:
        return bool(subjects & word_class(needs))
    if needs == "place" and subjects & word_class("missile"):
        return False
    near = [i for i in _below(tree, verb, _REACH) if tree.tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
    if needs == "place":
        near = [i for i in near if not _is_aim(tree, verb, i)]
    near += [i for i in tree.ancestors(verb) if tree.tokens[verb].dep in {"acl", "relcl", "xcomp"}][:1]
    if needs == "place":
        return any(i in places or tree.tokens[i].lemma.lower() in word_class(_TERRITORY) for i in near)
    if word_class(needs):
        return any(tree.tokens[i].lemma.lower() in word_class(needs) for i in near)
    return any(_topic_of_noun(tree, tree.tokens[i]) == needs for i in near)


def _is_done_to(tree: Tree, verb: int, kind: frozenset[str]) -> bool:
    """Whether what a verb is done to, or is met with, is of a class: "*videos* released on Friday"."""
    token = tree.tokens[verb]
    objects = tree.dependents(verb, "dobj", "nsubjpass")
    leading = [t for t in tree.dependents(verb, "prep") if t.lemma.lower() == "with"]
    objects += [noun for lead in leading for noun in tree.dependents(lead.i, "pobj")]
    if token.dep in {"acl", "relcl"} and token.tag == "VBN":
        objects.append(tree.tokens[token.head])
    return any(t.lemma.lower() in kind for t in objects)


def _is_aim(tree: Tree, verb: int, index: int) -> bool:
    """Whether a noun is only where to or where from: "took the wounded *to Idlib*" takes no town."""
    branch = index
    for above in tree.ancestors(index):
        if above == verb:
            token = tree.tokens[branch]
            return token.dep not in _HELD if token.dep != "prep" else token.lemma.lower() not in _HELD_BY
        branch = above
    return False


def _topic_of_noun(tree: Tree, token: Token) -> str | None:
    hit = _noun(tree, token)
    return hit.row.topic if hit is not None else None


def _noun(tree: Tree, token: Token) -> Trigger | None:
    for row in event_words().nouns.get(token.lemma.lower(), ()):
        first = token.i - len(row.words) + 1
        if first < 0:
            continue
        words = tuple(tree.tokens[i].lemma.lower() for i in range(first, token.i + 1))
        if words != row.words or _is_wordy(tree, token):
            continue
        if not _is_name_part(tree, token) and not _is_relief(tree, token, row):
            return Trigger(row, token.i, tuple(range(first, token.i + 1)))
    return None


def _is_wordy(tree: Tree, token: Token) -> bool:
    """A figure of speech that names no violence: "a war *of words* between the powers"."""
    preps = [prep for prep in tree.dependents(token.i, "prep") if prep.lemma.lower() == "of"]
    return any(
        noun.lemma.lower() in {"word", "nerve"} for prep in preps for noun in tree.dependents(prep.i, "pobj")
    )


def _is_relief(tree: Tree, token: Token, row: EventRow) -> bool:
    """An "operation" that moves or feeds people is no fighting, a "convoy of lorries" moves no people."""
    below = {tree.tokens[i].lemma.lower() for i in tree.subtree(token.i)}
    if row.words == ("convoy",):
        return bool(below & (word_class("goods") | word_class("relief")))
    generic = row.topic == "hostilities" and token.lemma.lower() in word_class("undertaking")
    return generic and bool(below & word_class("relief"))


def _is_name_part(tree: Tree, token: Token) -> bool:
    """Event words inside a name ("Security Council session" is none, "Operation Dawn" is)."""
    inside = next((e for e in tree.sentence.entities if e.first <= token.i < e.last), None)
    if inside is None or (inside.last - inside.first == 1 and token.pos != "PROPN"):
        return False
    names = {"PERSON", "ORG", "FAC", "WORK_OF_ART", "LAW"}
    return inside.label in names and (inside.last - inside.first > 1 or inside.label == "PERSON")
