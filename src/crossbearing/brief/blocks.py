"""What a page of a brief is made of, whatever file it becomes: values without layout."""

import re
from typing import Literal

from msgspec import Struct

from crossbearing.brief.names import CITES_SHOWN
from crossbearing.brief.pictures import Picture
from crossbearing.brief.values import Line, words
from crossbearing.brief.wording import tidy

_ILLEGAL = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e007f\u2028\u2029\u2060-\u206f]"
)
"""What XML forbids, and what is invisible everywhere; control and direction marks go with ``tidy``."""


RunKind = Literal["plain", "strong", "quote", "soft", "cite"]


class Run(Struct, frozen=True):
    """Words of one kind; a "cite" leads to the endnote of its number."""

    text: str
    kind: RunKind = "plain"
    number: int | None = None


Runs = tuple[Run, ...]


class Heading(Struct, frozen=True, tag="heading"):
    """A heading of level 1 to 3."""

    level: int
    text: str


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """Words by themselves; "note" is smaller, "judged" an analyst's own."""

    runs: Runs
    kind: Literal["plain", "note", "judged"] = "plain"


class Item(Struct, frozen=True):
    """A point of a list, with points under it."""

    runs: Runs
    inner: tuple[Runs, ...] = ()


class Items(Struct, frozen=True, tag="items"):
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False


class Grid(Struct, frozen=True, tag="grid"):
    """A table with its header row; ``widths`` are shares of the page's width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]


class Shown(Struct, frozen=True, tag="picture"):
    """A picture with its caption."""

    picture: Picture
    caption: str


class Endnotes(Struct, frozen=True, tag="endnotes"):
    """The citations: number, report and offsets, exact words."""

    notes: tuple[tuple[int, str, str], ...]


Block = Heading | Paragraph | Items | Grid | Shown | Endnotes


def plain(text: str) -> str:
    """Make hostile text fit for a file: one line, nothing unseen or that XML forbids, no direction marks."""
    return tidy(_ILLEGAL.sub("", text))


def soft(text: str) -> Run:
    """Words that stand back."""
    return Run(plain(text), "soft")


def strong(text: str) -> Run:
    """Words that stand out."""
    return Run(plain(text), "strong")


class Cited:
    """Lines as runs, each with its numbered citations."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self.numbers = numbers

    def parts(self, line: Line) -> Runs:
        """A line's words: quotations and amounts marked as such."""
        kinds: dict[str, RunKind] = {"quote": "quote", "amount": "strong"}
        found: list[Run] = []
        for part in line.parts:
            text = _spaced(part.text)
            kind: RunKind = kinds.get(part.kind, "plain")
            if found and found[-1].kind == kind:
                found[-1] = Run(found[-1].text + text, kind)
            elif text:
                found.append(Run(text, kind))
        return tuple(found)

    def said(self, line: Line) -> Runs:
        """A line with its full stop and citations."""
        stop = "" if words(line).rstrip().endswith((".", "?", "!", "…")) else "."
        return (*self.parts(line), *([Run(stop)] if stop else []), *self.cites(line))

    def cites(self, line: Line) -> Runs:
        """The citations after a line; those beyond the sixth are counted."""
        cited = [self.numbers[claim] for claim in line.claims if claim in self.numbers]
        more = len(cited) - CITES_SHOWN
        runs = tuple(Run(str(number), "cite", number) for number in cited[:CITES_SHOWN])
        return (*runs, *((soft(f"(+{more})"),) if more > 0 else ()))


def _spaced(text: str) -> str:
    """A part's text, with the spaces at its ends that join it to the next."""
    inner = plain(text)
    if not inner:
        return " " if text.isspace() else ""
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}"
