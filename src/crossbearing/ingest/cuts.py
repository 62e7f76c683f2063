"""Cutting a line of running text: what stands before, inside and after its own sentences."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from crossbearing.ingest import agencies, patterns
from crossbearing.ingest.asides import related, under_pictures
from crossbearing.ingest.datelines import dateline_piece
from crossbearing.ingest.feet import foot, tags
from crossbearing.ingest.lines import Line
from crossbearing.ingest.pieces import Piece, fill, trim
from crossbearing.ingest.stamps import Stamp, match_stamp, stamps_from
from crossbearing.ingest.titles import repeat_end
from crossbearing.vocabulary import BlockKind

_MAX_BEFORE_TITLE = 120
"""What stands before a title that the text repeats (a day, a section, a byline) is no longer."""
_MAX_LABELS = 100
"""Between a repeated title and the day under it stand a few labels at most."""
_MAX_CAPTION = 700
"""A caption that shares its line with the story is no longer."""
_SHORT_WORD = 3
_OF_HEADLINES = 0.8
"""So many of a headline's longer words have a capital."""
_JOINT = re.compile(r"[\s|•·,;:.\])–—_-]{0,5}")
_STOP = re.compile(r"[.!?][\"”')]?\s")
_SENTENCE_OPENING = re.compile(r"""[)\]]?\s{0,3}[|•·–—(.-]?\s{0,3}["“‘'(\[«]?(?:[A-ZÀ-Þ0-9]|\s*$)""")
_BY = re.compile(r"\s{0,2}[|•·-]?\s?by\s(?P<names>[A-Z][^.|]{2,60}?)\s*$")
_PHOTOGRAPHER = re.compile(r"\s*[A-ZÀ-Þ][\w'’.-]{0,30}(?:\s[A-ZÀ-Þ][\w'’.-]{0,30}){0,3}\s*")
_GOES_ON = re.compile(r"""["”’')]{0,2}\s{0,2}(?:[,;(]|[a-zß-ÿ])""")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LISTED = re.compile(r"Related:?\s(?=[A-Z0-9\"“])")
_MAX_LISTED = 400
_LABELS = re.compile(r"(?:[A-Z0-9–—|/.:-][\w'’.-]{0,30}\s){1,10}")


class Place(Struct, frozen=True):
    """Where a line stands: at the body's start, near its end, or its very last; and the title's forms."""

    first: bool = False
    late: bool = False
    last: bool = False
    titles: tuple[str, ...] = ()


def cut_line(text: str, line: Line, place: Place) -> list[Piece]:
    """Cut a line into its paragraph (or caption) and the furniture, credits and dateline around and in it.

    "BEIRUT (AFP) - Two died." → dateline, paragraph; "Troops rest [AFP]" → caption, credit;
    "He left. - AFP" at the end → paragraph, credit; "Sun 10 Jul 2016 Two die. Two men …" → furniture,
    paragraph.
    """
    found, at = _opening(text, line, place)
    after = _after(text, at, line.end, place)
    end = after[0].start if after else line.end
    credit = _photo(text, at, end, place)
    if credit is not None:
        after = [credit, *after]
        end = credit.start
    inside = _inside(text, at, end)
    split = _caption_end(text, at, end, inside) if place.first else None
    if split is not None:
        head = fill(text, at, split, [piece for piece in inside if piece.end <= split], "caption")
        inside = [*head, *(piece for piece in inside if piece.start >= split)]
    kind: BlockKind = "paragraph"
    if end - at <= _MAX_CAPTION and split is None and (credit is not None or _opens_caption(text, at)):
        kind = "credit" if credit is not None and _PHOTOGRAPHER.fullmatch(text, at, end) else "caption"
    return fill(text, line.start, line.end, [*found, *inside, *after], kind)


def _opening(text: str, line: Line, place: Place) -> tuple[list[Piece], int]:
    """What stands before a line's first sentence, and where that begins."""
    start = line.start + line.marker
    found = _before(text, start, line.end, place.titles) if place.first else []
    at = _skip(text, found[-1].end, line.end) if found else start
    found = [*found, *_joint(text, found[-1].end, at)] if found else found
    found = [*_joint(text, line.start, start), *found]
    dateline = dateline_piece(text, at, opening=place.first) if at < line.end else None
    if dateline is None or dateline.end > line.end:
        return found, at
    return [*found, dateline], dateline.end


def _skip(text: str, at: int, end: int) -> int:
    joint = _JOINT.match(text, at, end)
    return joint.end() if joint else at


def _joint(text: str, start: int, end: int) -> list[Piece]:
    """The marks between what was cut off a line's start and its first sentence, as furniture."""
    bounds = trim(text, start, end)
    return [Piece(*bounds, "furniture")] if bounds else []


