"""A report's cast: who is in it, and which words stand for whom."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from crossbearing.actors.humans import KIN, human
from crossbearing.model import Actor, ActorMention, Span

_BREAK = re.compile(
    r"[,;:(\[]| (?:of|in|at|on|from|with|for|by|to|near|who|which|that|whose|inside|among|as|and"
    r"|against|under|outside|across|around"
    r"|a|an|the|another|(?:affiliated|linked|backed|led|allied)(?! (?!with|to|by)[a-z])|loyal|belonging"
    r"|located|positioned|stationed|based|deployed|operating|known|called"
    r"|(?:mainly|mostly|largely) [a-z]+ing"
    r"|fighting|battling|targeting|defending|besieging|controlling|seeking|trying"
    r"|attempting|comprising|including|consisting|representing|tasked) | (?:there|here|aboard|alike)$"
)
"""Where a noun phrase's own words end and what is added to them begins."""
_COLOURED = re.compile(r"[\w.]+-\w+ed ")
"""An adjective of whom somebody is backed by, joined to another: "Western and | Arab-backed"."""
_ARTICLES = frozenset({"a", "an", "the", "another"})
"""An apposition whose comma is lost begins with one: "the clan's friend | the Kenyan army"."""
_CALLED = re.compile(r" (?:known as|identified as|called|named|dubbed) ")
_CHOICE = re.compile(r" or (?:the )?(?=\w)")
_BRACKETED = re.compile(r"(.*\w) ?[(\[][^()\[\]]*[)\]](?: [a-z]+){1,3}")
"""A name with its initials and its kind: "the Delta Front (DF) militant group"."""
_PARTS = frozenset(
    {"units", "members", "fighters", "forces", "elements", "ranks", "troops", "soldiers", "men"}
    | {"jets", "warplanes", "planes", "aircraft", "helicopters", "drones", "militants", "commanders"}
)
"""Words for a body's people, who act for it: "units of the army"."""
_ARMS = _PARTS - {"commanders", "members", "elements"}
_ARMED = ("armed_group", "military")
_OWN = re.compile(r" ((?:[\w-]+ ?){1,4}?)(?= (?:of|for|at|in) |,|$)")
"""The words of a post right behind its holder's name."""
_OWNED = re.compile(r"(?:['’]s?)? (?:[a-z]+ )?([a-z]+)")
_UNIT = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|seventh|tenth) (?:[A-Za-z]+ )?"
    r"(?:[Dd]ivision|[Bb]rigade|[Rr]egiment|[Bb]attalion|[Cc]orps)"
)
"""An army's part that only a number names: "the army's [4th Armoured Division]"."""
_ITS_UNIT = re.compile(rf"(?:['’]s?)? {_UNIT}")
_A_UNIT = re.compile(rf"(?:[Tt]he )?{_UNIT}")
_COUNTS = frozenset(
    {
        "number",
        "numbers",
        "array",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "handful",
        "majority",
        "couple",
    }
    | {
        "myriad",
        "host",
        "variety",
        "patchwork",
        "some",
        "many",
        "most",
        "several",
        "all",
        "range",
        "series",
        "rest",
        "tens",
        "coalition",
        "alliance",
        "groups",
        "gathering",
        "gatherings",
        "clusters",
        "bands",
    }
)
"""Nouns that only count what "of" leads to: "a large number of [militants]"."""
_POSTED = frozenset({"of", "for", "general"})
"""What comes between a post and its field: "secretary of state", "spokesman for the group"."""
_LEADING = _POSTED | frozenset({"to", "by", "with", "in", "at", "from", "and", "the", "a", "mr", "president"})
"""A name behind these is another's than the post's: "a spokesman for [Nadir Oshan]"."""
_SMALL = frozenset({"of", "for", "and", "the"})
_CLOSING = ' .,;:"”'
"""Marks behind a phrase's last word: "two 'terrorists'" in any quote marks."""
_LONGEST = 200
"""No mention is longer than this many characters; it bounds the search for overlaps."""


