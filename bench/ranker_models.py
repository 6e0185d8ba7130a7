"""What `train_ranker.py` learns: linear models over the traits of bigrams and sentences."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from briefing.rankers import concepts, default, keys, terms, traits
from briefing.rankers.weights import KeyWeights, Weights
from briefing.text import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.samples import Labelled, Rouge, Sample

CONCEPT_PENALTY, KEY_PENALTY, GATE_PENALTY = 100.0, 3.0, 1.0
"""Penalties on the squares of standardised weights."""

TRAIT_PENALTIES = (0.002, 0.005, 0.01)
"""The same for the traits, whose best weights jump about as the penalty changes: the mean over these is taken."""

FEW = {"opens_quoted": 0.1, "quoted": 0.05}
MANY = {"early20": 0.1, "long": -0.1}
"""Traits beside coverage for a few and for many articles, set by hand: with 112 sets of articles there is too little
to learn more. A quotation is rarely told twice, so that coverage holds it too low; of many articles, what each
tells late matters less."""

STEM_SCALE, STEM_ARTICLES, LEAST_STEM = 3.0, 4, 0.3
"""Weight of the stems against the traits under the penalty; articles that must hold a stem; weights below are cut."""

FOLDS = 5


def fold_of(name: str) -> int:
    """The fifth that an article belongs to."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


@dataclass
class Prepared:
    """A sample with all that training looks at: rows of traits, and what of each stands in the references."""

    sample: Sample
    share: float
    read: terms.Terms
    concepts: np.ndarray
    wanted: np.ndarray
    traits: np.ndarray
    worth: np.ndarray


def prepare(sample: Sample, share: float, rouge: Rouge) -> Prepared:
    """Describe a sample, and count what of it stands in its references."""
    read = terms.read(sample.articles)
    described = list(concepts.describe(read))
    held = []
    for reference in sample.references:
        stems = [stem(word) for word in tokens(reference)]
        held.append(set(pairwise(stems)))
    wanted = np.array([sum(b in h for h in held) / len(held) for b, _ in described])
    golds = [rouge.grams(reference)[1] for reference in sample.references]
    per_word = []
    for text, body in zip(read.texts, read.body, strict=True):
        own = rouge.grams(text)[1]
        recall = sum((own & gold).total() / max(1, gold.total()) for gold in golds) / len(golds)
        per_word.append(body * recall / max(1, len(text.split())))
    return Prepared(
        sample, share, read, np.array([row for _, row in described]), wanted,
        np.array(traits.describe(read)), np.array(per_word) / (max(per_word) or 1.0),
    )  # fmt: skip


def logistic(rows: np.ndarray, targets: np.ndarray, counts: np.ndarray, penalty: float) -> np.ndarray:
    """Constant and weights of a logistic regression; targets from 0 to 1, penalty on standardised weights."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    w = penalised(np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread]), targets, counts, penalty)
    weights = w[1:] / spread
    return np.concatenate([[w[0] - weights @ mean], weights])


def penalised(x, targets: np.ndarray, counts: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of a logistic regression whose first column is the constant, which has no penalty."""
    counts = counts * len(targets) / counts.sum()
    penalties = np.full(x.shape[1], penalty)
    penalties[0] = 0.0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = (counts * (np.logaddexp(0, z) - targets * z)).sum() + (penalties * w * w).sum() / 2
        return value, x.T @ (counts * (1 / (1 + np.exp(-z)) - targets)) + penalties * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def learn_concepts(items: Sequence[Prepared]) -> tuple[float, ...]:
    """Weights of `concepts.TRAITS`, constant first."""
    counts = np.concatenate([np.full(len(i.wanted), i.share / len(i.wanted) ** 0.5) for i in items])
    rows, targets = np.vstack([i.concepts for i in items]), np.concatenate([i.wanted for i in items])
    return tuple(logistic(rows, targets, counts, CONCEPT_PENALTY))


