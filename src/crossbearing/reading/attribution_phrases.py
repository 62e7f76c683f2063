"""Attribution without a verb: "according to X", "Lavrov's claim that", "reports of …", "citing X"."""

from collections.abc import Sequence

from msgspec.structs import replace

from crossbearing.reading.attribution_clause import trim_words
from crossbearing.reading.attribution_cues import Cue, cues, speaker_nouns
from crossbearing.reading.attribution_found import Found, Relay
from crossbearing.reading.attribution_relays import relays
from crossbearing.reading.attribution_speakers import can_speak, is_media, kind_of
from crossbearing.reading.attribution_tree import Range, Tree

_MIN_WORDS = 2
_FROM = frozenset({"by", "from"})
_NOBODYS = frozenset({"report", "claim", "accuse"})
"""Classes of nouns that go round without an owner: "reports of looting"."""
_RENEWING = frozenset(
    {"renew", "repeat", "reiterate", "issue", "make", "voice", "reaffirm", "restate", "withdraw"}
)
_CITING = frozenset({"cite", "quote"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})


def according_to(tree: Tree) -> list[Found]:
    """Read "according to X" wherever it stands: before, behind or within what X says."""
    found = []
    for token in tree.tokens[:-2]:
        if token.text.lower() != "according" or tree.tokens[token.i + 1].text.lower() != "to":
            continue
        source = _named_after(tree, token.i + 2)
        if source is None:
            continue
        source = _without_subject(tree, token.i, source)
        hole = (token.i, source[1])
        content = clause_around(tree, token.i, hole)
        if content:
            passed_on = relays(tree, token.i, source, content)
            cue = (token.i, token.i + 2)
            found.append(Found(cue=cue, source=source, content=content, stance="say", relays=passed_on))
    return found


def _named_after(tree: Tree, at: int) -> Range | None:
    head = next((k for k in tree.kids[at - 1] if tree.tokens[k].dep == "pobj"), None)
    head = head if head is not None else tree.kid(at - 2, "pobj")
    if head is None:
        head = next((t.i for t in tree.tokens[at : at + 6] if t.pos in {"PROPN", "NOUN"}), None)
    if head is None:
        return None
    first, last = tree.noun_phrase(head)
    if not any(can_speak(tree, i, "speaker") for i in range(first, last) if tree.tokens[i].text != "it"):
        return None
    return max(first, at), last


def _without_subject(tree: Tree, at: int, source: Range) -> Range:
    """End a source before the subject of the verb right behind it: "According to the ministry | rebels fled".

    Where a sentence opens so, and no comma stands between, whoever does what the verb tells is in the phrase.
    """
    first, last = source
    verb = next((t.i for t in tree.tokens[last:] if t.pos != "ADV"), last)
    if at > 1 or verb >= len(tree.tokens) or tree.tokens[verb].tag not in _FINITE:
        return source
    body = tree.tokens[last - 1].text[0].isupper() and tree.lemma(last - 1) in speaker_nouns()
    if body:  # "the Delta Association | tanks", which the tagger takes for a verb
        return source
    ends = [k for k in range(first + 1, last) if _speaks(tree, k - 1) and tree.tokens[k].pos in _SUBJECTS]
    return (first, ends[-1]) if ends else source


def _speaks(tree: Tree, i: int) -> bool:
    """Whether a noun may itself be who speaks: "the health *ministry* rebels", not "the rebel *side*"."""
    token = tree.tokens[i]
    return token.pos in {"NOUN", "PROPN"} and kind_of(tree, i) is not None


def clause_around(tree: Tree, at: int, hole: Range) -> tuple[Range, ...]:
    """Take the clause that "according to" hangs on, without the phrase itself."""
    top = _clause_top(tree, at)
    first, last = min(tree.left[top], hole[0]), max(tree.right[top] + 1, hole[1])
    before, behind = trim_words(tree, first, hole[0]), trim_words(tree, hole[1], last)
    if before[1] - before[0] < _MIN_WORDS:
        return (behind,) if behind[0] < behind[1] else ()
    if _is_clause(tree, before) and not _goes_on(tree, hole[1], behind):
        return (before,)
    return tuple(part for part in (before, behind) if part[0] < part[1])


def _goes_on(tree: Tree, mark: int, part: Range) -> bool:
    """Tell the rest of the clause ("…, including ten boys") from what is told of the source."""
    if part[0] >= part[1] or tree.tokens[mark].text != ",":
        return False
    return tree.tokens[part[0]].tag in {"IN", "VBG", "CC", "TO"}


def _is_clause(tree: Tree, part: Range) -> bool:
    return any(tree.tokens[i].pos in {"VERB", "AUX"} for i in range(*part))


def _clause_top(tree: Tree, at: int) -> int:
    """Climb to the clause, stopping below another cue's content or beside a second main clause."""
    known = cues("verb")
    at = tree.tokens[at].head
    for _ in range(len(tree.tokens)):
        token = tree.tokens[at]
        if token.head == at:
            break
        below_cue = token.dep in {"ccomp", "conj", "advcl", "parataxis"} and tree.lemma(token.head) in known
        if below_cue and tree.kid(token.head, "nsubj") is not None and token.pos in {"VERB", "AUX"}:
            break
        at = token.head
    return at


