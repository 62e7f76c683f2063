"""Write a trained model as the weights that ship: an int8 graph, the small tables, a manifest of checksums.

Usage: python -m training.export_attribution --encoder DIR --checkpoint FILE --out DIR
"""

import argparse
import hashlib
import json
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn
from transformers import AutoModel

from training.attribution_model import AttributionModel, tables_of
from training.middle_output import add_middle
from training.same_sums import keep_sums_small
from training.spread_norms import spread_norms


class Graph(nn.Module):
    """The part of the model that runs on every piece: tags, projections of words and cues, happenings."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.encoder = model.encoder
        self.heads = nn.Linear(model.emit.in_features, sum(one.out_features for one in _heads(model)))
        self.heads.weight.data = torch.cat([one.weight.data for one in _heads(model)])
        self.heads.bias.data = torch.cat([one.bias.data for one in _heads(model)])

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """One array [b, n, 493] for each piece."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=features)
        found: Tensor = self.heads(states.last_hidden_state)
        return found


def _heads(model: AttributionModel) -> tuple[nn.Linear, ...]:
    return model.emit, model.word, model.cue, model.told


def write_graph(model: AttributionModel, encoder: Path, out: Path) -> None:
    """Trace, fuse attention, quantise to int8 that any processor sums alike, write normalisation out."""
    eager = AutoModel.from_pretrained(encoder, attn_implementation="eager", add_pooling_layer=False)
    eager.embeddings.token_type_embeddings = nn.Embedding(
        *model.encoder.embeddings.token_type_embeddings.weight.shape
    )
    eager.config.type_vocab_size = model.encoder.config.type_vocab_size
    eager.load_state_dict(model.encoder.state_dict())
    model.encoder = eager
    graph = Graph(model).eval()
    ids = torch.randint(1000, 20000, (2, 40))
    arguments = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    names = ["ids", "mask", "features"]
    plain, fused = out / "plain.onnx", out / "fused.onnx"
    torch.onnx.export(
        graph,
        arguments,
        str(plain),
        input_names=names,
        output_names=["found"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={name: {0: "b", 1: "n"} for name in [*names, "found"]},
    )
    config = model.encoder.config
    better = optimizer.optimize_model(
        str(plain),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        opt_level=0,
    )
    better.save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        out / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Attention", "Gather", "EmbedLayerNormalization"],
        extra_options={"DefaultTensorType": 1},
    )
    quantised = onnx.load(out / "model.onnx")
    keep_sums_small(quantised.graph)
    spread_norms(quantised.graph, config.layer_norm_eps)
    add_middle(quantised.graph)
    onnx.save(quantised, out / "model.onnx")
    plain.unlink()
    fused.unlink()


def write_manifest(out: Path) -> None:
    """SHA-256 of each file, which loading checks."""
    files = ("model.onnx", "tables.npz", "tokenizer.json")
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    (out / "manifest.json").write_text(json.dumps({"sha256": sums}, indent=1) + "\n", encoding="utf-8")


def mean_of(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of several checkpoints' averaged weights."""
    states = [torch.load(path)["average"] for path in checkpoints]
    return {
        name: sum(state[name] for state in states) / len(states) if value.is_floating_point() else value
        for name, value in states[0].items()
    }


def main() -> None:
    """Export one checkpoint, or the mean of several."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    options.out.mkdir(parents=True, exist_ok=True)
    model = AttributionModel(options.encoder)
    model.load_state_dict(mean_of(options.checkpoint))
    model.eval()
    np.savez(options.out / "tables.npz", **tables_of(model))
    write_graph(model, options.encoder, options.out)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    write_manifest(options.out)


if __name__ == "__main__":
    main()
