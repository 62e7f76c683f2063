"""What the pieces of a layout state of the report: byline, outlet, agencies, day of publication."""

from collections.abc import Sequence
from datetime import date

from crossbearing.ingest import agencies
from crossbearing.ingest.pieces import Piece
from crossbearing.ingest.stamps import RANKS, Stamp
from crossbearing.model import Published, Span


def byline(pieces: Sequence[Piece]) -> str | None:
    """The first byline, as the text writes it."""
    return next((piece.byline for piece in pieces if piece.byline), None)


def outlet(pieces: Sequence[Piece]) -> str | None:
    """The first outlet that the text itself names as its own."""
    return next((piece.outlet for piece in pieces if piece.outlet), None)


def credits(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The agencies whose text the report says it carries, each once; pictures' credits are not among them."""
    return tuple(dict.fromkeys(name for piece in pieces for name in piece.agencies))


def photo_credits(text: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Whose pictures the report says it shows, each once, as the lists spell them.

    "Troops rest [AFP]" → AFP; "- AFP/VNA Photo" → AFP, VNA; a line that credits the text has none.
    """
    pictures = [piece for piece in pieces if piece.kind == "credit" and not (piece.agencies or piece.outlet)]
    names = [name for piece in pictures for name in agencies.pictured(text[piece.start : piece.end])]
    return tuple(dict.fromkeys(names))


def published(text: str, pieces: Sequence[Piece], given: Published | None, *, weak: bool) -> Published:
    """The day of publication: as the text states it, else as the record or page gives it, else unknown.

    ``weak`` says that the given day is a record's ``date``, which is often the day of what is told of; then
    the text's own day wins. A stated day that can be read in two orders is a range, unless another
    settles it.
    """
    stamps = [stamp for piece in pieces for stamp in piece.days]
    first = min(stamps, key=_order, default=None)
    if first is None:
        return given or Published()
    days = _settled(first, stamps, given)
    if given is not None and not weak and given.earliest not in days:
        return given
    evidence = Span(first.day_start, first.day_end, text[first.day_start : first.day_end])
    return Published(days[0], days[-1], "stated", evidence)


def _order(stamp: Stamp) -> tuple[int, int]:
    return RANKS.index(stamp.rank), stamp.start


def _settled(stamp: Stamp, stamps: Sequence[Stamp], given: Published | None) -> tuple[date, ...]:
    if len(stamp.readings) == 1:
        return stamp.readings
    others = [other.readings[0] for other in stamps if len(other.readings) == 1]
    if given is not None and given.earliest is not None and given.earliest == given.latest:
        others.append(given.earliest)
    sure = [day for day in others if day in stamp.readings]
    return (sure[0],) if sure else stamp.readings
