"""Measure incidents on our own annotated mentions: which claims of many reports tell of one happening.

Usage: python -m eval.incidents_eval [--half tune|train|aside] [--misses N] [--shared DIR]

``eval/annotations/incidents.jsonl`` holds offsets and labels only (docs/annotation.md); the texts lie
beside the checkout. Each share of a half was annotated apart, so its reports alone go through the whole
main path and only its mentions are compared. A claim tells one happening, that of its event. So a mention
is told by the claim whose event hangs on its trigger, else by the shortest claim around the trigger that no
other mention has, else by such a claim of violence or of the mention's kind in the same sentence; its
cluster is that claim's incident. A claim in no incident is a cluster of its own, and so is a mention
without a claim. A title that the text repeats is read once, and so is a text that two reports have: a
mention in the repeat stands for the first. The line "around" gives every mention the shortest claim around
it, also where others have it.

B-cubed: for each mention, which share of its cluster is of its own incident (precision), and which share of
its incident's mentions its cluster holds (recall), averaged over all mentions of a half.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from crossbearing.ledger import Ledger
from crossbearing.model import Claim, Dossier, Report
from crossbearing.run import add_reports
from eval.domain import ANNOTATIONS, SHARED

Row = dict[str, Any]
SHARES = {"tune": ("t1", "t2"), "train": tuple(f"n{n}" for n in range(10)), "aside": ("a1", "a2")}
_VIOLENT = frozenset({"casualties", "hostilities"})
_OF_KIND = {
    "detention": {"detention"},
    "displacement": {"displacement", "evacuation"},
    "evacuation": {"evacuation", "displacement"},
    "aid": {"aid"},
    "deal": {"agreement", "diplomacy"},
    "vote": {"diplomacy"},
    "meeting": {"diplomacy"},
    "capture": {"control"},
}
"""Topics under which a claim may tell a kind of happening, beside violence."""


class Mention(Struct, frozen=True):
    """An annotated mention with the claim that tells it, if any, and the cluster the program puts it in."""

    row: Row
    report: Report
    at: int
    claim: Claim | None
    cluster: Hashable


class Score(Struct, frozen=True):
    """B-cubed precision and recall over so many mentions."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def annotated(share: str) -> list[Row]:
    """The annotated mentions of one share."""
    lines = (ANNOTATIONS / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for line in lines if (row := json.loads(line))["share"] == share]


def taken_in(share: str, shared: Path = SHARED) -> tuple[Dossier, dict[str, tuple[str, Report]]]:
    """The ledger of one share's reports, and each report with its raw text by annotated id."""
    wanted = {row["id"] for row in annotated(share)}
    lines = (shared / "corpora" / "syria-news" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record for line in lines if (record := json.loads(line))["id"] in wanted]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        with Ledger.open(Path(folder) / "shared.ledger") as ledger:
            add_reports([path], ledger)
            dossier = ledger.dossier()
    by_ending = {report.text: report for report in dossier.reports}
    known: dict[str, tuple[str, Report]] = {}
    for record in records:
        text = record["text"].strip()
        held = [r for full, r in by_ending.items() if full.endswith(text)]
        known |= {record["id"]: (record["text"], held[0])} if held else {}
    return dossier, known


def mentions_of(
    rows: Iterable[Row], known: dict[str, tuple[str, Report]], dossier: Dossier, *, once: bool = True
) -> Iterator[Mention]:
    """Each annotated mention with its claim and its cluster; ``once``: no two mentions have one claim."""
    incident_of = {claim: incident.id for incident in dossier.incidents for claim in incident.claims}
    claims = defaultdict(list)
    for claim in dossier.claims:
        claims[claim.report].append(claim)
    first = {version.report: version.of for version in dossier.versions if version.kind == "same_text"}
    waiting = [(n, row) for n, row in enumerate(rows) if row["id"] in known]
    at = {n: placed(row["trigger"], *known[row["id"]]) for n, row in waiting}
    told: dict[int, Claim] = {}
    for way in (_hung, _around, _near):
        for n, row in waiting:
            report = known[row["id"]][1].id
            taken = {told[m].id for m, other in waiting if once and m in told and other["id"] == row["id"]}
            left = [c for c in claims[first.get(report, report)] if c.id not in taken]
            best = None if n in told else way(at[n], row["kind"], left)
            if best is not None:
                told[n] = best
    for n, row in waiting:
        by = told.get(n)
        cluster: Hashable = ("alone", n) if by is None else incident_of.get(by.id, by.id)
        yield Mention(row, known[row["id"]][1], at[n], by, cluster)


def placed(trigger: int, text: str, report: Report) -> int:
    """Where a trigger stands in a report as read: the record's title goes before its text."""
    at = trigger + report.text.rindex(text.strip()) - (len(text) - len(text.lstrip()))
    titles = [block for block in report.blocks if block.kind == "title"]
    for block in report.blocks:
        if block.kind == "furniture" and block.start <= at < block.end and titles:
            words = report.text[block.start : block.end].strip(" .")
            title = report.text[titles[0].start : titles[0].end]
            found = title.find(words)
            if found >= 0 and words:
                return titles[0].start + found + at - block.start
    return at


def _hung(at: int, _: str, claims: list[Claim]) -> Claim | None:
    """The claim whose event hangs on a character."""
    return _shortest([c for c in claims if c.event and c.event.trigger.start <= at < c.event.trigger.end])


