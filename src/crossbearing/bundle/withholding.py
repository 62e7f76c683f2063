"""Reports that may not be passed on: all but their cited passages is masked, and offsets stay true."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from crossbearing.bundle.manifest import MASK
from crossbearing.model import Claim, Copy, Dossier, Published, Report, Span

Value = TypeVar("Value", Claim, Copy, Published)


def withheld(dossier: Dossier, reports: Collection[str]) -> Dossier:
    """A dossier in which of some reports only the characters that claims cite are left.

    Cited are the claims that answer a question or tell of an agreement: their own words and those of their
    chain, event, time, amounts, hedges and actors; and the words that state a report's day. Every other
    character becomes one mask, so that every span still cuts out its words; other claims, sentences and
    carried passages are masked alike. Unknown fields of the reports' records go. Pure.
    """
    if not reports:
        return dossier
    cited: dict[str, list[tuple[int, int]]] = {}
    leaned_on = _leaned_on(dossier)
    for claim in dossier.claims:
        if claim.report in reports and claim.id in leaned_on:
            bare = replace(claim, sentence=claim.span)
            cited.setdefault(claim.report, []).extend(_stretches(msgspec.to_builtins(bare)))
    for report in dossier.reports:
        if report.id in reports and isinstance(report.published.evidence, Span):
            evidence = report.published.evidence
            cited.setdefault(report.id, []).append((evidence.start, evidence.end))
    texts = {r.id: _masked(r.text, cited.get(r.id, [])) for r in dossier.reports if r.id in reports}
    return replace(
        dossier,
        reports=tuple(_report(report, texts) for report in dossier.reports),
        claims=tuple(_cut(c, Claim, texts[c.report]) if c.report in texts else c for c in dossier.claims),
        copies=tuple(_copy(copy, texts) for copy in dossier.copies),
        cast={key: names for key, names in dossier.cast.items() if key not in reports},
    )


def readable(dossier: Dossier) -> Dossier:
    """A dossier without the claims whose words are masked: what a brief can be written of."""
    claims = tuple(claim for claim in dossier.claims if MASK not in claim.span.exact)
    return dossier if len(claims) == len(dossier.claims) else replace(dossier, claims=claims)


def _leaned_on(dossier: Dossier) -> set[str]:
    """The claims that questions and agreements rest on."""
    answers = {c for question in dossier.questions for p in question.positions for c in p.claims}
    return answers | {claim for agreement in dossier.agreements for claim in agreement.claims}


def _stretches(value: Any) -> list[tuple[int, int]]:
    """Where the spans of a value stand."""
    found = []
    open_ends = [value]
    while open_ends:
        at = open_ends.pop()
        if isinstance(at, dict):
            if "exact" in at:
                found.append((at["start"], at["end"]))
            open_ends.extend(at.values())
        elif isinstance(at, list | tuple):
            open_ends.extend(at)
    return found


def _masked(text: str, cited: Collection[tuple[int, int]]) -> str:
    shown = bytearray(len(text))
    for start, end in cited:
        shown[start:end] = b"\1" * (end - start)
    return "".join(char if seen else MASK for char, seen in zip(text, shown, strict=True))


def _report(report: Report, texts: Mapping[str, str]) -> Report:
    if report.id not in texts:
        return report
    return replace(report, text=texts[report.id], meta={})


def _copy(copy: Copy, texts: Mapping[str, str]) -> Copy:
    if not any(passage.report in texts for passage in copy.passages):
        return copy
    return replace(
        copy,
        passages=tuple(
            replace(passage, span=_span(passage.span, texts[passage.report]))
            if passage.report in texts
            else passage
            for passage in copy.passages
        ),
    )


def _span(span: Span, text: str) -> Span:
    return Span(span.start, span.end, text[span.start : span.end])


def _cut(value: Value, of: type[Value], text: str) -> Value:
    """A value whose spans are cut anew from a text."""
    return msgspec.convert(_cut_in(msgspec.to_builtins(value), text), of)


def _cut_in(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        if "exact" in value:
            value = {**value, "exact": text[value["start"] : value["end"]]}
        return {key: _cut_in(inner, text) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cut_in(inner, text) for inner in value]
    return value
