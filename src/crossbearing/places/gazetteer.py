"""The gazetteer: places on disk, the project's own supplement and the user's, behind one lookup."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.fuzz import ratio

from crossbearing.errors import DataError
from crossbearing.model import Place
from crossbearing.places.spelling import VERSION, fold, heard, skeleton, without_article
from crossbearing.places.supplement import Row, own_rows, user_rows
from crossbearing.vocabulary import PlaceKind, Precision

ALIKE = 82
"""Least likeness (0 to 100) of two spellings that share their consonants: "kernaz"/"kurnaz" have 83,
"salma"/"salamiya" 77."""

MOST_HOMOGRAPHS = 120
"""Places of one name that are looked at, the largest first; only names like "San Antonio" have more."""

TRANSLITERATED = frozenset(
    "SYR IRQ LBN JOR PSE ISR EGY LBY SDN SSD YEM SAU OMN ARE KWT QAT BHR TUN DZA MAR IRN AFG PAK TUR".split()  # noqa: SIM905
)
"""Countries whose supplement names are also found by sound and without their article."""

_KINDS: dict[str, PlaceKind] = {
    "0": "country", "1": "region", "2": "region", "3": "region", "k": "region", "r": "region",
    "c": "city", "t": "city", "x": "district",
}  # fmt: skip
_CODES: dict[PlaceKind, str] = {"country": "0", "region": "r", "city": "t", "district": "x", "site": "s"}
_PRECISION: dict[PlaceKind, Precision] = {
    "country": "country", "region": "region", "city": "city", "district": "district", "site": "near",
}  # fmt: skip


class Entry(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer as a candidate for a name.

    ``code``: "0" country, "1".."3" division of that level, "k" continent, "r" region, "c" capital, "t" town,
    "x" quarter, "s" site. ``own``: the name looked up is the place's own, not another spelling.
    ``curated``: it stands in the supplement or in the user's list. ``by_sound``: found by its sound only.
    """

    id: str
    name: str
    kind: PlaceKind
    precision: Precision
    code: str
    lat: float | None
    lon: float | None
    population: int = 0
    country: str | None = None
    within: str | None = None
    geonameid: int | None = None
    own: bool = True
    curated: bool = False
    by_sound: bool = False

    def place(self) -> Place:
        """Give the public value."""
        return Place(
            id=self.id,
            name=self.name,
            kind=self.kind,
            precision=self.precision,
            lat=self.lat,
            lon=self.lon,
            geonameid=self.geonameid,
            within=self.within,
            country=self.country,
        )


