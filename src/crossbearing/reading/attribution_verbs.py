"""Verbs that attribute: "said that", "told Reuters", "warned of", "was quoted by the agency as saying"."""

from collections.abc import Sequence

from crossbearing.reading.attribution_content import Content, read_content
from crossbearing.reading.attribution_cues import Cue, cues
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_names import settled
from crossbearing.reading.attribution_quoted import beside_quote
from crossbearing.reading.attribution_relays import quoted_by, relays
from crossbearing.reading.attribution_repairs import is_inverted
from crossbearing.reading.attribution_speakers import can_speak, is_name, is_told_of
from crossbearing.reading.attribution_subjects import Subject, find_subject
from crossbearing.reading.attribution_tree import Range, Tree
from crossbearing.reading.quotes import Quote, inside

_NOT_CLAUSES = frozenset({"amod", "aux", "auxpass", "compound", "case", "nmod", "det"})
_MISREAD = {"hop": "hope"}
"""Lemmas the tagger gets wrong: "hoping" → hop."""
_DOUBTFUL_MODALS = frozenset(
    {"could", "might", "may", "should", "must", "will", "shall", "would", "'ll", "’ll"}
)
_MODAL_STANCES = frozenset({"demand", "intend", "promise"})
_NEGATABLE = frozenset({"believe", "predict", "intend", "demand"})
_KNOWING = frozenset({"know", "learn", "understand", "realize"})
_FIRST_PERSON = frozenset({"i", "we", "you"})
_TIMED_STANCES = frozenset({"report", "say", "predict", "warn"})
_ORDER = (
    "clause", "quote", "object-of", "object-as", "object-to-np", "object-to", "on-to", "to-to", "name",
    "object-name", "for", "of", "about", "against", "at", "on", "to", "object",
)  # fmt: skip
"""Patterns from the fullest to the barest: the first that fits is taken."""
_SILENT = frozenset({"believe", "predict", "intend", "judge"})
"""Classes that a quote standing by does not belong to: nobody expects "We stay"."""
_BARE = frozenset({"nsubj", "punct", "prep", "npadvmod", "advmod", "dobj", "dative", "aux", "cc"})
_MAX_BARE = 25
"""A sentence of nothing but source and cue is shorter than this, titles and all."""


def verb_attributions(tree: Tree, quotes: Sequence[Quote]) -> list[Found]:
    """Read every verb of the cue list in one sentence that has a source and governs words said."""
    known = cues("verb")
    found = []
    for token in tree.tokens:
        if token.tag[:2] != "VB" or token.dep in _NOT_CLAUSES or is_name(tree, token.i):
            continue
        lemma = token.lemma.lower()
        entries = known.get(_MISREAD.get(lemma, lemma))
        read = quoted_by(tree, token.i)
        if read is None and entries is not None:
            read = _passive(tree, token.i, entries) or _read(tree, token.i, entries, quotes)
        if read is not None:
            found.append(read)
    return found


def _read(tree: Tree, verb: int, entries: tuple[Cue, ...], quotes: Sequence[Quote]) -> Found | None:
    if tree.kid(verb, "nsubjpass", "auxpass") is not None or is_inverted(tree, verb):
        return None
    if is_told_of(tree, verb):
        return None
    subject = find_subject(tree, verb)
    if subject is None or _out_of_place(tree, verb, subject, quotes):
        return None
    source = None if subject.head is None else tree.noun_phrase(subject.head)
    for cue, content in _governed(tree, verb, entries, source, quotes, own=_by_quote(tree, verb, subject)):
        if not _allowed(tree, verb, cue) or not _is_full(tree, verb, cue):
            continue
        spoken = _spoken_by(tree, subject, cue, verb, content)
        if spoken is None:
            continue
        if source is not None and content.ranges[0][0] < source[0] < verb:
            source = settled(tree, source, verb)
        content = _without(content, source, verb)
        return Found(
            cue=(verb, max(content.cue_end, _particle_end(tree, verb))),
            source=source if spoken else None,
            content=content.ranges,
            stance=_stance(tree, verb, cue),
            relays=relays(tree, verb, source if spoken else None, content.ranges),
        )
    return _awaiting(tree, verb, entries, subject, source)


