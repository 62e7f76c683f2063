"""Measure who did what to whom in whole reports: role filling on MUC-4, by CEAF-REE.

Usage: python -m eval.muc4_eval [--part dev|train] [--documents N] [--misses] [--shared DIR]

The measure is GRIT's (eval/muc4_score.py), and so is what counts: entities and templates that are optional
do, an entity whose mentions all belong to one already taken (or the other way round) is not counted again,
strings that are not in the text are left out, and a victim is a person with a name. How the program does on
victims that are only described ("a peasant") is shown too, outside the total. The key has lost what stood
in quote marks within a string, so that a few entities known by such a name alone are missing from it.

The best published on the test part is about 54.5 F1 over all roles (GRIT, trained on 1,300 documents of
this corpus). This program is not trained on it: it reads the 200 documents of dev with the rules it reads
every report by, and without lists of the groups and weapons of Central America in 1989. How its claims are
put into roles (eval/muc4_fill.py) was tried on the first 150 documents of train; of dev a few records were
read for their form. The reports are in capitals; eval/recase.py gives them their small letters first.
"""

import argparse
import json
from pathlib import Path

from eval.domain import SHARED
from eval.muc4_fill import Reader, opened
from eval.muc4_score import SLOTS, Row, Tally, aligned, wanted


def rows(shared: Path, part: str, documents: int | None) -> list[Row]:
    """The documents of a part of the corpus."""
    lines = (shared / "corpora" / "muc4" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:documents]]


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--documents", type=int, default=None, help="only so many documents")
    parser.add_argument("--misses", action="store_true", help="print what differs (train only)")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    tally = Tally()
    for row in rows(options.shared, options.part, options.documents):
        page, claims = opened(row)
        gold, given = wanted(row), Reader(page).read(claims)
        tally.add(gold, given)
        for role in SLOTS if options.misses and options.part == "train" else ():
            if aligned(gold[role], given[role]) < max(len(gold[role]), len(given[role])):
                shown = [[sorted(entity) for entity in side[role]] for side in (gold, given)]
                print(f"{row['doc_id']} {role}: {shown[0]} <> {shown[1]}")
    print("\n".join(tally.told()))


if __name__ == "__main__":
    main()
