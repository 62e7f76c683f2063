"""Every row of the room's lists is run through its example."""

from functools import lru_cache

import pytest

from crossbearing.places import Toponyms, open_gazetteer
from crossbearing.places.lexicon import Cue, Demonym, cues, demonym_rows
from crossbearing.places.supplement import Row, own_rows

from .reading import read_all


@lru_cache(maxsize=1)
def results() -> dict[str, Toponyms]:
    """What is found in each example, parsed together once."""
    texts = list(dict.fromkeys(row.example for row in (*cues(), *demonym_rows(), *own_rows())))
    return dict(zip(texts, read_all(texts), strict=True))


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: f"{cue.kind}-{cue.word}")
def test_cue_does_its_work_in_its_example(cue: Cue) -> None:
    assert cue.word in cue.example
    found = results()[cue.example]
    if cue.expect.startswith("!"):
        assert cue.expect[1:] not in {mention.span.exact for mention in found.mentions}
        return
    name, _, wanted = cue.expect.rpartition("=")
    for mention in found.mentions:
        place = found.places.get(mention.place or "")
        if place is not None and (name in mention.span.exact or name == place.name):
            assert wanted in (mention.role, place.kind)
            return
    raise AssertionError(f"{name} not found in {cue.example!r}: {found.mentions}")


@pytest.mark.parametrize("demonym", demonym_rows(), ids=lambda row: row.word)
def test_demonym_is_an_adjective_of_its_place(demonym: Demonym) -> None:
    found = results()[demonym.example]
    (mention,) = [m for m in found.mentions if m.span.exact == demonym.word]
    assert mention.role == "adjective"
    assert mention.place is not None
    assert demonym.place in (mention.place, found.places[mention.place].country)


@pytest.mark.parametrize("row", own_rows(), ids=lambda row: row.slug)
def test_supplement_place_is_whole_and_found_in_its_example(row: Row) -> None:
    wanted = f"p-gn{row.geonameid}" if row.geonameid is not None else f"p-x-{row.slug}"
    assert wanted in {mention.place for mention in results()[row.example].mentions}
    store = open_gazetteer()
    entry = store.entry(wanted)
    assert entry is not None
    assert entry.lat is not None
    assert entry.within is None or store.entry(entry.within) is not None
    assert row.source