class Cast(Struct, frozen=True):
    """Who is in a report: mentions in text order, and every actor by id with all that they belong to.

    ``parts`` are words within a longer mention, or before a hyphen, that name whose something is ("[Syrian]
    jets", "[Daesh]-held"); they do not act of themselves, and only ``at`` looks at them.
    """

    mentions: tuple[ActorMention, ...]
    actors: dict[str, Actor]
    parts: tuple[ActorMention, ...] = ()

    def at(self, span: Span) -> str | None:
        """The actor that best stands for a span: its own mention, else the one at its head, else None.

        "Russian Foreign Minister Sergei Lavrov" → the person; "a hospital in Syria" → None.
        """
        near = self._overlapping(span)
        marked = next((m.span for m in near if _has_lost_mark(m, span)), None)
        if marked is not None:
            span = Span(span.start, marked.end, span.exact + marked.exact[-1])
        exact = [m for m in near if m.span.start == span.start and m.span.end == span.end]
        if exact:
            return next((m.actor for m in exact if m.actor is not None), None)
        own = any(m.span.end == span.end and m.actor is not None and _opens(m, span) for m in near)
        if self._is_choice(span, near) or span.exact.rpartition(" ")[2].lower() in KIN:
            return None
        part = [m for m in self.parts if _ends_at(m, span) and span.start <= m.span.start]
        whole = next((m for m in part if _opens(m, span)), None)
        ruler = part and not own and self.actors[part[0].actor or ""].kind == "person"
        if whole is not None or ruler:
            return (whole or part[0]).actor
        apposed = self._holder(span, near) or self._apposed(span, near)
        if apposed is not None:
            return apposed
        bracketed = _BRACKETED.fullmatch(span.exact)
        if bracketed is not None:
            named = Span(span.start, span.start + len(bracketed[1]), bracketed[1])
            before = [m for m in near if m.form == "name" and m.span.end == named.end]
            before = [m for m in before if not _BREAK.search(span.exact[: m.span.start - span.start])]
            if before and human(span.exact.rpartition(" ")[2]) is not None:
                return before[0].actor
        owner = self._owner(span, near) or self._posted(span, near)
        if owner is not None:
            return owner
        inner = _at_head(span, [m for m in near if m.actor is not None and _length(m) <= len(span.exact)])
        around = [
            m for m in near if m.span.start <= span.start and (_holds_head(m, span) or self._is_name(m, span))
        ]
        return inner or (min(around, key=_length).actor if around else None)

    def _is_choice(self, span: Span, near: Sequence[ActorMention]) -> bool:
        """Whether "or" leaves open which of two a phrase means: "either Kenyan or Ugandan jets"."""
        found = _CHOICE.search(span.exact)
        if found is None:
            return False
        at = span.start + found.start()
        named = [m for m in (*near, *self.parts) if span.start <= m.span.start and m.span.end <= span.end]
        left = {m.actor for m in named if m.span.end == at}
        right = {m.actor for m in named if m.span.start in (at + 4, at + 8)}  # " or ", " or the "
        return bool(left and right) and not left & right

    def _apposed(self, span: Span, near: Sequence[ActorMention]) -> str | None:
        """The name right behind a description: "the main militia the [Qasr Guard]"."""
        for name in near:
            named = name.actor is not None and name.form == "name" and name.span.exact[:1].isupper()
            if not named or name.span.end != span.end or name.span.start - 5 <= span.start:
                continue
            before = span.exact[: name.span.start - span.start]
            if before.endswith(" the ") and any(
                m.span.end == name.span.start - 5 and m.span.exact[-1:].islower() and _is_kind(m)
                for m in near
            ):
                return name.actor
        return None

    def _owner(self, span: Span, near: Sequence[ActorMention]) -> str | None:
        """Whose men or arms a phrase names: "[the alliance's] warplanes", "the [coalitions] drones"."""
        for mention in near:
            known = self.actors.get(mention.actor or "")
            if known is None or known.kind not in _ARMED or mention.form == "pronoun":
                continue
            if not _opens(mention, span):
                continue
            owned = _OWNED.fullmatch(span.exact, mention.span.end - span.start)
            if owned is not None and owned[1] in _ARMS:
                return mention.actor
            if known.kind == "military" and _ITS_UNIT.fullmatch(span.exact, mention.span.end - span.start):
                return mention.actor
        return None

    def _posted(self, span: Span, near: Sequence[ActorMention]) -> str | None:
        """The person at a phrase's start whose post follows without a comma: "[Omar Nasri] Director of"."""
        for mention in near:
            known = self.actors.get(mention.actor or "")
            first = known is not None and known.kind == "person" and mention.span.start == span.start
            if not first or mention.form != "name" or mention.span.end >= span.end:
                continue
            behind = _OWN.match(span.exact, mention.span.end - span.start)
            words = behind[1].split() if behind is not None else []
            if " " in mention.span.exact and words and _is_post(words[0]):
                return mention.actor
        return None

    def _holder(self, span: Span, near: Sequence[ActorMention]) -> str | None:
        """Who holds a post, named right behind it: "the UN head for the Qasr region [Omar Nasri]"."""
        for name in near:
            known = self.actors.get(name.actor or "")
            if known is None or known.kind != "person" or name.form != "name" or name.span.end != span.end:
                continue
            words = span.exact[: max(0, name.span.start - span.start)].split()
            roles = [i for i, word in enumerate(words) if _is_post(word)]
            if _has_two_posts(words):
                return name.actor
            if roles and roles[0] < len(words) - 1 and " " in name.span.exact:
                behind = [word.lower() for word in words[roles[0] + 1 :]]
                if behind[0] in _POSTED and behind[-1] not in _LEADING and not _is_post(behind[-1]):
                    return name.actor
        return None

    def _is_name(self, mention: ActorMention, span: Span) -> bool:
        """Whether a part of a mention is its actor's name by itself: the "AFP" of "AFP correspondents"."""
        known = self.actors.get(mention.actor or "")
        named = known is not None and span.exact in (known.name, *known.aliases)
        return named and span.end <= mention.span.end

    def _overlapping(self, span: Span) -> list[ActorMention]:
        at = bisect_left(self.mentions, span.start - _LONGEST, key=_start)
        found = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            if self.mentions[at].span.end > span.start:
                found.append(self.mentions[at])
            at += 1
        return found


