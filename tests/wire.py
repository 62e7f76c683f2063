"""Seven small dispatches that carry each other's passages, to try the main path on without a parser."""

import json
from pathlib import Path

_SHARED = (
    "Columns of smoke stood over the grain silos of the river port all through the morning while "
    "families dragged mattresses and stoves towards the last bridge that was still open"
)
_PLAIN = "The council met twice and adjourned without a word on the northern road or on those who wait there."

RECORDS: dict[str, dict[str, str]] = {
    "a-wire.json": {
        "outlet": "Delta Herald",
        "published": "2020-03-02",
        "title": "Smoke over the port",
        "text": f"{_SHARED}. Monitor said 12 civilians were killed in Tarm.\n\n- AFP",
    },
    "b-courier.json": {
        "outlet": "Hill Courier",
        "published": "2020-03-03",
        "title": "Families flee the port",
        "text": f"{_SHARED}. Office said 14 civilians were killed in Tarm on Monday.",
    },
    "c-undated.json": {
        "outlet": "Coast News",
        "title": "Last bridge",
        "text": f"{_SHARED}. Shells fell on Monday near the mill. A truce is to start on Tuesday.",
    },
    "d-council.json": {
        "outlet": "Plain Speaker",
        "published": "2020-03-04",
        "title": "Council adjourns",
        "url": "https://speaker.example/council",
        "text": f"{_PLAIN} Police held 3 people in Orda.",
    },
    "e-council-later.json": {
        "outlet": "Plain Speaker",
        "published": "2020-03-05",
        "title": "Council adjourns again",
        "url": "http://www.speaker.example/council/#top",
        "text": f"{_PLAIN} Police held 5 people in Orda.",
    },
    "f-council-elsewhere.json": {
        "outlet": "Far Mirror",
        "published": "2020-03-04",
        "title": "Council adjourns",
        "text": f"{_PLAIN} Police held 3 people in Orda.",
    },
    "g-carrier.json": {
        "outlet": "Late Edition",
        "published": "2020-03-06",
        "title": "What the port saw",
        "text": f"{_PLAIN} Nothing else was heard that day. 7 people were killed in Tarm.",
    },
}


def write_records(folder: Path, names: list[str] | None = None) -> list[Path]:
    """Write the records, each a file; returns their paths in sorted order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in sorted(RECORDS if names is None else names):
        path = folder / name
        path.write_text(json.dumps(RECORDS[name]), encoding="utf-8")
        paths.append(path)
    return paths
