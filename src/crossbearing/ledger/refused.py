"""Where a refused input stands: in which file, line or folder."""

import re

_RECORD = re.compile(r"(?::\d+|, record \d+)$")
"""How ingest names a record of a file: "news.jsonl:12", "news.json, record 3"."""
_STDIN = "-"
_STDIN_NAME = "standard input"


def stands_under(place: str, root: str) -> bool:
    """Whether a refused place is a path that was read, a record of it, or lies in it as a folder.

    "news/a.txt" and "news/b.jsonl:12" stand under "news"; "newsroom/a.txt" does not.
    """
    root = _STDIN_NAME if root == _STDIN else root
    file = _RECORD.sub("", place)
    return root in (place, file) or file.startswith(root.rstrip("/") + "/")
