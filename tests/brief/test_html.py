import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_html, render_markdown, render_text
from crossbearing.model import Actor, Claim, Dossier, Link, Place, Report, Span
from tests.brief.story import ACTORS, CLAIMS, PLACES, REPORTS, TEXTS, story

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Collects what a page is made of, and that its tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.marks: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.add(tag)
        self.attributes |= set(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if "href" in given:
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self._open.append((tag, given.get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= set(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if not any(tag == "style" for tag, _ in self._open):
            self.text.append(data)
        if any(tag == "a" for tag, _ in self._open):
            return
        for tag, id_ in self._open:
            if tag == "mark" and id_:
                self.marks[id_] = self.marks.get(id_, "") + data


def page_of(dossier: Dossier) -> tuple[str, Page]:
    html = render_html(compose(dossier), dossier)
    return html, Page(html)


def test_every_citation_leads_to_exactly_its_characters() -> None:
    brief = compose(story())
    page = Page(render_html(brief, story()))
    for reference in brief.references:
        assert page.marks[f"c{reference.number}"] == reference.span.exact
        assert f"#c{reference.number}" in page.links
        assert f"#b{reference.number}" in page.links


def test_every_link_stays_in_the_page_and_has_its_target() -> None:
    _, page = page_of(story())
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_page_drawn_again_in_one_process_has_the_same_bytes() -> None:
    told = story()
    assert render_html(compose(told), told) == render_html(compose(told), told)


def test_the_policy_allows_only_the_pages_own_style() -> None:
    html, page = page_of(story())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert not page.names & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
    assert not {
        name for name in page.attributes if name.startswith("on") or name in ("style", "src", "xlink:href")
    }


def test_nothing_of_a_report_is_missing() -> None:
    _, page = page_of(story())
    shown = re.sub(r"\s+", "", "".join(page.text))
    for text in TEXTS.values():
        for line in filter(None, text.split("\n")):
            head = re.sub(r"\s+", "", line)[:20]
            assert head in shown


def test_furniture_copies_versions_and_refusals_are_shown() -> None:
    html, page = page_of(story())
    text = " ".join("".join(page.text).split())
    assert '<p class="b-furniture">Share this story</p>' in html
    assert "also stands in report 2, the text of Valley Wire" in text
    assert "the same file again (copy/post.txt)" in text
    assert "empty.txt: the file is empty; nothing was read" in text
    assert "inferred: it tells of the truce as agreed" in text


def test_pictures_are_named_described_and_free_of_styles() -> None:
    html, _ = page_of(story())
    assert html.count('role="img"') == 8
    assert html.count("<desc ") == 8
    assert "style=" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


EVIL = "<script>alert(1)</script>\"' onload=x \u202edlrow\u202c \x00\x1b[31m & ]]> javascript:alert(2)"


def hostile() -> Dossier:
    text = f"{EVIL}\nThe army said {EVIL} was so.\n" + "x" * 50_000 + "\n"
    said = f"{EVIL} was so"
    at = text.index(said, len(EVIL) + 1)
    whole = text[text.index("The army") : at + len(said) + 1]
    start = text.index("The army")
    report = Report(
        id='r"><b>',
        text=text,
        sha256="1",
        outlet=EVIL,
        title=EVIL,
        url="javascript:alert(3)",
        path=EVIL,
        unread=None,
    )
    bad = Claim(
        id='c"><script>',
        report=report.id,
        span=Span(at, at + len(said), said),
        sentence=Span(start, start + len(whole), whole),
        voice="indirect",
        topic="control",
        status="unverified",
        attribution=(Link(Span(start, start + 8, "The army"), "a-evil", None),),
        origin="a-evil",
        places=("p-evil",),
    )
    return story(
        reports=(*REPORTS, report),
        claims=(*CLAIMS, bad),
        actors=(*ACTORS, Actor(id="a-evil", name=EVIL, kind="ngo")),
        places=(*PLACES, Place(id="p-evil", name=EVIL, kind="city", precision="city", lat=35.5, lon=36.5)),
    )


def test_hostile_text_stays_text_everywhere() -> None:
    html, page = page_of(hostile())
    assert "script" not in page.names
    assert "<script" not in html
    assert "\x00" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert not [link for link in page.links if not link.startswith("#")]
    assert not {name for name in page.attributes if name.startswith("on")}


def test_hostile_text_stays_text_in_markdown_and_terminal() -> None:
    brief = compose(hostile())
    markdown, text = render_markdown(brief), render_text(brief)
    assert not re.search(r"(?<!\\)<script", markdown)
    for page in (markdown, text):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", page)
    assert max(len(line) for line in text.splitlines()) <= 100


def test_long_quotations_are_cut_at_a_word_and_still_held() -> None:
    long = "The road is open " * 60
    text = f"Title\n{long.strip()}, Ana Brel said.\n"
    report = Report(id="r-long", text=text, sha256="2")
    exact = long.strip()
    claim = Claim(
        id="c-long",
        report="r-long",
        span=Span(6, 6 + len(exact), exact),
        sentence=Span(6, len(text) - 1, text[6:-1]),
        voice="indirect",
        topic="access",
        status="demanded",
        attribution=(Link(Span(text.index("Ana"), text.index("Ana") + 8, "Ana Brel"), "a-brel", None),),
        origin="a-brel",
    )
    brief = compose(
        story(reports=(report,), claims=(claim,), questions=(), agreements=(), copies=(), versions=())
    )
    line = brief.unsettled[-1].lines[0]
    assert "…" in "".join(part.text for part in line.parts)
    assert len("".join(part.text for part in line.parts)) < 420


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_crossing_claims_are_all_marked(order: tuple[int, int]) -> None:
    text = "The army shelled the market and the bridge fell into the river.\n"
    report = Report(id="r-x", text=text, sha256="3")
    spans = [(0, 42), (32, 62)]
    base = structs.replace(
        CLAIMS[8], report="r-x", attribution=(), origin=None, voice="narrated", actors=(), places=()
    )
    whole = Span(0, len(text) - 1, text[:-1])
    claims = [
        structs.replace(base, id=f"c-{n}", span=Span(a, b, text[a:b]), sentence=whole, status="unverified")
        for n, (a, b) in enumerate(spans)
    ]
    dossier = Dossier(reports=(report,), claims=tuple(claims[n] for n in order))
    html, page = page_of(dossier)
    assert html.count("<mark") >= 2
    assert {"c1", "c2"} <= set(page.marks)
