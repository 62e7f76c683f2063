"""Run every measurement and write eval/RESULTS.md: figures, corpus, commit, date (`make results`).

Corpora lie beside the checkout (../shared) and are not part of it; a measurement whose corpus is absent
is said to be missing. Floors (eval/floors.json) are compared afterwards; a figure below its floor fails.
"""

import json
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RESULTS = ROOT / "eval" / "RESULTS.md"
FLOORS = ROOT / "eval" / "floors.json"
NUMBER = r"([\d,]+\.?\d*)"
LENIENT = rf"attribution lenient +\S+ +\S+ +{NUMBER}"


class Measurement(Struct, frozen=True):
    """A program to run, what it reads, and where its key figures stand in what it prints."""

    name: str
    corpus: str
    command: tuple[str, ...]
    figures: dict[str, str]


MEASUREMENTS = (
    Measurement(
        "times",
        "corpora/times/timebank.jsonl",
        ("-m", "eval.times_eval"),
        {
            "relaxed_f1": rf"relaxed .*?F1 +{NUMBER}",
            "value_f1": rf"value .*?F1 +{NUMBER}",
            "words_per_s": rf"{NUMBER} words/s",
        },
    ),
    Measurement(
        "attribution",
        "corpora/attribution/dev.jsonl",
        ("-m", "eval.attribution_eval", "--reader", "model"),
        {
            "lenient_f1": LENIENT,
            "source_token_f1": rf"token source +\S+ +\S+ +{NUMBER}",
            "cue_token_f1": rf"token cue +\S+ +\S+ +{NUMBER}",
            "content_token_f1": rf"token content +\S+ +\S+ +{NUMBER}",
            "words_per_s": rf"{NUMBER} words a second",
        },
    ),
    Measurement(
        "attribution_rules",
        "corpora/attribution/dev.jsonl",
        ("-m", "eval.attribution_eval", "--reader", "rules"),
        {"lenient_f1": LENIENT},
    ),
    Measurement(
        "attribution_sentences",
        "corpora/attribution/sentences_dev.jsonl",
        ("-m", "eval.sentences_eval"),
        {role: rf"^{role} .*?F1 +{NUMBER}" for role in ("source", "cue", "content")},
    ),
    *(
        Measurement(
            f"attribution_aside_{reader}",
            "corpora/syria-news/reports.jsonl",
            ("-m", "eval.attribution_eval", "--corpus", "aside", "--reader", reader, "--outer"),
            {"lenient_f1": LENIENT},
        )
        for reader in ("both", "model", "rules")
    ),
    Measurement(
        "places_geovirus",
        "corpora/places/geovirus.jsonl",
        ("-m", "eval.places_eval", "--only", "geovirus"),
        {
            "recognition_f1": rf"recognition_overlap.*?F1 {NUMBER}",
            "resolution_161": rf"resolution_all .*?acc@161 {NUMBER}",
        },
    ),
    Measurement(
        "places_lgl",
        "corpora/places/lgl.jsonl",
        ("-m", "eval.places_eval", "--only", "lgl"),
        {
            "recognition_f1": rf"recognition_overlap.*?F1 {NUMBER}",
            "resolution_161": rf"resolution_all .*?acc@161 {NUMBER}",
        },
    ),
    Measurement(
        "quantities_aside",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.quantities_eval", "--half", "aside"),
        {field: rf"^{field} .*?F1 +{NUMBER}" for field in ("exact", "measure", "group", "span")},
    ),
    Measurement(
        "actors_aside",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.actors_eval", "--half", "aside"),
        {"precision": rf"^all +.*?P +{NUMBER}", "recall": rf"^all +.*?R +{NUMBER}"},
    ),
    Measurement(
        "plover",
        "corpora/events/plover_gold_half.jsonl",
        ("-m", "eval.plover_eval"),
        {"macro_f1": rf"category_macro_F1 +{NUMBER}", "actors_f1": rf"actors_by_text .*?F1 {NUMBER}"},
    ),
    Measurement(
        "muc4",
        "corpora/muc4/dev.jsonl",
        ("-m", "eval.muc4_eval"),
        {"overall_f1": rf"^all .*?F1 +{NUMBER}"},
    ),
    Measurement(
        "events_aside",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.events_eval", "--half", "aside"),
        {
            **{field: rf"^{field} +accuracy +{NUMBER}" for field in ("topic", "status")},
            **{role: rf"^{role} +P .*?F1 +{NUMBER}" for role in ("doer", "target")},
        },
    ),
    Measurement(
        "instruments",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.instruments_eval"),
        {
            "words_per_s": rf"^the four +{NUMBER}",
            "times_spacy": rf"words/s, {NUMBER} times",
            "memory_mb": rf"beyond spaCy's {NUMBER} MB",
        },
    ),
    Measurement(
        "incidents_aside",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.incidents_eval", "--half", "aside"),
        {
            "precision": rf"^b-cubed +P +{NUMBER}",
            "f1": rf"^b-cubed .*?F1 +{NUMBER}",
        },
    ),
    Measurement(
        "tolls_aside",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.tolls_eval", "--half", "aside"),
        {
            key: rf"^{words} +{NUMBER} %"
            for key, words in {
                "found": "found",
                "word": "on whose word",
                "together": "together",
                "own": "nothing foreign",
            }.items()
        },
    ),
    Measurement(
        "whole_reading",
        "corpora/syria-news/reports.jsonl",
        ("-m", "eval.whole_eval"),
        {"words_per_s": rf"{NUMBER} words a second"},
    ),
    Measurement("main_path", "aleppo-2016", ("-m", "crossbearing.cli", "bench"), {}),
)


