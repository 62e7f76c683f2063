"""What the program reads in a MUC-4 report, put into that task's roles: its claims of attacks and abductions.

Claims that are background, denied, demanded or only to come are left out, and so is what a state's own forces
did: the key has few of their operations (chosen on 400 documents of train: F1 23.8 with it, 23.1 without).
Doers are perpetrators: bodies by their name or kind, else people; targets are victims where they are people,
else things; weapons are nouns of a claim's words that the program's lists know as such, but for what carries
them and for weapons in general. Each entity is put forward by one mention.
"""

import re
from collections.abc import Iterable, Iterator

from crossbearing.actors.lists import title_rows
from crossbearing.model import Block, Claim, Report, Sentence, Span, Token
from crossbearing.quantities.lists import people
from crossbearing.reading.lexicon import event_words, word_class
from crossbearing.reading.page import Page, open_page
from crossbearing.reading.reader import read_page
from eval.events_eval import own
from eval.muc4_score import SLOTS, Filled, Row, normal
from eval.recase import recased

_HEADER = re.compile(r".{0,200}? -- (?:\[[A-Z ]+\] ?)*", re.S)
_UNREAL = frozenset({"expected", "demanded", "conditional", "denied"})
_ATTACKS = frozenset({"casualties", "hostilities", "detention"})
"""Topics of an attack on somebody; taking ground is none."""
_HAPPENS = (
    "ing",
    "fire",
    "ion",
    "strike",
    "attack",
    "blast",
    "barrage",
    "raid",
    "assault",
    "shot",
    "bombardment",
)
"""How words of weapons end that tell of what happened rather than of what it was done with."""
_BODIES = frozenset({"military", "armed_group", "government", "state", "ngo", "intergovernmental", "other"})
_STATES = frozenset({"military", "government", "state"})
_MODIFYING = frozenset({"amod", "compound"})
"""A modifier names no doer of its own: "a *terrorist* attack"."""
_AMOUNTS = frozenset(
    {"another", "other", "total", "hundred", "thousand", "million", "number", "kind", "dozen", "series"}
    | {"group", "part", "half", "majority", "percent", "rest", "section"}
)
_ANY_WEAPON = frozenset({"weapon", "artillery", "arms"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NO_THINGS = frozenset({"GPE", "LOC", "NORP", "DATE", "PERSON"})
_UNSAID = frozenset({"PRON", "DET", "VERB", "AUX", "ADP", "ADV", "SCONJ"})


def opened(row: Row) -> tuple[Page, tuple[Claim, ...]]:
    """The program's page and claims of a document, its case restored; the header is not read."""
    text = recased(row["text"])
    header = _HEADER.match(text)
    start = header.end() if header else 0
    blocks = [Block(0, start, "dateline")] if start else []
    for match in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", text[start:], re.S):
        blocks.append(Block(start + match.start(), start + match.end(), "paragraph"))
    page = open_page(Report(id=row["doc_id"], text=text, sha256="", blocks=tuple(blocks)))
    return page, read_page(page).claims


def is_attack(claim: Claim) -> bool:
    """Whether a claim tells of an attack or an abduction as news that is not denied or only to come."""
    event = claim.event
    if event is None or claim.background or claim.negated or claim.status in _UNREAL:
        return False
    return (event.plover == "ASSAULT" and claim.topic in _ATTACKS) or event.mode == "abduct"


class Reader:
    """Fills the roles of one document from the program's claims."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.filled: dict[str, list[str]] = {role: [] for role in SLOTS}

    def read(self, claims: Iterable[Claim]) -> Filled:
        """Entities by role; each is put forward by one mention, the longest where one holds the other."""
        for claim in filter(is_attack, claims):
            if self.is_of_state(claim):
                continue
            for span in claim.actor_spans:
                self.doer(span)
            for span in claim.target_spans:
                self.target(span)
            for token in self.tokens(claim.span):
                if is_weapon(token):
                    self.filled["weapon"].append(normal(token.text))
        return {role: [frozenset({m}) for m in _distinct(found)] for role, found in self.filled.items()}

    def is_of_state(self, claim: Claim) -> bool:
        """Whether a government, its army or its police did it: operations and arrests are seldom keyed."""
        return any(self.kind(span) in _STATES for span in claim.actor_spans)

    def doer(self, span: Span) -> None:
        """A doer is a body by its name or kind, else one or more people."""
        head, kind = self.head(span), self.kind(span)
        if head is None or head.pos in _UNSAID or (head.dep in _MODIFYING and head.pos != "PROPN"):
            return
        named = head.pos == "PROPN" and (kind in _BODIES or is_short(head))
        human = not named and (is_person(head) or kind == "person" or self.label(head) == "PERSON")
        if human or (kind not in _BODIES and head.tag == "NNS"):
            names = [normal(name) for name in self.named(span, "PERSON")]
            self.filled["perp_ind"] += names or [self.phrase(span, head)]
        elif named or kind in _BODIES or self.label(head) == "ORG":
            self.filled["perp_org"].append(self.phrase(span, head))
        if human or head.tag == "NNS":
            self.filled["perp_org"] += [normal(name) for name in self.named(span, "ORG")]
            self.filled["perp_org"] += [normal(t.text) for t in self.tokens(span) if is_short(t)]

    def target(self, span: Span) -> None:
        """What is done harm to is a person, by name or described, or a thing."""
        head, kind = self.head(span), self.kind(span)
        if head is None or not is_thing(head):
            return
        names = list(self.named(span, "PERSON"))
        if not names and kind == "person" and head.pos == "PROPN":
            names = [self.phrase(span, head)]
        self.filled["victim"] += [normal(name) for name in names]
        human = is_person(head) or (kind is not None and head.tag == "NNS")
        if human:
            self.filled["described"].append(self.phrase(span, head))
        elif not names and kind is None and head.pos in _NOUNS and self.label(head) not in _NO_THINGS:
            self.filled["target"].append(self.phrase(span, head))

    def sentence(self, span: Span) -> Sentence | None:
        """The sentence that a span stands in."""
        return next((s for s in self.page.sentences if s.start <= span.start < s.end), None)

    def tokens(self, span: Span) -> list[Token]:
        """The tokens of a span."""
        sentence = self.sentence(span)
        return [t for t in sentence.tokens if span.start <= t.start < span.end] if sentence else []

    def head(self, span: Span) -> Token | None:
        """The word of a phrase that all its others hang on."""
        tokens = self.tokens(span)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head not in inside or t.head == t.i), None)

    def kind(self, span: Span) -> str | None:
        """The kind of actor that a phrase stands for."""
        actor = self.page.cast.actors.get(self.page.cast.at(span) or "")
        return None if actor is None else actor.kind

    def label(self, token: Token) -> str | None:
        """The kind of name that a token belongs to."""
        sentence = self.sentence(Span(token.start, token.end, token.text))
        entities = sentence.entities if sentence else ()
        return next((e.label for e in entities if e.first <= token.i < e.last), None)

    def named(self, span: Span, label: str) -> Iterator[str]:
        """Names of one kind within a phrase's own words."""
        sentence, (start, end) = self.sentence(span), own(span)
        for entity in sentence.entities if sentence else ():
            tokens = sentence.tokens[entity.first : entity.last] if sentence else ()
            if entity.label == label and start <= tokens[0].start and tokens[-1].end <= end:
                yield self.page.report.text[tokens[0].start : tokens[-1].end]

    def phrase(self, span: Span, head: Token) -> str:
        """A phrase's own words up to its head, without what counts or points."""
        before = [t for t in self.tokens(span) if t.start <= head.start]
        while before and before[0].pos in {"DET", "NUM", "PRON", "PUNCT"} and before[0].i != head.i:
            before = before[1:]
        counted = [n for n, token in enumerate(before[:-1]) if token.pos == "NUM"]
        before = before[counted[-1] + 1 :] if counted else before
        return normal(self.page.report.text[before[0].start : head.end])


def is_person(token: Token) -> bool:
    """Whether a noun says what somebody is: "civilian", "colonel"."""
    lemma = token.lemma.lower()
    return lemma in people() or any(row.head == lemma for row in title_rows())


def is_thing(token: Token) -> bool:
    """Whether a word may name what is done harm to: "the bridge", not "others" or "the murder"."""
    lemma = token.lemma.lower()
    return token.pos not in _UNSAID | {"ADJ"} and lemma not in _AMOUNTS and lemma not in event_words().nouns


def is_short(token: Token) -> bool:
    """Whether a word is a body's short form: "FMLN"."""
    return token.pos == "PROPN" and token.text.isupper() and len(token.text) > 2 and "." not in token.text


def is_weapon(token: Token) -> bool:
    """Whether a noun names what is fought with: "bomb", not "bombing" or "attack"."""
    lemma = token.lemma.lower()
    if token.pos not in _NOUNS or lemma.endswith(_HAPPENS) or lemma in _ANY_WEAPON:
        return False
    if lemma in word_class("vehicle") | word_class("crewed"):
        return False
    found = [row for row in event_words().nouns.get(lemma, ()) if row.words == (lemma,)]
    listed = bool(found) or lemma in word_class("weapon")
    return listed and all(row.mode is not None and row.topic == "hostilities" for row in found)


def _distinct(mentions: list[str]) -> list[str]:
    """One mention for each entity: the longest of those whose words hold each other's last or only ones."""
    kept: list[str] = []
    for mention in sorted(set(mentions), key=lambda m: (-len(m), m)):
        if mention and not any(longer.endswith(mention) for longer in kept):
            kept.append(mention)
    return kept