def _awaiting(
    tree: Tree, verb: int, entries: tuple[Cue, ...], subject: Subject, source: Range | None
) -> Found | None:
    """Read a cue whose speech stands in another sentence: "The mayor went on:", '"Why?" / She asked.'"""
    cue = next((c for c in entries if c.pattern in {"clause", "quote"}), None)
    if cue is None or source is None or subject.head is None or not subject.own:
        return None
    announced = tree.tokens[-1].text == ":"
    kids = {tree.tokens[k].dep for k in tree.kids[verb]}
    bare = tree.tokens[verb].dep == "ROOT" and kids <= _BARE and len(tree.tokens) <= _MAX_BARE
    if (
        not (announced or bare)
        or not can_speak(tree, subject.head, "speaker")
        or not _allowed(tree, verb, cue)
    ):
        return None
    passed_on = relays(tree, verb, source, ())
    return Found(
        cue=(verb, verb + 1), source=source, content=(), stance=cue.stance, relays=passed_on, awaits=True
    )


def _by_quote(tree: Tree, verb: int, subject: Subject) -> bool:
    """Ask whether a quote beside a verb can be its own: not that of "who asked not to be named"."""
    return tree.tokens[verb].dep != "relcl" and (subject.own or tree.tokens[verb].tag != "VBG")


def _governed(
    tree: Tree,
    verb: int,
    entries: tuple[Cue, ...],
    source: Range | None,
    quotes: Sequence[Quote],
    *,
    own: bool,
) -> list[tuple[Cue, Content]]:
    by_pattern = {cue.pattern: cue for cue in entries}
    read = []
    for pattern in _ORDER:
        cue = by_pattern.get(pattern)
        if cue is None:
            continue
        timed = cue.stance in _TIMED_STANCES
        content = read_content(tree, verb, pattern, source, timed=timed)
        if (
            content is None
            or not content.ranges
            or (pattern == "quote" and not _quoted(tree, content, quotes))
        ):
            continue
        read.append((cue, content))
    speech = by_pattern.get("clause") or by_pattern.get("quote")
    if speech is not None and speech.stance not in _SILENT:
        content = beside_quote(tree, verb, source, quotes) if own else None
        if content is not None:
            first = read[0][1] if read and read[0][0].pattern == "clause" else None
            if first is None or not _overlap(first, content):
                read.insert(0, (speech, content))
    return read


def _quoted(tree: Tree, content: Content, quotes: Sequence[Quote]) -> bool:
    start = tree.tokens[content.ranges[0][0]].start
    return any(q.start <= start < q.last for q in quotes)


def _overlap(one: Content, other: Content) -> bool:
    return any(a < d and c < b for a, b in one.ranges for c, d in other.ranges)


def _without(content: Content, source: Range | None, verb: int) -> Content:
    """Cut the source and the cue out of the words said."""
    ranges: list[Range] = list(content.ranges)
    for hole in (source, (verb, verb + 1)):
        if hole is None:
            continue
        cut: list[Range] = []
        for first, last in ranges:
            if hole[1] <= first or last <= hole[0]:
                cut.append((first, last))
                continue
            cut.extend(part for part in ((first, hole[0]), (hole[1], last)) if part[0] < part[1])
        ranges = cut
    return Content(tuple(ranges), content.cue_end)


