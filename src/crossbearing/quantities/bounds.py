"""From bare numbers to figures: ranges joined, bound words taken in, units read."""

import re
from functools import lru_cache

from msgspec.structs import replace

from crossbearing.model import small
from crossbearing.quantities.figure import RATIO, Figure
from crossbearing.quantities.lists import alternation, bound_words, closed, number_words, people, units
from crossbearing.vocabulary import Bound

NEARLY_SHARE = 0.1
"""How far below the number named "nearly" may lie: 10 per cent, as the contract has it."""

_LOOKBACK = 48
"""No bound phrase, with two stacked ("at least more than an estimated"), is longer."""

_ROUND = (10.0, 100.0, 1000.0)
"""Wholes that shares are given of: "nine in ten", "30 out of 100"."""

_OPS: dict[str, Bound] = {
    "at_least": "at_least",
    "more": "at_least",
    "at_most": "at_most",
    "fewer": "at_most",
}
_RANGE_GAP = re.compile(r"\s{0,2}(?:-|–|\bto\b|\bor\b|\band\b)\s{0,2}$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rais\w+|rose|ris\w+|increas\w+|grew|grow\w+|grown|climb\w+|jump\w+|gone|went|revis\w+|fell|fall\w+"
    r"|dropp?\w*|decreas\w+|reduc\w+|surg\w+|updat\w+|swell\w*|swollen|up|down)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|count of|toll of|figure of|tally of|estimate of)\s{1,3}$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|[.,;:)”\"]|(?:in|on|and|were|was|have|had|when|after|as)\b)", re.IGNORECASE
)
_NEEDS_OBJECT = re.compile(
    r"\b(?:killing|wounding|injuring|kills|wounds|injures)\s"
    r"(?:at least\s|more than\s|over\s|about\s|some\s|another\s)?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s(?:after|before|later|earlier|ago)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:anywhere\s)?(?P<word>between|from)\s{1,3}$", re.IGNORECASE)


def with_ranges(text: str, figures: list[Figure]) -> list[Figure]:
    """Join neighbouring numbers that make one range, and mark the ends of a change.

    "between 500 and 1,300", "from 20 to 30", "20-30", "two or three", "5 to 6 million";
    "rose from 30 to 41" is a change: two figures, the first earlier.
    """
    joined: list[Figure] = []
    at = 0
    while at < len(figures):
        low = figures[at]
        high = figures[at + 1] if at + 1 < len(figures) else None
        link = _link(text, low, high) if high is not None else None
        if high is None or link is None:
            joined.append(low)
            at += 1
        elif link == "ratio":
            joined.append(_ratio(low, high))
            at += 2
        elif link == "change":
            joined += [replace(low, earlier=True), replace(high, changes=True)]
            at += 2
        else:
            joined.append(_range(text, low, high))
            at += 2
    return joined


def _link(text: str, low: Figure, high: Figure) -> str | None:
    """Whether two neighbours are a "range", a "change", a "ratio", or nothing to each other."""
    gap = text[low.end : high.start]
    if gap.strip().lower() in ("in", "out of") and _is_ratio(low, high):
        return "ratio"
    if len(gap) > 8 or not _RANGE_GAP.match(gap) or low.kind != high.kind:
        return None
    word = gap.strip().lower()
    before = text[max(0, low.start - 90) : low.start]
    between = _BETWEEN.search(before)
    if word == "and":
        return (
            "range" if between and between["word"].lower() == "between" and _rises(text, low, high) else None
        )
    if word == "to" and _FROM.search(before) and _CHANGE.search(before):
        return "change"
    if word == "or" and not _is_close(low, high):
        return None
    return "range" if _rises(text, low, high) else None


def _is_ratio(low: Figure, high: Figure) -> bool:
    """As in "One in three", "nine out of ten"; "two in 13 raids" is none."""
    if low.lower is None or high.lower is None or low.lower >= high.lower:
        return False
    return high.lower in _ROUND or (low.lower == 1 and high.lower in range(2, 11))


def _ratio(low: Figure, high: Figure) -> Figure:
    share = round(100 * (low.lower or 0.0) / (high.lower or 1.0), 1)
    return replace(high, start=low.start, core=low.core, lower=share, upper=share, kind="share", unit=RATIO)


def _rises(text: str, low: Figure, high: Figure) -> bool:
    if low.lower is None or high.upper is None:
        return False
    return low.lower * _shared_scale(text, low, high) < high.upper


def _is_close(low: Figure, high: Figure) -> bool:
    """As in "Two or three", "40 or 50": an estimate; "5 or 300" is not."""
    return low.lower is not None and high.upper is not None and high.upper <= 2 * max(low.lower, 1)


def _shared_scale(text: str, low: Figure, high: Figure) -> float:
    """The scale a range's first number leaves to the second: "5 to 6 million" → 1e6."""
    words = re.split(r"[\s-]+", text[high.core : high.end].lower())
    scale = number_words().get(words[-1])
    own = re.split(r"[\s-]+", text[low.core : low.end].lower())
    if (
        scale is None
        or scale[0] not in ("scale", "dozen")
        or (own[-1] in number_words() and _is_scale(own[-1]))
    ):
        return 1.0
    return float(scale[1]) if low.lower is not None and low.lower < 1000 else 1.0


def _is_scale(word: str) -> bool:
    return number_words()[word][0] in ("scale", "dozen")


