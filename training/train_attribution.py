"""Train the model of who said it, with checkpoints: stop it at any time and start it again.

Usage: python -m training.train_attribution --encoder DIR --train FILE... --out DIR [--happenings FILE]
       [--epochs N]
"""

import argparse
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from eval.domain import SHARED, texts
from torch import Tensor
from torch.nn import functional

from crossbearing.attribution.linker import Head
from training.attribution_data import Article, Example, examples, read_articles, varied
from training.attribution_model import TAGS, AttributionModel
from training.happenings import Told, read_told, told_loss
from training.lessons import Lessons, apart, begin_as, mixed_loss, taught_roles
from training.teacher import Teacher
from training.tools import Tools

SEED = 20161213
BATCH, WARM = 8, 0.06
RATES = {"encoder": 2e-4, "heads": 5e-4}
LINKS = 0.5
"""Weight of the reading of cues beside that of tags."""
AVERAGE = 0.998
KEEP, THREADS, ALIKE, TOLD_OF = 200, 2, 24, 50
TELLING = 0.3
"""Weight of what is told of happenings beside tags."""
FOLLOWING = 0.3
"""Weight of how far words and cues are from where a teacher puts them, in shares of its spread."""
CUES = slice(3, 5)
UNLIKELY = -4.0
"""Log-share below which a word does not look like a cue."""
DOUBTFUL = 2
"""Words likest to a cue that are none, read as cues of nothing, per window."""


