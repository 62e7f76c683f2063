"""The project's own places (data/supplement.csv) and the user's, as rows of one shape."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import get_args

from msgspec import Struct

from crossbearing.errors import DataError, InputError
from crossbearing.places.spelling import fold
from crossbearing.vocabulary import PlaceKind, Precision

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Row(Struct, frozen=True, kw_only=True):
    """A row of a place list. Columns have these names; ``alternates`` are divided by "|".

    ``geonameid`` renames or respells a place of the gazetteer; without it the place is new.
    ``within`` is another row's slug, "gn" and a GeoNames number, or a known place's name.
    """

    slug: str
    name: str
    kind: PlaceKind
    precision: Precision | None = None
    lat: float | None = None
    lon: float | None = None
    within: str = ""
    country: str | None = None
    geonameid: int | None = None
    alternates: tuple[str, ...] = ()
    source: str = ""
    example: str = ""


@lru_cache(maxsize=1)
def own_rows() -> tuple[Row, ...]:
    """Read the supplement that ships with the package; raises ``DataError`` if a row is damaged."""
    text = (files("crossbearing.places") / "data" / "supplement.csv").read_text(encoding="utf-8")
    try:
        return tuple(_rows(text, "supplement.csv"))
    except InputError as error:
        raise DataError(error.message, where=error.where, hint="install again") from error


def user_rows(paths: Iterable[str]) -> list[Row]:
    """Read a user's lists; raises ``InputError`` naming the file and line that cannot be used."""
    found: list[Row] = []
    for path in paths:
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            hint = "give a CSV file in UTF-8"
            raise InputError("the place list cannot be read", where=path, hint=hint) from error
        found.extend(_rows(text, path))
    return found


def _rows(text: str, where: str) -> Iterator[Row]:
    reader = csv.DictReader(StringIO(text))
    missing = {"name", "kind"} - set(reader.fieldnames or ())
    if missing:
        raise InputError(f"the place list has no column {', '.join(sorted(missing))}", where=where)
    for raw in reader:
        cells = {name: (value or "").strip() for name, value in raw.items() if isinstance(name, str)}
        try:
            yield _row(cells)
        except ValueError as error:
            raise InputError(str(error), where=f"{where} line {reader.line_num}") from error


def _row(cells: dict[str, str]) -> Row:
    if not cells["name"]:
        raise ValueError("the place has no name")
    return Row(
        slug=cells.get("slug") or _NOT_SLUG.sub("-", fold(cells["name"])).strip("-"),
        name=cells["name"],
        kind=_kind(cells["kind"]),
        precision=_precision(cells.get("precision", "")),
        lat=_degrees(cells.get("lat", ""), 90.0),
        lon=_degrees(cells.get("lon", ""), 180.0),
        within=cells.get("within", ""),
        country=cells.get("country") or None,
        geonameid=int(cells["geonameid"]) if cells.get("geonameid") else None,
        alternates=tuple(name.strip() for name in cells.get("alternates", "").split("|") if name.strip()),
        source=cells.get("source", ""),
        example=cells.get("example", ""),
    )


def _kind(word: str) -> PlaceKind:
    for kind in get_args(PlaceKind):
        if kind == word:
            return kind  # type: ignore[no-any-return]
    raise ValueError(f"unknown kind {word!r}: use one of {', '.join(get_args(PlaceKind))}")


def _precision(word: str) -> Precision | None:
    for precision in get_args(Precision):
        if precision == word:
            return precision  # type: ignore[no-any-return]
    if word:
        raise ValueError(f"unknown precision {word!r}: use one of {', '.join(get_args(Precision))}")
    return None


def _degrees(cell: str, most: float) -> float | None:
    if not cell:
        return None
    value = float(cell)
    if not -most <= value <= most:
        raise ValueError(f"{cell} is no latitude or longitude in degrees")
    return value