def noun_attributions(tree: Tree) -> list[Found]:
    """Read nouns that carry words: "the army's claim that …", "reports from activists of …"."""
    known = cues("noun")
    found = []
    for token in tree.tokens:
        if token.pos != "NOUN" or token.dep == "compound":
            continue
        for cue in known.get(token.lemma.lower(), ()):
            content = _of_noun(tree, token.i, cue)
            if content is not None:
                source = _owner(tree, token.i, content[0])
                cited = tree.lemma(token.head) in _CITING
                if source is None and (cited or cue.stance not in _NOBODYS):
                    break
                noun = (token.i, token.i + 1)
                found.append(Found(cue=noun, source=source, content=(content,), stance=cue.stance))
                break
    return found


def _of_noun(tree: Tree, noun: int, cue: Cue) -> Range | None:
    for k in tree.kids[noun]:
        if k < noun:
            continue
        token = tree.tokens[k]
        if cue.pattern == "that" and token.dep in {"acl", "ccomp", "relcl"}:
            first = tree.tokens[tree.left[k]]
            if first.lemma.lower() == "that" and first.dep == "mark":
                return first.i + 1, tree.right[k] + 1
        elif cue.pattern == "to" and token.dep in {"acl", "xcomp", "relcl"}:
            if tree.tokens[tree.left[k]].tag == "TO":
                return tree.left[k], tree.right[k] + 1
        elif token.dep == "prep" and tree.lemma(k) == cue.pattern and tree.right[k] > k:
            return k + 1, tree.right[k] + 1
    return None


def _owner(tree: Tree, noun: int, content: int) -> Range | None:
    """Give whose the words are: "Lavrov's claim", "claims by the army", "rebel claims"."""
    owner = tree.kid(noun, "poss")
    if owner is not None:
        if tree.tokens[owner].tag == "PRP$" and (named := _renewer(tree, noun)) is not None:
            return named
        first, last = tree.left[owner], tree.right[owner] + 1
        if tree.tokens[last - 1].tag == "POS":
            last -= 1
        return (
            (first, last) if can_speak(tree, owner, "speaker") or tree.tokens[owner].tag == "PRP$" else None
        )
    for prep in tree.kids[noun]:
        if noun < prep < content and tree.lemma(prep) in _FROM and tree.tokens[prep].dep in {"prep", "agent"}:
            by = tree.kid(prep, "pobj")
            if by is not None and can_speak(tree, by, "speaker"):
                return tree.noun_phrase(by)
    modifier = tree.kid(noun, "compound")
    lower = modifier is not None and tree.tokens[modifier].text.islower()
    if modifier is not None and lower and kind_of(tree, modifier) in {"person", "group"}:
        return modifier, modifier + 1
    return None


def _renewer(tree: Tree, noun: int) -> Range | None:
    """Name whom "its" stands for in "The union renewed its call for …": the subject of the same verb."""
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep != "dobj" or tree.lemma(verb) not in _RENEWING:
        return None
    subject = tree.kid(verb, "nsubj")
    return None if subject is None or not can_speak(tree, subject, "speaker") else tree.noun_phrase(subject)


def rest_on_cited(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Give words reported "citing X" to X, and make the outlet their relay."""
    resting = [(_rested(tree, f), f) for f in found]
    cited = {new.cue for new, old in resting if new is not old}
    kept = [new for new, old in resting if new is not old or new.cue not in cited]
    if any(one.stance == "report_received" for one in kept):
        kept = [one for one in kept if one.cue is None or tree.lemma(one.cue[0]) not in _CITING]
    return kept


def _giver(tree: Tree, document: int) -> int | None:
    """Whose a cited paper is: "citing a statement from the Delta Commission"."""
    for prep in tree.kids[document]:
        if tree.lemma(prep) in {"from", "by", "of"}:
            whom = tree.kid(prep, "pobj")
            return whom if whom is not None and can_speak(tree, whom, "speaker") else None
    return None


def _rested(tree: Tree, found: Found) -> Found:
    if found.source is None or found.cue is None:
        return found
    citing = _citing(tree, found.cue[0], found.source)
    whom = None if citing is None else tree.kid(citing, "dobj")
    if citing is None or whom is None or citing == found.cue[0] or not can_speak(tree, whom, "speaker"):
        return found
    if not is_media(tree, found.source) and tree.lemma(whom) not in speaker_nouns():
        return found
    source = tree.noun_phrase(whom)
    hole = (citing, source[1])
    content = [part for c in found.content for part in _minus(tree, c, hole)]
    document = speaker_nouns().get(tree.lemma(whom)) == "document" and tree.kid(whom, "poss") is None
    giver = _giver(tree, whom) if document else None
    if giver is not None:
        source = tree.noun_phrase(giver)
    elif document:
        return replace(found, content=tuple(content), stance="report_received")
    return Found(
        cue=(citing, citing + 1),
        source=source,
        content=tuple(content),
        stance=found.stance,
        relays=(Relay(found.source, found.cue), *found.relays),
    )


def _citing(tree: Tree, verb: int, source: Range) -> int | None:
    """Find the "citing" that belongs to a cue: under it, under its source, or under its clause."""
    for token in tree.tokens:
        if token.tag != "VBG" or token.lemma.lower() not in _CITING:
            continue
        if token.head == verb or source[0] <= token.head < source[1]:
            return token.i
        close = verb < token.i <= verb + 4 and tree.below(token.head, verb)
        if close:
            return token.i
    return None


def _minus(tree: Tree, whole: Range, hole: Range) -> list[Range]:
    if hole[1] <= whole[0] or whole[1] <= hole[0]:
        return [whole]
    parts = [trim_words(tree, whole[0], hole[0]), trim_words(tree, hole[1], whole[1])]
    kept = []
    for first, last in parts:
        if first < last and tree.tokens[first].dep == "mark" and tree.lemma(first) == "that":
            first += 1
        if first < last:
            kept.append((first, last))
    return kept
