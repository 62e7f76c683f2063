"""Who gives a figure: "gave a toll of 48 dead", "put the toll at 63", "counted 27 dead", "its count of 38".

The giver is the source and never the doer; the words said are the figure's.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from crossbearing.reading.attribution_counts import with_counts
from crossbearing.reading.attribution_cues import Cue, cues
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_phrases import clause_around
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import can_speak, is_media
from crossbearing.reading.attribution_subjects import Subject, find_subject
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.lexicon import word_class

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PASSIVE = frozenset({"VBD", "VBN"})
_NEXT = frozenset({"advcl", "conj", "parataxis", "ccomp"})
_LEADING = frozenset({"at", "of", "as", "to", "from"})
_VAGUE = frozenset({"dozen", "score", "hundred", "thousand", "ten"})
_DOUBTFUL = frozenset({"could", "can", "might", "may", "should", "must", "would"})
_TELLING = frozenset({"say", "report", "announce", "warn", "confirm", "claim", "accuse"})
_OWN_TOLL = frozenset({"have"})
"""Verbs that give a figure only with the word for one: "has a toll of", not "has nine wounded"."""
_MAX_FIGURE = 5
"""Words between "at" and the number that it leads to: "at a little more than 400"."""


def toll_attributions(tree: Tree) -> list[Found]:
    """Find who gives a figure of victims, by verb, by whose figure it is, or "by its count"."""
    known = cues("figure")
    found = []
    for token in tree.tokens:
        entries = known.get(token.lemma.lower(), ()) if token.tag[:2] == "VB" else ()
        one = _given(tree, token.i, entries) or _given_by(tree, token.i, entries) if entries else None
        one = one or _relative(tree, token.i, entries) if entries else one
        if one is None and token.lemma.lower() in word_class("toll_noun"):
            one = _owned(tree, token.i) or _by_count(tree, token.i)
        if one is not None:
            found.append(one)
    return found


def with_tolls(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Add who gives a figure; a cue that is read already has its words made whole: "40 | wounded"."""
    tolls = {one.cue: one for one in toll_attributions(tree)}
    found = [one for one in found if one.content or one.cue not in tolls]
    read = {one.cue for one in found}
    wider = [_wider(_without_figures(one, list(tolls.values())), tolls.get(one.cue)) for one in found]
    return wider + [one for cue, one in tolls.items() if cue not in read and not _is_told(tree, one, found)]


def _is_told(tree: Tree, one: Found, found: Sequence[Found]) -> bool:
    """Whether the verb of a "by" is read as a cue already: "were *reported* by the rescuers"."""
    if one.cue is None or tree.tokens[one.cue[0]].dep != "agent":
        return False
    verb = tree.tokens[one.cue[0]].head
    return any(other.cue is not None and other.cue[0] == verb for other in found)


def _without_figures(one: Found, tolls: Sequence[Found]) -> Found:
    """What a speaker said, less the counts of a toll of his: "giving a toll of nine dead *and 30 hurt*"."""
    figures = [r for toll in tolls if toll.cue != one.cue and toll.source == one.source for r in toll.content]
    left = tuple((a, b) for a, b in one.content if not any(c <= a and b <= d for c, d in figures))
    return one if len(left) == len(one.content) else replace(one, content=left)


def _wider(one: Found, toll: Found | None) -> Found:
    if toll is None or not one.content or len(toll.content) != 1:
        return one
    first, last = toll.content[0]
    inside = all(first <= a and b <= last for a, b in one.content)
    torn = one.cue is not None and one.content[0][0] > one.cue[1] and one.content[0][0] > first
    return replace(one, content=toll.content) if inside or torn else one


