"""Reports for provenance tests: a name, a day, paragraphs."""

from datetime import date

from crossbearing.model import Block, Published, Report

PORT = (
    "Columns of smoke stood over the grain silos of the river port all through the morning while families "
    "dragged mattresses and stoves towards the last bridge that was still open to carts."
)
"""A passage of thirty-one words that no one writes twice by chance."""


def paper(
    name: str, *paragraphs: str, day: str | None = None, outlet: str | None = None, url: str | None = None
) -> Report:
    """A report of some paragraphs; without an outlet it bears its own name."""
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(start, start + len(paragraph), "paragraph"))
        start += len(paragraph) + 2
    known = None if day is None else date.fromisoformat(day)
    return Report(
        id=name,
        text=text,
        sha256=name,
        path=f"{name}.txt",
        url=url,
        outlet=outlet or name,
        title=name.title(),
        published=Published(known, known, "unknown" if known is None else "metadata"),
        blocks=tuple(blocks),
    )