def _is_post(word: str) -> bool:
    """Whether a noun names one person by what he does: "spokesman", "Secretary"."""
    named = human(word)
    return named is not None and named.kind == "role" and not named.plural


def _has_two_posts(words: Sequence[str]) -> bool:
    """Whether one holds two posts in capitals: "UN Under-Secretary for Aid and Relief Coordinator"."""
    capital = all(word[0].isupper() or word in _SMALL for word in words)
    return capital and "and" in words[1:-1] and "for" in words and _is_post(words[-1])


def _at_head(span: Span, near: list[ActorMention]) -> str | None:
    """The mention that ends where the phrase's own words end: "the [Syrian rebels] in the town"."""
    called = _CALLED.search(span.exact)
    if called is not None:
        return next((m.actor for m in near if m.span.end == span.end and m.span.start >= span.start), None)
    closed = span.exact.rstrip()[-1:] in ")]"
    for match in [*_BREAK.finditer(span.exact), None]:
        if match is not None and match.group() in "([" and not closed:
            continue  # "the Kenyan Army (KA) band"
        end = span.start + len(span.exact[: match.start() if match else None].rstrip(_CLOSING))
        ends = (end,) if match is not None else (end, span.end)  # "the U.S."
        ending = [m for m in near if m.span.end in ends and m.span.start >= span.start]
        if ending:
            return max(ending, key=_length).actor
        if match is not None and match.group() == " and " and _COLOURED.match(span.exact, match.end()):
            continue  # "the Western and Arab-backed Delta Front"
        last = span.exact[: end - span.start].rpartition(" ")[2].lower()
        if match is not None and match.group() in (" of ", " for ") and _is_post(last):
            return next((m.actor for m in near if m.span.start < end < m.span.end), None)
        counted = last in _COUNTS or _A_UNIT.fullmatch(span.exact[: end - span.start]) is not None
        if match is not None and (last in _PARTS or (counted and match.group() in (" of ", " the "))):
            continue
        kind_named = span.exact[: end - span.start].rpartition(" ")[2][:1].islower()
        apposed = match is not None and match.group().strip() in _ARTICLES and kind_named
        if not apposed and not any(m.span.start < end < m.span.end for m in near):
            return None
    return None


def _holds_head(mention: ActorMention, span: Span) -> bool:
    """Whether a part of a mention holds its head: "the army" of "the army of Kenya", not its "Kenya"."""
    own = [mention.span.start + match.start() for match in _BREAK.finditer(mention.span.exact)]
    return span.end in (mention.span.end, *own) and all(span.start <= end for end in own[:1])


def _has_lost_mark(mention: ActorMention, span: Span) -> bool:
    """Whether a mention is the span with the s of a lost apostrophe: "[the coalition]s raids"."""
    ends = span.start <= mention.span.start < span.end and mention.span.end == span.end + 1
    return ends and mention.span.exact.endswith("s")


def _is_kind(mention: ActorMention) -> bool:
    """Whether a mention ends in a plain noun: "the Kurdish militia"."""
    return mention.span.exact.rpartition(" ")[2].islower()


def _opens(mention: ActorMention, span: Span) -> bool:
    """Whether a mention begins where a span does, but for an article."""
    return span.exact[: mention.span.start - span.start].strip().lower() in ("", "the")


def _ends_at(mention: ActorMention, span: Span) -> bool:
    """Whether a mention ends where a span does, or an s of a lost apostrophe later: "[Nasri]s forces"."""
    lost = mention.span.end == span.end + 1 and mention.span.exact.endswith("s")
    return mention.span.end == span.end or lost


def _length(mention: ActorMention) -> int:
    return mention.span.end - mention.span.start


def _start(mention: ActorMention) -> int:
    return mention.span.start