class Gazetteer:
    """Places by name, by sound and by id. Reads only; safe to open once per process.

    The file is a read-only SQLite database that ships with the package; nothing is loaded but the
    supplement's few hundred rows.
    """

    def __init__(self, path: Path, rows: Sequence[Row]) -> None:
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._store = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._store.execute("PRAGMA mmap_size = 67108864")
            found = self._store.execute("SELECT value FROM meta WHERE name = 'spelling'").fetchone()
        except sqlite3.Error as error:
            raise DataError("the gazetteer cannot be read", where=path.name, hint="install again") from error
        if found is None or found[0] != str(VERSION):
            raise DataError("the gazetteer is of another version", where=path.name, hint="build it again")
        self._alpha3: dict[str, str] = {}
        self._iso2: dict[str, str] = {}
        self._countries: dict[str, int] = {}
        self._capitals: dict[str, str] = {}
        for iso2, iso3, place, capital in self._store.execute("SELECT * FROM country"):
            self._alpha3[iso2], self._iso2[iso3] = iso3, iso2
            self._countries[iso3], self._capitals[iso3] = place, capital
        self._added: dict[str, Entry] = {}
        self._keys: dict[str, dict[str, bool]] = {}
        self._sounds: dict[str, list[tuple[str, str]]] = {}
        self._slugs: dict[str, str] = {}
        for row in rows:
            self._add(row)
        self.lookup = lru_cache(maxsize=32768)(self._lookup)
        self.similar = lru_cache(maxsize=8192)(self._similar)
        self.entry = lru_cache(maxsize=32768)(self._entry)

    def _lookup(self, key: str) -> tuple[Entry, ...]:
        """Find the places of a folded name (see ``spelling.fold``), the supplement's first.

        Other names of countries are taken from the supplement only: in all the world's languages they are
        too like other words ("Mesir" is Egypt in Malay).
        """
        found = {
            place: replace(self._added[place], own=own) for place, own in self._keys.get(key, {}).items()
        }
        query = (
            "SELECT p.*, n.own FROM name n JOIN place p ON p.id = n.place"
            f" WHERE n.key = ? ORDER BY p.pop DESC LIMIT {MOST_HOMOGRAPHS}"
        )
        for row in self._store.execute(query, (key,)):
            if row[2] == "0" and not row[8]:
                continue
            entry = self._from_row(row[:8], own=bool(row[8]) and _place_id(row[0]) not in self._added)
            found.setdefault(entry.id, entry)
        return tuple(found.values())

    def _similar(self, key: str) -> tuple[Entry, ...]:
        """Find places whose names sound like this one, where transliteration varies."""
        sound = skeleton(key)
        if not sound:
            return ()
        found: dict[str, Entry] = {}
        for place, name in self._sounds.get(sound, ()):
            if ratio(heard(key), heard(name)) >= ALIKE:
                found.setdefault(place, replace(self._added[place], own=False, by_sound=True))
        query = "SELECT p.*, s.name FROM sound s JOIN place p ON p.id = s.place WHERE s.key = ? LIMIT 60"
        for row in self._store.execute(query, (sound,)):
            entry = self._from_row(row[:8], own=False)
            if ratio(heard(key), heard(row[8])) >= ALIKE:
                found.setdefault(entry.id, replace(entry, by_sound=True))
        return tuple(found.values())

    def _entry(self, place: str) -> Entry | None:
        """Find a place by its id."""
        if place in self._added:
            return self._added[place]
        number = _number(place)
        if number is None:
            return None
        row = self._store.execute("SELECT * FROM place WHERE id = ?", (number,)).fetchone()
        return None if row is None else self._from_row(row, own=True)

    def names_of(self, place: str) -> tuple[str, ...]:
        """Every folded name under which a place is found, in whatever language; sorted."""
        number = _number(place)
        query = "SELECT key FROM name WHERE place = ?"
        rows = self._store.execute(query, (number,)) if number is not None else ()
        own = (key for key, of in self._keys.items() if place in of)
        return tuple(sorted({*(row[0] for row in rows), *own}))

    def country(self, alpha3: str) -> Entry | None:
        """Find a country by its ISO 3166-1 alpha-3 code."""
        number = self._countries.get(alpha3)
        return None if number is None else self.entry(f"p-gn{number}")

    def capital(self, alpha3: str) -> Entry | None:
        """Find a country's capital."""
        for entry in self.lookup(self._capitals.get(alpha3, "")):
            if entry.country == alpha3 and entry.kind == "city":
                return entry
        return None

    def _from_row(self, row: Sequence[Any], *, own: bool) -> Entry:
        number, name, code, lat, lon, population, country, within = row
        place = _place_id(number)
        if place in self._added:
            return replace(self._added[place], own=own)
        kind = _KINDS[code]
        return Entry(
            id=place,
            name=name,
            kind=kind,
            precision=_PRECISION[kind],
            code=code,
            lat=lat / 10_000,
            lon=lon / 10_000,
            population=population,
            country=self._alpha3.get(country),
            within=None if within is None else _place_id(within),
            geonameid=number if number > 0 else None,
            own=own,
        )

    def _add(self, row: Row) -> None:
        """Take in a row of the supplement or of a user's list, which may name a place on disk anew."""
        base = None if row.geonameid is None else self._entry(f"p-gn{row.geonameid}")
        country = self._alpha3.get(row.country or "", row.country)
        within = self._slugs.get(row.within) or self._named(row.within)
        kind = row.kind
        entry = Entry(
            id=base.id if base is not None else f"p-x-{row.slug}",
            name=row.name,
            kind=kind,
            precision=row.precision or _PRECISION[kind],
            code=base.code if base is not None and base.kind == kind else _CODES[kind],
            lat=row.lat if row.lat is not None else base.lat if base is not None else None,
            lon=row.lon if row.lon is not None else base.lon if base is not None else None,
            population=base.population if base is not None else 0,
            country=country or (base.country if base is not None else None),
            within=within or (base.within if base is not None else None),
            geonameid=row.geonameid,
            curated=True,
        )
        self._added[entry.id] = entry
        self._slugs[row.slug] = entry.id
        for name in (row.name, *row.alternates):
            self._file(fold(name), entry.id, own=name == row.name)
            if entry.country in TRANSLITERATED:
                self._file(without_article(fold(name)), entry.id, own=name == row.name)
                self._sounds.setdefault(skeleton(name), []).append((entry.id, fold(name)))

    def _file(self, key: str, place: str, *, own: bool) -> None:
        if key:
            self._keys.setdefault(key, {}).setdefault(place, own)

    def _named(self, within: str) -> str | None:
        """Read a row's ``within``: an id, a GeoNames number, or a plain name of a known place."""
        if not within:
            return None
        if within.startswith("p-"):
            return within
        if within.removeprefix("gn").isdigit():
            return f"p-gn{within.removeprefix('gn')}"
        found = self._lookup(fold(within))
        return found[0].id if found else None


def open_gazetteer(user_csvs: Sequence[str] = ()) -> Gazetteer:
    """Open the gazetteer that ships with the package, with a user's own places on top.

    ``user_csvs``: paths of CSV files with the supplement's columns (docs/places.md); only ``name``,
    ``kind``, ``lat`` and ``lon`` are needed. Raises ``DataError`` where the packaged file is missing or
    damaged, ``InputError`` where a user's file cannot be read.
    """
    return _opened(tuple(user_csvs))


@lru_cache(maxsize=4)
def _opened(user_csvs: tuple[str, ...]) -> Gazetteer:
    path = Path(str(files("crossbearing.places") / "data" / "gazetteer.sqlite"))
    return Gazetteer(path, [*own_rows(), *user_rows(user_csvs)])


if hasattr(os, "register_at_fork"):  # SQLite: a connection is not to be used in a copy of its process
    os.register_at_fork(after_in_child=_opened.cache_clear)


def ancestors(gazetteer: Gazetteer, entry: Entry) -> Iterable[Entry]:
    """Walk from a place to what it lies in, outwards; a chain is never longer than eight."""
    for _ in range(8):
        if entry.within is None:
            return
        found = gazetteer.entry(entry.within)
        if found is None:
            return
        yield found
        entry = found


def _place_id(number: int) -> str:
    """Give a place's id; counties without a GeoNames number are filed under minus their FIPS code."""
    return f"p-gn{number}" if number > 0 else f"p-x-us-county-{-number:05d}"


def _number(place: str) -> int | None:
    if place.startswith("p-gn") and place[4:].isdigit():
        return int(place[4:])
    tail = place.removeprefix("p-x-us-county-")
    return -int(tail) if tail != place and tail.isdigit() else None