def _range(text: str, low: Figure, high: Figure) -> Figure:
    scale = _shared_scale(text, low, high)
    lead = _BETWEEN.search(text, max(0, low.start - 20), low.start)
    return replace(
        high,
        start=lead.start() if lead else low.start,
        core=low.core,
        lower=None if low.lower is None else low.lower * scale,
        bound="vague",
        vague=low.vague or high.vague,
        unit=high.unit or low.unit,
    )


def bounded(text: str, figure: Figure, following: int) -> Figure:
    """Take the bound words beside a figure into it: "at least 384", "up to 500", "50 or more", "35+".

    ``following`` is where the next number starts: in "12, at least 9" the bound is not the first one's.
    """
    ops: list[str] = []
    start, end = figure.start, figure.end
    for _ in range(3):
        before = text[max(0, start - _LOOKBACK) : start]
        match = _before().search(before) if before.rstrip().lower().endswith(_last_words()) else None
        if match is None:
            break
        if _is_particle(text, max(0, start - _LOOKBACK) + match.start("phrase"), end):
            break
        ops.insert(0, bound_words("before")[_plain(match["phrase"])])
        start = max(0, start - _LOOKBACK) + match.start("phrase")
    after = _after().match(text, end)
    if after is not None and following - after.end() > 2:
        ops.append(bound_words("after")[_plain(after["phrase"])])
        end = after.end()
    figure = replace(figure, start=start, end=end)
    return _apply(figure, next((op for op in ops if op != "about"), ops[0])) if ops else figure


def _is_particle(text: str, start: int, end: int) -> bool:
    """Whether "over" goes with the word before it: "took over two oil fields", "control over 30 villages".

    Whom one takes, one does not take over: "took over 30 people hostage" has a bound.
    """
    if text[start : start + 4].lower() != "over" and text[start : start + 5].lower() != "above":
        return False
    before = re.search(r"([A-Za-z]+)\s{1,3}$", text[max(0, start - 30) : start])
    word = before[1].lower() if before else ""
    if word in closed("over after take"):
        follows = re.findall(r"[A-Za-z]+", text[end : end + 40])[:4]
        return not any(noun.lower() in people() for noun in follows)
    return word in closed("over")


def bounded_after(text: str, figure: Figure, end: int) -> Figure:
    """Take in a bound that follows the counted noun, which ends at ``end``: "50 people or more".

    "At least" and "at most" there belong to what follows ("12 people at least nine of them guards"),
    unless the clause ends with them.
    """
    after = _after().match(text, end) if figure.bound == "exact" and end > figure.end else None
    if after is None:
        return figure
    phrase = _plain(after["phrase"])
    ends = phrase in ("at least", "at most", "at the most") and _CLAUSE_ENDS.match(text, after.end())
    if phrase not in ("or more", "or so", "or fewer", "or less") and not ends:
        return figure
    return _apply(figure, bound_words("after")[phrase])


def _plain(phrase: str) -> str:
    return " ".join(small(phrase).split())


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    phrases = alternation(list(bound_words("before")))
    return re.compile(
        rf"(?:^|(?<=[\s(“\"'‘—–-]))(?P<phrase>{phrases})\s{{1,3}}(?:the\s|a\s(?=total))?$", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _last_words() -> tuple[str, ...]:
    """What the words before a bounded number end with: "at *least*", "as many *as* the"."""
    return tuple({phrase.split()[-1] for phrase in bound_words("before")} | {"the", "a"})


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    phrases = alternation(list(bound_words("after")))
    return re.compile(rf"\s{{0,2}}(?P<phrase>{phrases})(?!\w|\s{{1,3}}(?:than|of)\b)", re.IGNORECASE)


def _apply(figure: Figure, op: str) -> Figure:
    """Bend lower and upper by a bound's meaning; counts step by one, shares and measures do not."""
    step = 1.0 if figure.kind == "count" and figure.unit is None and not figure.vague else 0.0
    low, high = figure.lower, figure.upper
    if op == "at_least":
        return replace(figure, upper=None, bound="at_least")
    if op == "more" and low is not None:
        return replace(figure, lower=low + step, upper=None, bound="at_least")
    if op == "at_most":
        return replace(figure, lower=None, bound="at_most")
    if op == "fewer" and high is not None:
        return replace(figure, lower=None, upper=high - step, bound="at_most")
    if op == "nearly" and high is not None and not figure.vague:
        lower = (high if low is None else low) * (1 - NEARLY_SHARE)
        return replace(figure, lower=_tidy(lower, whole=step == 1.0), bound="about")
    return figure if figure.vague or figure.bound == "vague" else replace(figure, bound="about")


def _tidy(value: float, *, whole: bool) -> float:
    return float(round(value)) if whole else round(value, 2)


def with_unit(text: str, figure: Figure) -> Figure:
    """Read the unit that follows a number: "85 per cent", "five-day", "three weeks", "5 km"."""
    match = _unit().match(text, figure.end)
    if match is None or figure.unit is not None or _has_object(text, figure.start, match.end()):
        return figure
    word = _plain(match["unit"])
    if units()[word].measure == "share":
        return replace(figure, end=match.end(), kind="share", unit=word)
    return replace(figure, end=match.end(), unit=word)


def _has_object(text: str, start: int, end: int) -> bool:
    """As in "Wounding 90 hours after the deal": the verb needs an object, so 90 are hurt, hours after."""
    return bool(_NEEDS_OBJECT.search(text[max(0, start - 60) : start]) and _THEN.match(text, end))


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    words = alternation([unit for unit in units() if unit == "%" or unit[-1].isalpha()])
    return re.compile(rf"[\s-]{{0,2}}(?P<unit>{words})(?!\w)", re.IGNORECASE)
