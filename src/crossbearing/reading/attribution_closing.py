"""Speech closed by its speaker between commas, read from the commas when the parse lost it.

"The army has left, the province's governor, Amina Diallo, told AFP." / "Five were hurt, it said."
"""

from collections.abc import Sequence

from msgspec.structs import replace

from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import can_speak
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.quotes import Quote, inside

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SPEECH = frozenset({"say", "warn", "confirm", "announce", "claim", "report"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})
_MAX_SOURCE = 14
"""A speaker with title, body and name is no longer than this many words."""
_MIN_CONTENT = 3
_TELLERS = frozenset(
    {"activists", "residents", "medics", "doctors", "officials", "sources", "witnesses", "rescuers"}
)
_SORTS = frozenset({"local", "medical", "opposition", "security", "military", "hospital"})
_FROM = frozenset({"in", "from"})
_GROUNDS = frozenset(
    {"town", "city", "area", "district", "province", "village", "region", "neighbourhood", "neighborhood"}
)
_ENDS = frozenset({".", ",", ";", "!", "?", "”", '"'})


def closing_attributions(tree: Tree, taken: Sequence[Found], quotes: Sequence[Quote]) -> list[Found]:
    """Find "…, SOURCE said …" and "…, TITLE, NAME, said …" whose cue no other rule has read."""
    read = {cue[0] for one in taken if (cue := one.cue) is not None and one.content}
    found = []
    for token in tree.tokens:
        if token.tag in _FINITE and token.i not in read and not inside(quotes, token.start, token.end):
            one = _closing(tree, token.i)
            if one is not None:
                found.append(one)
    return found


def one_breath(tree: Tree, found: Found) -> Found:
    """Drop what follows the cue in another breath: "…, the air force said; *Moscow did not comment*"."""
    if found.cue is None or not found.content:
        return found
    kept = [r for r in found.content if r[0] < found.cue[0] or not _is_new_breath(tree, found.cue[1], r[0])]
    return replace(found, content=tuple(kept))


def _is_new_breath(tree: Tree, after: int, first: int) -> bool:
    if tree.tokens[first].text.lower() in {"without", "while", "whilst"} and first > after:
        return True
    return any(t.text == ";" for t in tree.tokens[after:first])


def _closing(tree: Tree, verb: int) -> Found | None:
    entries = cues("verb").get(tree.lemma(verb), ())
    if not entries or entries[0].stance not in _SPEECH or not _is_closed(tree, verb):
        return None
    source = _before(tree, verb)
    lost = _tellers_of_place(tree, verb) if source is None else None
    source = source or lost
    if source is None:
        return None
    content = (_start(tree), source[0] - (lost is None))
    words = [t for t in tree.tokens[content[0] : content[1]] if t.pos != "PUNCT"]
    if len(words) < _MIN_CONTENT or words[0].tag in {"VBG", "VBN"}:
        return None
    if not any(t.tag.startswith("VB") or t.tag == "MD" for t in words):
        return None
    return Found(
        cue=(verb, verb + 1),
        source=source,
        content=(content,),
        stance=entries[0].stance,
        relays=relays(tree, verb, source, (content,)),
    )


def _start(tree: Tree) -> int:
    return next((t.i for t in tree.tokens if t.pos not in {"PUNCT", "CCONJ", "SPACE"}), 0)


def _is_closed(tree: Tree, verb: int) -> bool:
    """Nothing is said after the cue: an end, when and where, or whom it was told."""
    behind = tree.tokens[verb + 1 : verb + 2]
    if not behind or behind[0].text in _ENDS:
        return True
    first = behind[0]
    told = tree.lemma(verb) == "tell" and first.pos in {"PROPN", "NOUN", "DET", "ADJ", "PRON"}
    return told or first.pos in {"ADP", "ADV"} or tree.is_time(first.i)


def _before(tree: Tree, verb: int) -> Range | None:
    """The noun phrase between the comma and the cue, with its name set off by commas if it has one."""
    commas = [t.i for t in tree.tokens[:verb] if t.text == ","]
    if not commas:
        return None
    if commas[-1] == verb - 1:
        if len(commas) < 3 or not _is_noun_phrase(tree, commas[-2] + 1, commas[-1]):
            return None
        first, last = commas[-3] + 1, verb - 1
        inner = (first, commas[-2])
    else:
        first, last = commas[-1] + 1, verb
        inner = (first, last)
    fits = last - first <= _MAX_SOURCE and _is_noun_phrase(tree, *inner)
    return (first, last) if fits and _may_speak(tree, *inner) else None


def _tellers_of_place(tree: Tree, verb: int) -> Range | None:
    """Who tells at a sentence's end, the comma lost: "killing nine people *activists in the town* reported".

    Not "nine activists in the town", who may be those killed.
    """
    words = [t.text.lower() for t in tree.tokens[:verb]]
    if verb < _MIN_CONTENT + 4 or words[-2] != "the" or words[-3] not in _FROM or words[-1] not in _GROUNDS:
        return None
    if words[-4] not in _TELLERS:
        return None
    first = verb - 4
    while first and words[first - 1] in _SORTS:
        first -= 1
    before = tree.tokens[first - 1]
    return None if before.tag in {"CD", "DT", "IN", "VBD", "VBG", "VBN"} else (first, verb)


def _is_noun_phrase(tree: Tree, first: int, last: int) -> bool:
    tokens = tree.tokens[first:last]
    if not tokens or any(t.tag in _FINITE | {"MD"} or t.text in {";", ":"} for t in tokens):
        return False
    return tokens[0].pos in {"DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM"} and any(
        t.pos in {"NOUN", "PROPN", "PRON"} for t in tokens
    )


def _may_speak(tree: Tree, first: int, last: int) -> bool:
    if last - first == 1 and tree.tokens[first].text.lower() in _PRONOUNS:
        return True
    nouns = [t.i for t in tree.tokens[first:last] if t.pos in {"NOUN", "PROPN"}]
    return any(can_speak(tree, i, "speaker") for i in nouns)