def _around(at: int, _: str, claims: list[Claim]) -> Claim | None:
    """The shortest claim around a character."""
    return _shortest([c for c in claims if c.span.start <= at < c.span.end])


def _near(at: int, kind: str, claims: list[Claim]) -> Claim | None:
    """A claim of violence or of the mention's kind in the same sentence."""
    topics = _VIOLENT | _OF_KIND.get(kind, set())
    return _shortest([c for c in claims if c.sentence.start <= at < c.sentence.end and c.topic in topics])


def _shortest(claims: list[Claim]) -> Claim | None:
    return min(claims, key=lambda c: (c.span.end - c.span.start, c.id), default=None)


def b_cubed(pairs: list[tuple[Hashable, Hashable]]) -> Score:
    """Score (annotated, found) labels, one pair for each mention."""
    gold, found, both = Counter(g for g, _ in pairs), Counter(f for _, f in pairs), Counter(pairs)
    count = max(1, len(pairs))
    precision = sum(both[pair] / found[pair[1]] for pair in pairs) / count
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs) / count
    return Score(100 * precision, 100 * recall, len(pairs))


def scored(mentions: Iterable[Mention]) -> Score:
    """B-cubed over mentions."""
    return b_cubed([(m.row["incident"], m.cluster) for m in mentions])


def told(mentions: list[Mention], around: list[Mention]) -> Iterator[str]:
    """The figures, line by line."""
    score, loose = scored(mentions), scored(around)
    with_claim = sum(m.claim is not None for m in mentions)
    yield f"mentions   {len(mentions)}, with a claim {100 * with_claim / max(1, len(mentions)):.1f} %"
    yield f"b-cubed    P {score.precision:5.1f}  R {score.recall:5.1f}  F1 {score.f1:5.1f}"
    yield f"around     P {loose.precision:5.1f}  R {loose.recall:5.1f}  F1 {loose.f1:5.1f}"
    found, wide = across(mentions)
    share = 100 * found / max(1, wide)
    yield f"incidents of two reports or more: {wide}, brought together {found} ({share:.1f} %)"
    for kind in sorted({m.row["kind"] for m in mentions}):
        yield by_kind(kind, mentions)


def across(mentions: list[Mention]) -> tuple[int, int]:
    """How many incidents of several reports have a cluster of several of them, and how many there are."""
    reports: dict[str, set[str]] = defaultdict(set)
    met: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for m in mentions:
        reports[m.row["incident"]].add(m.row["id"])
        met[(m.row["incident"], m.cluster)].add(m.row["id"])
    wide = {incident for incident, ids in reports.items() if len(ids) > 1}
    return len({incident for (incident, _), ids in met.items() if len(ids) > 1}), len(wide)


def by_kind(kind: str, mentions: list[Mention]) -> str:
    """B-cubed over the mentions of one kind, their clusters taken whole."""
    gold, found = Counter(m.row["incident"] for m in mentions), Counter(m.cluster for m in mentions)
    both = Counter((m.row["incident"], m.cluster) for m in mentions)
    mine = [m for m in mentions if m.row["kind"] == kind]
    shared = [both[m.row["incident"], m.cluster] for m in mine]
    precision = 100 * sum(s / found[m.cluster] for s, m in zip(shared, mine, strict=True)) / len(mine)
    recall = 100 * sum(s / gold[m.row["incident"]] for s, m in zip(shared, mine, strict=True)) / len(mine)
    return f"{kind:13} P {precision:5.1f}  R {recall:5.1f}  mentions {len(mine)}"


def wrong(mentions: list[Mention]) -> Iterator[str]:
    """Clusters that hold several incidents, and incidents in several clusters, mention by mention."""
    clusters = defaultdict(list)
    for m in mentions:
        clusters[m.cluster].append(m)
    for cluster, members in clusters.items():
        if len({m.row["incident"] for m in members}) > 1:
            yield f"\n== joined: {cluster}"
            yield from (line(m) for m in members)
    incidents = defaultdict(list)
    for m in mentions:
        incidents[m.row["incident"]].append(m)
    for incident, members in incidents.items():
        if len({m.cluster for m in members}) > 1:
            yield f"\n== split: {incident}"
            yield from (line(m) for m in sorted(members, key=lambda m: str(m.cluster)))


def line(m: Mention) -> str:
    """A mention in one line."""
    claim = m.claim
    shown = (
        "no claim" if claim is None else f"{claim.topic} {claim.places} {claim.time and claim.time.earliest}"
    )
    cluster, words = str(m.cluster)[:14], m.report.text[max(0, m.at - 60) : m.at + 60].replace("\n", "/")
    return f"{m.row['incident']:6} {cluster:14} {m.row['id']} {m.row['day']} {shown} :: {words}"


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=tuple(SHARES), default="tune")
    parser.add_argument("--misses", action="store_true", help="print what differs (never for aside)")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    mentions: list[Mention] = []
    around: list[Mention] = []
    for share in SHARES[options.half]:
        dossier, known = taken_in(share, options.shared)
        mentions += mentions_of(annotated(share), known, dossier)
        around += mentions_of(annotated(share), known, dossier, once=False)
    print("\n".join(told(mentions, around)))
    if options.misses and options.half == "tune":
        print("\n".join(wrong(mentions)))


if __name__ == "__main__":
    main()
