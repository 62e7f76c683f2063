"""Measure how the ledger grows: time and memory per added report, and incidents still found.

Usage: python -m eval.growth [--sizes 1000 10000 100000] [--folder DIR] [--shared DIR]

The shared reports on Syria are read once. Each further copy of them is a **shift**: words are spelled in
other letters, places and the people only one report knows are others, and all days lie further on. Of
claims the words stay that the bearing itself goes by, and so do figures, agencies and monitors; of the
reports' own texts, in which carried passages are looked for, numbers alone. So no two shifts share a text
or a place, their incidents are known, and what may wrongly meet is there: one monitor's same figure, told
of two places on near days.

A report is added as the main path adds it, its claims being those that were read of the first copy: reading
looks at one report only and costs the same at any size (``python -m crossbearing bench``). Measured at each
size, over the last reports added one by one (shifts of the same ones at each size, so sizes are rounded to
whole copies): seconds of one core for one report, without and with the reading of one report; the
process's peak memory; the ledger's size on disk; how many questions are contested; and B-cubed of the
incidents annotated in the shared reports, averaged over shifts, beside that of the first copy alone. With
``--folder`` an interrupted run goes on where it stood; a hundred thousand reports take some hours.
"""

import argparse
import hashlib
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

import crossbearing.run as run
from crossbearing.ingest import read_paths
from crossbearing.ledger import Ledger
from crossbearing.model import Dossier, Reading, Report
from crossbearing.provenance.words import keys_of
from crossbearing.reading import read
from crossbearing.settings import Settings
from eval.domain import ROOT, SHARED, texts
from eval.incidents_eval import SHARES, annotated, b_cubed, mentions_of
from eval.results import commit

GROWTH = ROOT / "eval" / "GROWTH.md"
HEAD = """# Growth

Written by `python -m eval.growth`, which says what is measured. Commit {commit}, {day}.
"""
SIZES = (1_000, 10_000, 100_000)
ONE_BY_ONE = 100
"""So many reports are added singly and timed at each size."""
SAMPLE = 10
"""Of so many shifts the incidents are held against the annotation."""
STEP = timedelta(days=11)
"""How far on each shift's days lie."""
SPAN = 3_650
"""Shifts come back to the first days after ten years, in other places."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvz"
_ALSO = """
January February March April May June July August September October November December Monday Tuesday Wednesday
Thursday Friday Saturday Sunday about nearly over more than least other others people
"""


@lru_cache(maxsize=1)
def kept_words() -> frozenset[str]:
    """The words that reconciling goes by: those of its lists, months, weekdays and hedges."""
    room = ROOT / "src" / "crossbearing" / "reconcile" / "data"
    told = " ".join(path.read_text(encoding="utf-8") for path in sorted(room.glob("*.tsv")))
    return frozenset(word.lower() for word in _WORD.findall(f"{told} {_ALSO}"))


@lru_cache(maxsize=1)
def numbers() -> frozenset[str]:
    """Number words, by which a carried passage is known to have a claim's figures."""
    keys = {word: keys_of(word) for word in kept_words()}
    return frozenset(word for word, found in keys.items() if found and found[0].isdigit())


def spelled(text: str, shift: int, kept: frozenset[str]) -> str:
    """A text with its telling words in other letters, as long as before."""
    if shift == 0:
        return text
    return _WORD.sub(
        lambda match: match.group() if match.group().lower() in kept else _other(match.group(), shift), text
    )


@lru_cache(maxsize=200_000)
def _other(word: str, shift: int) -> str:
    turn = int.from_bytes(hashlib.blake2b(f"{shift} {word.lower()}".encode(), digest_size=8).digest(), "big")
    out = []
    for letter in word:
        low = letter.lower()
        ring = _VOWELS if low in _VOWELS else _CONSONANTS if low in _CONSONANTS else ""
        turn, step = divmod(turn, len(ring)) if ring else (turn, 0)
        other = ring[(ring.index(low) + step) % len(ring)] if ring else low
        out.append(other.upper() if letter.isupper() else other)
    return "".join(out)


def shifted(report: Report, reading: Reading, shift: int) -> tuple[Report, Reading]:
    """A report and what was read of it, moved to other places and days."""
    if shift == 0:
        return report, reading
    told = msgspec.to_builtins(report) | {"external_id": f"{report.external_id}~{shift}"}
    told = _walked(told, partial(_moved, shift=shift, kept=numbers())) | {"meta": {}}
    told["id"] = _id("r", report.id, shift)
    told["sha256"] = hashlib.sha256(told["text"].encode()).hexdigest()
    told["path"] = f"{shift}/{report.external_id}"
    claims = _walked(msgspec.to_builtins(reading), partial(_moved, shift=shift, kept=kept_words()))
    return msgspec.convert(told, Report), msgspec.convert(claims, Reading)


