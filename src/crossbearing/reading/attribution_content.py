"""What a cue governs: the words said, as token ranges, pattern by pattern."""

from collections.abc import Callable

from msgspec import Struct

from crossbearing.reading.attribution_clause import clause_ranges, skip_that
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Range, Tree

_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "xcomp", "oprd", "dative", "prt", "acomp", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_SHY = frozenset({"name", "identify", "quote", "comment"})
_NOT_SAID = frozenset(
    {"life", "victim", "casualty", "ground", "territory", "hill", "village", "town", "time"}
)
"""Objects that make a verb one of doing: "claimed nine lives"."""
_SAYINGS = frozenset({"word", "thing", "something", "nothing", "prayer", "sentence", "line", "mass"})
"""What is itself said: "said a prayer written by his father"."""
_EMPTY = frozenset({"PRON", "DET", "ADV"})
_PARTICLES = frozenset({"prt", "prep"})


class Content(Struct, frozen=True):
    """The ranges said and where the cue ends (past its particle or preposition)."""

    ranges: tuple[Range, ...]
    cue_end: int


def read_content(tree: Tree, verb: int, pattern: str, source: Range | None, *, timed: bool) -> Content | None:
    """Read what a verb governs by one pattern of the cue list, or None where it does not so govern.

    ``timed`` keeps a time that closes the phrase ("reported clashes late on Thursday").
    """
    reader = _READERS.get(pattern)
    if reader is not None:
        return reader(tree, verb, source)
    if pattern == "object":
        return _object(tree, verb, timed=timed)
    return _preposition(tree, verb, pattern)


def _clause(tree: Tree, verb: int, source: Range | None) -> Content | None:
    ranges = clause_ranges(tree, verb, source) or _headline_clause(tree, verb)
    return Content(ranges, verb + 1) if ranges else None


def _headline_clause(tree: Tree, verb: int) -> tuple[Range, ...]:
    """Take a clause without its "were" for one: "Kenya says *nine fighters killed in raid*"."""
    thing = tree.kid(verb, "dobj")
    if thing is None or tree.lemma(verb) != "say" or tree.left[thing] != verb + 1:
        return ()
    whom = [thing, *(k for prep in tree.kids[thing] for k in tree.kids[prep] if tree.tokens[k].dep == "pobj")]
    done = any(
        tree.tokens[k].dep == "acl" and tree.tokens[k].tag == "VBN" for w in whom for k in tree.kids[w]
    )
    return ((verb + 1, tree.right[verb] + 1),) if done and tree.lemma(thing) not in _SAYINGS else ()


def _object(tree: Tree, verb: int, *, timed: bool) -> Content | None:
    thing = tree.kid(verb, "dobj") or _doing(tree, verb)
    if thing is None or thing < verb or (tree.tokens[thing].pos in _EMPTY and tree.right[thing] == thing):
        return None
    if tree.lemma(thing) in _NOT_SAID:
        return None
    audience = next((k for k in tree.kids[thing] if k > thing and _is_press(tree, k)), None)
    if audience is not None:
        return Content(((tree.left[thing], tree.left[audience]),), verb + 1)
    start, end = skip_that(tree, tree.left[thing]), _stretch(tree, verb, tree.right[thing] + 1, timed=timed)
    return Content(((start, end),), verb + 1) if start > verb else None


def _doing(tree: Tree, verb: int) -> int | None:
    """Take "fighting in the east" for what was reported, whatever the parse calls it."""
    thing = tree.kid(verb, "xcomp", "ccomp", "pcomp")
    return thing if thing is not None and tree.tokens[thing].tag == "VBG" else None


def _object_prep(preposition: str) -> Callable[[Tree, int, Range | None], Content | None]:
    def reader(tree: Tree, verb: int, source: Range | None) -> Content | None:
        thing = tree.kid(verb, "dobj")
        prep = _prep(tree, verb, preposition)
        if prep is None and thing is not None:
            prep = _prep(tree, thing, preposition)
        if thing is None or prep is None or not verb < thing < prep:
            return None
        return Content(
            ((tree.left[thing], _stretch(tree, verb, tree.right[prep] + 1, timed=True)),), verb + 1
        )

    return reader


def _object_to(tree: Tree, verb: int, source: Range | None) -> Content | None:
    """Take whom and what: "urged the army to open the road"."""
    action = next((k for k in tree.kids[verb] if k > verb and _is_infinitive(tree, k)), None)
    thing = tree.kid(verb, "dobj", "dative")
    if action is None:
        return None
    start = tree.left[action] if thing is None else min(tree.left[thing], tree.left[action])
    if thing is None and not any(tree.tokens[k].dep in _SUBJECTS for k in tree.kids[action]):
        return None
    return Content(((max(start, verb + 1), tree.right[action] + 1),), verb + 1)


def _prep_to(preposition: str) -> Callable[[Tree, int, Range | None], Content | None]:
    def reader(tree: Tree, verb: int, source: Range | None) -> Content | None:
        prep = _prep(tree, verb, preposition) or _prep(tree, verb, f"up{preposition}")
        action = next((k for k in tree.kids[verb] if k > verb and _is_infinitive(tree, k)), None)
        if prep is None or tree.kid(verb, "dobj") is not None:
            return None
        whom = tree.kid(prep, "pobj")
        if whom is None or kind_of(tree, whom) is None:
            return None
        end = tree.right[prep] + 1 if action is None else tree.right[action] + 1
        return Content(((prep + 1, end),), _cue_end(verb, prep)) if prep + 1 < end else None

    return reader


