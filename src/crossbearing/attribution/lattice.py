"""Best paths through tag lattices, many at a time (Viterbi, 1967)."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_paths(emissions: Floats, lengths: Ints, transitions: Floats, begin: Floats) -> Ints:
    """The best tag of each step of k sequences, [k, n]; steps beyond a sequence's length are 0.

    ``emissions`` [k, n, t] scores of t tags, ``lengths`` [k], ``transitions`` [t, t] from one tag to the
    next, ``begin`` [t]. What must not follow has a transition far below the rest.
    """
    count, steps, tags = emissions.shape
    paths = np.zeros((count, steps), dtype=np.int64)
    if count == 0 or steps == 0:
        return paths
    order = np.argsort(-lengths, kind="stable")
    going = np.searchsorted(-lengths[order], -np.arange(steps), side="left").tolist()
    came = np.zeros((steps, count, tags), dtype=np.int8)
    emitted = np.ascontiguousarray(emissions[order].swapaxes(0, 1))
    onward = np.ascontiguousarray(transitions.T)
    score = begin + emitted[0]
    for n in range(1, steps):
        alive = going[n]
        through = score[:alive, None, :] + onward
        best = through.argmax(axis=2)
        came[n, :alive] = best
        score[:alive] = np.take_along_axis(through, best[:, :, None], axis=2)[:, :, 0] + emitted[n, :alive]
    last = score.argmax(axis=1)
    rows = np.arange(count)
    for n in range(steps - 1, -1, -1):
        alive = going[n]
        paths[order[:alive], n] = last[:alive]
        last[:alive] = came[n, rows[:alive], last[:alive]]
    return paths


def spans_of(path: Ints, begin_tag: int) -> list[tuple[int, int]]:
    """Runs of one role in a path of tags: its B tag and the I tags (B + 1) after it; end exclusive."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for n, tag in enumerate(path.tolist()):
        if opened is not None and tag != begin_tag + 1:
            found.append((opened, n))
            opened = None
        if tag == begin_tag or (tag == begin_tag + 1 and opened is None):
            opened = n
    if opened is not None:
        found.append((opened, len(path)))
    return found


def barred(tags: int) -> tuple[Floats, Floats]:
    """Transitions and beginnings of a BIO lattice: O, then B and I of each role; far below is forbidden."""
    transitions = np.zeros((tags, tags), dtype=np.float32)
    begin = np.zeros(tags, dtype=np.float32)
    for inside in range(2, tags, 2):
        begin[inside] = FORBIDDEN
        for before in range(tags):
            if before not in (inside - 1, inside):
                transitions[before, inside] = FORBIDDEN
    return transitions, begin


FORBIDDEN = -1e4


def log_shares(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    found: Floats = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return found
