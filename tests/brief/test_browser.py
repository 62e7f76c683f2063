"""The page in a real browser: citations jump, nothing leaves the page, it fits a phone, keys reach it all."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossbearing.brief import compose, render_html
from tests.brief.story import story

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--no-first-run"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_html(compose(story()), story()), encoding="utf-8")
    return path.as_uri()


class Opened:
    """A page with what it complained of and what it asked the network for."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.page = browser.new_page(**options)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)


def test_the_page_loads_without_complaint_or_request(browser: Any, address: str) -> None:
    opened = Opened(browser, address)
    assert opened.complaints == []
    assert opened.requests == [address]
    colour = opened.page.evaluate("getComputedStyle(document.querySelector('mark.cited')).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    opened.page.close()


def test_a_citation_jumps_to_its_lit_words_and_back(browser: Any, address: str) -> None:
    page = Opened(browser, address, viewport={"width": 1100, "height": 800}).page
    page.emulate_media(reduced_motion="reduce")
    page.click("#known a.cite >> nth=0")
    mark = page.locator("mark:target")
    assert mark.evaluate("node => node.firstChild.textContent").startswith("At least 12 civilians")
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
    assert mark.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    mark.locator("a.back").click()
    assert page.url.endswith("#b1")
    back = page.locator("#b1").bounding_box()
    assert back is not None
    assert 0 <= back["y"] < 800
    page.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_runs_over_the_edge(browser: Any, address: str, width: int) -> None:
    page = Opened(browser, address, viewport={"width": width, "height": 740}).page
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        "w => [...document.querySelectorAll('body *')].filter(n => n.getBoundingClientRect().right > w + 1"
        " && getComputedStyle(n).position !== 'absolute' && n.offsetParent)"
        ".map(n => n.outerHTML.slice(0, 80))",
        width,
    )
    assert wide == []
    page.close()


def test_keys_reach_the_skip_link_then_the_citations(browser: Any, address: str) -> None:
    page = Opened(browser, address, viewport={"width": 1100, "height": 800}).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#known"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "cite"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('mark:target') !== null")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_pictures_can_be_read_in_light_and_dark(browser: Any, address: str, scheme: str) -> None:
    page = Opened(browser, address, color_scheme=scheme).page
    ratio = page.evaluate(
        """() => {
          const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
            .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
            return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2] };
          const back = lum(getComputedStyle(document.body).backgroundColor);
          const seen = sel => [...document.querySelectorAll(sel)].filter(n => n.getClientRects().length);
          const ratio = c => { const f = lum(c);
            return (Math.max(f, back) + 0.05) / (Math.min(f, back) + 0.05) };
          const named = 'p, dt, dd, summary, .topic, figcaption, nav a';
          const texts = seen(named).map(n => getComputedStyle(n).color);
          const drawn = seen('.picture text').map(n => getComputedStyle(n).fill);
          return Math.min(...texts.concat(drawn).map(ratio)) }"""
    )
    least = 3.0 if scheme == "light" else 4.0
    assert ratio >= least
    page.close()


def test_one_picture_of_each_pair_shows(browser: Any, address: str) -> None:
    for width, seen in ((360, "narrow"), (1100, "wide")):
        page = Opened(browser, address, viewport={"width": width, "height": 740}).page
        for kind in ("wide", "narrow"):
            assert page.locator(f"#map .{kind} svg").is_visible() is (kind == seen)
        page.close()
