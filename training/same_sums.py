"""Requantise so that a model's whole-number sums come out the same on every processor.

Without VNNI (AVX2 and older), a kernel for bytes adds two products of an activation (0..255) and a weight
(-128..127) in 16 bits and cuts what does not fit; with VNNI it adds in 32 bits. A graph whose weights let
two neighbouring products pass 32,767 gives other answers on other machines. Here no two neighbours of a
column do: 255 times the sum of those of one sign fits. Each column's scale is the one of the least squared
error under that rule, so most keep more than seven bits.

Usage: python -m training.same_sums FOLDER    (mends FOLDER/model.onnx and the manifest)
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnx import GraphProto

Whole = npt.NDArray[np.float64]

MOST = 128
"""The largest sum of two neighbouring weights of one sign: 255 * 128 < 32,767."""
COARSER = np.linspace(1.0, 2.0, 41)
"""How much coarser than before a column's steps may become; at 2 every pair fits."""


def keep_sums_small(graph: "GraphProto") -> int:
    """Requantise each int8 matrix [k, n] of a graph, its scale by column; returns how many there were."""
    from onnx import TensorProto, numpy_helper

    held = {one.name: one for one in graph.initializer}
    done = 0
    for name, one in held.items():
        scale = held.get(name.removesuffix("_quantized") + "_scale")
        if one.data_type != TensorProto.INT8 or len(one.dims) != 2 or scale is None:
            continue
        weights, factors = requantised(numpy_helper.to_array(one).astype(np.float64))
        steps = numpy_helper.to_array(scale).astype(np.float64) * factors
        one.CopyFrom(numpy_helper.from_array(weights.astype(np.int8), name))
        scale.CopyFrom(numpy_helper.from_array(steps.astype(np.float32), scale.name))
        done += 1
    return done


def requantised(weights: Whole) -> tuple[Whole, Whole]:
    """Whole-number weights [k, n] in coarser steps, and by how much each column's steps are coarser [n]."""
    best, error = weights.copy(), np.full(weights.shape[1], np.inf)
    chosen = np.ones(weights.shape[1])
    for factor in COARSER:
        tried = _fitted(np.clip(np.round(weights / factor), -127, 127))
        off = ((weights - factor * tried) ** 2).sum(axis=0)
        better = off < error
        best[:, better], error[better], chosen[better] = tried[:, better], off[better], factor
    return best, chosen


def _fitted(weights: Whole) -> Whole:
    """Both of two neighbours of one sign made smaller by half of what their sum is too large."""
    rows = len(weights)
    even = np.vstack([weights, np.zeros((rows % 2, weights.shape[1]))])
    one, other = even[0::2], even[1::2]
    over = np.where(one * other > 0, np.abs(one) + np.abs(other) - MOST, 0).clip(min=0)
    larger = np.abs(one) >= np.abs(other)
    less_one = np.where(larger, np.ceil(over / 2), np.floor(over / 2))
    even[0::2] = np.sign(one) * (np.abs(one) - less_one)
    even[1::2] = np.sign(other) * (np.abs(other) - (over - less_one))
    return even[:rows]


def main() -> None:
    """Mend the graph of a folder of weights."""
    import onnx

    from training.export_attribution import write_manifest

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    model = onnx.load(folder / "model.onnx")
    keep_sums_small(model.graph)
    onnx.save(model, folder / "model.onnx")
    write_manifest(folder)


if __name__ == "__main__":
    main()
