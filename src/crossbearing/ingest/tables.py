"""Reading the room's own lists: tab-separated files with a header, one entry a row."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from crossbearing.errors import DataError


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Read ``data/<name>`` as rows keyed by its header; lines that begin with "#" are remarks.

    Raises ``DataError`` where the file is missing or a row has another number of fields.
    """
    try:
        text = files("crossbearing.ingest").joinpath("data", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError("a packaged list is missing", where=name, hint="install the package again") from error
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        fields = line.split("\t")
        if len(fields) != len(header):
            raise DataError(f"a row has {len(fields)} fields: {line[:60]}", where=name)
        found.append(dict(zip(header, fields, strict=True)))
    return tuple(found)