def _walked(value: Any, move: Callable[[str, Any], Any], key: str = "") -> Any:
    if isinstance(value, dict):
        if _listed(value.get("id")):
            return value
        return {name: _walked(inner, move, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_walked(inner, move, key) for inner in value]
    return move(key, value)


_TEXTS = frozenset({"text", "exact", "name", "aliases", "title", "evidence", "inferred", "byline"})
_DAYS = frozenset({"earliest", "latest"})
_IDS = frozenset({"id", "report", "places", "within", "actors", "targets", "actor", "origin", "member_of"})


def _moved(key: str, value: Any, *, shift: int, kept: frozenset[str]) -> Any:
    """One value of a report or claim in another place and time."""
    if value is None:
        return None
    if key in _DAYS and isinstance(value, str):
        days = STEP * shift % timedelta(days=SPAN)
        return (date.fromisoformat(value) + days).isoformat()
    if key in _TEXTS and isinstance(value, str):
        return spelled(value, shift, kept)
    if key in _IDS and isinstance(value, str):
        return value if _listed(value) else _id(value.partition("-")[0], value, shift)
    return value


def _listed(key: Any) -> bool:
    """Whether an id is that of an actor of the packaged lists, who stays who it is."""
    return isinstance(key, str) and key.startswith("a-") and not re.fullmatch(r"a-[0-9a-f]{16}", key)


def _id(prefix: str, key: str, shift: int) -> str:
    return f"{prefix}-{hashlib.sha256(f'{key} {shift}'.encode()).hexdigest()[:16]}"


def stories(first: list[tuple[Report, Reading]], done: int = 0) -> Iterator[tuple[Report, Reading]]:
    """The reports of all shifts, without end; the first ``done`` of them are left out."""
    for number in count(done):
        shift, place = divmod(number, len(first))
        yield shifted(*first[place], shift)


class Growing:
    """A ledger that grows by shifts; ``note`` holds how many reports it was given, so that it can go on."""

    def __init__(self, ledger: Ledger, first: list[tuple[Report, Reading]], note: Path) -> None:
        self.ledger, self.note, self.copy = ledger, note, len(first)
        self.size = int(note.read_text(encoding="utf-8")) if note.exists() else 0
        self.coming = stories(first, self.size)
        self.readings: dict[str, Reading] = {}

    def add(self, many: int, *, singly: bool = False) -> list[float]:
        """Add so many reports, singly or a shift at once; returns the seconds that each lot took."""
        seconds = []
        while many > 0:
            left = 1 if singly else self.copy - self.size % self.copy
            lot = [next(self.coming) for _ in range(min(left, many))]
            began = time.process_time()
            for report, reading in lot:
                self.readings[report.id] = reading
                self.ledger.add(report, None)
            run.catch_up(self.ledger, read=self._read)
            seconds.append(time.process_time() - began)
            self.readings.clear()
            many -= len(lot)
            self.size += len(lot)
            self.note.write_text(str(self.size), encoding="utf-8")
        return seconds

    def _read(self, report: Report) -> Reading:
        return self.readings[report.id]


def first_copy(shared: Path) -> tuple[list[tuple[Report, Reading]], float]:
    """The shared reports as read, and the seconds that reading one takes."""
    source = shared / "corpora" / "syria-news" / "reports.jsonl"
    reports = [r for r in read_paths([source], settings=Settings()) if isinstance(r, Report)]
    read(reports[0])
    began = time.process_time()
    found = [(report, read(report)) for report in reports]
    return found, (time.process_time() - began) / len(reports)


Told = list[tuple[str, str, str]]
"""Annotated mentions: their share, their incident, and the claim that tells them (or a name of their own)."""


def told_mentions(dossier: Dossier, shared: Path) -> Told:
    """The annotated mentions to learn by, with the claims of the first copy that tell them."""
    found, raw = [], texts(shared)
    by_id = {r.external_id: r for r in dossier.reports if r.external_id is not None}
    for share in SHARES["tune"]:
        rows = annotated(share)
        wanted = {row["id"] for row in rows} & by_id.keys()
        known = {key: (raw[key], by_id[key]) for key in wanted if raw[key].strip() in by_id[key].text}
        for n, mention in enumerate(mentions_of(rows, known, dossier)):
            claim = f"alone {n}" if mention.claim is None else mention.claim.id
            found.append((share, mention.row["incident"], claim))
    return found


def still_found(ledger: Ledger, mentions: Told, shifts: list[int]) -> float:
    """B-cubed F1 of the incidents over some shifts."""
    pairs: list[tuple[Hashable, Hashable]] = []
    for shift in shifts:
        ids = [claim if shift == 0 else _id("c", claim, shift) for _, _, claim in mentions]
        home = ledger.incidents_of(ids)
        for (share, incident, _), key in zip(mentions, ids, strict=True):
            pairs.append(((shift, share, incident), (shift, share, home.get(key, key))))
    return b_cubed(pairs).f1


Row = dict[str, float]


class Begun(msgspec.Struct):
    """What a run keeps in its folder to go on from: the first copy as read, what is known of it, the rows."""

    first: list[tuple[Report, Reading]]
    reading: float
    mentions: Told = []
    alone: float = 0.0
    rows: list[Row] = []

    @classmethod
    def of(cls, folder: Path, shared: Path) -> "Begun":
        """Go on with a folder's run, or begin one."""
        kept = folder / "growth.msgpack"
        if kept.exists():
            return msgspec.msgpack.decode(kept.read_bytes(), type=cls)
        begun = cls(*first_copy(shared))
        begun.keep(folder)
        return begun

    def keep(self, folder: Path) -> None:
        """Write it whole or not at all."""
        part = folder / "growth.part"
        part.write_bytes(msgspec.msgpack.encode(self))
        part.replace(folder / "growth.msgpack")


def measure(sizes: list[int], folder: Path, shared: Path, tell: Callable[[list[Row]], None]) -> None:
    """Grow one ledger through these sizes and measure at each; ``tell`` is given the rows so far.

    What was interrupted goes on where it stood when it is called again with its folder; a row's memory is
    then that of the process which measured it.
    """
    begun = Begun.of(folder, shared)
    with Ledger.open(folder / "growth.db") as ledger:
        growing = Growing(ledger, begun.first, folder / "given.txt")
        growing.add(len(begun.first) - growing.size)
        if not begun.mentions:
            begun.mentions = told_mentions(ledger.dossier(), shared)
            begun.alone = still_found(ledger, begun.mentions, [0])
            begun.keep(folder)
        for size in sorted(sizes):
            whole = max(1, round(size / len(begun.first)))
            if whole * len(begun.first) < growing.size:
                continue
            growing.add(whole * len(begun.first) - growing.size)
            begun.rows.append(_row(growing, begun, whole, folder / "growth.db"))
            begun.keep(folder)
            sys.stdout.write(json.dumps({k: round(v, 4) for k, v in begun.rows[-1].items()}) + "\n")
            sys.stdout.flush()
            tell(begun.rows)


def _row(growing: Growing, begun: Begun, whole: int, file: Path) -> Row:
    """What is measured where a ledger holds so many whole copies."""
    each = sorted(growing.add(ONE_BY_ONE, singly=True))
    totals = growing.ledger.totals()
    shifts = list(range(whole))[:: max(1, whole // SAMPLE)]
    return {
        "reports": totals.reports,
        "claims": totals.claims,
        "questions": totals.questions,
        "contested": totals.contested,
        "median_s": each[len(each) // 2],
        "most_s": each[-1],
        "with_reading_s": each[len(each) // 2] + begun.reading,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "b_cubed": still_found(growing.ledger, begun.mentions, shifts),
        "b_cubed_alone": begun.alone,
        "ledger_mb": file.stat().st_size / 1e6,
    }


def written(rows: list[dict[str, float]], file: Path = GROWTH) -> None:
    """Write the figures so far as a table, with the commit and the day."""
    lines = [HEAD.format(commit=commit(), day=datetime.now(tz=UTC).date()), "| " + " | ".join(rows[0]) + " |"]
    lines.append("| " + " | ".join("---:" for _ in rows[0]) + " |")
    lines += [
        "| "
        + " | ".join(f"{value:,.4g}" if value < 1e3 else f"{value:,.0f}" for value in row.values())
        + " |"
        for row in rows
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Measure and print a line a size."""
    parser = argparse.ArgumentParser(description="How the ledger grows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
        measure(options.sizes, options.folder, options.shared, written)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(options.sizes, Path(folder), options.shared, written)


if __name__ == "__main__":
    main()
