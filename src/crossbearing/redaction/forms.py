"""From a protected thing's names to the forms under which they are looked for."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

from crossbearing.redaction.folding import cased, fold, squeezed, view
from crossbearing.redaction.lists import ordinary_words, particles, titles
from crossbearing.vocabulary import (
    ActorKind,
    AgreementKind,
    BlockKind,
    Bound,
    ComplianceState,
    Grade,
    Measure,
    PlaceKind,
    Precision,
    QuestionState,
    RelationKind,
    Status,
    TermKind,
    Topic,
    Voice,
)

SHORT = 4
"""Letters: names up to this length are found as whole words only."""
LONG = 8
"""Letters: single words as long as this are found within others; shorter ones only where a word starts."""
_ACRONYM = 3
"""An acronym of so few letters is also a word ("WHO", "US"): it is found in capitals only."""
_LEAST = 3
"""Letters of a part of a name that is looked for by itself."""
_PAIR = 2
_LONGEST = 200
"""Letters of a name; nobody has a longer one."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_IN = r"(?:'|-[ \t\r]{0,3}\n[ \t]{0,6})?"
"""What may stand between two letters of a word: an apostrophe, a hyphen at a line's end."""
_BETWEEN = r"[\W_]{0,12}"
"""What may stand between two words of a name: spaces, breaks, hyphens, dots, marks."""
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_MAY_ESCAPE = re.compile(r"[&%\\=]")
_CLOSED: tuple[object, ...] = (
    *(ActorKind, AgreementKind, BlockKind, Bound, ComplianceState, Grade, Measure, PlaceKind, Precision),
    *(QuestionState, RelationKind, Status, TermKind, Topic, Voice),
)
Rule = Literal["any", "start", "capital", "upper"]


class Form(Struct, frozen=True):
    """One way of writing a protected name: its letters, the pattern that finds it in a folded text.

    ``rule``: found anywhere, only where a word starts ("#FreeAssad", not "ambassador"), only with a capital,
    or only in capitals. ``sure`` forms are also searched in what is about to leave; others are words of the
    language, too.
    """

    letters: str
    pattern: str
    label: str
    rule: Rule = "any"
    sure: bool = True


class Finder:
    """Finds protected names in texts, however they are written."""

    def __init__(self, forms: Iterable[Form]) -> None:
        once: dict[tuple[str, Rule], Form] = {}
        for form in sorted(forms, key=lambda form: (-len(form.letters), form.letters)):
            once.setdefault((form.letters, form.rule), form)
        self.forms = tuple(once.values())
        self._patterns = {form: re.compile(form.pattern) for form in self.forms}

    def hits(self, text: str) -> list[tuple[int, int, str]]:
        """Every stretch of a text that holds a protected name, with its label; longest names first."""
        found = self._hits(text, decoded=False)
        return found + self._hits(text, decoded=True) if _MAY_ESCAPE.search(text) else found

    def held(self, text: str) -> Form | None:
        """The first sure form that a text holds, or None; escapes are read by whoever asks."""
        folded = fold(text)
        letters = squeezed(folded)
        for form in self.forms:
            if form.sure and form.letters in letters:
                kept = cased(text)
                for match in self._patterns[form].finditer(folded):
                    start = match.start()
                    if _written(form, kept[start : match.end()], kept[max(0, start - 4) : start]):
                        return form
        return None

    def _hits(self, text: str, *, decoded: bool) -> list[tuple[int, int, str]]:
        seen = view(text, decoded=True) if decoded else None
        folded = seen.text if seen is not None else fold(text)
        letters = squeezed(folded)
        likely = [form for form in self.forms if form.letters in letters]
        if not likely:
            return []
        seen = seen or view(text)
        found = []
        for form in likely:
            for match in self._patterns[form].finditer(seen.text):
                start, end = seen.starts[match.start()], seen.ends[match.end() - 1]
                if _written(form, text[start:end], text[max(0, start - 4) : start]):
                    found.append((start, end, form.label))
        return found


def _written(form: Form, exact: str, before: str) -> bool:
    if form.rule == "any":
        return True
    if form.rule == "start":
        return not before[-1:].isalnum() or (before[-1:].islower() and exact[:1].isupper())
    if form.rule == "upper":
        return exact.upper() == exact
    return exact[:1].isupper() and not re.search(r"\d\s{0,3}$", before)


def name_forms(name: str, label: str, *, person: bool = False, whole: str = "") -> list[Form]:
    """The forms of one name; of a person also its parts, each by itself.

    ``whole`` is the name by which the person is shown: of another name of the same person, parts are taken
    only where it has a word in common with that one. Words of the language ("Rose") are found with a capital
    only, and not after a figure ("3 May"); names without any capital ("a baker") are descriptions and found
    as phrases of two words or more.
    """
    told = _ARTICLE.sub("", " ".join(name.split()))[:_LONGEST]
    words = _TOKEN.findall(fold(told))
    if not words:
        return []
    found = [form for form in (_form(told, words, label),) if form is not None]
    shared = set(words) & set(_TOKEN.findall(fold(whole))) if whole else set(words)
    if person and shared and len(words) > 1 and told != told.lower():
        found += _parts(told, label)
    return found


def exact_forms(text: str, label: str) -> list[Form]:
    """The form of an address, a path or a title: it is found as a whole."""
    words = _TOKEN.findall(fold(text))[:_LONGEST]
    return [Form("".join(words), _pattern(words), label)] if len("".join(words)) > SHORT else []


def _form(told: str, words: list[str], label: str) -> Form | None:
    letters = "".join(words)
    cased = told.lower() != told.upper()
    if len(words) == 1:
        return _single(told, letters, label) if not cased or told != told.lower() else None
    if cased and told == told.lower():
        return Form(letters, _BEFORE + _pattern(words) + _AFTER, label)
    if all(word in ordinary_words() for word in words):
        return Form(letters, _BEFORE + _pattern(words) + _AFTER, label)
    return Form(letters, _pattern(words), label)


def _single(told: str, letters: str, label: str) -> Form | None:
    if len(letters) <= _ACRONYM and told.isupper():
        return Form(letters, _BEFORE + _spelled(letters) + _AFTER, label, "upper", False)
    if letters in known_words():
        return Form(letters, _BEFORE + _IN.join(map(re.escape, letters)) + _AFTER, label, "capital", False)
    return Form(letters, _pattern([letters]), label, "any" if len(letters) >= LONG else "start")


def _spelled(letters: str) -> str:
    """An acronym with or without its dots."""
    return r"\.?".join(map(re.escape, letters))


def _parts(told: str, label: str) -> list[Form]:
    found = []
    for word in re.findall(r"[^\W_]+(?:['’ʼ][^\W_]+)*", told):
        letters = squeezed(fold(word))
        usual = letters in titles() or letters in particles()
        if len(letters) < _LEAST or usual or (word == word.lower() and word != word.upper()):
            continue
        form = _single(word if not word.isupper() else word.capitalize(), letters, label)
        found += [form] if form is not None else []
    return [*found, *_initialled(told, label)]


def _initialled(told: str, label: str) -> list[Form]:
    """Initials before the last word of a name: "S. Haddoub", "S.A. Haddoub"."""
    words = [word for word in _TOKEN.findall(fold(told)) if word not in titles() and word not in particles()]
    if len(words) < _PAIR or len(words[-1]) < _LEAST:
        return []
    last = _IN.join(map(re.escape, words[-1]))
    found = []
    for size in range(1, len(words)):
        first = [word[0] for word in words[:size]]
        pattern = _BEFORE + r"[\W_]{0,3}".join(map(re.escape, first)) + r"[\W_]{1,12}" + last + _AFTER
        found.append(Form("".join((*first, words[-1])), pattern, label))
    return found


def _pattern(words: list[str]) -> str:
    """The words of a name in order, as they run, or with a space between all letters."""
    running = _BETWEEN.join(_IN.join(map(re.escape, word)) for word in words)
    if len("".join(words)) <= SHORT:
        return _BEFORE + running + _AFTER
    spaced = r"[\W_]{1,4}".join(r"[\W_]".join(map(re.escape, word)) for word in words)
    return f"(?:{running}|{_BEFORE}{spaced}{_AFTER})"


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Words that a name may be and that stand in texts, or in our own files, for something else."""
    closed = {
        word
        for value in _CLOSED
        for item in get_args(value)
        for word in _TOKEN.findall(str(item).replace("_", " "))
    }
    return ordinary_words() | closed
