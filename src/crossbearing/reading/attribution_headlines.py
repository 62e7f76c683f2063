"""Attribution in headlines and labelled lines: "Rebels: deal reached", "Dozens dead: monitor"."""

import re

from msgspec import structs

from crossbearing.actors import listed_names
from crossbearing.model import Sentence
from crossbearing.reading.attribution_closers import closing_body
from crossbearing.reading.attribution_cues import media_words, speaker_nouns
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_tree import Range, Tree

_HEAD_KINDS = frozenset({"title", "standfirst", "heading", "caption"})
_MAX_LABEL = 6
"""A label of more words is a clause, not a source."""
_LOST_MARK = frozenset(
    {"monitor", "monitors", "observatory", "ngo", "activists", "sohr", "un", "watchdog", "report"}
)
"""Closing words of a headline that name its source even where the mark before them is lost."""
_HEAD_CUES = frozenset({"say", "says", "said"})
_MET = frozenset({"monitor", "monitors", "activists", "ngo", "un"})
"""Those of them whom a headline may well tell of: "Army Frees UN Monitors"."""
_SHORT = 4
"""Headlines in capitals write only shorter words small."""
_OWNED = frozenset({"responsibility"})
_MIN_OWNED = 3
"""Words of what is claimed at the least: "responsibility for blast"."""
_HEAD_VERBS = frozenset(
    {"kills", "hits", "leaves", "strikes", "wounds", "targets", "rocks", "kill", "hit", "says"}
)
"""Verbs that the parse takes for names where a headline has capitals: "Car Bomb Kills 12"."""
_TELLING = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "MD"})
_COMPARING = frozenset(
    {"such", "many", "much", "same", "far", "well", "long", "soon", "use", "see", "regard"}
)
"""Words whose "as" compares or names: "as many as", "seen as"."""
_SEPARATORS = frozenset({":", "-", "–", "—", ";", "|"})
_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]+$")


def headline_attributions(tree: Tree) -> list[Found]:
    """Read a headline's source before a colon, behind a colon or dash, or as its last word."""
    if tree.sentence.kind not in _HEAD_KINDS:
        return []
    found = (
        _leading_cue(tree)
        or _before_colon(tree)
        or closing_body(tree)
        or _behind_mark(tree)
        or _behind_comma(tree)
        or _last_word(tree)
    )
    return [] if found is None else [found]


def transcript_line(tree: Tree) -> Found | None:
    """Read "SMITH: We will not go." where the name stands in capitals."""
    sentence = tree.sentence
    mark = next((t.i for t in tree.tokens[:5] if t.text == ":"), None)
    if mark is None or mark == 0 or sentence.kind in _HEAD_KINDS:
        return None
    if not all(_CAPITALS.match(t.text) for t in tree.tokens[:mark]) or mark + 1 >= len(tree.tokens):
        return None
    return _found((0, mark), mark, ((mark + 1, len(tree.tokens)),))


def without_aside(tree: Tree, found: Found) -> Found:
    """End words said in a headline before the writer's own "as": "Army says town taken | as rebels flee".

    Only where a subject and a verb of its own stand behind the "as".
    """
    if tree.sentence.kind not in _HEAD_KINDS or found.cue is None:
        return found
    behind = [r for r in found.content if r[0] >= found.cue[1]]
    if not behind or tree.tokens[found.cue[0]].text in _SEPARATORS:
        return found
    first, last = behind[-1]
    cut = next((i for i in range(first + 2, last - 2) if _opens_aside(tree, i, last)), None)
    if cut is None:
        return found
    content = tuple((a, min(b, cut)) for a, b in found.content if a < cut)
    return structs.replace(found, content=content)


def within_headline(tree: Tree, found: Found) -> Found:
    """End what is claimed where a second headline is glued to it: "… for attack on town | Blast kills 9".

    "Responsibility for" takes a noun and no clause, so that a new capitalised word which is no name,
    behind a small one and before a verb of its own, begins another line.
    """
    if found.cue is None or len(found.content) != 1:
        return found
    first, last = found.content[0]
    if first < found.cue[1] or tree.lemma(first) not in _OWNED:
        return found
    cut = next((i for i in range(first + _MIN_OWNED, last - 2) if _opens_headline(tree, i, last)), None)
    return found if cut is None else structs.replace(found, content=((first, cut),))


def _opens_headline(tree: Tree, i: int, last: int) -> bool:
    token, before = tree.tokens[i], tree.tokens[i - 1]
    if not token.text[:1].isupper() or token.text.isupper():
        return False
    named = tree.labels.get(i) is not None
    if not before.text.islower() or before.tag not in {"NN", "NNS", "RB"}:
        return False
    for later in tree.tokens[i + 1 : last]:
        if later.text.lower() in {",", "that", "which", "who", "whose", "where"}:
            return False
        capital = later.text[:1].isupper() and later.text.lower() in _HEAD_VERBS
        if capital or (not named and later.tag in {"VBZ", "VBP", "VBD"}):
            return True
    return False


