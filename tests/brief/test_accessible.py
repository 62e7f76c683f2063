"""The page against axe-core's rules in a real browser: wide and narrow, light and dark, and as printed.

axe-core is fetched by ``make axe`` (or named by CROSSBEARING_AXE) and never stands in the repository.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossbearing.brief import compose, render_html
from crossbearing.model import Dossier
from tests.brief.story import story
from tests.brief.tolls import kel

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
AXE = Path(os.environ.get("CROSSBEARING_AXE", ".venv/axe/axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "print": {"viewport": {"width": 800, "height": 1100}, "color_scheme": "light"},
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: make axe fetches it"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--no-first-run"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, sample_dossier: Dossier) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, dossier in (("story", story()), ("tolls", kel()), ("samples", sample_dossier)):
        path = folder / f"{name}.html"
        path.write_text(render_html(compose(dossier), dossier), encoding="utf-8")
        found[name] = path.as_uri()
    return found


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["story", "tolls", "samples"])
def test_axe_finds_nothing(browser: Any, pages: dict[str, str], name: str, view: str) -> None:
    page = browser.new_page(**VIEWS[view])
    page.emulate_media(media="print" if view == "print" else "screen")
    page.goto(pages[name])
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    faults = [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]}: {node['failureSummary'][:240]}"
        for fault in found["violations"]
        for node in fault["nodes"][:3]
    ]
    page.close()
    assert found["passes"]
    assert faults == []
