"""Passages that stand in two reports, and whose text they are where a report says so."""

from collections.abc import Iterable, Mapping

from crossbearing.model import Copy, Passage, Report, Span
from crossbearing.provenance.align import Shared, align, rows_of
from crossbearing.provenance.sketches import candidates, sketch_of
from crossbearing.provenance.words import Words, words_of


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
    ready = {key: rows_of(texts[key]) for key in sorted({key for pair in asked for key in pair})}
    found = []
    for first, second in asked:
        for shared in align(ready[first], ready[second]):
            found.append(_copy(known, texts[first], texts[second], shared, agencies))
    return found


def _copy(
    reports: Mapping[str, Report], one: Words, other: Words, shared: Shared, agencies: Mapping[str, str]
) -> Copy:
    named = {agencies[key] for key in (one.report, other.report) if key in agencies}
    return Copy(
        passages=(
            _passage(reports[one.report], one, *shared.one),
            _passage(reports[other.report], other, *shared.other),
        ),
        similarity=shared.similarity,
        origin=named.pop() if len(named) == 1 else None,
    )


def _passage(report: Report, text: Words, first: int, last: int) -> Passage:
    start, end = text.starts[first], text.ends[last - 1]
    return Passage(report.id, Span(start, end, report.text[start:end]))
