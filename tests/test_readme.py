"""The README: its example runs, its links lead somewhere, its pictures are small; and the map of the code."""

import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from tests.test_house import BASE, INSTRUMENTS, MAY

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
MAX_PICTURE = 300_000
"""Bytes: a README should open on a weak line."""


def test_the_library_example_runs(tmp_path: Path) -> None:
    [code] = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(), re.M | re.S)
    with resources.as_file(resources.files("crossbearing") / "samples") as samples:
        shutil.copytree(samples, tmp_path / "reports")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "crossbearing.db").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_room_with_a_page_is_on_the_map() -> None:
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rooms = [p.parent.name for p in (ROOT / "src" / "crossbearing").glob("*/__init__.py")]
    for room in rooms:
        assert f"`{room}/`" in design, room


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs").glob("*.png"):
        assert picture.stat().st_size < MAX_PICTURE, picture.name


def _map_rows() -> list[tuple[str, set[str]]]:
    """Rooms of the design's table and what it lets them import."""
    rows = []
    for line in (ROOT / "docs" / "design.md").read_text(encoding="utf-8").splitlines():
        cells = re.split(r"(?<!\\)\|", line)
        if len(cells) == 5 and cells[1].strip().startswith("`"):
            room = cells[1].strip(" `/").removesuffix(".py")
            may = set(re.findall(r"`(\w+)`", cells[3]))
            may |= BASE if "base" in cells[3] else set()
            rows.append((room, may | (INSTRUMENTS if "instruments" in cells[3] else set())))
    return rows


def test_the_map_says_what_the_house_allows() -> None:
    told = dict(_map_rows())
    assert {room: may - {room} for room, may in MAY.items() if room != "__init__"} == told
