"""The house rules that a machine can hold: arrows, sizes, doors, data lists, clean text."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "crossbearing"
BASE = {"model", "vocabulary", "errors", "settings", "ids", "locales"}
INSTRUMENTS = {"times", "places", "quantities", "actors"}
MAY: dict[str, set[str]] = {
    "model": {"vocabulary", "model"},
    "vocabulary": set(),
    "ids": set(),
    "errors": set(),
    "locales": {"errors"},
    "settings": set(),
    "ingest": BASE,
    "attribution": BASE,
    "times": BASE,
    "places": BASE,
    "quantities": BASE,
    "actors": BASE,
    "reading": BASE | INSTRUMENTS | {"attribution"},
    "provenance": BASE,
    "reconcile": BASE | INSTRUMENTS | {"judgements"},
    "ledger": BASE,
    "switches": BASE | INSTRUMENTS | {"reconcile"},
    "judgements": BASE,
    "carriers": BASE | {"provenance"},
    "silence": BASE,
    "replay": BASE | INSTRUMENTS | {"provenance", "reconcile", "switches", "judgements"},
    "redaction": BASE | INSTRUMENTS | {"reconcile", "switches", "judgements"},
    "clock": BASE,
    "brief": BASE | {"switches", "judgements", "carriers", "silence", "replay", "outlines"},
    "outlines": BASE,
    "exports": BASE | {"ledger", "judgements", "outlines"},
    "bundle": BASE | {"switches", "brief", "exports"},
    "monitors": BASE,
    "rulebooks": BASE | {"judgements", "monitors"},
    "run": BASE | INSTRUMENTS | {"ingest", "reading", "provenance", "reconcile", "ledger"},
    "bench": BASE | {"run", "ingest", "reading", "ledger", "brief"},
    "cli": BASE
    | {"run", "bench", "ledger", "switches", "judgements", "carriers", "replay", "clock", "brief", "exports"}
    | {"silence", "monitors", "rulebooks", "bundle", "redaction"},
    "__init__": BASE | {"run", "ingest", "reading", "ledger", "brief", "exports"},
}
MODULES = sorted(SRC.rglob("*.py"))
MAX_FILE, MAX_FUNCTION = 400, 50
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc"}


def _room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def _imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("crossbearing"):
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("crossbearing")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_up_the_table_and_use_doors(path: Path) -> None:
    room = _room(path)
    for module in _imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = module.split(".")
        target = parts[1] if len(parts) > 1 else "__init__"
        if target == room:
            continue
        assert target in MAY[room], f"{room} must not import {target}"
        assert len(parts) <= 2 or target == "model", f"{module}: other rooms are entered by their door"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < MAX_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines < MAX_FUNCTION, f"{node.name} has {lines} lines"


def test_no_dumping_grounds() -> None:
    assert not {path.stem for path in MODULES} & FORBIDDEN_NAMES
    assert not {path.name for path in SRC.iterdir() if path.is_dir()} & FORBIDDEN_NAMES


def test_doors_sort_their_all() -> None:
    for door in SRC.glob("*/__init__.py"):
        for node in ast.parse(door.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                names = ast.literal_eval(node.value)
                assert names == sorted(names), door


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        if _room(path) != "cli":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and getattr(node.func, "id", "")
                assert called != "print", path


def test_tracked_files_name_no_registry_and_no_machine_path() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    host = re.compile(r"https?://[\w.-]*(pypi|pythonhosted|npmjs|registry\.npm|debian\.org)", re.IGNORECASE)
    machine = re.compile(r"(?<![\w./])/(work|farm|home/\w+|root)/\w")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if name == "tests/test_house.py" or not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not host.search(text), name
        assert not machine.search(text), name
