"""Measured figures stay above their floors, where the corpora are there to measure on."""

import json

import pytest
from eval.results import FLOORS, MEASUREMENTS, SHARED, below_floor, run

GATED = json.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(GATED))
def test_figures_stay_above_their_floor(name: str) -> None:
    measurement = next(m for m in MEASUREMENTS if m.name == name)
    if not (SHARED / measurement.corpus).exists():
        pytest.skip(f"no {measurement.corpus} beside the checkout")
    outcome = run(measurement)
    assert outcome.figures
    assert below_floor([outcome]) == []