def _before(text: str, start: int, end: int, titles: Sequence[str]) -> list[Piece]:
    found = _up_to_title(text, start, end, titles)
    at = _skip(text, found[-1].end, end) if found else start
    while at < end:
        piece = _one_before(text, at, end, titles, bool(found))
        if piece is None or piece.end > end:
            break
        found.append(piece)
        at = _skip(text, piece.end, end)
    return found


def _up_to_title(text: str, start: int, end: int, titles: Sequence[str]) -> list[Piece]:
    """What stands before a repeat of the title, cut into days, byline and the rest, and the repeat."""
    for at in range(start, min(end, start + _MAX_BEFORE_TITLE)):
        if at > start and text[at - 1].isalnum():
            continue
        stop = _repeat(text, at, end, titles)
        if stop is None:
            continue
        if _STOP.search(text, start, at):
            return []
        pieces = _stamped(text, start, at)
        return [*fill(text, start, at, pieces, "furniture"), Piece(at, stop, "furniture")]
    return []


def _repeat(text: str, at: int, end: int, titles: Sequence[str]) -> int | None:
    """Where a repeat of the title ends, unless the words go on: "Ten die in Homs, a doctor said"."""
    stop = repeat_end(text, at, titles)
    if stop is None or stop > end:
        return None
    if _GOES_ON.match(text, stop, end):
        return None
    after = _skip(text, stop, end)
    weekday = _WEEKDAY.match(text, after, end)
    return None if weekday and match_stamp(text, after) is None else stop


