"""Passages that stand in two reports: shared runs of words, joined over small differences.

Seed and extend, as text-reuse detection does it (passim; Smith, Cordell & Dillon 2013): runs of five
equal words are seeds, seeds on nearly one diagonal are joined, and short joins are dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from crossbearing.model import Copy, Passage, Report, Span
from crossbearing.provenance.sketches import candidates, sketch_of
from crossbearing.provenance.words import Words, words_of

_SEED = 5
"""Five equal words in a row: short enough to survive one changed word in ten, long enough to be rare."""
_GAP = 8
"""Words that may differ between two seeds of one passage (an inserted name, a swapped phrase)."""
_LEAST = 10
"""A passage holds at least so many equal words; below, stock phrases meet by chance."""


def find_copies(
    reports: Iterable[Report],
    agencies: Mapping[str, str] | None = None,
    pairs: Iterable[tuple[str, str]] | None = None,
) -> list[Copy]:
    """Find passages that stand in two reports, word for word or nearly.

    ``agencies`` names, by report id, the agency whose text a report says it is; a passage that such a
    report shares is that agency's. ``pairs`` names, by id, the reports to compare; without it those whose
    sketches meet (``candidates``) are. What is found in a pair depends on these two reports alone.
    Similarity is the share of equal words in the longer passage. Punctuation, case and lost quote marks
    make no difference. Sorted by the reports' ids, then by place.
    """
    agencies = agencies or {}
    known = {report.id: report for report in reports}
    texts = {key: words_of(report) for key, report in sorted(known.items())}
    if pairs is None:
        asked = candidates({key: sketch_of(text) for key, text in texts.items()})
    else:
        asked = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    found = []
    for first, second in asked:
        for run in _runs(_seeds(texts[first], texts[second])):
            copy = _copy(known, texts[first], texts[second], run, agencies)
            if copy is not None:
                found.append(copy)
    return found


def _seeds(one: Words, other: Words) -> list[tuple[int, int]]:
    """Positions of equal five-word runs in two reports."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(one.words) - _SEED + 1):
        where[one.words[at : at + _SEED]].append(at)
    return [
        (at, there)
        for there in range(len(other.words) - _SEED + 1)
        for at in where.get(other.words[there : there + _SEED], ())
    ]


def _runs(seeds: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Join seeds that follow each other in both texts with at most a small gap."""
    runs: list[list[tuple[int, int]]] = []
    open_runs: list[list[tuple[int, int]]] = []
    for seed in sorted(seeds):
        open_runs = [run for run in open_runs if seed[0] - run[-1][0] <= _SEED + _GAP]
        for run in open_runs:
            step = seed[1] - run[-1][1]
            if seed[0] > run[-1][0] and 0 < step <= _SEED + _GAP:
                run.append(seed)
                break
        else:
            run = [seed]
            runs.append(run)
            open_runs.append(run)
    return runs


def _copy(
    reports: Mapping[str, Report],
    one: Words,
    other: Words,
    run: list[tuple[int, int]],
    agencies: Mapping[str, str],
) -> Copy | None:
    equal = {at + n for at, _ in run for n in range(_SEED)}
    if len(equal) < _LEAST:
        return None
    first = (run[0][0], run[-1][0] + _SEED)
    second = (run[0][1], run[-1][1] + _SEED)
    longer = max(first[1] - first[0], second[1] - second[0])
    named = {agencies[key] for key in (one.report, other.report) if key in agencies}
    return Copy(
        passages=(
            _passage(reports[one.report], one, *first),
            _passage(reports[other.report], other, *second),
        ),
        similarity=len(equal) / longer,
        origin=named.pop() if len(named) == 1 else None,
    )


def _passage(report: Report, text: Words, first: int, last: int) -> Passage:
    start, end = text.starts[first], text.ends[last - 1]
    return Passage(report.id, Span(start, end, report.text[start:end]))
