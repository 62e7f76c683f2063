"""The packaged tables of learnt weights: opened alike, missing ones said alike."""

from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.errors import DataError


def open_table(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a packaged file ("named.npz") by name; raises ``DataError`` where it is missing."""
    source = resources.files("crossbearing.reading") / "data" / name
    try:
        with source.open("rb") as handle, np.load(handle) as held:
            return {key: held[key] for key in held.files}
    except FileNotFoundError as error:
        raise DataError("a table of weights is missing", where=name, hint="reinstall crossbearing") from error
