"""Bundles: the same bytes each time, each change found, nothing withheld leaves, hostile files do no harm."""

import io
import zipfile
import zlib
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from crossbearing.bundle import pack, verify
from crossbearing.bundle.manifest import MASK, MAX_FILE, sha256
from crossbearing.bundle.packing import zipped
from crossbearing.bundle.withholding import withheld
from crossbearing.model import Copy, Dossier, Passage, Span

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def whole(sample_dossier: Dossier) -> bytes:
    return pack(sample_dossier)


@pytest.fixture(scope="module")
def hashes(sample_dossier: Dossier) -> bytes:
    return pack(sample_dossier, hashes_only=[report.id for report in sample_dossier.reports])


def _files(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bundle_holds_and_is_the_same_each_time(
    whole: bytes, hashes: bytes, sample_dossier: Dossier
) -> None:
    assert pack(sample_dossier) == whole
    for data, kept_back in ((whole, 0), (hashes, len(sample_dossier.reports))):
        verdict = verify(data)
        assert verdict.faults == ()
        assert (verdict.reports, verdict.withheld) == (len(sample_dossier.reports), kept_back)
        assert verdict.citations > len(sample_dossier.claims)
    names = sorted(_files(whole))
    reports = [f"reports/{report.id}.txt" for report in sample_dossier.reports]
    kept = ["README.txt", "brief.html", "brief.md", "ledger.json", "manifest.json"]
    assert names == sorted([*kept, *reports])
    texts = {f"reports/{r.id}.txt": r.text.encode() for r in sample_dossier.reports}
    assert all(_files(whole)[name] == text for name, text in texts.items())


def test_no_folder_of_the_machine_leaves(whole: bytes, sample_dossier: Dossier) -> None:
    folders = {report.path.rpartition("/")[0] for report in sample_dossier.reports if report.path}
    assert folders
    assert not [folder for folder in folders if folder.encode() in whole]


# -- withholding -------------------------------------------------------------------------------------------


def test_nothing_but_cited_words_of_a_withheld_report_leaves(hashes: bytes, sample_dossier: Dossier) -> None:
    shown = withheld(sample_dossier, [report.id for report in sample_dossier.reports])
    named = {name for r in sample_dossier.reports for name in (r.title, r.byline) if name}
    named |= {name for actor in sample_dossier.actors for name in (actor.name, *actor.aliases)}
    asked = {c for q in sample_dossier.questions for p in q.positions for c in p.claims}
    asked |= {c for agreement in sample_dossier.agreements for c in agreement.claims}
    told = {claim.span.exact for claim in sample_dossier.claims if claim.id in asked}
    checked = 0
    for report, masked in zip(sample_dossier.reports, shown.reports, strict=True):
        assert len(masked.text) == len(report.text)
        for start in range(0, len(report.text) - 20, 3):
            piece = report.text[start : start + 20]
            hidden = masked.text[start : start + 20] == MASK * 20
            if hidden and not any(piece in said for said in (*told, *named)):
                checked += 1
                assert piece.encode() not in hashes
    assert checked > 20


def test_every_span_still_cuts_out_its_words(sample_dossier: Dossier) -> None:
    one = sample_dossier.claims[0].report
    shown = withheld(sample_dossier, [one])
    texts = {report.id: report.text for report in shown.reports}
    asked = {c for q in sample_dossier.questions for p in q.positions for c in p.claims}
    asked |= {c for agreement in sample_dossier.agreements for c in agreement.claims}
    for claim, before in zip(shown.claims, sample_dossier.claims, strict=True):
        if claim.id in asked or claim.report != one:
            assert claim.span == before.span
            assert [link.span for link in claim.attribution] == [link.span for link in before.attribution]
        spans = (claim.span, claim.sentence, *claim.hedges, *(q.span for q in claim.quantities))
        assert all(texts[claim.report][s.start : s.end] == s.exact for s in spans)
    for copy in shown.copies:
        for passage in copy.passages:
            start, end = passage.span.start, passage.span.end
            assert texts[passage.report][start:end] == passage.span.exact
    others = [r for r in sample_dossier.reports if r.id != one]
    assert [r for r in shown.reports if r.id != one] == others


def test_the_manifest_has_hashes_for_whoever_holds_the_report(hashes: bytes, sample_dossier: Dossier) -> None:
    manifest = msgspec.json.decode(_files(hashes)["manifest.json"])
    texts = {report.id: report.text for report in sample_dossier.reports}
    for row in manifest["reports"]:
        assert row["withheld"]
        assert row["text_sha256"] == sha256(texts[row["id"]])
        assert row["passages"]
        for passage in row["passages"]:
            assert sha256(texts[row["id"]][passage["start"] : passage["end"]]) == passage["sha256"]


def test_a_carried_passage_of_cited_words_alone_is_summed_too(sample_dossier: Dossier) -> None:
    one, *_, other = sample_dossier.claims
    word = one.span.exact.split()[0]
    stretch = Passage(one.report, Span(one.span.start, one.span.start + len(word), word))
    copies = (*sample_dossier.copies, Copy((stretch, Passage(other.report, other.span)), 0.9))
    dossier = structs.replace(sample_dossier, copies=copies)
    assert verify(pack(dossier, hashes_only=[one.report])).faults == ()


# -- tampering ---------------------------------------------------------------------------------------------


def _resummed(files: Files) -> bytes:
    """A bundle whose sums were made anew, as a careful forger would."""
    manifest = msgspec.json.decode(files["manifest.json"])
    for row in manifest["files"]:
        data = files[row["name"]]
        row |= {"bytes": len(data), "sha256": sha256(data)}
    return zipped(files | {"manifest.json": msgspec.json.encode(manifest)})


def test_any_file_changed_missing_or_additional_is_named(whole: bytes) -> None:
    files = _files(whole)
    for name, data in files.items():
        changed = zipped(files | {name: data.replace(b"a", b"e", 1)})
        assert any(name in fault or name == "manifest.json" for fault in verify(changed).faults), name
        assert verify(changed).faults, name
        gone = verify(zipped({key: files[key] for key in files if key != name})).faults
        assert f"{name}: missing" in gone
    for name in ("reports/r-more.txt", "virus.exe", "../up.txt", "/etc/passwd", "reports/../../up.txt"):
        faults = verify(zipped(files | {name: b"more"})).faults
        assert any(fault.startswith(f"{name}: additional") for fault in faults), name


def test_a_citation_is_held_against_its_report_whatever_the_sums_say(whole: bytes) -> None:
    files = _files(whole)
    ledger = msgspec.json.decode(files["ledger.json"])
    claim = ledger["claims"][3]
    claim["exact"] = claim["exact"].replace(claim["exact"][:5], "XXXXX")
    faults = verify(_resummed(files | {"ledger.json": msgspec.json.encode(ledger)})).faults
    assert [fault for fault in faults if fault.startswith(f"{claim['id']}: characters")]
    claim["report"] = "r-nowhere"
    faults = verify(_resummed(files | {"ledger.json": msgspec.json.encode(ledger)})).faults
    assert any("which is no report of the bundle" in fault for fault in faults)


def test_a_text_changed_in_ledger_and_file_alike_is_found(whole: bytes, hashes: bytes) -> None:
    for data, said in ((whole, "not the one that was summed"), (hashes, "not the summed passage")):
        files = _files(data)
        ledger = msgspec.json.decode(files["ledger.json"])
        claim = next(c for c in ledger["claims"] if len(c["exact"].split()[0]) == 3)
        word = claim["exact"][:3]
        report = next(r for r in ledger["reports"] if r["id"] == claim["report"])
        text = report["text"]
        report["text"] = text[: claim["start"]] + word[::-1] + text[claim["start"] + 3 :]
        claim["exact"] = word[::-1] + claim["exact"][3:]
        files |= {
            "ledger.json": msgspec.json.encode(ledger),
            f"reports/{report['id']}.txt": report["text"].encode(),
        }
        assert any(said in fault for fault in verify(_resummed(files)).faults)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_byte_changed_is_found(small: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(small) - 1))
    new = data.draw(st.integers(0, 255).filter(lambda byte: byte != small[at]))
    assert verify(small[:at] + bytes([new]) + small[at + 1 :]).faults


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_byte_more_or_less_is_found(small: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(small)))
    more = data.draw(st.binary(min_size=1, max_size=40))
    assert verify(small[:at]).faults or at == len(small)
    assert verify(small[:at] + more + small[at:]).faults


