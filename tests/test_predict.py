"""What other programs call: eval/predict.py answers each task in its form, whole or not at all."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from eval.predict import as_text

PREDICT = Path(__file__).resolve().parents[1] / "eval" / "predict.py"


def predict(
    task: str, lines: list[str], folder: Path, *flags: str
) -> tuple[subprocess.CompletedProcess[str], list[Any]]:
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(PREDICT), task, str(source), str(out), *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.exists() else []
    return done, rows


def test_attribution_gives_character_spans(tmp_path: Path) -> None:
    text = "The bridge fell at noon, the governor said."
    done, rows = predict("attribution", [json.dumps({"doc_id": "a", "text": text})], tmp_path)
    assert done.returncode == 0, done.stderr
    (one,) = rows[0]["attributions"]
    told = {role: [text[start:end] for start, end in one[role]] for role in ("source", "cue", "content")}
    assert rows[0]["doc_id"] == "a"
    assert told == {"source": ["the governor"], "cue": ["said"], "content": ["The bridge fell at noon"]}


def test_sentences_label_every_token(tmp_path: Path) -> None:
    tokens = ["``", "We", "wo", "n't", "go", ",", "''", "the", "baker", "said", "."]
    done, rows = predict("sentences", [json.dumps({"tokens": tokens})], tmp_path)
    assert done.returncode == 0, done.stderr
    assert rows[0]["tokens"] == tokens
    labels = dict(zip(tokens, rows[0]["labels"], strict=True))
    assert [labels["the"], labels["baker"], labels["said"]] == ["B-source", "I-source", "B-cue"]
    assert labels["``"] == "B-content"
    assert labels["go"] == "I-content"
    assert labels["."] == "O"


def test_times_have_timex_values(tmp_path: Path) -> None:
    text = "The road was cut on Tuesday and opened again from 3 May to 5 May."
    line = json.dumps({"doc_id": "a", "published": "2016-05-12", "text": text})
    done, rows = predict("times", [line], tmp_path)
    assert done.returncode == 0, done.stderr
    told = [(text[one["start"] : one["end"]], one["value"]) for one in rows[0]["times"]]
    assert told == [("Tuesday", "2016-05-10"), ("3 May", "2016-05-03"), ("5 May", "2016-05-05")]


def test_places_have_points(tmp_path: Path) -> None:
    text = "Shells fell on Aleppo. The Syrian army said nothing of Damascus."
    line = json.dumps({"doc_id": "a", "text": text})
    done, rows = predict("places", [line], tmp_path)
    assert done.returncode == 0, done.stderr
    told = {text[one["start"] : one["end"]]: (one["lat"], one["lon"]) for one in rows[0]["toponyms"]}
    assert set(told) == {"Aleppo", "Damascus"}
    assert told["Aleppo"] == pytest.approx((36.2, 37.2), abs=0.2)
    _, rows = predict("places", [line], tmp_path, "--demonyms")
    assert [text[one["start"] : one["end"]] for one in rows[0]["toponyms"]] == [
        "Aleppo",
        "Syrian",
        "Damascus",
    ]


def test_events_have_a_category_and_coded_actors(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "Kenya has rejected an offer of mediation by Uganda, an envoy said."}),
        json.dumps({"id": "b", "text": "The harbour lies south of the town."}),
    ]
    done, rows = predict("events", lines, tmp_path)
    assert done.returncode == 0, done.stderr
    assert rows[0]["id"] == "a"
    assert rows[0]["plover_category"] == ["REJECT"]
    assert rows[0]["source"] == [{"text": "Kenya", "code": "KEN"}]
    assert rows[0]["target"] == [{"text": "Uganda", "code": "UGA"}]
    assert rows[1] == {"id": "b", "plover_category": [], "source": [], "target": []}


def test_given_spans_are_answered_one_by_one(tmp_path: Path) -> None:
    text = "Shells fell on Aleppo and on nothing else."
    spans = [{"start": 15, "end": 21}, {"start": 29, "end": 36}]
    line = json.dumps({"doc_id": "a", "text": text, "toponyms": spans})
    done, rows = predict("places", [line], tmp_path, "--gold-spans")
    assert done.returncode == 0, done.stderr
    assert [(one["start"], one["end"]) for one in rows[0]["toponyms"]] == [(15, 21), (29, 36)]
    assert rows[0]["toponyms"][0]["lat"] == pytest.approx(36.2, abs=0.2)


@pytest.mark.parametrize(
    ("line", "told"), [("not json", "line 2 is not JSON"), ('{"doc_id": "b"}', "a line has no 'text'")]
)
def test_a_bad_line_is_named_and_nothing_is_half_written(line: str, told: str, tmp_path: Path) -> None:
    done, rows = predict("attribution", ['{"doc_id": "a", "text": "He left."}', line], tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert rows == []
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_tokens_become_running_text() -> None:
    text, places = as_text(["He", "said", "-LRB-", "``", "no", "''", "-RRB-", ",", "did", "n't", "he", "?"])
    assert text == "He said (“no”), didn't he?"
    assert [text[start:end] for start, end in places][2:5] == ["(", "“", "no"]
