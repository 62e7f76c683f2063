"""The line that says who wrote it."""

import re

_PARTICLE = r"(?:al|el|de|del|van|von|der|den|bin|ibn|abu|da|dos|di|la|le)"
_NAME = (
    rf"(?:[A-ZÀ-Þ][\w'’.-]{{0,30}}|al-[A-Z]\w{{1,20}})"
    rf"(?:\s(?:[A-ZÀ-Þ][\w'’.-]{{0,30}}|al-[A-Z]\w{{1,20}}|{_PARTICLE})){{1,4}}"
)
_NAMES = rf"{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){_NAME}){{0,4}}"
_DESK = (
    r"(?:[Oo]ur|[Tt]he|[Ss]taff|[Nn]ews)\s(?:[\w'’-]{1,20}\s){0,3}"
    r"(?:[Cc]orrespondents?|[Ww]riters?|[Rr]eporters?|[Dd]esk|[Ss]taff|[Tt]eam)"
)
_AFTER = r"(?:\s(?:in|at|for)\s[A-Z][\w'’. -]{1,40}|\s?[,|–—/-]\s?[A-Z][\w'’.&,/ -]{1,60})?"
_BYLINE = re.compile(
    rf"(?:(?:[Bb]y|BY|[Ww]ritten by|[Rr]eported by|[Ss]tory by|[Tt]ext by|[Pp]osted by|[Aa]uthor)\s?:?\s"
    rf"(?P<names>{_NAMES}|{_DESK}|[A-Z][\w'’-]+(?=\s?$)){_AFTER})\s?[|,·•–—-]?"
)
_NOT_NAMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|"
    r"November|December|The\b|Then|That|This|Mid|Late|Early|Some|All"
)


def match_byline(words: str) -> str | None:
    """The names of a line that is only a byline, as it writes them.

    "By Ann Roe"; "By Ann Roe and Jo Poe in Geneva"; "Written by our correspondent".
    "By Tuesday evening the guns had stopped" has none.
    """
    found = _BYLINE.fullmatch(words.strip())
    if found is None or _NOT_NAMES.match(found["names"]):
        return None
    return found["names"].strip()