def _given(tree: Tree, verb: int, entries: tuple[Cue, ...]) -> Found | None:
    """Read "The ministry put the toll at 112", "the monitor, which gave a toll of 20, …"."""
    thing = _thing(tree, verb)
    if (
        thing is None
        or thing < verb
        or not _gives(tree, verb, thing, entries)
        or _is_unsaid(tree, verb, thing)
    ):
        return None
    subject = _giver(tree, verb)
    if subject is None or subject.head is None or not can_speak(tree, subject.head, "speaker"):
        return None
    source = tree.noun_phrase(subject.head)
    if tree.tokens[verb].tag == "VBG" and (_is_victim(tree, subject.head) or _numbered(tree, *source)):
        return None  # "19 people were killed, raising its earlier toll": the dead raise no toll
    content = _figure_of(tree, verb, thing)
    if content[0][0] < source[1] and source[0] < content[0][1]:
        return None
    passed_on = relays(tree, verb, source, content)
    return Found(cue=(verb, verb + 1), source=source, content=content, stance="report", relays=passed_on)


def updated(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Give whoever speaks the figure that a participle behind the cue corrects, in the same source.

    "… entering the valley the observatory *said updating* an earlier toll of 15": that no comma parts the
    observatory from the valley may hide from the verb whose act it is, or where the source begins.
    """
    made = {}
    for one in found:
        if one.cue is None or one.source is None or not one.content or one.content[0][0] > one.cue[0]:
            continue
        for verb in tree.kids[one.cue[0]]:
            content = _correction(tree, verb) if verb >= one.cue[1] else ()
            if content and not any(a <= verb < b for other in found for a, b in other.content):
                made[verb, verb + 1] = Found(
                    cue=(verb, verb + 1),
                    source=one.source,
                    content=content,
                    stance="report",
                    relays=one.relays,
                )
    return [one for one in found if one.cue not in made] + list(made.values())


def _correction(tree: Tree, verb: int) -> tuple[Range, ...]:
    """The figure that a participle corrects, if it does: "raising *an earlier toll of 15*"."""
    thing = _thing(tree, verb) if tree.tokens[verb].tag == "VBG" else None
    if thing is None or thing < verb or _is_unsaid(tree, verb, thing):
        return ()
    content = _figure_of(tree, verb, thing)
    told = _gives(tree, verb, thing, cues("figure").get(tree.lemma(verb), ()))
    return content if told and _numbered(tree, *content[0]) else ()


def _figure_of(tree: Tree, verb: int, thing: int) -> tuple[Range, ...]:
    """The words that give a figure, with a preposition before them: "*at a toll of nine dead*"."""
    first = tree.left[thing]
    before = [k for k in tree.kids[verb] if verb < k < first and tree.lemma(k) in _LEADING]
    return ((min([first, *(tree.left[k] for k in before)]), _end(tree, verb, thing)),)


def _giver(tree: Tree, verb: int) -> Subject | None:
    """Whose act the giving is, also where the parse has it kill: "*giving* a toll of 31 killed"."""
    killed = tree.tokens[verb].head
    if tree.tokens[verb].dep == "csubj" and tree.tokens[killed].text.lower() in word_class("harmed"):
        return find_subject(tree, tree.tokens[killed].head)
    return find_subject(tree, verb)


def _thing(tree: Tree, verb: int) -> int | None:
    """What a verb gives: its object, "300 *dead*" that the parse takes for a clause, "to 18 its *toll*"."""
    thing = tree.kid(verb, "dobj")
    if thing is None:
        clause = tree.kid(verb, "ccomp")
        thing = clause if clause is not None and tree.tokens[clause].pos == "ADJ" else None
    prep = tree.kid(verb, "prep")
    if thing is None and prep is not None and tree.lemma(prep) == "to":
        held = tree.kid(prep, "pobj")
        thing = held if held is not None and tree.lemma(held) in word_class("toll_noun") else None
    return thing


def _gives(tree: Tree, verb: int, thing: int, entries: tuple[Cue, ...]) -> bool:
    """Whether a verb's object is a toll with its figure, or a number of victims."""
    patterns = {cue.pattern for cue in entries}
    lemma = tree.lemma(thing)
    if "toll" in patterns and lemma in word_class("toll_noun"):
        loose = lemma in word_class("loose_toll") and tree.lemma(verb) not in word_class("rating")
        if loose and not _counts_victims(tree, thing, tree.right[verb] + 1):
            return False
        return tree.lemma(verb) not in _OWN_TOLL or _numbered(tree, thing, tree.right[thing] + 1)
    if not _is_victim(tree, thing):
        return False
    led = any(tree.lemma(k) in {"at", "to"} for k in tree.kids[verb] if k > thing)
    if led and "toll" in patterns and tree.lemma(verb) in word_class("setting"):
        return True
    return "victims" in patterns and _numbered(tree, tree.left[thing], thing + 1)


def _counts_victims(tree: Tree, first: int, last: int) -> bool:
    """Whether a "number" or "figure" is one of people hurt: "the number of wounded at 80"."""
    return any(_is_victim(tree, i) or tree.lemma(i) in word_class("people") for i in range(first, last))


def _is_victim(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    low = token.text.lower()
    if low in word_class("victim") or token.lemma.lower() in word_class("victim"):
        return True
    behind = tree.tokens[i + 1] if i + 1 < len(tree.tokens) else None
    return behind is not None and behind.text.lower() in word_class("victim") and token.tag in {"CD", "NNS"}


def _numbered(tree: Tree, first: int, last: int) -> bool:
    return any(t.tag == "CD" or t.lemma.lower() in _VAGUE for t in tree.tokens[first:last])


def _is_unsaid(tree: Tree, verb: int, thing: int) -> bool:
    """Spot what was not given: "had no toll", "did not give a toll", "could give a toll of"."""
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if token.dep == "neg" or (token.dep == "aux" and token.text.lower() in _DOUBTFUL):
            return True
    return any(tree.lemma(k) in {"no", "any"} for k in tree.kids[thing] if k < thing)


def _end(tree: Tree, verb: int, thing: int) -> int:
    """Where a figure's clause ends: before the next verb joined or hung on it; never before its number."""
    last = tree.right[verb] + 1
    last = next((i for i in range(thing + 1, last) if _closes(tree, i)), last)
    if last < len(tree.tokens) and tree.tokens[last].tag[:2] == "VB" and tree.tokens[last].tag != "VBG":
        last = max(thing + 1, min(tree.left[last], last))
    return tree.trimmed(thing, with_counts(tree, max(last, _number_end(tree, thing))))


def _closes(tree: Tree, i: int) -> bool:
    """Whether something else begins: "; …", "but …", "…, adding", another clause, "to reporters"."""
    token = tree.tokens[i]
    if token.text.lower() in {";", "but", "while", "whilst"}:
        return True
    if token.tag == "VBG" and token.dep in _NEXT:
        return any(cue.stance in _TELLING for cue in cues("verb").get(token.lemma.lower(), ()))
    if tree.lemma(i) == "to" and token.dep in {"prep", "dative"}:
        heard = tree.kid(i, "pobj")
        return (
            heard is not None
            and not _numbered(tree, i, tree.right[i] + 1)
            and can_speak(tree, heard, "speaker")
        )
    own = token.tag in _FINITE or tree.kid(i, "aux", "auxpass") is not None
    return token.dep in _NEXT and token.tag[:2] == "VB" and own


def _number_end(tree: Tree, thing: int) -> int:
    """The end of the number that a toll leads to, whatever the parse makes of it: "a toll of eight"."""
    if thing + 2 < len(tree.tokens) and tree.lemma(thing + 1) in _LEADING:
        for i in range(thing + 2, min(thing + 2 + _MAX_FIGURE, len(tree.tokens))):
            if tree.tokens[i].tag == "CD":
                return i + 1
    return thing + 1


def _given_by(tree: Tree, verb: int, entries: tuple[Cue, ...]) -> Found | None:
    """Read "The toll was put at 40 by the ministry", "The toll given by the ministry was 38"."""
    agent = tree.kid(verb, "agent")
    by = None if agent is None else tree.kid(agent, "pobj")
    if agent is None or by is None or tree.tokens[verb].tag not in _PASSIVE:
        return None
    reduced = tree.tokens[verb].dep == "acl"
    thing = tree.tokens[verb].head if reduced else tree.kid(verb, "nsubjpass")
    if thing is None or not can_speak(tree, by, "speaker") or not _gives(tree, verb, thing, entries):
        return None
    if any(tree.tokens[k].dep == "neg" for k in tree.kids[verb]):
        return None
    source = tree.noun_phrase(by)
    words = (tree.left[thing], agent)
    if reduced:
        words = (tree.left[thing], tree.right[tree.tokens[thing].head] + 1)
    if not _numbered(tree, *words):
        return None
    cue = (verb, verb + 1) if reduced else (agent, agent + 1)
    return Found(cue=cue, source=source, content=(words,), stance="report")


def _relative(tree: Tree, verb: int, entries: tuple[Cue, ...]) -> Found | None:
    """Read "the toll, which the monitor had given as 22, …", "the number of dead the monitor has counted"."""
    token = tree.tokens[verb]
    thing, teller = token.head, tree.kid(verb, "nsubj")
    if token.dep != "relcl" or teller is None or not can_speak(tree, teller, "speaker"):
        return None
    if tree.lemma(thing) not in word_class("toll_noun") or _is_unsaid(tree, verb, thing):
        return None
    source = tree.noun_phrase(teller)
    figure = next((k for k in tree.kids[verb] if k > verb and tree.lemma(k) in _LEADING), None)
    if figure is not None:
        content = (figure, tree.right[figure] + 1)
    else:
        above = tree.tokens[thing].head
        lead = [k for k in tree.kids[above] if above < k < thing and tree.lemma(k) in _LEADING]
        content = (min([tree.left[thing], *lead]), min(source[0], verb))
    if not _numbered(tree, *content):
        return None
    return Found(cue=(verb, verb + 1), source=source, content=(content,), stance="report")


def _owned(tree: Tree, noun: int) -> Found | None:
    """Read "the ministry's figure of 38 dead", "the group's latest toll is 47"; not "the town's toll"."""
    owner = tree.kid(noun, "poss")
    if owner is None or not _tells(tree, owner) or _is_governed(tree, noun):
        return None
    source = (tree.left[owner], tree.right[owner] + 1)
    if tree.tokens[source[1] - 1].tag == "POS":
        source = (source[0], source[1] - 1)
    behind = (noun + 1, tree.right[noun] + 1)
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep == "nsubj" and not _numbered(tree, *behind):
        begin = source[1] + (tree.tokens[source[1]].tag == "POS")
        behind = (begin, tree.right[verb] + 1)
    elif behind[0] < len(tree.tokens) and tree.lemma(behind[0]) != "of":
        return None
    else:
        behind = (noun, behind[1])
    if not _numbered(tree, *behind):
        return None
    return Found(cue=None, source=source, content=(behind,), stance="report")


def _is_governed(tree: Tree, noun: int) -> bool:
    """Whether a verb of telling has the figure for its object: "doubted *the ministry's figure*"."""
    verb = tree.lemma(tree.tokens[noun].head)
    return tree.tokens[noun].dep == "dobj" and (verb in cues("figure") or verb in cues("verb"))


def _tells(tree: Tree, i: int) -> bool:
    """Whether an owner tells tolls rather than bears them: "the ministry's", not "the army's"."""
    where = (tree.left[i], i + 1)
    words = {t.lemma.lower() for t in tree.tokens[where[0] : where[1]]}
    return bool(words & word_class("teller")) or is_media(tree, where)


def _by_count(tree: Tree, noun: int) -> Found | None:
    """Read "The raid cost 40 lives, by the army's count"."""
    owner, by = tree.kid(noun, "poss"), tree.tokens[noun].head
    if owner is None or tree.lemma(by) != "by" or not can_speak(tree, owner, "speaker"):
        return None
    source = (tree.left[owner], tree.right[owner] + 1)
    if tree.tokens[source[1] - 1].tag == "POS":
        source = (source[0], source[1] - 1)
    content = clause_around(tree, by, (by, tree.right[noun] + 1))
    return Found(cue=(by, by + 1), source=source, content=content, stance="report") if content else None
