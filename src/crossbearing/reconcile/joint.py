"""Doers beside whom a claim's words name another: "Kenyan and *Ugandan army* raids killed nine"."""

import re

from crossbearing.model import Claim

_NAME = r"[A-Z][\w’'-]*"
_INSIDE = re.compile(rf"(?<!\bof )(?<!\bin )\b{_NAME}(?: [a-z]+)?,? and (?:[\w’'-]+ ){{0,2}}?{_NAME}")
"""Two names in the words for one doer: "Kenya and Uganda's army"; not "Islamic State of Iraq and Syria"."""
_BEFORE = re.compile(rf"(?<!\bof )(?<!\bin )\b{_NAME} and (?:{_NAME} )?$")
"""Before them: "*Kenyan and Ugandan* army raids"."""
_DEED = r"(?:counter-?)?(?:attack|assault|offensive|raid|strike|shelling|bombardment|bombing)s?"
_BEHIND = re.compile(rf"\s(?:[\w-]+ )?{_DEED} and (?:an?|the) [\w-]+(?: [\w-]+)? {_DEED}\b", re.IGNORECASE)
"""Behind them, two deeds in which all fell: "in a government *assault and a rebel-led counterattack*"."""
_REACH = 40


def is_joint(claim: Claim) -> bool:
    """Whether the words of a claim name another beside its one doer, so that neither alone did it.

    "Kenya and the Ugandan army shelled it", "Kenyan and Ugandan army raids", "70 died in a government assault
    and a rebel-led counterattack".
    """
    if len(claim.actors) != 1:
        return False
    text, at = claim.sentence.exact, claim.sentence.start
    for span in claim.actor_spans:
        start, end = span.start - at, span.end - at
        if start < 0 or end > len(text):
            continue
        if _INSIDE.search(span.exact) or _BEFORE.search(text[max(0, start - _REACH) : start]):
            return True
        if _BEHIND.match(text, end):
            return True
    return False
