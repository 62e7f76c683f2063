"""The room's word lists, read once from its data folder."""

import csv
import re
from functools import lru_cache
from importlib.resources import files

from crossbearing.errors import DataError

_ROOM = "crossbearing.monitors"


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read ``data/NAME.tsv`` as rows keyed by its header; raises ``DataError`` when it is missing."""
    path = files(_ROOM) / "data" / f"{name}.tsv"
    if not path.is_file():
        raise DataError("a packaged list is missing", where=f"monitors/data/{name}.tsv", hint="reinstall")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=16)
def patterns(name: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """A list's rows with their ``pattern`` column compiled: words apart by spaces, ``*`` any ending.

    ``a|b`` is either word; ``~n`` up to n words between.
    """
    return tuple((_compiled(row["pattern"]), row) for row in rows(name))


def _compiled(pattern: str) -> re.Pattern[str]:
    made, gap = "", ""
    for part in pattern.split():
        if part.startswith("~"):
            gap = rf"(?:\W+\w+){{0,{int(part[1:])}}}"
            continue
        words = "|".join(
            re.escape(w).replace(r"\*", r"\w{0,20}").replace("_", r"\s+") for w in part.split("|")
        )
        made += (gap + r"\W+" if made else "") + rf"(?:{words})"
        gap = ""
    return re.compile(rf"(?<!\w){made}(?!\w)", re.IGNORECASE)