class Outcome(Struct, frozen=True):
    """What a measurement printed, and its key figures; ``text`` is None where the corpus is absent."""

    measurement: Measurement
    text: str | None
    figures: dict[str, float]


def run(measurement: Measurement) -> Outcome:
    """Run one measurement; raises RuntimeError where it fails or does not print its figures."""
    corpus = SHARED / measurement.corpus
    if not corpus.exists():
        return Outcome(measurement, None, {})
    command = [sys.executable, *measurement.command]
    if measurement.name == "main_path":
        command.append(str(corpus))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{measurement.name}: {done.stderr.strip()[-400:]}")
    figures = {}
    for key, pattern in measurement.figures.items():
        found = re.findall(pattern, done.stdout, re.MULTILINE)
        if not found:
            raise RuntimeError(f"{measurement.name}: no figure for {key}")
        figures[key] = float(found[-1].replace(",", ""))
    return Outcome(measurement, done.stdout.replace(f"{SHARED}/", "../shared/"), figures)


def below_floor(outcomes: list[Outcome]) -> list[str]:
    """Figures that fell below their floor, one line each."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    lines = []
    for outcome in outcomes:
        for key, floor in floors.get(outcome.measurement.name, {}).items():
            if outcome.figures and outcome.figures[key] < floor:
                lines.append(f"{outcome.measurement.name} {key}: {outcome.figures[key]} < {floor}")
    return lines


def commit() -> str:
    """The short name of the commit that is measured."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def report(outcomes: list[Outcome]) -> str:
    """RESULTS.md as text."""
    head = [
        "# Results",
        "",
        "Written by `make results` (eval/results.py), never by hand. Corpora and scorers lie in ../shared,",
        "beside the checkout. What each figure means and is compared with: docs/evaluation.md.",
        "",
        f"Commit {commit()}, {datetime.now(tz=UTC).date()}, Python {platform.python_version()}, "
        f"{platform.machine()}.",
    ]
    for outcome in outcomes:
        head += ["", *section(outcome)]
    return "\n".join(head) + "\n"


def section(outcome: Outcome, when: str = "") -> list[str]:
    """One measurement's lines; ``when`` says by which commit it was measured, where not with the rest."""
    name, corpus = outcome.measurement.name, outcome.measurement.corpus
    lines = [f"## {name}", "", f"Corpus: {corpus}.{when}", ""]
    if outcome.text is None:
        return [*lines, "Not measured: the corpus is not here."]
    return [*lines, "```", outcome.text.strip(), "```"]


def placed(outcomes: list[Outcome], held: str) -> str:
    """RESULTS.md with some measurements in the place of older ones, each with its commit and day."""
    when = f" Measured again: commit {commit()}, {datetime.now(tz=UTC).date()}."
    parts = re.split(r"(?m)^(?=## )", held)
    new = {o.measurement.name: "\n".join(section(o, when)) + "\n\n" for o in outcomes}
    return (
        "".join(new.get(part.split("\n", 1)[0].removeprefix("## "), part) for part in parts).rstrip() + "\n"
    )


def main() -> int:
    """Measure, write RESULTS.md, and tell of figures below their floor.

    Names measure these alone; with ``--write`` they take their older selves' place.
    """
    names = set(sys.argv[1:]) - {"--write"}
    outcomes = [run(m) for m in MEASUREMENTS if not names or m.name in names]
    if not names:
        RESULTS.write_text(report(outcomes), encoding="utf-8")
    elif "--write" in sys.argv[1:]:
        RESULTS.write_text(placed(outcomes, RESULTS.read_text(encoding="utf-8")), encoding="utf-8")
    for outcome in outcomes:
        sys.stdout.write(f"{outcome.measurement.name}: {outcome.figures or 'no floors'}\n")
    failures = below_floor(outcomes)
    sys.stdout.writelines(f"below its floor: {line}\n" for line in failures)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
