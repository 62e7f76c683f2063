"""The sample reports that ship with the program, read once for all tests that look at a real ledger."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from crossbearing.ledger import Ledger
from crossbearing.model import Dossier
from crossbearing.run import add_reports


@pytest.fixture(scope="session")
def samples() -> Iterator[Path]:
    """The folder of the sample reports."""
    with resources.as_file(resources.files("crossbearing") / "samples") as path:
        yield path


@pytest.fixture(scope="session")
def sample_file(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file of the samples; for reading only."""
    file = tmp_path_factory.mktemp("samples") / "crossbearing.db"
    with Ledger.open(file) as ledger:
        add_reports([samples], ledger)
    return file


@pytest.fixture(scope="session")
def sample_dossier(sample_file: Path) -> Dossier:
    """All that the samples' ledger holds."""
    with Ledger.open(sample_file) as ledger:
        return ledger.dossier()
