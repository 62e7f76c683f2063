"""A text as names are looked for in it: without case, accents, invisible characters and escapes."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from msgspec import Struct

_ROUNDS = 3
"""An escape may stand in an escape ("%2520", "&amp;nbsp;"); deeper ones are not written by any program."""
_ESCAPE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});|(?:%[0-9a-fA-F]{2})+|(?:\\u[0-9a-fA-F]{4})+"
    r"|(?:=[0-9A-F]{2}(?:=\r?\n)?)+|=\r?\n|\\[nrtbf\"'/\\]"
)
_BACKSLASHED = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " "}
_UNSEEN = ("Cf", "Mn", "Me")
_SAME = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'"}
)
_DASHES = frozenset("‐‑‒–—−")


class _Kept(dict[int, str]):
    """Each character without accents, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = _bare(chr(code))
        return kept


def _bare(char: str) -> str:
    if char in _DASHES:
        return "-"
    if unicodedata.category(char) in _UNSEEN:
        return ""
    flat = unicodedata.normalize("NFKD", char.translate(_SAME))
    bare = "".join(c for c in flat if unicodedata.category(c) not in _UNSEEN)
    return bare or flat


class _Letters(dict[int, str]):
    """Letters and figures as they are, all else as nothing."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = chr(code) if chr(code).isalnum() else ""
        return kept


_KEPT, _LETTERS = _Kept(), _Letters()


def cased(text: str) -> str:
    """A text without accents and invisible characters, in the case it has: "Ĥas­san’s" → "Hassan's"."""
    return text.translate(_KEPT)


def fold(text: str) -> str:
    """The same in lower case, character for character: "Ĥas­san’s" → "hassan's"."""
    return cased(text).lower().replace("ς", "σ")


def squeezed(folded: str) -> str:
    """The letters and figures of a folded text alone, so that a name can be ruled out quickly."""
    return folded if folded.isalnum() else folded.translate(_LETTERS)


class View(Struct, frozen=True):
    """A folded text; for each of its characters where it stands in the text as it is."""

    text: str
    starts: list[int]
    ends: list[int]


def view(text: str, *, decoded: bool = False) -> View:
    """Fold a text and keep where each character came from; with ``decoded`` escapes are read first."""
    chars, starts, ends = text, list(range(len(text))), list(range(1, len(text) + 1))
    for _ in range(_ROUNDS if decoded else 0):
        if _ESCAPE.search(chars) is None:
            break
        chars, starts, ends = _read_escapes(chars, starts, ends)
    told: list[str] = []
    first: list[int] = []
    last: list[int] = []
    for char, start, end in zip(chars, starts, ends, strict=True):
        folded = _KEPT[ord(char)]
        told.append(folded)
        first.extend([start] * len(folded))
        last.extend([end] * len(folded))
    return View(fold("".join(told)), first, last)


def _read_escapes(chars: str, starts: list[int], ends: list[int]) -> tuple[str, list[int], list[int]]:
    told: list[str] = []
    first: list[int] = []
    last: list[int] = []
    at = 0
    for match in _ESCAPE.finditer(chars):
        begin, finish = match.span()
        told.append(chars[at:begin])
        first.extend(starts[at:begin])
        last.extend(ends[at:begin])
        meant = _meant(match)
        told.append(meant)
        first.extend([starts[begin]] * len(meant))
        last.extend([ends[finish - 1]] * len(meant))
        at = finish
    return "".join((*told, chars[at:])), first + starts[at:], last + ends[at:]


def decoded(text: str) -> str:
    """A text with its escapes read: of HTML, of addresses, of JSON, of quoted-printable."""
    for _ in range(_ROUNDS):
        read = _ESCAPE.sub(_meant, text)
        if read == text:
            break
        text = read
    return text


def _meant(match: re.Match[str]) -> str:
    return _read(match.group())


@lru_cache(maxsize=8192)
def _read(held: str) -> str:
    """What an escape stands for; one that stands for nothing stays."""
    if held[0] == "&":
        return html.unescape(held)
    if held[0] == "%":
        return unquote_to_bytes(held).decode("utf-8", "replace")
    if held[0] == "=":
        return bytes.fromhex("".join(re.findall(r"=([0-9A-F]{2})", held))).decode("utf-8", "replace")
    if held[1] == "u":
        units = bytes.fromhex("".join(held.split("\\u")))
        return units.decode("utf-16-be", "replace")
    return _BACKSLASHED.get(held[1], held[1])
