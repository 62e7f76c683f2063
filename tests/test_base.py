"""Ids, errors, settings, locks: what every room stands on."""

import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing import errors
from crossbearing.ids import content_id
from crossbearing.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
parts = st.lists(st.none() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=5), max_size=3)


@given(parts, parts)
def test_ids_are_alike_only_for_like_parts(one: list[object], other: list[object]) -> None:
    assert (content_id("c", *one) == content_id("c", *other)) is (one == other)
    assert re.fullmatch(r"c-[0-9a-f]{16}", content_id("c", *one))


def test_no_joining_character_makes_two_lists_alike() -> None:
    made = {content_id("c", *p) for p in (("a", "b"), ("a,b",), ('a","b',), (("a", "b"),), ("a", "b", None))}
    assert len(made) == 5
    assert content_id("c", "a") != content_id("r", "a")


def test_ids_are_the_same_in_every_process() -> None:
    code = "from crossbearing.ids import content_id; print(content_id('c', 'Tarm', 3, None))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == content_id("c", "Tarm", 3, None)


def test_an_error_is_one_line_that_says_where_what_and_what_to_do() -> None:
    error = errors.InputError("it is empty", where="a.txt", hint="give another")
    assert error.line() == str(error) == "a.txt: it is empty (give another)"
    assert errors.InputError("it is empty").line() == "it is empty"


def test_the_error_tree_has_one_root_and_is_drawn_whole() -> None:
    tree = [cls for _, cls in inspect.getmembers(errors, inspect.isclass)]
    for cls in tree:
        assert issubclass(cls, errors.CrossbearingError)
        assert cls.__name__ in (errors.__doc__ or "")
        assert f"exit {cls.exit_code}" in (errors.__doc__ or "") or cls is errors.CrossbearingError


def test_every_setting_has_its_reason() -> None:
    for name in Settings.__struct_fields__:
        assert f"``{name}``" in (Settings.__doc__ or ""), name


@pytest.mark.parametrize("name", ["run", "dev"])
def test_locks_pin_every_package_with_hashes_and_name_no_host(name: str) -> None:
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"\n(?=[a-zA-Z])", text.strip()):
        assert re.match(r"[A-Za-z0-9._-]+==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_lock_holds_every_package_the_program_needs() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    locked = _names((ROOT / "locks" / "run.txt").read_text(encoding="utf-8").splitlines())
    assert _names(wanted) <= locked


def _names(lines: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", match.group().lower()) for match in found if match}