def _stamped(text: str, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    while at < end:
        stamp = match_stamp(text, at)
        if stamp is not None and stamp.end <= end:
            pieces.append(Piece(stamp.start, stamp.end, "furniture", days=(stamp,)))
            at = stamp.end
        else:
            at += 1
            while at < end and text[at - 1].isalnum():
                at += 1
    by = _BY.match(text, pieces[-1].end, end) if pieces else None
    if by is not None:
        pieces.append(Piece(*by.span("names"), "byline", byline=by["names"]))
    return pieces


def _one_before(text: str, at: int, end: int, titles: Sequence[str], begun: bool) -> Piece | None:
    repeat = _repeat(text, at, end, titles)
    if repeat is not None:
        return Piece(at, repeat, "furniture")
    stamps = stamps_from(text, at, end)
    sure = begun or (stamps and stamps[0].rank != "bare")
    if stamps and (sure or _SENTENCE_OPENING.match(text, stamps[-1].end, end)):
        return Piece(at, stamps[-1].end, "furniture", days=tuple(stamps))
    for pattern in patterns.furniture("start"):
        match = pattern.expression.match(text, at, end)
        if match:
            return Piece(at, match.end(), "furniture")
    if begun and (listed := _listed_before(text, at, end, titles)) is not None:
        return Piece(at, listed, "furniture")
    return _agency_before(text, at, end, begun) or (_labels_before(text, at, end) if begun else None)


def _listed_before(text: str, at: int, end: int, titles: Sequence[str]) -> int | None:
    """Where a list of other stories ends that closes with this: "Related Town falls Ten die in fire -"."""
    if not _LISTED.match(text, at, end):
        return None
    for word in re.finditer(r"(?<=\s)\S", text[at : min(end, at + _MAX_LISTED)]):
        stop = _repeat(text, at + word.start(), end, titles)
        if stop is not None:
            return stop
    return None


def _agency_before(text: str, at: int, end: int, begun: bool) -> Piece | None:
    """An agency's name before a day, or after a repeated title: "Two die in Homs AFP Sunday 5 …".

    "DHA Photo The blast …" credits a picture.
    """
    match = re.compile(agencies.joined()).match(text, at, end)
    if match is None:
        return None
    pictured = re.compile(r"\s(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?)(?=\s[A-Z])").match(
        text, match.end(), end
    )
    if pictured is not None:
        return Piece(at, pictured.end(), "credit") if begun else None
    follows = match_stamp(text, _skip(text, match.end(), end)) is not None
    opens = begun and re.compile(r"\s(?:(?:A|An|At|The|In|On|[A-Z][a-z]{2,})\s|[\"“])").match(
        text, match.end(), end
    )
    if not (follows or opens) or dateline_piece(text, at) is not None:
        return None
    return Piece(at, match.end(), "credit", agencies=agencies.named(match.group()))


def _labels_before(text: str, at: int, end: int) -> Piece | None:
    """Sections, names and agencies between a repeated title and the day: "Middle East AFP 5 May 2016"."""
    labels = _LABELS.match(text, at, min(end, at + _MAX_LABELS))
    for word in re.finditer(r"\S+", labels.group()) if labels else ():
        place = at + word.start()
        if place > at and match_stamp(text, place) is not None:
            return Piece(at, at + len(text[at:place].rstrip()), "furniture")
    return None


def _after(text: str, start: int, end: int, place: Place) -> list[Piece]:
    """What stands after a line's last sentence, in text order."""
    found = foot(text, start, end) if place.late else []
    end = found[0].start if found else end
    while place.late:
        bounds = trim(text, start, end)
        piece = _one_after(text, bounds[0], bounds[1], place) if bounds else None
        if piece is None or piece.start <= start:
            break
        found.insert(0, piece)
        end = piece.start
    return [*related(text, start, end), *found] if place.late else found


def _one_after(text: str, start: int, end: int, place: Place) -> Piece | None:
    window = max(start, end - 300)
    for pattern in patterns.furniture("tail"):
        match = pattern.expression.search(text, window, end)
        if match:
            bounds = trim(text, *match.span())
            if bounds is None:
                return None
            named = agencies.named(match.group()) if pattern.kind == "credit" else ()
            return Piece(*bounds, pattern.kind, agencies=named, days=_days(text, *bounds))
    return _agency_after(text, window, end) if place.last else None


def _days(text: str, start: int, end: int) -> tuple[Stamp, ...]:
    return tuple(stamps_from(text, start, end))


def _agency_after(text: str, start: int, end: int) -> Piece | None:
    """The agency's name that closes a report: "- AFP", "--Reuters", "… he said. (AP)", "/AFP"."""
    names = agencies.joined()
    match = re.compile(
        rf"(?:(?:\s|(?<=[.!?\"”’')]))(?:-{{1,3}}|–|—|―|/|©\s?(?:\d{{4}})?)\s?{names}|(?<=[.!?\"”’')])\s?[\[(]?{names}[\])]?)\.?$"
    ).search(text, start, end)
    bounds = trim(text, *match.span()) if match else None
    return Piece(*bounds, "credit", agencies=agencies.named(text[slice(*bounds)])) if bounds else None


def _photo(text: str, start: int, end: int, place: Place) -> Piece | None:
    """The picture's credit at the end of a line, or the agency's after a dash where the report goes on."""
    bounds = trim(text, start, end)
    if bounds is None:
        return None
    match = patterns.photo_credit().search(text, max(start, bounds[1] - 160), bounds[1])
    if match and match.start() > start:
        return Piece(*match.span(), "credit")
    if place.last:
        return None
    dashed = _agency_after(text, max(start, bounds[1] - 80), bounds[1])
    return Piece(dashed.start, dashed.end, "credit") if dashed and dashed.start > start else None


def _opens_caption(text: str, at: int) -> bool:
    return patterns.caption_cue().match(text, at) is not None


def _inside(text: str, start: int, end: int) -> list[Piece]:
    found = [
        Piece(*match.span(), pattern.kind)
        for pattern in patterns.furniture("inline")
        for match in pattern.expression.finditer(text, start, end)
    ]
    found += [
        Piece(*match.span(), "credit") for match in patterns.inline_photo_credit().finditer(text, start, end)
    ]
    found += tags(text, start, end)
    found += _headings(text, start, end)
    found += under_pictures(text, start, end)
    kept: list[Piece] = []
    for piece in sorted(found):
        bounds = trim(text, piece.start, piece.end)
        if bounds and (not kept or bounds[0] >= kept[-1].end):
            kept.append(Piece(*bounds, piece.kind))
    return kept


@lru_cache(maxsize=1)
def _late_dateline() -> re.Pattern[str]:
    place = rf"[A-Z]{{3,}}(?:\s[A-Z]{{3,}})?\s\({agencies.joined()}\)"
    return re.compile(rf"(?<=[.!?]\s)(?P<heading>[^.!?]{{10,250}}?)\s(?P<dateline>{place})(?=\s[A-Z])")


def _headings(text: str, start: int, end: int) -> Iterator[Piece]:
    """Other headlines before a dateline within a line: "… he said. Envoy Leaves Marda ORDA (AFP) The"."""
    for match in _late_dateline().finditer(text, start, end):
        words = [word for word in match["heading"].split() if len(word) > _SHORT_WORD]
        if sum(word[:1].isupper() for word in words) >= _OF_HEADLINES * len(words):
            yield Piece(*match.span("heading"), "furniture")
            yield Piece(*match.span("dateline"), "dateline")


def _caption_end(text: str, start: int, end: int, inside: Sequence[Piece]) -> int | None:
    """Where a caption at the start of the story's own line ends: after the first picture credit in it."""
    for piece in inside:
        if piece.kind == "credit" and piece.end - start <= _MAX_CAPTION and piece.end < end:
            return piece.end
    return None
