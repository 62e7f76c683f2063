"""What the commands do beside printing: write the brief's files, find the samples."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import resources
from pathlib import Path

from msgspec import Struct

from crossbearing.brief import compose, render_html, render_markdown, render_text
from crossbearing.cli import gate
from crossbearing.errors import OutputError
from crossbearing.model import Dossier
from crossbearing.switches import LeftOut

_SPACE = "is there space, and may you write there?"


class Written(Struct, frozen=True):
    """Where a brief was written, and its text for the terminal."""

    html: Path
    markdown: Path
    text: str


def write_brief(
    dossier: Dossier, folder: Path, left_out: LeftOut | None = None, as_of: date | None = None
) -> Written:
    """Compose a brief and write brief.html and brief.md, each whole or not at all.

    ``left_out`` tells what the dossier was parted from, ``as_of`` the day as of which it stands; the brief
    says so at its top.
    Raises ``BriefError`` where a sentence is not held by its citations, ``OutputError`` where a file
    cannot be written.
    """
    composed = compose(dossier, left_out, as_of)
    pages = {"brief.html": render_html(composed, dossier), "brief.md": render_markdown(composed)}
    for name, page in pages.items():
        gate.passed(page.encode("utf-8"), name)
    html, markdown = (folder / name for name in pages)
    write_whole(html, pages[html.name])
    write_whole(markdown, pages[markdown.name])
    return Written(html, markdown, render_text(composed))


def write_whole(path: Path, data: str | bytes) -> None:
    """Write a file (text as UTF-8) beside its place and move it there, so that no half file is ever seen.

    Raises ``OutputError`` where it cannot be written, ``ProtectionError`` where it holds a protected name.
    """
    held = gate.passed(data.encode("utf-8") if isinstance(data, str) else data, path.name)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(held)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError(error.strerror or str(error), where=str(path), hint=_SPACE) from error


@contextmanager
def samples() -> Iterator[Path]:
    """The folder of sample reports that ship with the program."""
    with resources.as_file(resources.files("crossbearing") / "samples") as path:
        yield path


def copy_samples(folder: Path) -> Path:
    """Copy the sample reports into a folder of a folder, so that a user can read them; returns where.

    Raises ``OutputError`` where they cannot be written.
    """
    target = folder / "samples"
    with samples() as path:
        try:
            shutil.copytree(path, target, dirs_exist_ok=True)
        except (OSError, shutil.Error) as error:
            raise OutputError("the samples cannot be written", where=str(target), hint=_SPACE) from error
    return target
