"""The foot of a page and runs of tags, left in a report that came as one line."""

import re

from crossbearing.ingest import agencies
from crossbearing.ingest.pieces import Piece, trim

_OPENING = re.compile(
    r"(?<=[.!?\"”’')]\s)(?:Source:?\s(?P<source>[A-Z][\w &/-]{1,60}?)\s)?"
    r"(?:Related|More|Latest|Most|Top|Other|Popular)\s(?:News|Stories|Articles|Content|Posts|Read|Topics)"
    r"\s(?=[A-Z\"“0-9])"
)
_SITE = re.compile(
    r"\b(?:Subscribe|SUBSCRIBE|Privacy Policy|Terms of Use|Cookie Policy|Copyright|Contact Us|Careers|"
    r"Follow us|FOLLOW|All rights reserved|Newsletter|About Us|Category|Like Follow)\b"
)
_MIN_SITE = 3
"""So many words of a page's foot show that the rest of a line is no report."""
_MAX_FOOT = 4000
_COUNTS = (
    "Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|"
    "Eighteen|Nineteen|Twenty|Thirty|Forty|Fifty|Several|Dozens|Scores|Hundreds|Thousands|More"
)
_ADJECTIVES = "Overnight|Suspected|Intense|Heavy|Fierce|Fresh"
_SUBJECTS = (
    "Government|Opposition|Activists|Residents|Militants|Troops|"
    "Fighters|Clashes|Fighting|Jets|Warplanes|Airstrikes|Rebels|Anti-[a-z]+|Pro-[a-z]+"
)
_BEGUN = r"(?:(?<=[.!?\"”’')]\s)|(?<=said\s))Tags:?\s(?=[A-Z#])"
_TAGS = re.compile(
    rf"{_BEGUN}[^.!?:;\"“”]{{2,200}}?"
    rf"(?=\s(?:The|A|An|At|In|On|After|As|{_COUNTS}|{_ADJECTIVES})\s|\s(?:{_SUBJECTS})\s[a-z])"
    rf"|{_BEGUN}(?:(?!\s(?:ha[sd]|have|was|were|is|are|said|says|the|in|on|by|after|for|as)\s)"
    r"[^.!?:;\"“”]){2,140}(?=\.\s[A-Z])"
)
"""Tags end where a word opens a sentence that no tag begins with, or at a stop if they tell nothing."""


def foot(text: str, start: int, end: int) -> list[Piece]:
    """The foot of a page that closes a line: headlines of other stories, menus, terms of use.

    '… he said. Source AA Related News Two towns … Subscribe … Privacy Policy' → credit, furniture. Nothing
    where the words behind hold no page's foot.
    """
    opening = _OPENING.search(text, max(start, end - _MAX_FOOT), end)
    if opening is None or len({m.group() for m in _SITE.finditer(text, opening.end(), end)}) < _MIN_SITE:
        return []
    bounds = trim(text, opening.start(), end)
    if bounds is None:
        return []
    named = agencies.named(opening["source"]) if opening["source"] else ()
    if not named:
        return [Piece(*bounds, "furniture")]
    cut = opening.end("source")
    return [Piece(bounds[0], cut, "credit", agencies=named), Piece(cut + 1, bounds[1], "furniture")]


def tags(text: str, start: int, end: int) -> list[Piece]:
    """Runs of tags within a line: "… he said. Tags Syria truce aid The army …" → "Tags Syria truce aid"."""
    return [Piece(*match.span(), "furniture") for match in _TAGS.finditer(text, start, end)]
