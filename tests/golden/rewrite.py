"""Rewrites the golden files of all stories or of those named: ``python -m tests.golden.rewrite``."""

import sys

from tests.golden.stories import HERE, STORIES, build, expected_files


def main(names: list[str]) -> None:
    """Write each story's ledger and brief beside its reports, and say which changed."""
    for story in names or STORIES:
        for name, content in expected_files(build(story).dossier).items():
            path = HERE / story / name
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
                sys.stdout.write(f"rewrote {story}/{name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
