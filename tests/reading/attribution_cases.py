"""Reads attribution tables: a text, then the attributions it must give, one a line.

    > [title] Rebels: Town Falls ¶ "We left," he told the Herald. ¶ …
    he [told] <- the Herald [told] | say direct | We left

"¶" parts blocks, "[kind]" names a block's kind (a paragraph otherwise), "↵" is a line break within a block;
"None" stands for no source or no cue, "‖" parts the spans of one content. A text without lines below it
must give nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from crossbearing.model import Attribution, AttributionLink, Block, Report

_KIND = re.compile(r"\[(title|standfirst|heading|caption|pullquote|byline)\] ")


def cases(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The texts of a table with the lines expected of each."""
    text, expected = None, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            if text is not None:
                yield text, expected
            text, expected = line[1:].strip(), []
        elif line.strip() and not line.startswith("#"):
            expected.append(line.strip())
    if text is not None:
        yield text, expected


def report_of(text: str) -> Report:
    """A report of one block for each part of a text."""
    blocks, parts, start = [], [], 0
    for part in text.split("¶"):
        part = part.strip().replace("↵", "\n")
        kind = _KIND.match(part)
        part = part[kind.end() :] if kind else part
        blocks.append(Block(start, start + len(part), kind.group(1) if kind else "paragraph"))  # type: ignore[arg-type]
        parts.append(part)
        start += len(part) + 2
    return Report(id="r", text="\n\n".join(parts), sha256="", blocks=tuple(blocks))


def line_of(attribution: Attribution) -> str:
    """An attribution as its line in a table."""
    chain = " <- ".join(_link(link) for link in attribution.links)
    content = " ‖ ".join(span.exact for span in attribution.content)
    return f"{chain} | {attribution.stance} {attribution.voice} | {content}"


def _link(link: AttributionLink) -> str:
    source = None if link.source is None else link.source.exact
    cue = None if link.cue is None else link.cue.exact
    return f"{source} [{cue}]"
