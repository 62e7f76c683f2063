"""Reports that are another one again: the same text under another name, a revised page of one address."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
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
    Some of the reports are enough for those of one text or address: all with that ``text_key``, all with
    that ``address_key``, and, where these have a text that stands elsewhere too, all with that text.
    """
    found: list[Version] = []
    by_text: dict[str, Report] = {}
    by_address: dict[str, dict[str, Report]] = defaultdict(dict)
    for report in sorted(reports, key=_age):
        text = text_key(report)
        first = by_text.setdefault(text, report)
        if first is not report:
            found.append(Version(report.id, first.id, "same_text", report.path or report.url))
        address = address_key(report)
        if address is not None:
            by_address[address].setdefault(text, report)
    for _, texts in sorted(by_address.items()):
        for older, newer in pairwise(texts):
            revised = texts[newer]
            found.append(Version(revised.id, by_text[older].id, "revision", revised.url))
    return found


def text_key(report: Report) -> str:
    """A short key, the same for texts that differ in nothing but white space: 32 hexadecimal digits."""
    text = " ".join(report.text.split())
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def address_key(report: Report) -> str | None:
    """A report's address without what does not change the page: "http://www.x.org/a/#top" → "x.org/a".

    None where a report has no address.
    """
    if report.url is None:
        return None
    bare = _SCHEME.sub("", report.url.strip()).partition("#")[0]
    return _TRACKING.sub("", bare).rstrip("?&/") or None


def _age(report: Report) -> tuple[date, str, str]:
    return (report.published.latest or date.max, report.path or report.url or "", report.id)
