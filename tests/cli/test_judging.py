"""Judgements from the command line: one thing judged, incidents merged and split, and the list of it all."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Done, one_line, run

REPORTS = {
    "herald.txt": "Shells hit a market\n\nDelta Herald\n\n5 December 2016\n\nShells killed 12 civilians at a "
    "market in eastern Aleppo on Monday, the Syrian Observatory for Human Rights said.\n",
    "courier.txt": "A market is struck\n\nNorth Courier\n\n6 December 2016\n\nAt least 15 civilians were "
    "killed on Monday when shells fell on a market in eastern Aleppo, the UN said.\n\nAir strikes killed "
    "three doctors at a hospital in Idlib on Monday, the UN said.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with an incident of two reports and one of another town."""
    folder = tmp_path_factory.mktemp("judged")
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text)
    assert run("add", folder / "in", "--ledger", folder / "l.db").code == 0
    return folder / "l.db"


@pytest.fixture
def judged(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on a fresh copy of that ledger."""
    monkeypatch.setenv("CROSSBEARING_ANALYST", "Rana Haddad")
    shutil.copy(made, tmp_path / "l.db")

    def ran(*arguments: str) -> Done:
        return run(*arguments, "--ledger", tmp_path / "l.db")

    return ran


def _ids(judged: Any, command: str = "claims") -> list[str]:
    return [row["id"] for row in judged(command, "--json").json()]


def _market(judged: Any) -> Any:
    [found] = [row for row in judged("incidents", "--json").json() if row["where"] == "eastern Aleppo"]
    return found


def test_a_judgement_is_appended_listed_and_shown(judged: Any) -> None:
    claim = _ids(judged)[0]
    done = judged("judge", claim[:9], "accept", "--grade", "fair", "--note", "both were there")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"accept, fair: {claim} (Rana Haddad)\n")
    [row] = judged("judgements", "--json").json()
    assert (row["target"], row["verdict"], row["grade"], row["note"], row["state"]) == (
        claim,
        "accept",
        "fair",
        "both were there",
        "in force",
    )
    assert row["id"] in judged("judgements").out
    assert f"by Rana Haddad: accept, fair [{row['id']}]" in judged("show", claim).out
    [exported] = judged("export").json()["assessments"]
    assert (exported["target"], exported["analyst"]) == (claim, "Rana Haddad")


def test_a_withdrawn_judgement_stays_in_the_list(judged: Any) -> None:
    claim = _ids(judged)[0]
    [made] = judged("judge", claim, "reject", "--json").json()
    assert judged("judge", made["id"], "withdraw", "--analyst", "Odo Sand").code == 0
    first, back = judged("judgements", "--json").json()
    assert (first["state"], first["by"], back["verdict"]) == ("withdrawn", back["id"], "withdraw")
    assert "withdrawn by Odo Sand" in judged("judgements").out
    assert "withdrawn already" in one_line(judged("judge", made["id"], "withdraw"), 2)
    assert "a withdrawal stays" in one_line(judged("judge", back["id"], "withdraw"), 2)


@pytest.mark.parametrize("command", ["questions", "incidents", "reports"])
def test_each_kind_of_thing_can_be_judged(judged: Any, command: str) -> None:
    key = _ids(judged, command)[0]
    assert judged("judge", key, "open").code == 0
    assert [row["id"] for row in judged("judgements", "--of", key, "--json").json()]
    assert judged("judgements", "--of", "c-none", "--json").json() == []


def test_a_split_parts_each_claim_from_those_that_stay(judged: Any) -> None:
    market = _market(judged)
    [*rest, other] = market["claims"]
    made = judged("split", market["id"][:6], other, "--note", "a day later", "--json").json()
    assert {row["verdict"] for row in made} == {"other incident"}
    assert sorted(row["target"] for row in made) == sorted("+".join(sorted((one, other))) for one in rest)
    assert "a day later" in judged("judgements").out


def test_a_merge_of_incidents_links_all_their_claims_and_is_one_act(judged: Any) -> None:
    here, there = (row for row in judged("incidents", "--json").json())
    made = judged("merge", here["id"], there["id"], "--json").json()
    linked = {claim for row in made for claim in row["target"].split("+")}
    assert linked == {*here["claims"], *there["claims"]}
    lines = judged("judgements").out.splitlines()
    assert sum("same incident" in line for line in lines) == 1
    assert judged("judge", made[-1]["id"], "withdraw").code == 0
    states = [row["state"] for row in judged("judgements", "--json").json() if row["verdict"] != "withdraw"]
    assert set(states) == {"withdrawn"}


def test_two_claims_are_merged_in_either_order(judged: Any) -> None:
    one, other, *_ = _ids(judged)
    [made] = judged("merge", other, one, "--json").json()
    [again] = judged("judge", f"{other}+{one}", "same-incident", "--json").json()
    assert made["target"] == again["target"] == "+".join(sorted((one, other)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["judge", "c-404", "accept"], "c-404: no such id in the ledger"),
        (["judge", "c-", "accept"], "c-: more than one id begins so"),
        (["judge", "CLAIM", "maybe"], "maybe: no such verdict (one of: accept, reject,"),
        (["judge", "CLAIM", "accept", "--grade", "B2"], "B2: no such grade (one of: confirmed,"),
        (["judge", "CLAIM", "accept", "--analyst", " "], "a judgement needs a name"),
        (["judge", "CLAIM", "same incident"], "“same incident” is said of two claims"),
        (["judge", "j-0", "withdraw"], "j-0: no such judgement in the ledger"),
        (["merge", "CLAIM", "CLAIM"], "these are one already"),
        (["merge", "CLAIM", "q-"], "q-: no such claim or incident in the ledger"),
        (["split", "CLAIM", "CLAIM"], "no such incident in the ledger"),
        (["split", "MARKET", "CLAIM-OF-IDLIB"], "this claim is not of that incident"),
        (["split", "MARKET", "ALL-OF-MARKET"], "a split needs claims that go and claims that stay"),
    ],
)
def test_what_cannot_be_judged_is_one_line(judged: Any, arguments: list[str], said: str) -> None:
    market = _market(judged)
    [idlib] = [row for row in judged("incidents", "--json").json() if row["id"] != market["id"]]
    named = {
        "CLAIM": market["claims"][:1],
        "MARKET": [market["id"]],
        "ALL-OF-MARKET": market["claims"],
        "CLAIM-OF-IDLIB": idlib["claims"][:1],
    }
    typed = [part for word in arguments for part in named.get(word, [word])]
    assert said in one_line(judged(*typed), 2)
    assert judged("judgements", "--json").json() == []


def test_nobody_judges_namelessly(judged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSBEARING_ANALYST")
    done = judged("judge", "c-1", "accept")
    assert done.code == 2
    assert "--analyst" in done.err


def test_the_brief_shows_judgements_beside_what_they_are_about(judged: Any, tmp_path: Path) -> None:
    claim = next(r["id"] for r in judged("claims", "--json").json() if "three doctors" in r["claim"])
    judged("judge", claim, "misread", "--note", "<b>were</b> nurses")
    [made] = judged("judge", claim, "reject", "--analyst", "Odo", "--json").json()
    judged("judge", made["id"], "withdraw", "--analyst", "Odo")
    text = judged("brief", "--out", str(tmp_path)).out
    known, listed = text.split("Judgements by analysts")
    assert "misread: “<b>were</b> nurses”" in known
    assert "reject (withdrawn by Odo" in " ".join(known.split())
    assert "On: “Air strikes killed three doctors" in " ".join(listed.split())
    page = (tmp_path / "brief.html").read_text()
    assert "<b>were" not in page
    assert 'class="judged undone"' in page
