"""The model of who said it: an encoder, a tagger over words, and a head that reads each cue's own spans."""

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from crossbearing.attribution.linker import bucket
from crossbearing.attribution.pieces import FEATURES
from training.happenings import WIDTHS as TOLD

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
"""What a word can be to one cue."""
WIDTH, PAIR = 128, 48
"""Widths of the hidden layer and of the products by which a word and a cue are compared."""
BUCKETS, STEPS = 24, 5


class LineDropout(nn.Module):
    """Dropout with one mask for all the pieces of a window (Gal and Ghahramani, 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """States [b, n, h], some of the h struck out."""
        if not self.training:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[2]) >= self.share
        return states * (kept / (1 - self.share))


class AttributionModel(nn.Module):
    """Encoder states of pieces, emissions of tags, and a reading of each word against a cue."""

    def __init__(self, encoder: Path, dropout: float = 0.1, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            encoder,
            attn_implementation=attention,
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,  # half the time of a step on two cores, and no better with it
        )
        for part in self.encoder.modules():
            for name, held in part.named_children():
                if isinstance(held, nn.Dropout) and held.p > 0:
                    setattr(part, name, LineDropout(dropout))
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.feature(width)
        self.drop = nn.Dropout(dropout)
        self.emit = nn.Linear(width, len(TAGS))
        self.word = nn.Linear(width, WIDTH + 2 * PAIR)
        self.cue = nn.Linear(width, WIDTH + 2 * PAIR)
        self.distance = nn.Embedding(BUCKETS, WIDTH)
        self.paragraphs = nn.Embedding(STEPS, WIDTH)
        self.tagged = nn.Linear(len(TAGS), WIDTH, bias=False)
        self.role = nn.Linear(WIDTH, len(ROLES))
        self.told = nn.Linear(width, sum(TOLD))
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.paragraphs.weight, std=0.1)

    def feature(self, width: int) -> None:
        """Give the encoder the features of a piece, in place of which of two texts it is of."""
        plain = self.encoder.embeddings.token_type_embeddings.weight.data
        features = nn.Embedding(FEATURES, width)
        features.weight.data = plain[:1].repeat(FEATURES, 1) + 0.002 * torch.randn(FEATURES, width)
        self.encoder.embeddings.token_type_embeddings = features
        self.encoder.config.type_vocab_size = FEATURES

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Emissions [b, n, 7], word projections and cue projections [b, n, 224] of each piece."""
        states = self.states(ids, mask, features)
        return self.emit(states), self.word(states), self.cue(states)

    def states(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """The encoder's last states [b, n, 384]."""
        found = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=features).last_hidden_state
        dropped: Tensor = self.drop(found)
        return dropped

    def tell(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """What each piece tells of a happening [b, n, 38], in the order of ``happenings.LABELS``."""
        found: Tensor = self.told(self.states(ids, mask, features))
        return found

    def roles(self, words: Tensor, cues: Tensor, tags: Tensor, distance: Tensor, steps: Tensor) -> Tensor:
        """What each of n words is to each of k cues [k, n, 5].

        ``words`` [n, 224], ``cues`` [k, 224], ``tags`` [n, 7] log-probabilities, ``distance`` and
        ``steps`` [k, n]: words and paragraphs from the cue to the word.
        """
        hidden = words[None, :, :WIDTH] + cues[:, None, :WIDTH] + self.tagged(tags)[None]
        hidden = (
            hidden
            + self.distance(torch.from_numpy(bucket(distance.numpy(), BUCKETS)))
            + self.paragraphs(steps.clamp(-2, 2) + 2)
        )
        scores = self.role(self.drop(functional.relu(hidden)))
        source = cues[:, WIDTH : WIDTH + PAIR] @ words[:, WIDTH : WIDTH + PAIR].T / math.sqrt(PAIR)
        content = cues[:, WIDTH + PAIR :] @ words[:, WIDTH + PAIR :].T / math.sqrt(PAIR)
        pair = torch.stack([torch.zeros_like(source), source, source, content, content], dim=-1)
        return scores + pair


def tables_of(model: AttributionModel) -> dict[str, npt.NDArray[np.float32]]:
    """The tables of the reading of cues, as ``crossbearing.attribution.linker`` reads them."""
    tables = {
        "distance": model.distance.weight,
        "paragraphs": model.paragraphs.weight,
        "tagged": model.tagged.weight.T,
        "role": model.role.weight.T,
        "bias": model.role.bias,
    }
    return {name: value.detach().numpy().astype(np.float32) for name, value in tables.items()}
