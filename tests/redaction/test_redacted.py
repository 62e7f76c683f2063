"""A dossier with protected things replaced: offsets hold, ids tell nothing, what is withheld is counted."""

import hashlib
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from crossbearing.errors import InputError
from crossbearing.exports import to_contract
from crossbearing.model import Dossier
from crossbearing.redaction import Redacted, Shield, protect, trail, unprotect
from crossbearing.switches import Without, compare, without
from tests.redaction.story import AT, marked, story

NAMES = ("haddoub", "samir", "abu zeyad", "zeyad")


def redacted(dossier: Dossier) -> Dossier:
    return Redacted(dossier, Shield(dossier)).dossier


def raw(dossier: Dossier) -> str:
    return msgspec.json.encode(dossier).decode().casefold()


def spans(value: Any) -> list[tuple[int, int, str]]:
    if isinstance(value, dict):
        own = [(value["start"], value["end"], value["exact"])] if "exact" in value else []
        return own + [found for inner in value.values() for found in spans(inner)]
    return [found for inner in value for found in spans(inner)] if isinstance(value, list) else []


def offsets_hold(dossier: Dossier) -> bool:
    texts = {report.id: report.text for report in dossier.reports}
    rows = [(claim.report, claim) for claim in dossier.claims]
    rows += [(passage.report, passage.span) for copy in dossier.copies for passage in copy.passages]
    rows += [(report.id, report.published) for report in dossier.reports]
    return all(
        texts[report][start:end] == exact and start < end
        for report, value in rows
        for start, end, exact in spans(msgspec.to_builtins(value))
    )


def test_nothing_protected_changes_nothing() -> None:
    dossier = story()
    assert redacted(dossier) == dossier


def test_a_protected_person_is_gone_from_every_field_and_offsets_hold() -> None:
    dossier = marked("a-samir")
    told = redacted(dossier)
    assert all(name not in raw(told) for name in NAMES)
    assert offsets_hold(told)
    assert len(told.claims) == len(dossier.claims)
    [samir] = [actor for actor in told.actors if actor.name == "[protected person A]"]
    assert samir.aliases == ()
    [baker] = [claim for claim in told.claims if claim.origin == samir.id]
    assert baker.attribution[0].span.exact == "[protected person A]"
    assert baker.quantities[0].span.exact == "At least 14 people"


def test_words_that_stand_for_somebody_are_replaced_where_they_stand() -> None:
    told = redacted(marked("a-surgeon"))
    assert "hid under the mill" not in told.reports[0].text
    assert "said [protected person A]." in told.reports[0].text


def test_sums_are_of_the_redacted_text_and_ids_are_no_hash_of_the_name() -> None:
    dossier = marked("a-samir")
    told = redacted(dossier)
    sheet, wire = told.reports
    assert sheet.sha256 == hashlib.sha256(sheet.text.encode()).hexdigest()
    assert (wire.sha256, wire.id) == ("cd" * 32, "r-wire")
    assert sheet.id not in ("r-sheet", redacted(marked("a-samir")).reports[0].id)
    assert sheet.id == redacted(dossier).reports[0].id
    assert told.redaction is not None
    assert told.redaction.texts == (sheet.id,)
    changed = raw(told)
    gone = ("r-sheet", "c-baker", "c-surgeon", "c-brother", "a-samir", "q-told", "p-told", "j-1")
    assert all(f'"{key}"' not in changed for key in gone)
    assert '"c-calm"' in changed


def test_an_address_stays_an_address() -> None:
    sheet = redacted(marked("a-samir")).reports[0]
    assert sheet.url == "https://paper.example/protected-person-a-qarmeen.html"
    assert sheet.path == "in/protected-person-a.txt"
    assert sheet.external_id == "protected-person-a-1"


def test_a_protected_place_goes_with_its_point_and_what_lies_in_it() -> None:
    told = redacted(marked("p-qar"))
    changed = raw(told)
    assert all(word not in changed for word in ("qarmeen", "mill quarter", "35.3123", "35.3177", "38.2299"))
    hidden = {place.name: place for place in told.places}
    own, inner = hidden["[protected place A]"], hidden["[place in protected place A]"]
    assert (own.lat, own.lon, own.geonameid, own.within, own.precision) == (
        None,
        None,
        None,
        "p-hill",
        "region",
    )
    assert (inner.lat, inner.within) == (None, own.id)
    [surgeon] = [claim for claim in told.claims if claim.span.exact == "We buried 9 children"]
    assert surgeon.places == (inner.id,), "the town between the place and its region goes"
    assert offsets_hold(told)


