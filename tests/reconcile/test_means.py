import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from crossbearing.reconcile.means import hour_named, means_of, sites_named
from tests.factory import claim, span_in


def rows():
    for line in (Path(__file__).parent / "means.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split(" | "))


def told(text):
    """A claim of a clause; what stands in brackets is what it was aimed at."""
    aimed = re.search(r"\[(.+)\]", text)
    sentence = text.replace("[", "").replace("]", "")
    made = claim("wire", sentence, at=1000)
    if aimed is None:
        return made
    span = span_in(sentence, aimed.group(1))
    at = made.sentence.start
    return replace(made, target_spans=(replace(span, start=span.start + at, end=span.end + at),))


@pytest.mark.parametrize(("means", "site", "text"), list(rows()))
def test_means_and_what_was_hit(means, site, text):
    made = told(text)
    assert (",".join(means_of(made)) or "-") == means
    assert (",".join(sorted(sites_named(made))) or "-") == site


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Rockets at dawn killed nine", "dawn"),
        ("The raid came around 11 am and killed nine", "morning"),
        ("Nine were killed and I am one of the hurt", ""),
        ("Rockets killed nine", ""),
    ],
)
def test_the_hour_of_an_attack(text, hour):
    assert hour_named(told(text))[0] == hour