def learn_traits(items: Sequence[Prepared], concept_weights: tuple[float, ...]) -> tuple[float, ...]:
    """Weights of `traits.TRAITS`, in units of the gain of the sentence that covers most."""
    rows = np.vstack([np.hstack([i.traits, covers(i, concept_weights)[:, None]]) for i in items])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    x = (rows - mean) / spread
    worth = np.concatenate([i.worth for i in items])
    owner = np.repeat(np.arange(len(items)), [len(i.worth) for i in items])
    starts = np.searchsorted(owner, np.arange(len(items)))
    share = np.array([i.share for i in items]) / sum(i.share for i in items)

    def loss(w: np.ndarray, penalty: float) -> tuple[float, np.ndarray]:
        z = x @ w
        e = np.exp(z - np.maximum.reduceat(z, starts)[owner])
        p = e / np.add.reduceat(e, starts)[owner]
        mean_worth = np.add.reduceat(p * worth, starts)
        gradient = p * (worth - mean_worth[owner]) * share[owner]
        return penalty * (w @ w) - (share * mean_worth).sum(), 2 * penalty * w - x.T @ gradient

    start = np.zeros(x.shape[1])
    found = [minimize(loss, start, (p,), jac=True, method="L-BFGS-B").x / spread for p in TRAIT_PENALTIES]
    return tuple(np.mean([w[:-1] / w[-1] for w in found], axis=0))


def covers(item: Prepared, weights: tuple[float, ...]) -> np.ndarray:
    """Gain per word of each sentence when nothing is covered yet; the largest is 1."""
    chance = concepts.weigh(item.read, weights)
    pairs = zip(item.read.bigrams, item.read.words, strict=True)
    gains = [sum(chance.get(b, 0.0) for b in bigrams) / words for bigrams, words in pairs]
    return np.array(gains) / (max(gains) or 1.0)


def learn_kinds(items: Sequence[Prepared]) -> dict[str, Weights]:
    """Weights for one, a few and many articles."""
    one = [i for i in items if len(i.sample.articles) == 1]
    alone, several = learn_concepts(one), learn_concepts([i for i in items if len(i.sample.articles) > 1])
    by_hand = {"few": FEW, "many": MANY}
    found = {k: Weights(several, tuple(v.get(t, 0.0) for t in traits.TRAITS)) for k, v in by_hand.items()}
    return {"one": Weights(alone, learn_traits(one, alone)), **found}


def learn_keys(items: Sequence[Labelled], one: Weights, before: KeyWeights) -> KeyWeights:
    """Weights of the key model; those of the readings and of the gate are as they were before."""
    reads = [terms.read([item.article]) for item in items]
    rows, words, targets, counts = [], [], [], []
    for item, read in zip(items, reads, strict=True):
        gains = default.first_gains(read, default.cover(read, concepts.weigh(read, one.concepts)))
        body = [i for i, is_body in enumerate(read.body) if is_body]
        described = traits.describe(read)
        rows += [(gains[i], *described[i]) for i in body]
        words += [tuple(dict.fromkeys(map(stem, tokens(read.texts[i])))) for i in body]
        targets += [item.key[i] for i in body]
        counts += [1 / len(body) ** 0.5] * len(body)
    number = vocabulary(reads)
    dense = np.array(rows)
    mean, spread = dense.mean(axis=0), dense.std(axis=0) + 1e-9
    stems = sparse.lil_array((len(rows), len(number)))
    for r, held in enumerate(words):
        known = [number[w] for w in held if w in number]
        stems[r, known] = STEM_SCALE / (len(known) or 1) ** 0.5
    x = sparse.hstack([np.ones((len(rows), 1)), (dense - mean) / spread, stems]).tocsr()
    w = penalised(x, np.array(targets), np.array(counts), KEY_PENALTY)
    form, lexical = w[1 : 1 + len(mean)] / spread, w[1 + len(mean) :] * STEM_SCALE
    kept = {word: float(lexical[n]) for word, n in number.items() if abs(lexical[n]) >= LEAST_STEM}
    constant = float(w[0] - form @ mean)
    return KeyWeights(constant, float(form[0]), tuple(form[1:]), kept, before.readings, before.gate)


def vocabulary(reads: Sequence[terms.Terms]) -> dict[str, int]:
    """Stems that enough articles hold, without those that hold a figure."""
    held: dict[str, int] = {}
    for read in reads:
        for word in {stem(t) for text in read.texts for t in tokens(text)}:
            held[word] = held.get(word, 0) + 1
    enough = (w for w, n in sorted(held.items()) if n >= STEM_ARTICLES and not any(c.isdigit() for c in w))
    return {word: n for n, word in enumerate(enough)}


def learn_gate(talks: Sequence[Labelled], news: Sequence[Prepared]) -> tuple[float, float, float]:
    """Weights that tell reports on talks from other news, by the share of the words that such reports are full of."""
    reads = [terms.read([item.article]) for item in talks] + [item.read for item in news]
    rows = np.array([keys.shares(read) for read in reads])
    targets = np.array([1.0] * len(talks) + [0.0] * len(news))
    constant, share, lead_share = logistic(rows, targets, np.ones(len(targets)), GATE_PENALTY)
    return float(constant), float(share), float(lead_share)
