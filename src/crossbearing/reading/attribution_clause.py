"""The clause that a cue governs: behind it, before it, around it, or lost by the parse and found again."""

from collections.abc import Sequence

from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_tree import Range, Tree

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_ADDRESSING = frozenset({"tell", "remind", "inform", "assure", "warn", "advise", "notify", "convince"})
_SKIPPED = frozenset({",", ":", "-", "–", "—", "however", "meanwhile"})
_RARELY_THAT = frozenset({"speak", "talk", "meet", "call"})
_BETWEEN = frozenset({"dobj", "dative", "npadvmod", "prep", "advmod", "punct", "prt", "advcl", "neg", "mark"})
_CONTRASTS = frozenset({"although", "though", "whereas", "while", "whilst"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PUNCT = frozenset({"PUNCT", "SPACE"})


def clause_ranges(tree: Tree, verb: int, source: Range | None) -> tuple[Range, ...]:
    """Give the ranges of the clause a verb of saying governs, in text order; empty where there is none."""
    clauses = [k for k in tree.kids[verb] if tree.tokens[k].dep == "ccomp" and not _is_participle(tree, k)]
    behind = next((k for k in clauses if k > verb and (tree.left[k] > verb or _is_relative(tree, k))), None)
    before = next((k for k in reversed(clauses) if k < verb), None)
    if behind is None and before is None:
        behind = _lost_that(tree, verb) or _addressed(tree, verb)
    ranges = []
    if before is not None and not _is_parted(tree, verb, source):
        ranges.append(_before(tree, verb, source))
    if behind is not None:
        start, end = _behind(tree, verb, behind)
        ranges.append((start, cut_contrast(tree, start, end)))
    if not ranges:
        ranges = list(_around(tree, verb))
    return tuple(r for r in ranges if r[0] < r[1])


def _is_parted(tree: Tree, verb: int, source: Range | None) -> bool:
    """Whether a semicolon stands before who speaks: "Ten people died; *the mayor said* a mine went off"."""
    start = min(verb, source[0]) if source is not None and source[0] < verb else verb
    return start > 0 and tree.tokens[start - 1].text == ";"


def _before(tree: Tree, verb: int, source: Range | None) -> Range:
    """Take what stands before the source and cue, from where the clause of the cue begins."""
    end = min(verb, source[0]) if source is not None and source[0] < verb else verb
    start = tree.left[verb]
    while start < end and (tree.tokens[start].dep == "cc" or tree.tokens[start].pos == "SPACE"):
        start += 1
    return start, end


def _behind(tree: Tree, verb: int, clause: int) -> Range:
    """Take the clause behind a cue with what the parse broke off it at either end."""
    start = skip_that(tree, _start_behind(tree, verb, clause))
    end = tree.right[clause] + 1
    for k in tree.kids[verb]:
        if k < end or tree.left[k] > end:
            continue
        if not _goes_on(tree, verb, k):
            break
        end = tree.right[k] + 1
    return start, end


def _start_behind(tree: Tree, verb: int, clause: int) -> int:
    """Begin right behind the cue, its addressee and its adjuncts: "told Reuters on Monday | that …"."""
    at = verb + 1
    for k in sorted(tree.kids[verb]):
        if verb < k < clause and tree.left[k] <= at and tree.tokens[k].dep in _BETWEEN:
            at = tree.right[k] + 1
    left = max(tree.left[clause], verb + 1)
    return left if at > left or _is_mark(tree, left) else at


def _is_relative(tree: Tree, clause: int) -> bool:
    """Tell "a pause, which he said began on Friday", whose subject stands before the cue."""
    first = tree.tokens[tree.left[clause]]
    return first.tag in {"WDT", "WP"} or (first.dep in _SUBJECTS and first.text.lower() == "that")


def _is_mark(tree: Tree, i: int) -> bool:
    return tree.tokens[i].dep == "mark"


def _goes_on(tree: Tree, verb: int, k: int) -> bool:
    """Tell a piece that belongs to what is said from one that belongs to the saying."""
    token = tree.tokens[k]
    if token.dep in {"prep", "npadvmod", "advmod", "xcomp", "acomp", "dobj", "oprd"}:
        return True
    if token.dep == "cc":
        return not _follows_comma(tree, k)
    if token.dep in {"conj", "ccomp"}:
        own = any(tree.tokens[s].dep in _SUBJECTS for s in tree.kids[k])
        if token.dep == "ccomp" and not own:
            return tree.tokens[tree.left[k] - 1].pos not in _PUNCT or _is_torn_off(tree, k)
        return own and not _is_cue(tree, k) and not _follows_comma(tree, tree.left[k])
    return False


def _is_torn_off(tree: Tree, k: int) -> bool:
    """Tell a verb parted from its subject by a list: "said 80 men, including two wounded, | had left"."""
    finite = tree.tokens[k].tag in _FINITE or any(
        tree.tokens[a].tag in _FINITE and tree.tokens[a].dep in {"aux", "auxpass"} for a in tree.kids[k]
    )
    return finite and not _is_cue(tree, k)


def _is_cue(tree: Tree, k: int) -> bool:
    return tree.lemma(k) in cues("verb") and tree.tokens[k].tag[:2] == "VB"


def _is_participle(tree: Tree, k: int) -> bool:
    """Tell a cue that goes on from the one before it: "… he said, adding that …"."""
    return tree.tokens[k].tag == "VBG" and _is_cue(tree, k) and tree.kid(k, *_SUBJECTS, "aux") is None


def _follows_comma(tree: Tree, i: int) -> bool:
    return i > 0 and tree.tokens[i - 1].text == ","


def _lost_that(tree: Tree, verb: int) -> int | None:
    """Find the that-clause that the parse hung on an adjunct: "said after he spoke that it would"."""
    for k in tree.kids[verb]:
        if k < verb or tree.tokens[k].dep not in {"advcl", "prep"}:
            continue
        for i in range(tree.left[k], tree.right[k] + 1):
            token = tree.tokens[i]
            if token.dep == "mark" and token.lemma.lower() == "that" and _is_astray(tree, token.head):
                return token.head
    return None


def _is_astray(tree: Tree, clause: int) -> bool:
    """Tell a that-clause hung on a word that governs none: "after the summit that rebels would leave"."""
    above = tree.tokens[clause].head
    if tree.tokens[clause].dep == "ccomp":
        return tree.lemma(above) not in cues("verb") or tree.lemma(above) in _RARELY_THAT
    whole = tree.kid(clause, *_SUBJECTS) is not None
    said_in = tree.tokens[above].dep == "pobj" and tree.lemma(tree.tokens[above].head) == "in"
    carries = tree.lemma(above) in cues("noun") and not said_in
    return tree.tokens[clause].dep in {"relcl", "acl"} and whole and not carries


def _addressed(tree: Tree, verb: int) -> int | None:
    """Find the clause hung on the one addressed: "reminded the council that troops had left"."""
    whom = tree.kid(verb, "dobj", "dative")
    if whom is None or whom < verb or tree.lemma(verb) not in _ADDRESSING:
        return None
    for k in tree.kids[whom]:
        if tree.tokens[k].dep not in {"relcl", "acl"} or tree.lemma(tree.left[k]) != "that":
            continue
        if any(tree.tokens[s].dep in _SUBJECTS and s != tree.left[k] for s in tree.kids[k]):
            return k
    return None


def _around(tree: Tree, verb: int) -> Sequence[Range]:
    """Take the clause a cue is put into: "The wounded, the official said, would leave first"."""
    token = tree.tokens[verb]
    top = token.head
    marks = [tree.lemma(k) for k in tree.kids[verb] if tree.tokens[k].dep == "mark"]
    bare = tree.kid(verb, "xcomp", "dobj", "prep", "dative", "agent") is None or tree.lemma(verb) == "tell"
    if top == verb or tree.kid(verb, "nsubj") is None or not bare:
        return []
    if not (token.dep in {"parataxis", "ccomp"} and not marks) and not (
        token.dep == "advcl" and marks == ["as"]
    ):
        return []
    if token.dep == "ccomp" and not _parenthetical(tree, verb):
        return []
    parts = [(tree.left[top], tree.left[verb]), (tree.right[verb] + 1, tree.right[top] + 1)]
    return [trim_words(tree, first, last) for first, last in parts]


def _parenthetical(tree: Tree, verb: int) -> bool:
    left, right = tree.left[verb], tree.right[verb] + 1
    before = tree.tokens[left - 1].text if left else ""
    after = tree.tokens[right].text if right < len(tree.tokens) else "."
    starts, ends = tree.tokens[left].text, tree.tokens[right - 1].text
    return (before in {",", "”", '"', "-", "–"} or starts == ",") and (
        after in {",", ".", "–"} or ends == ","
    )


def cut_contrast(tree: Tree, start: int, end: int) -> int:
    """End what is said before the narrator sets another voice against it: "…, though the UN denied it"."""
    for i in range(start + 1, end):
        token = tree.tokens[i]
        if token.dep == "mark" and token.lemma.lower() in _CONTRASTS and _another_voice(tree, token.head):
            return min(end, tree.left[token.head])
        if token.dep == "mark" and token.lemma.lower() == "as" and _closes(tree, token.head, end):
            return tree.left[token.head]
        if adds_on(tree, i):
            return i
        if token.dep == "conj" and _is_cue(tree, i) and tree.kid(i, "neg") is not None:
            linked = next((k for k in tree.kids[token.head] if tree.tokens[k].dep == "cc" and k < i), None)
            if linked is not None and tree.kid(i, *_SUBJECTS) is None and start < linked:
                return linked
        if token.dep == "cc" and i + 1 < end:
            other = next((k for k in tree.kids[token.head] if k > i and tree.tokens[k].dep == "conj"), None)
            if other is not None and (
                _joined_voice(tree, token.lemma.lower(), other) or leaves_quote(tree, other)
            ):
                return i
    return end


def adds_on(tree: Tree, i: int) -> bool:
    """Tell a participle by which the speaker goes on: "… that it fired, calling the reports lies"."""
    if tree.tokens[i].tag != "VBG" or not _is_cue(tree, i) or i == 0:
        return False
    if tree.lemma(i) == "add":
        return tree.kid(i, "ccomp") is not None
    above = tree.tokens[i].head
    subject = tree.kid(above, "nsubj")
    voiceless = subject is None or tree.tokens[subject].pos == "PRON"
    return tree.tokens[i - 1].text == "," and tree.tokens[i].dep == "advcl" and voiceless


def leaves_quote(tree: Tree, verb: int) -> bool:
    """Tell a cue joined on behind a closing mark: 'warned that wells "are dry" and urged …'."""
    at = verb - 1
    while at > 0 and tree.tokens[at].pos in {"ADV", "AUX"}:
        at -= 1
    if at < 1 or tree.tokens[at].dep != "cc" or tree.kid(verb, *_SUBJECTS) is not None:
        return False
    return _is_cue(tree, verb) and tree.tokens[at - 1].text in {"”", '"', "’", "''"}


def _closes(tree: Tree, verb: int, end: int) -> bool:
    """Tell the writer's closing "…, as troops moved in" from a clause of what is said."""
    left = tree.left[verb]
    return (
        tree.tokens[verb].dep == "advcl" and tree.tokens[left - 1].text == "," and tree.right[verb] + 1 >= end
    )


def _another_voice(tree: Tree, verb: int) -> bool:
    subject = tree.kid(verb, "nsubj")
    if subject is None or not _is_cue(tree, verb) or tree.tokens[subject].pos == "PRON":
        return False
    return tree.kid(verb, "ccomp", "dobj") is not None


def _joined_voice(tree: Tree, joint: str, verb: int) -> bool:
    """Tell "…, but the rebels dismissed it" and "… and a source said it would"."""
    telling = any(cue.subject == "any" for cue in cues("verb").get(tree.lemma(verb), ()))
    whole = joint == "but" or (telling and tree.kid(verb, "ccomp") is not None)
    return whole and _another_voice(tree, verb)


def skip_that(tree: Tree, start: int) -> int:
    """Step over "that" and the marks before a clause."""
    last = len(tree.tokens) - 1
    while start < last and (
        tree.tokens[start].text.lower() in _SKIPPED
        or (tree.lemma(start) == "that" and _is_joining(tree, start))
    ):
        start += 1
    return start


def _is_joining(tree: Tree, i: int) -> bool:
    """Tell the "that" that joins from the one that points ("that would not end")."""
    token = tree.tokens[i]
    return token.dep in {"mark", "det"} or token.tag in {"IN", "WDT"}


def trim_words(tree: Tree, first: int, last: int) -> Range:
    """Take punctuation and a leading conjunction off a range."""
    while first < last and (tree.tokens[first].pos in _PUNCT or tree.tokens[first].dep == "cc"):
        first += 1
    while first < last and tree.tokens[last - 1].pos in _PUNCT:
        last -= 1
    return first, last
