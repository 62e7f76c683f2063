"""The program as a library: few names, documented, typed, and nothing heavy until it is used."""

import inspect
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import crossbearing
from crossbearing import Ledger, Settings, add_reports, compose, read, read_text, to_contract
from crossbearing.model import Rejected, Report

NAMES = ["Ledger", "Settings", "__version__", "add_reports", "compose", "read", "read_text", "to_contract"]


def test_the_public_names_are_these_and_no_others() -> None:
    assert crossbearing.__all__ == NAMES == sorted(NAMES)
    assert set(NAMES) <= set(dir(crossbearing))
    assert crossbearing.__version__ == version("crossbearing")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = crossbearing.nothing


@pytest.mark.parametrize("thing", [Ledger, Settings, add_reports, compose, read, read_text, to_contract])
def test_each_public_thing_says_what_it_does(thing: object) -> None:
    assert len(inspect.getdoc(thing) or "") > 60


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(inspect.getfile(crossbearing)).parent / "py.typed").is_file()


def test_importing_it_loads_nothing_else() -> None:
    code = (
        "import sys\nbefore = set(sys.modules)\nimport crossbearing\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)\n"
        "print(sorted(new), 'crossbearing.model' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['crossbearing'] False\n"


def test_a_ledger_alone_loads_no_parser_and_no_pictures() -> None:
    code = (
        "import sys\nfrom crossbearing import Ledger, to_contract\n"
        "with Ledger.open(':memory:') as ledger:\n    to_contract(ledger.dossier())\n"
        "print({'spacy', 'altair', 'trafilatura', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_one_text_gives_its_claims() -> None:
    text = (
        "Shells killed at least 12 people in Aleppo on Monday, the Syrian Observatory for Human Rights said."
    )
    report = read_text(text, settings=Settings(), outlet="Delta Herald", published="2016-12-06")
    assert isinstance(report, Report)
    reading = read(report)
    assert reading.claims
    for claim in reading.claims:
        assert report.text[claim.span.start : claim.span.end] == claim.span.exact
    assert isinstance(read_text(" ", settings=Settings()), Rejected)


def test_a_file_gives_a_ledger_a_brief_and_an_export(samples: Path) -> None:
    with Ledger.open(":memory:") as ledger:
        summary = add_reports([samples / "1-harbour-wire.txt"], ledger)
        dossier = ledger.dossier()
    assert summary.reports == len(dossier.reports) == 1
    assert compose(dossier).known
    assert to_contract(dossier).startswith(b"{")
