"""The trained weights: found, checked against their sums, opened once."""

import hashlib
import json
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from crossbearing.attribution.lattice import Floats, Ints
from crossbearing.attribution.linker import Head
from crossbearing.errors import DataError

MEND = "install the package again: pip install --force-reinstall crossbearing"
FILES = ("model.onnx", "tables.npz", "tokenizer.json")


class Weights:
    """An opened model: a session for pieces, the tables of the linker, a tokenizer."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        check(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "tables.npz") as tables:
            self.head = Head.of(tables)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.marks = (self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]"))

    def run(self, ids: Ints, features: Ints) -> tuple[Floats, Floats]:
        """The model's answer for a window's pieces, and the states of its middle layer.

        Both have a row before and after for the marks around the window.
        """
        row = np.concatenate([[self.marks[0]], ids, [self.marks[1]]])[None]
        kinds = np.concatenate([[0], features, [0]])[None]
        given = {"ids": row, "mask": np.ones_like(row), "features": kinds}
        found, middle = self.session.run(["found", "middle"], given)
        return found[0], middle[0]


def check(folder: Path) -> None:
    """Compare each file with the sum the manifest gives.

    Raises ``DataError`` naming the file and the way to mend it.
    """
    manifest = folder / "manifest.json"
    try:
        sums = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            "the attribution model's manifest cannot be read", where=manifest.name, hint=MEND
        ) from error
    for name in FILES:
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise DataError("a file of the attribution model is missing", where=name, hint=MEND) from error
        if found != sums.get(name):
            raise DataError("a file of the attribution model is damaged", where=name, hint=MEND)


@lru_cache(maxsize=2)
def packaged(threads: int = 1) -> Weights:
    """The weights that ship with the package, opened once a process."""
    with resources.as_file(resources.files("crossbearing.attribution") / "weights") as folder:
        return Weights(folder, threads)