def test_a_protected_report_goes_with_its_claims_and_what_that_changed_is_told() -> None:
    told = redacted(marked("r-sheet"))
    changed = raw(told)
    gone = (
        "morning sheet",
        "paper.example",
        "samir_haddoub.txt",
        "lena ostrow",
        "surgeon",
        "buries its dead",
    )
    assert all(word not in changed for word in gone)
    assert told.redaction is not None
    assert (told.redaction.reports, told.redaction.withheld, told.redaction.kept) == (1, 3, 0)
    assert told.redaction.altered or told.redaction.lost
    assert {claim.id for claim in told.claims} == {"c-wire", "c-calm"}


def test_claims_of_a_protected_report_stay_if_asked() -> None:
    told = redacted(marked("r-sheet", keep_claims=True))
    sheet = told.reports[0]
    assert (sheet.url, sheet.path, sheet.outlet, sheet.byline, sheet.external_id) == (None,) * 5
    assert sheet.title == "[protected report A]"
    assert "Write to" not in sheet.text
    assert "We buried 9 children" in sheet.text
    assert told.redaction is not None
    assert (told.redaction.withheld, told.redaction.kept) == (0, 3)
    assert offsets_hold(told)


def test_marks_leave_no_trace_and_labels_stay() -> None:
    dossier = marked("a-samir", "a-watch")
    assert "protect" not in {item.verdict for item in redacted(dossier).assessments}
    for item in unprotect(dossier, "a-samir", analyst="Ona Reyk", at=AT):
        dossier = replace(dossier, assessments=(*dossier.assessments, item))
    told = redacted(dossier)
    assert [actor.name for actor in told.actors][:3] == ["Samir Haddoub", "a surgeon", "[protected group B]"]
    assert [(mark.label, mark.state) for mark in trail(dossier)] == [
        ("[protected person A]", "withdrawn"),
        ("[protected group B]", "in force"),
    ]
    assert {item.verdict for item in told.assessments} == {"accept"}
    with pytest.raises(InputError, match="not protected"):
        unprotect(dossier, "a-samir", analyst="Ona Reyk", at=AT)


def test_a_mark_holds_when_later_reports_give_its_thing_another_id() -> None:
    dossier = marked("a-samir")
    actors = tuple(replace(a, id="a-other") if a.id == "a-samir" else a for a in dossier.actors)
    claims = tuple(replace(c, attribution=(), actors=(), origin=None) for c in dossier.claims)
    moved = replace(dossier, actors=actors, claims=claims, cast={}, questions=(), incidents=())
    told = redacted(moved)
    assert all(name not in raw(told) for name in NAMES)
    assert told.actors[0].name == "[protected person A]"
    assert told.actors[0].id != "a-other"


def test_a_given_label_and_further_names() -> None:
    told = redacted(marked("a-samir", label="Source Q", names=("the Lion of Qarmeen",)))
    assert told.actors[0].name == "Source Q"
    dossier = marked("a-samir", names=("Lena Ostrow",))
    assert "ostrow" not in raw(redacted(dossier))


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("Haddoub’s kin", "holds the name"),
        ("Source 1", "no figures"),
        ("x" * 61, "printable"),
        ("", "printable"),
    ],
)
def test_labels_that_cannot_be(label: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        protect(story(), "a-samir", analyst="Ona Reyk", at=AT, label=label)


def test_a_label_stands_for_one_thing() -> None:
    with pytest.raises(InputError, match="another thing"):
        protect(marked("a-samir", label="Source Q"), "a-watch", analyst="O", at=AT, label="Source Q")
    with pytest.raises(InputError, match="no such actor"):
        protect(story(), "c-baker", analyst="O", at=AT)
    with pytest.raises(InputError, match="needs a name"):
        protect(story(), "a-watch", analyst=" ", at=AT)


def test_what_switches_left_out_is_told_with_labels() -> None:
    dossier = marked("a-samir")
    choice = Without(origins=("Samir Haddoub",))
    rest = without(dossier, choice)
    redaction = Redacted(rest, Shield(dossier))
    told = redaction.left_out(compare(dossier, rest, choice))
    assert told.dropped[0].name == "[protected person A]"
    assert all(name not in msgspec.json.encode(told).decode().casefold() for name in NAMES)


def test_the_contract_says_what_was_redacted() -> None:
    rows = msgspec.json.decode(to_contract(redacted(marked("a-samir"))))
    assert rows["redaction"]["actors"] == 1
    assert rows["redaction"]["texts"] == [rows["reports"][0]["id"]]
    assert msgspec.json.decode(to_contract(story()))["redaction"] is None
