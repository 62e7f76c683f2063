"""Give a graph a second output: the states of a middle layer, which tell whether two words are of one event.

Usage: python -m training.middle_output FOLDER    (adds it to FOLDER/model.onnx and mends the manifest)
"""

import argparse
from pathlib import Path

import onnx
from onnx import GraphProto, TensorProto, helper

LAYER = 6
"""Counted from one: the states of later layers, which answer other questions, tell less of it."""
NAME = "middle"
_STATES = "layer.{}/output/LayerNorm"


def add_middle(graph: GraphProto, layer: int = LAYER) -> None:
    """Let a graph also answer "middle", the states of a layer [b, n, h]; what it answered stays as it was.

    Raises ``ValueError`` where the graph has no such layer.
    """
    if any(one.name == NAME for one in graph.output):
        return
    wanted = _STATES.format(layer - 1)
    named = [out for node in graph.node for out in node.output if wanted in out and out.endswith("_output_0")]
    if not named:
        raise ValueError(f"no output of layer {layer} in the graph")
    graph.node.append(helper.make_node("Identity", [named[0]], [NAME], name=NAME))
    graph.output.append(helper.make_tensor_value_info(NAME, TensorProto.FLOAT, ["b", "n", None]))


def main() -> None:
    """Add the output to the graph of a folder of weights."""
    from training.export_attribution import write_manifest

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    model = onnx.load(folder / "model.onnx")
    add_middle(model.graph)
    onnx.save(model, folder / "model.onnx")
    write_manifest(folder)


if __name__ == "__main__":
    main()