def batch_of(group: Sequence[Example | Told]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and features of a group of windows, padded."""
    length = max(len(one.ids) for one in group)
    ids = torch.zeros(len(group), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    features = torch.zeros_like(ids)
    for n, one in enumerate(group):
        ids[n, : len(one.ids)] = torch.from_numpy(one.ids)
        mask[n, : len(one.ids)] = 1
        features[n, : len(one.ids)] = torch.from_numpy(one.features)
    return ids, mask, features


def losses(
    model: AttributionModel, group: Sequence[Example], lessons: Lessons | None
) -> tuple[Tensor, Tensor]:
    """Loss of tags per word and of links per pair of cue and word, each with what a teacher says of it."""
    ids, mask, features = batch_of(group)
    emissions, words, cues = model(ids, mask, features)
    linking, pairs = emissions.new_zeros(()), 0
    following, taught = emissions.new_zeros(()), 0
    for n, one in enumerate(group):
        at = torch.from_numpy(one.words)
        found = emissions[n, at], words[n, at], cues[n, at]
        loss, count = link_loss(model, one, found, None if lessons is None else lessons.head)
        linking, pairs = linking + loss, pairs + count
        if lessons is not None and one.lesson is not None:
            following = following + apart(torch.cat(found[1:], dim=-1), one.lesson, lessons.spread)
            taught += 1
    tagging = tag_loss(group, emissions) + FOLLOWING * following / max(taught, 1)
    return tagging, linking / max(pairs, 1)


def tag_loss(group: Sequence[Example], emissions: Tensor) -> Tensor:
    """Cross-entropy of tags per word, over the words that each window reads itself.

    Word by word, not over the lattice: in spans of twenty words and more each word then has its say, where a
    conditional random field learns from their edges alone (measured: 3 points of F1 less on every role).
    """
    sums, count = emissions.new_zeros(()), 0
    for n, one in enumerate(group):
        own = slice(one.first, one.last)
        taught = None if one.lesson is None else np.exp(one.lesson[own, : len(TAGS)].astype(np.float32))
        wanted = torch.from_numpy(one.tags[own])
        sums = sums + mixed_loss(emissions[n, one.words[own]], wanted, taught, one.known)
        count += len(wanted)
    return sums / max(count, 1)


def link_loss(
    model: AttributionModel, one: Example, found: tuple[Tensor, Tensor, Tensor], head: Head | None
) -> tuple[Tensor, int]:
    """Cross-entropy of what each word is to each cue, summed, and how many pairs there were."""
    emissions, words, cues = found
    tags = functional.log_softmax(emissions.detach(), dim=-1)
    spans = [link.cue for link in one.links] + doubtful(one, tags)
    if not spans:
        return emissions.new_zeros(()), 0
    want = wanted(one, len(spans))
    means = torch.stack([cues[start:end].mean(0) for start, end in spans])
    heads = torch.tensor([start for start, _ in spans])
    distance = torch.arange(len(words))[None] - heads[:, None]
    paragraphs = torch.from_numpy(one.paragraphs)
    steps = paragraphs[None] - paragraphs[heads][:, None]
    scores = model.roles(words, means, tags, distance, steps)
    taught = None
    if one.lesson is not None and head is not None:
        taught = taught_roles(one.lesson, spans, head, distance.numpy(), steps.numpy())
    return mixed_loss(scores.flatten(0, 1), want.flatten(), taught, one.known), want.numel()


def doubtful(one: Example, tags: Tensor) -> list[tuple[int, int]]:
    """Words that look like cues to the model and are none."""
    likely = torch.logsumexp(tags[:, CUES], dim=-1)
    likely[torch.from_numpy((one.tags == CUES.start) | (one.tags == CUES.start + 1))] = -math.inf
    likely[: one.first] = -math.inf
    likely[one.last :] = -math.inf
    best = torch.topk(likely, min(DOUBTFUL, len(likely))).indices.tolist()
    return [(n, n + 1) for n in best if likely[n] > UNLIKELY]


def wanted(one: Example, cues: int) -> Tensor:
    """What each word is to each cue [k, n]: O, B-source, I-source, B-content, I-content."""
    want = torch.zeros(cues, len(one.words), dtype=torch.long)
    for n, link in enumerate(one.links):
        for spans, tag in ((link.source, 1), (link.content, 3)):
            for start, end in spans:
                low, high = max(start, 0), max(min(end, len(one.words)), 0)
                want[n, low:high] = tag + 1
                if 0 <= start < high:
                    want[n, start] = tag
    return want


Batch = list[Example] | list[Told]


def epoch_of(
    articles: Sequence[Article], told: Sequence[Told], tools: Tools, rng: random.Random, often: int
) -> list[Batch]:
    """One epoch's windows, laid anew and varied, in batches of like length and random order.

    Windows of happenings, which are few, are seen ``often`` times.
    """
    windows = [
        one
        for article in articles
        for one in examples(varied(article, rng, tools.straight), tools.marks, rng)
        if one.last > one.first
    ]
    rng.shuffle(windows)
    rounds = [rng.sample(told, len(told)) for _ in range(often)]
    batches: list[Batch] = [one[n : n + BATCH] for one in rounds for n in range(0, len(one), BATCH)]
    for n in range(0, len(windows), BATCH * ALIKE):
        group = sorted(windows[n : n + BATCH * ALIKE], key=lambda one: len(one.ids))
        batches += [group[m : m + BATCH] for m in range(0, len(group), BATCH)]
    rng.shuffle(batches)
    return batches


def optimiser(model: AttributionModel, scale: float) -> torch.optim.AdamW:
    """AdamW with its own rates for the encoder and the heads."""
    groups: dict[tuple[str, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        part = "encoder" if name.startswith("encoder") else "heads"
        groups.setdefault((part, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": found,
                "lr": RATES[part] * (scale if part == "encoder" else 1.0),
                "weight_decay": 0.01 if decays else 0.0,
            }
            for (part, decays), found in groups.items()
        ],
        fused=True,
    )


@dataclass
class State:
    """What training carries from step to step, and keeps on disk."""

    model: AttributionModel
    stages: torch.optim.AdamW
    average: dict[str, Tensor]
    done: int = 0

    def keep(self, path: Path) -> None:
        """Write a checkpoint whole or not at all."""
        part = path.with_suffix(".part")
        kept = {"model": self.model.state_dict(), "stages": self.stages.state_dict()}
        torch.save(kept | {"average": self.average, "done": self.done}, part)
        part.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint, if there is one."""
        if path.exists():
            kept = torch.load(path)
            self.model.load_state_dict(kept["model"])
            self.stages.load_state_dict(kept["stages"])
            self.average, self.done = kept["average"], kept["done"]

    def follow(self, step: int) -> None:
        """Let the average of weights follow the weights (Polyak and Juditsky, 1992)."""
        mix = 1 - min(AVERAGE, step / (step + 20))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                if value.is_floating_point():
                    self.average[name].lerp_(value, mix)


def rate_at(step: int, total: int) -> float:
    """The share of the full learning rate at a step: up over the first part, then down in a line."""
    return min(step / (WARM * total), max(0.02, (total - step) / (total * (1 - WARM))))


Sums = tuple[float | None, float | None, float | None]


def take_step(state: State, group: Batch, rates: Sequence[float], lessons: Lessons | None) -> Sums:
    """One step of training on a batch; ``rates`` are those of the optimiser's groups.

    Returns the losses of tags, links and happenings, None for those the batch has nothing of.
    """
    for rate, parameters in zip(rates, state.stages.param_groups, strict=True):
        parameters["lr"] = rate
    state.stages.zero_grad(set_to_none=True)
    found: Sums = (None, None, None)
    if isinstance(group[0], Told):
        telling = told_loss(group, state.model.tell(*batch_of(group)))
        (TELLING * telling).backward()
        found = (None, None, telling.item())
    else:
        tagging, linking = losses(state.model, group, lessons)
        (tagging + LINKS * linking).backward()
        found = (tagging.item(), linking.item(), None)
    torch.nn.utils.clip_grad_norm_(state.model.parameters(), 1.0)
    state.stages.step()
    return found


@dataclass(frozen=True)
class Course:
    """What is trained on, how long, from which seed, and where checkpoints go."""

    articles: Sequence[Article]
    told: Sequence[Told]
    tools: Tools
    out: Path
    epochs: int
    seed: int
    stop: int | None = None
    often: int = 1
    lessons: Lessons | None = None


def train(state: State, course: Course) -> None:
    """Train for some epochs, keeping a checkpoint each ``KEEP`` steps and one of each epoch's average."""
    full = [group["lr"] for group in state.stages.param_groups]
    total, step = 0, 0
    for epoch in range(course.epochs):
        rng = random.Random(course.seed + epoch)
        batches = epoch_of(course.articles, course.told, course.tools, rng, course.often)
        total = total or len(batches) * course.epochs
        seen: list[Sums] = []
        begun = time.perf_counter()
        state.model.train()
        for group in batches:
            step += 1
            if step <= state.done:
                continue
            share = rate_at(step, total)
            seen.append(take_step(state, group, [rate * share for rate in full], course.lessons))
            state.done = step
            state.follow(step)
            if len(seen) % TOLD_OF == 0:
                print(f"{step}/{total} {means(seen)} {time.perf_counter() - begun:.0f} s", flush=True)
            if step % KEEP == 0:
                state.keep(course.out / "latest.pt")
            if step == course.stop:
                return
        state.keep(course.out / "latest.pt")
        torch.save({"average": state.average}, course.out / f"epoch{epoch}.pt")


def means(seen: Sequence[Sums]) -> str:
    """Mean losses so far, by name."""
    columns = zip(("tags", "links", "told"), zip(*seen, strict=True), strict=True)
    held = [(name, [value for value in column if value is not None]) for name, column in columns]
    return " ".join(f"{name} {sum(column) / max(len(column), 1):.4f}" for name, column in held)


def main() -> None:
    """Read the articles, train, keep the average of weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, default=None, help="teach a teacher: the small one's encoder")
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--lessons", type=Path, default=None, help="what a teacher read in those texts")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--happenings", type=Path, default=None, help="our annotated happenings")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where their texts lie")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--start", type=Path, default=None, help="an earlier run's averaged weights")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--stop", type=int, default=None, help="stop after this step, as if cut off")
    parser.add_argument("--often", type=int, default=1, help="how often an epoch sees each happening")
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the usual learning rates")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    tools = Tools.of(options.pieces or options.encoder)
    lessons = Lessons.open(options.lessons) if options.lessons else None
    articles = [one for path in options.train for one in read_articles(path, tools.tokenizer, lessons)]
    model = Teacher(options.encoder, options.pieces) if options.pieces else AttributionModel(options.encoder)
    if lessons is not None:
        begin_as(model, lessons.head)
    if options.start is not None:
        model.load_state_dict(torch.load(options.start)["average"], strict=False)
    average = {name: value.clone() for name, value in model.state_dict().items()}
    state = State(model, optimiser(model, options.scale), average)
    state.resume(options.out / "latest.pt")
    told = []
    if options.happenings is not None:
        told = read_told(options.happenings, texts(options.shared), tools.tokenizer, tools.marks)
    limits = options.epochs, options.seed, options.stop, options.often
    train(state, Course(articles, told, tools, options.out, *limits, lessons))


if __name__ == "__main__":
    main()
