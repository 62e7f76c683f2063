"""What the commands do beside printing: write files whole, find the samples."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from crossbearing.cli import gate
from crossbearing.errors import OutputError

_SPACE = "is there space, and may you write there?"


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