def _to(tree: Tree, verb: int, source: Range | None) -> Content | None:
    """Take an infinitive, or what follows "to": "vowed to fight on", "pointed to a record of abuse"."""
    action = next((k for k in tree.kids[verb] if k > verb and _is_infinitive(tree, k)), None)
    if action is not None and tree.lemma(action) in _SHY:
        return None
    if action is not None and tree.kid(verb, "dobj") is None:
        return Content(((tree.left[action], tree.right[action] + 1),), verb + 1)
    return _preposition(tree, verb, "to")


def _name(tree: Tree, verb: int, source: Range | None) -> Content | None:
    name = tree.kid(verb, "oprd")
    clause = tree.kid(verb, "ccomp")
    thing = tree.kid(verb, "dobj")
    if name is None and clause is not None and clause > verb and not _has_verb(tree, clause):
        return Content(((tree.left[clause], tree.right[clause] + 1),), verb + 1)
    if name is None and thing is not None:
        name = next((k for k in tree.kids[verb] if k > thing and tree.tokens[k].dep == "dobj"), None)
    if name is None or name < verb:
        return None
    start = tree.left[name] if thing is None or thing < verb else min(tree.left[thing], tree.left[name])
    return Content(((start, tree.right[name] + 1),), verb + 1)


def _object_name(tree: Tree, verb: int, source: Range | None) -> Content | None:
    """Take a name in quote marks: 'called the offer "useless"'."""
    content = _object(tree, verb, timed=False) or _clause(tree, verb, source)
    if content is None:
        return None
    first, last = content.ranges[-1]
    last = max(last, tree.right[verb] + 1) if tree.tokens[last - 1].text not in "”\"’'" else last
    marked = any(tree.tokens[i].tag in {"``", "''"} for i in range(first, min(last + 1, len(tree.tokens))))
    return content if marked else None


def _preposition(tree: Tree, verb: int, preposition: str) -> Content | None:
    prep = _prep(tree, verb, preposition)
    if prep is None:
        marked = next((k for k in tree.kids[verb] if k > verb and _marked(tree, k, preposition)), None)
        if marked is None:
            return None
        return Content(((tree.left[marked] + 1, tree.right[marked] + 1),), tree.left[marked] + 1)
    end = tree.right[prep] + 1
    action = next((k for k in tree.kids[verb] if k > prep and _is_infinitive(tree, k)), None)
    if action is not None and not any(tree.tokens[i].text == "," for i in range(end, tree.left[action])):
        end = tree.right[action] + 1
    else:
        end = _stretch(tree, verb, end, timed=False)
    return Content(((prep + 1, end),), _cue_end(verb, prep)) if prep + 1 < end else None


def _cue_end(verb: int, prep: int) -> int:
    """Count the preposition to the cue where it stands beside the verb: "called for"."""
    return prep + 1 if prep == verb + 1 else verb + 1


def _prep(tree: Tree, at: int, preposition: str) -> int | None:
    kids = (k for k in tree.kids[at] if k > at and tree.tokens[k].dep in _PARTICLES | {"agent", "dative"})
    return next((k for k in kids if tree.lemma(k) == preposition and tree.kids[k]), None)


def _marked(tree: Tree, clause: int, preposition: str) -> bool:
    if tree.tokens[clause].dep not in {"ccomp", "xcomp", "advcl"}:
        return False
    first = tree.tokens[tree.left[clause]]
    return first.lemma.lower() == preposition and first.dep == "mark"


def _is_infinitive(tree: Tree, k: int) -> bool:
    if tree.tokens[k].dep not in {"xcomp", "ccomp", "advcl"} or tree.tokens[k].pos not in {"VERB", "AUX"}:
        return False
    return any(tree.tokens[a].tag == "TO" and tree.tokens[a].dep in {"aux", "auxpass"} for a in tree.kids[k])


def _has_verb(tree: Tree, top: int) -> bool:
    return tree.tokens[top].pos in {"VERB", "AUX"}


def _stretch(tree: Tree, verb: int, end: int, *, timed: bool) -> int:
    """Take in adjuncts that stand right behind the content, up to a comma or the next cue."""
    for k in tree.kids[verb]:
        if k < end or tree.left[k] != end:
            continue
        if tree.tokens[k].dep not in _ADJUNCTS or (not timed and _is_time(tree, k)) or _is_audience(tree, k):
            break
        end = tree.right[k] + 1
    return end


def _is_audience(tree: Tree, k: int) -> bool:
    """Tell those spoken to from what is spoken of: "confirmed the deal | to reporters"."""
    heard = tree.kid(k, "pobj")
    return tree.lemma(k) == "to" and heard is not None and kind_of(tree, heard) is not None


def _is_press(tree: Tree, k: int) -> bool:
    heard = tree.kid(k, "pobj")
    return tree.lemma(k) == "to" and heard is not None and tree.lemma(heard) in {"reporter", "journalist"}


def _is_time(tree: Tree, k: int) -> bool:
    return any(tree.is_time(i) for i in range(tree.left[k], tree.right[k] + 1))


_READERS: dict[str, Callable[[Tree, int, Range | None], Content | None]] = {
    "clause": _clause,
    "quote": _clause,
    "object-of": _object_prep("of"),
    "object-as": _object_prep("as"),
    "object-to-np": _object_prep("to"),
    "object-to": _object_to,
    "on-to": _prep_to("on"),
    "to-to": _prep_to("to"),
    "to": _to,
    "name": _name,
    "object-name": _object_name,
}
