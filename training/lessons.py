"""What a teacher reads in texts, written down for the small model to learn from (Hinton and others, 2015).

Usage: python -m training.lessons --teacher DIR --pieces DIR --checkpoint FILE --texts FILE... --out DIR
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from crossbearing.attribution.lattice import Floats, Ints, log_shares
from crossbearing.attribution.linker import Head
from crossbearing.attribution.pieces import encode
from crossbearing.attribution.spans import TAGS, read_tags
from training.attribution_model import AttributionModel, tables_of
from training.teacher import Teacher
from training.tools import Tools

Halves = npt.NDArray[np.float16]
THREADS, SOME = 2, 50_000
TAUGHT = 0.7
"""Weight of the teacher's shares where people annotated too; theirs has the rest."""


class Reader:
    """A teacher as the reading of texts asks for one: windows in, rows of scores out."""

    def __init__(self, model: AttributionModel, marks: tuple[int, int]) -> None:
        self.model, self.marks = model.eval(), marks
        self.head = Head.of(tables_of(model))

    def run(self, ids: Ints, features: Ints) -> npt.NDArray[np.float32]:
        """The scores of one window's pieces and its two marks [n + 2, 493]."""
        row = torch.from_numpy(np.concatenate([[self.marks[0]], ids, [self.marks[1]]]))[None]
        shown = torch.from_numpy(np.concatenate([[0], features, [0]]))[None]
        with torch.inference_mode():
            states = self.model.states(row, torch.ones_like(row), shown)
            heads = self.model.emit, self.model.word, self.model.cue, self.model.told
            found: npt.NDArray[np.float32] = torch.cat([head(states) for head in heads], dim=-1)[0].numpy()
        return found


@dataclass(frozen=True)
class Lessons:
    """What was read of each text, by its words: log-shares of tags, then what words and cues compare by.

    ``rows`` [words of all texts, 7 + 224 + 224]; ``places`` first row and count of each text, by its key;
    ``spread`` the mean variance of what words and cues compare by.
    """

    rows: Halves
    places: dict[str, tuple[int, int]]
    head: Head
    spread: float

    @classmethod
    def open(cls, folder: Path) -> "Lessons":
        """Open what ``write`` has written."""
        places = json.loads((folder / "places.json").read_text(encoding="utf-8"))
        rows: Halves = np.load(folder / "rows.npy", mmap_mode="r")
        spread = float(rows[:SOME, TAGS:].astype(np.float32).var(axis=0).mean())
        return cls(rows, places, Head.of(np.load(folder / "head.npz")), spread)

    def of(self, text: str) -> Halves | None:
        """The rows of one text's words, None where it was not read."""
        place = self.places.get(key_of(text))
        return None if place is None else self.rows[place[0] : place[0] + place[1]]


def key_of(text: str) -> str:
    """The name under which a text's lesson is kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write(found: Iterable[str], reader: Reader, tokenizer: Tokenizer, out: Path) -> None:
    """Read each text once and keep what was read; ``places.json``, written last, says that it is whole."""
    out.mkdir(parents=True, exist_ok=True)
    places: dict[str, tuple[int, int]] = {}
    rows: list[Halves] = []
    total = 0
    for n, text in enumerate(found):
        if (key := key_of(text)) in places:
            continue
        seen = read_tags(encode(tokenizer, text), reader).windows
        parts = [
            np.concatenate([one.tags, one.words, one.cues], axis=1)[one.first : one.last] for one in seen
        ]
        if parts:
            rows.append(np.concatenate(parts).astype(np.float16))
            places[key] = (total, len(rows[-1]))
            total += len(rows[-1])
        if n % 100 == 0:
            print(f"{n} texts, {total} words", flush=True)
    np.save(out / "rows.npy", np.concatenate(rows))
    np.savez(out / "head.npz", **tables_of(reader.model))
    (out / "places.json").write_text(json.dumps(places), encoding="utf-8")


def taught_roles(
    lesson: Halves, cues: Sequence[tuple[int, int]], head: Head, distance: Ints, steps: Ints
) -> Floats:
    """The teacher's share of each role that a word can have to a cue [k * n, 5]."""
    rows = lesson.astype(np.float32)
    width = (rows.shape[1] - TAGS) // 2
    tags, words, compared = np.split(rows, [TAGS, TAGS + width], axis=1)
    means = np.stack([compared[start:end].mean(axis=0) for start, end in cues])
    found = log_shares(head.scores(words, means, tags, distance, steps))
    shares: Floats = np.exp(found).reshape(-1, found.shape[-1])
    return shares


def mixed_loss(scores: Tensor, wanted: Tensor, taught: Floats | None, known: bool) -> Tensor:
    """Cross-entropy with people's answers, a teacher's shares, or both, summed over rows."""
    plain = functional.cross_entropy(scores, wanted, reduction="sum")
    if taught is None:
        return plain
    shares = functional.cross_entropy(scores, torch.from_numpy(taught), reduction="sum")
    return TAUGHT * shares + (1 - TAUGHT) * plain if known else shares


def apart(found: Tensor, lesson: Halves, spread: float) -> Tensor:
    """How far projections [n, 448] are from a teacher's, mean of squares in shares of its variance."""
    return functional.mse_loss(found, torch.from_numpy(lesson[:, TAGS:].astype(np.float32))) / spread


def begin_as(model: AttributionModel, head: Head) -> None:
    """Give a model a teacher's tables, by which projections like the teacher's are read as it reads them."""
    tables = {
        model.distance.weight: head.distance,
        model.paragraphs.weight: head.paragraphs,
        model.tagged.weight: head.tagged.T,
        model.role.weight: head.role.T,
        model.role.bias: head.bias,
    }
    with torch.no_grad():
        for held, given in tables.items():
            held.copy_(torch.from_numpy(np.ascontiguousarray(given)))


def main() -> None:
    """Read all texts of some files, one JSON object with ``text`` a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--teacher", type=Path, required=True, help="the large encoder")
    parser.add_argument("--pieces", type=Path, required=True, help="the small one")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=THREADS)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tools = Tools.of(options.pieces)
    model = Teacher(options.teacher, options.pieces)
    model.load_state_dict(torch.load(options.checkpoint, map_location="cpu")["average"])
    lines = (line for path in options.texts for line in path.read_text(encoding="utf-8").splitlines())
    found = (json.loads(line)["text"] for line in lines)
    write(found, Reader(model, tools.marks), tools.tokenizer, options.out)


if __name__ == "__main__":
    main()
