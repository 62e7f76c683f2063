"""The packaged shapes as stored: borders cut to arcs, each kept once, as steps from point to point."""

import gzip
from functools import lru_cache
from importlib.resources import files

import msgspec

from crossbearing.errors import DataError

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude)."""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A shape: its place's number, none for a land without one; its name, kept for countries; its corners
    in tenths of a degree; and the numbers of its arcs, polygon by polygon and ring by ring.

    A number below zero is the arc ``~number`` run the other way. The numbers are read when asked for.
    """

    number: int | None
    name: str
    box: tuple[int, int, int, int]
    written: msgspec.Raw

    def rings(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """Give the numbers of the arcs: polygons of rings."""
        return msgspec.json.decode(self.written, type=tuple[tuple[tuple[int, ...], ...], ...])


class _File(msgspec.Struct, frozen=True):
    scale: int
    arcs: list[msgspec.Raw]
    shapes: list[Row]


@lru_cache(maxsize=2)
def _read(name: str) -> _File:
    path = files("crossbearing.outlines") / "data" / name
    if not path.is_file():
        raise DataError("the outlines are missing", where=f"outlines/data/{name}", hint="reinstall")
    try:
        return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=_File)
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise DataError(
            "the outlines cannot be read", where=f"outlines/data/{name}", hint="reinstall"
        ) from error


@lru_cache(maxsize=1)
def country_rows() -> dict[int, Row]:
    """Give the countries by number; a land without one has a number below zero, which no place has."""
    return {
        n if row.number is None else row.number: row
        for n, row in zip(range(-1, -10_000, -1), _read("countries.json.gz").shapes, strict=False)
    }


@lru_cache(maxsize=1)
def region_rows() -> dict[int, Row]:
    """Give the first-level regions by number."""
    return {row.number: row for row in _read("regions.json.gz").shapes if row.number is not None}


def arc_ring(numbers: tuple[int, ...]) -> Ring:
    """Put a ring together from its arcs."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = _arc(number) if number >= 0 else _arc(~number)[::-1]
        points.extend(arc if not points else arc[1:])
    return tuple(points)


@lru_cache(maxsize=8192)
def _arc(number: int) -> Ring:
    """Undo the steps of an arc; the regions' arcs are numbered on from the countries'."""
    held = _read("countries.json.gz")
    if number >= len(held.arcs):
        number -= len(held.arcs)
        held = _read("regions.json.gz")
    steps, scale = msgspec.json.decode(held.arcs[number], type=list[int]), held.scale
    x = y = 0
    points = []
    for n in range(0, len(steps), 2):
        x, y = x + steps[n], y + steps[n + 1]
        points.append((x / scale, y / scale))
    return tuple(points)