@pytest.fixture(scope="module")
def small() -> bytes:
    """A bundle of nothing: as small as can be."""
    return pack(Dossier())


# -- hostile -----------------------------------------------------------------------------------------------


def _renamed(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data.replace(archive.namelist()[0].encode(), b"\xff\xfe\x00bad.txt"[: len("README.txt")])


def _bomb(data: bytes) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ledger.json", bytes(3_000_000))
    packed = bytearray(page.getvalue())
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = (MAX_FILE + 1).to_bytes(4, "little")
    return bytes(packed)


def _doubled(data: bytes) -> bytes:
    page = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(page, "a") as archive:
        archive.writestr("ledger.json", b"{}")
    return page.getvalue()


def _with(name: str, data: bytes) -> Callable[[bytes], bytes]:
    return lambda small: _resummed(_files(small) | {name: data})


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no zip": lambda _: b"PK\x03\x04 but no more",
    "text": lambda _: b"a letter, not a bundle " * 50,
    "empty zip": lambda _: zipped({}),
    "bomb": _bomb,
    "doubled": _doubled,
    "renamed": _renamed,
    "encrypted": lambda data: data.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    ),
    "deep": _with("ledger.json", b'{"claims":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "deep but legal": _with("ledger.json", b'{"claims":' + b"[" * 900 + b"]" * 900 + b"}"),
    "no object": _with("ledger.json", b"[1, 2]"),
    "no utf-8": _with("ledger.json", b'{"claims": "\xff\xfe"}'),
    "odd rows": _with("ledger.json", b'{"reports": [1, null, {"id": 3}], "claims": {"start": 1}, "x": 7}'),
    "odd ledger": lambda data: _resummed(
        _files(data)
        | {"ledger.json": _files(data)["ledger.json"].replace(b'"claims": []', b'"claims": [{"exact":"x"}]')}
    ),
    "span of no numbers": lambda data: _resummed(
        _files(data)
        | {"ledger.json": _files(data)["ledger.json"].replace(b'"copies": []', b'"copies": [{"exact":"x"}]')}
    ),
    "odd spans": _with("ledger.json", b'{"claims": [{"id":"c","start":-9e0,"end":true,"exact":"x"}]}'),
    "huge spans": _with("ledger.json", b'{"claims": [{"start":-5,"end":999999999999999999,"exact":"x"}]}'),
    "comment": lambda data: data[:-2] + b"\x05\x00hello",
    "deflated again": lambda data: _deflated(data),
    "manifest no json": lambda data: zipped(_files(data) | {"manifest.json": zlib.compress(b"{}")}),
    "manifest other": lambda data: zipped(_files(data) | {"manifest.json": b'{"format": "other"}'}),
}


def _deflated(data: bytes) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(data).items():
            archive.writestr(name, content)
    return page.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_faults_and_never_tracebacks(name: str, small: bytes) -> None:
    assert verify(small).faults == ()
    verdict = verify(HOSTILE[name](small))
    assert verdict.faults
    assert all("\n" not in fault and len(fault) < 400 for fault in verdict.faults)


def test_many_faults_are_bounded(whole: bytes) -> None:
    files = _files(whole)
    ledger = msgspec.json.decode(files["ledger.json"])
    ledger["claims"] = [ledger["claims"][0] | {"id": f"c-{n}", "exact": "?"} for n in range(5_000)]
    assert len(verify(_resummed(files | {"ledger.json": msgspec.json.encode(ledger)})).faults) == 1_000


def test_a_report_of_the_manifest_alone_is_named(whole: bytes) -> None:
    files = _files(whole)
    manifest = msgspec.json.decode(files["manifest.json"])
    manifest["reports"].append(manifest["reports"][0] | {"id": "r-ghost"})
    faults = verify(zipped(files | {"manifest.json": msgspec.json.encode(manifest)})).faults
    assert "r-ghost: a report of manifest.json alone" in faults


def test_paths_become_file_names_and_addresses_stay(sample_dossier: Dossier) -> None:
    one = structs.replace(sample_dossier.reports[0], path="C:\\news\\one.txt", url="https://x.org/a/b")
    dossier = structs.replace(sample_dossier, reports=(one, *sample_dossier.reports[1:]))
    ledger = msgspec.json.decode(_files(pack(dossier))["ledger.json"])
    row = next(r for r in ledger["reports"] if r["id"] == one.id)
    assert (row["path"], row["url"]) == ("one.txt", "https://x.org/a/b")
