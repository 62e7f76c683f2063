"""Reports that are another one again: the same text under another name, a revised page of one address."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from crossbearing.model import Report, Version


def find_versions(reports: Iterable[Report]) -> list[Version]:
    """Name, for every repeated report, the first one it repeats.

    Texts are equal when they differ in nothing but white space. Of one address (``url``) with
    different texts, each later report revises the one before it.
    """
    ordered = sorted(reports, key=_age)
    found: list[Version] = []
    by_text: dict[str, Report] = {}
    by_url: dict[str, list[Report]] = defaultdict(list)
    for report in ordered:
        key = " ".join(report.text.split())
        first = by_text.setdefault(key, report)
        if first is not report:
            found.append(Version(report.id, first.id, "same_text", report.path or report.url))
        elif report.url is not None:
            by_url[report.url].append(report)
    for url, same in sorted(by_url.items()):
        for older, newer in pairwise(same):
            found.append(Version(newer.id, older.id, "revision", url))
    return found


def _age(report: Report) -> tuple[date, str, str]:
    return (report.published.latest or date.max, report.path or "", report.id)
