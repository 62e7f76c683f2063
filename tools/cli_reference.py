"""Write the generated part of docs/cli.md from the commands themselves: `python tools/cli_reference.py`."""

import sys
from pathlib import Path

from typer.main import get_command

from crossbearing.cli.app import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
BEGIN, END = "<!-- generated: tools/cli_reference.py -->", "<!-- end of the generated part -->"
_WIDTH = 100


def reference() -> str:
    """Every command's help under a heading of its own, as Markdown."""
    root = get_command(app)
    parts = []
    with root.make_context("crossbearing", ["--version"], resilient_parsing=True) as context:
        for name in root.list_commands(context):  # type: ignore[attr-defined]
            command = root.get_command(context, name)  # type: ignore[attr-defined]
            inner = type(context)(
                command, info_name=name, parent=context, terminal_width=_WIDTH, max_content_width=_WIDTH
            )
            parts.append(f"### `crossbearing {name}`\n\n```text\n{command.get_help(inner).strip()}\n```\n")
    return "\n".join(parts)


def rewritten(page: str) -> str:
    """The page with its generated part made anew; raises ``ValueError`` where its marks are missing."""
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    return f"{page[:start]}\n\n{reference()}\n{page[end:]}"


def main() -> int:
    """Rewrite the page, or with ``--check`` say whether it is up to date; returns the exit code."""
    old = PAGE.read_text(encoding="utf-8")
    new = rewritten(old)
    if "--check" in sys.argv:
        return int(new != old)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