def _spoken_by(tree: Tree, subject: Subject, cue: Cue, verb: int, content: Content) -> bool | None:
    """Say whether the subject is a source (True), is lost (False), or the cue is none (None)."""
    if subject.head is None:
        return False
    behind = content.ranges[0][0] > verb
    demand = cue.subject if subject.own and (behind or cue.subject != "any") else "speaker"
    if can_speak(tree, subject.head, demand):
        return True
    lost = (not subject.own and cue.subject == "any") or cue.lemma == "report"
    return False if lost and not subject.own and tree.tokens[verb].dep == "conj" else None


def _out_of_place(tree: Tree, verb: int, subject: Subject, quotes: Sequence[Quote]) -> bool:
    """Leave out what a speaker says of his own saying: "I can tell you that"."""
    if subject.head is None:
        return False
    word = tree.tokens[subject.head].text.lower()
    if word == "you":
        return True
    token = tree.tokens[verb]
    if any(tree.lemma(k) == "no" for k in tree.kids[subject.head] if k < subject.head):
        return True
    return word in _FIRST_PERSON and inside(quotes, token.start, token.end) is not None


def _allowed(tree: Tree, verb: int, cue: Cue) -> bool:
    """Refuse what was not said: "did not say whether", "could not confirm", "if he says"."""
    for k in tree.kids[verb]:
        token = tree.tokens[k]
        if token.dep == "neg" and (cue.stance not in _NEGATABLE or cue.lemma in _KNOWING):
            return False
        if token.dep == "aux" and token.text.lower() in _DOUBTFUL_MODALS and cue.stance not in _MODAL_STANCES:
            return False
        if token.dep == "mark" and token.text.lower() in {"if", "unless", "whether"}:
            return False
    return True


def _is_full(tree: Tree, verb: int, cue: Cue) -> bool:
    """Ask for a whole clause where a bare one means something else: "found the line dead"."""
    clause = tree.kid(verb, "ccomp")
    if cue.pattern != "clause" or cue.subject == "any" or clause is None or clause < verb:
        return True
    marked = tree.kid(clause, "mark", "aux", "cop") is not None
    return marked or tree.tokens[clause].pos in {"VERB", "AUX"}


def _stance(tree: Tree, verb: int, cue: Cue) -> str:
    negated = any(tree.tokens[k].dep == "neg" for k in tree.kids[verb])
    if negated and cue.stance in _NEGATABLE - {"intend"}:
        return "deny"
    return "report_received" if _received_reports(tree, verb) else cue.stance


def _received_reports(tree: Tree, verb: int) -> bool:
    """Spot a source that only passes on what reached it: "says it has received reports that"."""
    clause = tree.kid(verb, "ccomp")
    if clause is None or tree.lemma(clause) not in {"receive", "have", "get", "see"}:
        return False
    thing = tree.kid(clause, "dobj")
    return thing is not None and tree.lemma(thing) in {"report", "account", "allegation"}


def _particle_end(tree: Tree, verb: int) -> int:
    particle = tree.kid(verb, "prt")
    return verb + 2 if particle == verb + 1 else verb + 1


def _passive(tree: Tree, verb: int, entries: tuple[Cue, ...]) -> Found | None:
    """Read "was reported by X"."""
    agent = tree.kid(verb, "agent")
    thing = tree.kid(verb, "nsubjpass")
    by = None if agent is None else tree.kid(agent, "pobj")
    cue = next((c for c in entries if c.pattern in {"object", "clause"} and c.stance != "judge"), None)
    if agent is None or by is None or thing is None or cue is None or not can_speak(tree, by, "speaker"):
        return None
    if any(tree.tokens[k].dep == "neg" for k in tree.kids[verb]):
        return None
    clause = tree.kid(verb, "ccomp")
    if tree.tokens[thing].pos == "PRON" and clause is None:
        return None
    content = (tree.left[thing], tree.right[thing] + 1)
    if clause is not None and clause > verb:
        content = (tree.left[clause], tree.right[clause] + 1)
    return Found(cue=(verb, verb + 1), source=tree.noun_phrase(by), content=(content,), stance=cue.stance)