def _opens_aside(tree: Tree, i: int, last: int) -> bool:
    token = tree.tokens[i]
    if (
        token.text not in {"as", "As", "while", "While", "whilst", "Whilst"}
        or tree.tokens[i - 1].lemma.lower() in _COMPARING
    ):
        return False
    subject = tree.tokens[i + 1]
    named = subject.pos in {"NOUN", "PROPN", "DET", "ADJ", "NUM"} and subject.text[:1] not in "\"'‘“"
    misread = subject.tag == "NNS" and subject.dep == "compound"  # "as rebels flee", taken for one noun
    return named and (misread or any(t.tag in _TELLING for t in tree.tokens[i + 2 : last]))


def _before_colon(tree: Tree) -> Found | None:
    mark = next((t.i for t in tree.tokens if t.text == ":"), None)
    if mark is None or not 0 < mark <= _MAX_LABEL or mark + 2 >= len(tree.tokens):
        return None
    if not _names(tree, (0, mark), placed=False):
        return None
    return _found((0, mark), mark, ((mark + 1, len(tree.tokens)),))


def _behind_mark(tree: Tree) -> Found | None:
    mark = next((t.i for t in reversed(tree.tokens) if t.text in _SEPARATORS), None)
    if mark is None or mark < 2 or not mark + 1 < len(tree.tokens) <= mark + 1 + _MAX_LABEL:
        return None
    if tree.tokens[mark].text != ":" and not _spaced(tree, mark):
        return None
    last = len(tree.tokens)
    return (
        _found((mark + 1, last), mark, ((0, mark),)) if _names(tree, (mark + 1, last), placed=True) else None
    )


def _leading_cue(tree: Tree) -> Found | None:
    """Read "Relief agency says nine nurses killed in raid", which the parse takes for a thing said."""
    cue = next((t.i for t in tree.tokens[1 : _MAX_LABEL + 1] if t.text.lower() in _HEAD_CUES), None)
    if cue is None or cue + 3 > len(tree.tokens) or not _names(tree, (0, cue), placed=True):
        return None
    return Found(cue=(cue, cue + 1), source=(0, cue), content=((cue + 1, len(tree.tokens)),), stance="say")


def _behind_comma(tree: Tree) -> Found | None:
    """Read "Army halts attacks, says UN", in whose capitals the parse finds no verb."""
    mark = next((t.i for t in reversed(tree.tokens) if t.text == ","), None)
    last = len(tree.tokens)
    if mark is None or mark < 2 or not mark + 2 < last + 1 <= mark + 2 + _MAX_LABEL:
        return None
    cue = next((i for i in (mark + 1, last - 1) if tree.tokens[i].text.lower() in _HEAD_CUES), None)
    if cue is None:
        return None
    source = (cue + 1, last) if cue == mark + 1 else (mark + 1, cue)
    if source[0] >= source[1] or not _names(tree, source, placed=True):
        return None
    return Found(cue=(cue, cue + 1), source=source, content=((0, mark),), stance="say")


def _spaced(tree: Tree, mark: int) -> bool:
    return tree.tokens[mark - 1].end < tree.tokens[mark].start


def _last_word(tree: Tree) -> Found | None:
    last = len(tree.tokens) - 1
    if tree.sentence.kind != "title" or last < 4 or tree.tokens[last].text.lower() not in _LOST_MARK:
        return None
    before = tree.tokens[last - 1]
    if before.pos in {"ADP", "DET", "CCONJ", "ADJ", "VERB"} or tree.tokens[last].text.islower():
        return None
    long = [t.text for t in tree.tokens[:last] if len(t.text) > _SHORT and t.text.isalpha()]
    met = tree.tokens[last].text.lower() in _MET and all(word[0].isupper() for word in long)
    if met:
        return None  # "Army Detains Ten in Raid on Homs Activists"
    return Found(cue=None, source=(last, last + 1), content=((0, last),), stance="say")


def _names(tree: Tree, where: Range, *, placed: bool) -> bool:
    """Tell a source from a place or topic: "Rebels:", "White Helmets:" are, "Syria:", "Analysis:" not.

    Nor whom something happened to: "Land mine: *nine farmers killed*".
    """
    tokens = tree.tokens[where[0] : where[1]]
    words = {t.text.lower() for t in tokens} | {t.lemma.lower() for t in tokens}
    if any(t.pos in {"VERB", "AUX"} and (t.dep == "acl" or t.tag not in {"VBN", "VBG"}) for t in tokens):
        return False
    nouns = {noun for noun, kind in speaker_nouns().items() if placed or kind != "document"}
    if words & (nouns | {w.lower() for w in _LOST_MARK} | {"u.n."}):
        return True
    if any(t.text in media_words() for t in tokens) and placed:
        return False
    if placed and any(t.text.isupper() and len(t.text) > 1 for t in tokens):
        return True
    labels = {tree.labels.get(i) for i in range(*where)}
    listed = tuple(t.text.lower() for t in tokens) in listed_names(countries=False)
    return listed or bool(labels & {"PERSON", "ORG", "NORP"})


def _found(source: Range, mark: int, content: tuple[Range, ...]) -> Found:
    return Found(cue=(mark, mark + 1), source=source, content=content, stance="say")


def is_head(sentence: Sentence) -> bool:
    """Tell whether a sentence is a headline, a heading or a caption."""
    return sentence.kind in _HEAD_KINDS
