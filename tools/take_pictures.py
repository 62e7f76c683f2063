"""Takes the README's pictures from a brief: ``python tools/take_pictures.py out/demo/brief.html``.

Needs playwright (a development package) and Chromium from the system. Writes docs/brief.png, the top of the
page, and docs/citation.png, the words that the first citation leads to.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH, HEIGHT = 1000, 1060
AROUND = 230
"""Pixels kept above and below the words that a citation leads to."""


def main(brief: Path) -> None:
    """Open the brief as a reader would and take both pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        page.goto(brief.resolve().as_uri())
        page.screenshot(path=DOCS / "brief.png")
        _follow_first_citation(page)
        browser.close()


def _follow_first_citation(page: Page) -> None:
    page.locator("main a[href^='#']").first.click()
    target = page.locator(":target").bounding_box()
    if target is None:
        raise SystemExit("the first citation leads nowhere")
    scrolled = float(page.evaluate("window.scrollY"))
    top = max(0.0, scrolled + target["y"] - AROUND)
    height = target["height"] + 2 * AROUND
    clip = {"x": 0.0, "y": top, "width": float(WIDTH), "height": height}
    page.screenshot(path=DOCS / "citation.png", full_page=True, clip=clip)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
