"""A larger encoder taught as the small one is, for the small one to learn from."""

import json
from pathlib import Path

import torch
from torch import Tensor, nn

from crossbearing.attribution.pieces import FEATURES
from training.attribution_model import AttributionModel

FROZEN = 4
"""Lowest layers left as they came: a fifth less work in a step."""
_MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}


class Teacher(AttributionModel):
    """The same heads on MPNet, whose pieces are those of BERT under other numbers."""

    def __init__(self, encoder: Path, pieces: Path, dropout: float = 0.1, frozen: int = FROZEN) -> None:
        super().__init__(encoder, dropout, "eager")
        self.register_buffer("number", numbers(pieces, encoder), persistent=False)
        self.encoder.embeddings.requires_grad_(False)
        for layer in self.encoder.encoder.layer[:frozen]:
            layer.requires_grad_(False)
        self.encoder.encoder.relative_attention_bias.requires_grad_(False)

    def feature(self, width: int) -> None:
        """Features of a piece, added to its word: this encoder knows nothing of two texts."""
        self.features = nn.Embedding(FEATURES, width)
        nn.init.normal_(self.features.weight, std=0.002)

    def states(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """The encoder's last states [b, n, 768]."""
        words = self.encoder.embeddings.word_embeddings(self.number[ids])
        found = self.encoder(
            inputs_embeds=words + self.features(features), attention_mask=mask
        ).last_hidden_state
        dropped: Tensor = self.drop(found)
        return dropped


def numbers(pieces: Path, encoder: Path) -> Tensor:
    """The number in one vocabulary of each piece of another, by its spelling."""
    ours, theirs = (
        json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        for folder in (pieces, encoder)
    )
    found = torch.full((len(ours),), theirs["[UNK]"], dtype=torch.long)
    for piece, n in ours.items():
        found[n] = theirs.get(_MARKS.get(piece, piece), theirs["[UNK]"])
    return found
