#!/usr/bin/env python3
"""Learns the weights of the default ranker and writes them to `briefing/rankers/weights.toml`.

    python -m bench.train_ranker --data FOLDER [--cross-validate] [--out FILE]

FOLDER (or BRIEFING_DATA) is the development data. Three things are learned, each a linear model:

* concepts: logistic regression of whether a bigram of the sources stands in a reference, from the traits of
  `concepts.py`; once over single articles, once over sets of articles.
* traits: which sentences of a single article to prefer, beside those that cover likely bigrams. A softmax over
  the sentences of an article is trained to put its weight where the reference's bigrams are, per word.
* key: logistic regression of whether a reader keeps a sentence for a brief, from traits and stems, over the
  labelled articles about meetings: `train.txt` alone.

`--cross-validate` leaves out a fifth of the articles at a time and prints what the rest predicts for it, set by
set: those figures chose the traits and the penalties. The weights that are written come from all the articles.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from bench.samples import BUDGETS, MANY, Labelled, Rouge, Sample, cut, digest, folder, labelled, path_of, summaries
from briefing.rankers import concepts, default, terms, traits
from briefing.rankers.default import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHARES = {
    "cnndm_val": 1.0, "inshorts": 1.0, "cnndm_summeval": 2.0, "cnndm_train100": 1.0, "gumsum": 2.0,
    "newsroom60": 2.0, "voa_deks": 2.0, "xsum": 0.5, "duc2004_headlines": 0.5,
    "multinews": 1.0, "duc2003_mds": 1.5, "multiling2011": 2.0,
}  # fmt: skip
"""What an item of each set counts: small sets more, sets with one-line summaries less."""

CONCEPT_PENALTY = 100.0
TRAIT_PENALTY = 0.01
FOLDS = 5


@dataclass
class Prepared:
    """A sample with all that training looks at."""

    sample: Sample
    share: float
    read: terms.Terms
    bigrams: list[terms.Bigram]
    concepts: np.ndarray
    wanted: np.ndarray
    traits: np.ndarray
    worth: np.ndarray
    length: np.ndarray
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.sample.id.encode()).hexdigest(), 16) % FOLDS


def prepare(sample: Sample, share: float, rouge: Rouge) -> Prepared:
    """Describe a sample, and count what of it stands in its references."""
    read = terms.read(sample.articles)
    described = list(concepts.describe(read))
    lexicon = terms._lexicon("en")  # noqa: SLF001 - the references are stemmed as the sources are
    held = []
    for reference in sample.references:
        stems = [lexicon[w][0] for w in terms.tokens(reference)]
        held.append(set(zip(stems, stems[1:], strict=False)))
    wanted = np.array([sum(b in h for h in held) / len(held) for b, _ in described])
    length = np.array([max(1, len(cut([t], 10**6)[0].split())) for t in read.texts], dtype=float)
    golds = [rouge.grams(r)[1] for r in sample.references]
    worth = []
    for text in read.texts:
        own = rouge.grams(text)[1]
        worth.append(sum(sum((own & g).values()) / max(1, g.total()) for g in golds) / len(golds))
    per_word = np.array(worth) * np.array(read.body) / length
    return Prepared(
        sample, share, read,
        [b for b, _ in described], np.array([t for _, t in described]), wanted,
        np.array(traits.describe(read)), per_word / (per_word.max() or 1.0), length,
    )  # fmt: skip


def logistic(rows: np.ndarray, targets: np.ndarray, counts: np.ndarray, penalty: float) -> np.ndarray:
    """Constant and weights of a logistic regression; targets from 0 to 1, penalty on standardised weights."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    x = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    counts = counts * len(rows) / counts.sum()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = (counts * (np.logaddexp(0, z) - targets * z)).sum() + penalty / 2 * (w[1:] ** 2).sum()
        gradient = x.T @ (counts * (p - targets))
        gradient[1:] += penalty * w[1:]
        return value, gradient

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    weights = w[1:] / spread
    return np.concatenate([[w[0] - weights @ mean], weights])


