"""The brief as PDF: tagged, with bookmarks and its own fonts, the same bytes for the same brief."""

import re
import warnings
from typing import Any

import msgspec

from crossbearing.brief.blocks import Endnotes, Grid, Items, Paragraph, Runs, Shown
from crossbearing.brief.lists import read_asset
from crossbearing.brief.pages import Pages, lay_out
from crossbearing.brief.values import Brief
from crossbearing.errors import OutputError
from crossbearing.model import Dossier

STANDARD = "ua-1"
"""PDF/UA-1: tagged for screen readers, with title, language and alternative texts; the writer holds it so."""
LONGEST_WORD = 28
"""Letters in a row, longer than any word in a narrow column; from then on a line may break inside it."""
TRIES = 12
"""Each try names more of the characters that no font holds; a few suffice, since all of a page are named."""
LOST_SHOWN = 40
"""More characters that cannot be shown than this are counted."""
_LONG = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")
_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_EPOCH = 0


def render_pdf(brief: Brief, dossier: Dossier) -> bytes:
    """Render a checked brief as PDF/UA-1 with numbered endnotes, bookmarks and embedded fonts.

    Works offline and draws on no font of the machine. Latin, Greek, Cyrillic, Hebrew and Arabic letters are
    shown; any other stands as its code point (``[U+5317]``), and the last page says which these are. Raises
    ``OutputError`` where the writer is not installed or fails.
    """
    try:
        import typst
    except ImportError as error:
        raise OutputError(
            "PDF needs a library that is not installed", hint="pip install 'crossbearing[pdf]'"
        ) from error
    pages = lay_out(brief, dossier)
    told = _told(pages)
    fonts = typst.Fonts(include_system_fonts=False)
    source = read_asset("templates", "brief.typ").encode()
    lost: set[str] = set()
    for _ in range(TRIES):
        data = msgspec.json.encode(told | {"lost": _named(lost)}).decode()
        compiler = typst.Compiler(source, font_paths=fonts, sys_inputs={"data": _shown(data, lost)})
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=_EPOCH)
        except typst.TypstError as error:
            missing = _missing(f"{error.message}\n{error.diagnostic}") - lost
            if not missing:
                raise OutputError(f"the PDF cannot be set: {error.message[:200]}") from error
            lost |= missing
        else:
            assert isinstance(made, bytes)
            return made
    raise OutputError("the PDF cannot be set: too many letters that no font holds")


def _told(pages: Pages) -> dict[str, Any]:
    """The pages as the template reads them; the first run that cites a number is marked."""
    met: set[int] = set()
    blocks = [_block(block, met) for block in pages.blocks]
    return {"title": _broken(pages.title), "subtitle": _broken(pages.subtitle), "blocks": blocks}


def _block(block: Any, met: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {"type": type(block).__struct_config__.tag}
    if isinstance(block, Paragraph):
        found |= {"kind": block.kind, "runs": _runs(block.runs, met)}
    elif isinstance(block, Items):
        items = [
            {"runs": _runs(item.runs, met), "inner": [_runs(inner, met) for inner in item.inner]}
            for item in block.items
        ]
        found |= {"numbered": block.numbered, "items": items}
    elif isinstance(block, Grid):
        rows = [[{"runs": _runs(cell, met)} for cell in row] for row in block.rows]
        found |= {"heads": block.heads, "widths": block.widths, "rows": rows}
    elif isinstance(block, Shown):
        picture = block.picture
        found |= {"svg": picture.svg, "alt": picture.alt, "caption": block.caption}
    elif isinstance(block, Endnotes):
        notes = [
            {"number": n, "where": _broken(where), "exact": _broken(exact), "met": n in met}
            for n, where, exact in block.notes
        ]
        found |= {"notes": notes}
    else:
        found |= {"level": block.level, "text": _broken(block.text)}
    return found


def _runs(runs: Runs, met: set[int]) -> list[dict[str, Any]]:
    found = []
    for run in runs:
        first = run.number is not None and run.number not in met
        met |= {run.number} if run.number is not None else set()
        found.append({"kind": run.kind, "text": _broken(run.text), "first": first})
    return found


def _broken(text: str) -> str:
    """Let a line break inside a word that no column holds; nothing is seen of it elsewhere."""
    return _LONG.sub(lambda match: "\u200b".join(_pieces(match.group())), text)


def _pieces(word: str) -> list[str]:
    return [word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)]


def _missing(diagnosis: str) -> set[str]:
    """The characters that the writer says no font holds; plain letters beside them are held."""
    found = {c for text in _UNSHOWN.findall(diagnosis) for c in _ESCAPED.sub(_unescaped, text)}
    return {character for character in found if ord(character) > 0x7F}


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def _shown(data: str, lost: set[str]) -> str:
    return data.translate({ord(character): f"[{_code(character)}]" for character in lost})


def _named(lost: set[str]) -> str:
    codes = [_code(character) for character in sorted(lost)]
    more = len(codes) - LOST_SHOWN
    return ", ".join(codes[:LOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
