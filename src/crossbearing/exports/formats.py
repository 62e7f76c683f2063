"""The one door of all formats: a dossier and a format's name in, files out."""

from collections.abc import Callable, Mapping
from importlib.metadata import version

import msgspec

from crossbearing.errors import InputError
from crossbearing.exports.annotations import to_annotations
from crossbearing.exports.atom import to_atom
from crossbearing.exports.contract import Generator
from crossbearing.exports.convert import export_rows
from crossbearing.exports.csv_files import to_csv
from crossbearing.exports.geojson import to_geojson
from crossbearing.exports.hxl import to_hxl
from crossbearing.exports.ics import to_ics
from crossbearing.exports.jsonld import to_jsonld
from crossbearing.exports.parquet import to_parquet
from crossbearing.exports.plover import to_plover
from crossbearing.model import Dossier

Files = dict[str, bytes]


def to_contract(dossier: Dossier) -> bytes:
    """Write a dossier as the public contract, version 1: one indented JSON object, UTF-8.

    Lists keep the dossier's order; the same ledger gives the same bytes. Dates are ISO 8601.
    """
    rows = export_rows(dossier, Generator("crossbearing", version("crossbearing")))
    return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"


def _to_json(dossier: Dossier) -> Files:
    return {"ledger.json": to_contract(dossier)}


_FORMATS: dict[str, tuple[Callable[[Dossier], Files], str]] = {
    "json": (_to_json, "the public contract, version 1: everything, in one JSON object"),
    "csv": (to_csv, "one CSV file a table, safe to open in a spreadsheet"),
    "parquet": (to_parquet, "the same tables as Parquet (needs the extra 'parquet')"),
    "geojson": (to_geojson, "claims and incidents on the map, with how precise each point is"),
    "hxl": (to_hxl, "incidents and casualties as HXL-tagged CSV, least and most apart"),
    "jsonld": (to_jsonld, "schema.org Claim; ClaimReview for what a person judged"),
    "annotations": (to_annotations, "W3C Web Annotations, by position and by quote"),
    "plover": (to_plover, "PLOVER event records, one JSON object a line"),
    "ics": (to_ics, "an iCalendar of agreements' starts and deadlines"),
    "atom": (to_atom, "an Atom feed of the newest answers"),
}
FORMATS: Mapping[str, str] = {name: told for name, (_, told) in _FORMATS.items()}
"""Every format's name and what it is, in one line."""


def export(dossier: Dossier, format: str) -> Files:
    """Write a dossier in one of ``FORMATS``: file names and their bytes, the same for the same dossier.

    Raises ``InputError`` for a format that is not known, ``OutputError`` where a library is missing.
    """
    if format not in _FORMATS:
        raise InputError("no such format", where=format, hint=f"one of: {', '.join(_FORMATS)}")
    write, _ = _FORMATS[format]
    return write(dossier)