def learn_concepts(items: Sequence[Prepared]) -> np.ndarray:
    """Weights of `concepts.TRAITS`, constant first."""
    counts = np.concatenate([np.full(len(i.bigrams), i.share / len(i.bigrams) ** 0.5) for i in items])
    return logistic(
        np.vstack([i.concepts for i in items]), np.concatenate([i.wanted for i in items]), counts, CONCEPT_PENALTY
    )


def learn_traits(items: Sequence[Prepared], weights: Weights) -> np.ndarray:
    """Weights of `traits.TRAITS`, in units of the gain of the sentence that covers most."""
    rows = np.vstack([np.hstack([i.traits, covers(i, weights)[:, None]]) for i in items])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    x = (rows - mean) / spread
    worth = np.concatenate([i.worth for i in items])
    owner = np.repeat(np.arange(len(items)), [len(i.worth) for i in items])
    starts = np.searchsorted(owner, np.arange(len(items)))
    share = np.array([i.share for i in items])
    share = share / share.sum()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        e = np.exp(z - np.maximum.reduceat(z, starts)[owner])
        p = e / np.add.reduceat(e, starts)[owner]
        mean_worth = np.add.reduceat(p * worth, starts)
        gradient = p * (worth - mean_worth[owner]) * share[owner]
        return -(share * mean_worth).sum() + TRAIT_PENALTY * (w @ w), 2 * TRAIT_PENALTY * w - x.T @ gradient

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x / spread
    return w[:-1] / w[-1]


def covers(item: Prepared, weights: Weights) -> np.ndarray:
    """Gain of each sentence when nothing is covered yet; the largest is 1."""
    chance = concepts.weigh(item.read, weights.concepts)
    gains = [sum(chance.get(b, 0.0) for b in bs) / n**weights.power
             for bs, n in zip(item.read.bigrams, item.read.words, strict=True)]  # fmt: skip
    return np.array(gains) / (max(gains) or 1.0)


def fit(items: Sequence[Prepared]) -> dict[str, Weights]:
    """All weights for texts without labels."""
    one = [i for i in items if len(i.sample.articles) == 1]
    many = [i for i in items if len(i.sample.articles) > 1]
    single = Weights(tuple(learn_concepts(one)), (0.0,) * len(traits.TRAITS), default.POWER_ONE)
    single = Weights(single.concepts, tuple(learn_traits(one, single)), default.POWER_ONE)
    several = Weights(tuple(learn_concepts(many)), default.MANY_TRAITS, default.POWER_MANY)
    return {"one": single, "many": several}


def measure(item: Prepared, weights: dict[str, Weights], rouge: Rouge) -> tuple[float, float]:
    """ROUGE-1 and -2 of what the ranker chooses."""
    chosen = weights["one" if len(item.sample.articles) == 1 else "many"]
    values = default.greedy_values(item.read, chosen)
    order = sorted(range(len(values)), key=lambda i: (-values[i], i))
    picked = cut([item.read.texts[i] for i in order if item.read.body[i]], item.sample.words)
    return rouge.score(picked, item.sample.references)


def cross_validate(items: dict[str, list[Prepared]], rouge: Rouge) -> None:
    """Print ROUGE of every set with weights that have not seen the article."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in items}
    for fold in range(FOLDS):
        weights = fit([i for group in items.values() for i in group if i.fold != fold])
        for name, group in items.items():
            found[name] += [measure(i, weights, rouge) for i in group if i.fold == fold]
    for name, scores in found.items():
        one, two = np.array(scores).mean(axis=0)
        print(f"{name:20} {len(scores):4} R1 {100 * one:.2f} R2 {100 * two:.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("briefing/rankers/weights.toml"))
    args = parser.parse_args()
    data = folder(args.data)
    if data is None:
        sys.exit("the development data is not there: give its folder with --data or in BRIEFING_DATA")
    rouge = Rouge()
    items = {name: [prepare(s, SHARES[name], rouge) for s in summaries(data, name)] for name in BUDGETS}
    if args.cross_validate:
        cross_validate(items, rouge)
        return


if __name__ == "__main__":
    main()
