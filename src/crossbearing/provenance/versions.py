"""Reports that are another one again: the same text under another name, a revised page of one address."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from crossbearing.model import Report, Version

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref|cmpid)=[^&]*(?:&|$)", re.IGNORECASE)


def find_versions(reports: Iterable[Report]) -> list[Version]:
    """Name, for every repeated report, the first one it repeats.

    Texts are equal when they differ in nothing but white space. Of one address (``url``, without scheme,
    fragment and tracking) with different texts, each later report revises the one before it; where that
    text also stood elsewhere first, the revised one is the first report of it, which holds its claims.
    First is by day of publication, then by path, then by id, whatever order the reports come in.
    """
    found: list[Version] = []
    by_text: dict[str, Report] = {}
    by_address: dict[str, dict[str, Report]] = defaultdict(dict)
    for report in sorted(reports, key=_age):
        text = " ".join(report.text.split())
        first = by_text.setdefault(text, report)
        if first is not report:
            found.append(Version(report.id, first.id, "same_text", report.path or report.url))
        if report.url is not None:
            by_address[_address(report.url)].setdefault(text, report)
    for _, texts in sorted(by_address.items()):
        for older, newer in pairwise(texts):
            revised = texts[newer]
            found.append(Version(revised.id, by_text[older].id, "revision", revised.url))
    return found


def _age(report: Report) -> tuple[date, str, str]:
    return (report.published.latest or date.max, report.path or report.url or "", report.id)


def _address(url: str) -> str:
    """An address without what does not change the page: "http://www.x.org/a/#top" → "x.org/a"."""
    bare = _SCHEME.sub("", url.strip()).partition("#")[0]
    return _TRACKING.sub("", bare).rstrip("?&/")
