"""TextRank for sentences (Mihalcea and Tarau 2004), on an inverted index."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from briefing.model import Reason, Score
from briefing.rankers import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query

DAMPING = 0.85
"""As in the paper, section 2."""

TOLERANCE = 1e-10
"""The iteration ends when the scores move by less than this in sum."""


def rank(articles: Sequence[Article], query: Query) -> list[Score]:  # noqa: ARG001 - the paper knows no question
    """Score by PageRank over the graph of shared words.

    Two sentences are joined by the number of content words that they share over the sum of the logarithms of their
    lengths. Only pairs that share a word are visited, through the inverted index.

    References:
        Mihalcea, Tarau: TextRank: Bringing order into text. EMNLP 2004.
    """
    read = terms.read(articles)
    values = terms.scaled(_stationary(read.stems))
    return [
        Score(v, (Reason("central", v, "shares words with many sentences" if v > 0.7 else ""),))
        for v in values
    ]


def _stationary(stems: Sequence[Sequence[str]]) -> list[float]:
    import numpy as np

    sets = [tuple(dict.fromkeys(words)) for words in stems]
    postings: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(sets):
        for word in words:
            postings[word].append(i)
    index = {word: np.array(where, dtype=np.intp) for word, where in postings.items()}
    length = np.array([log(max(1, len(words))) for words in sets])
    n = len(sets)
    if not n:
        return []
    rows, columns, weights = [], [], []
    for i, words in enumerate(sets):
        if not words:
            continue
        shared = np.bincount(np.concatenate([index[word] for word in words]), minlength=n)
        shared[i] = 0
        others = np.flatnonzero(shared)
        rows.append(np.full(len(others), i))
        columns.append(others)
        weights.append(shared[others] / np.maximum(length[i] + length[others], log(2)))
    if not rows:
        return [0.0] * n
    row, column, weight = np.concatenate(rows), np.concatenate(columns), np.concatenate(weights)
    degree = np.bincount(row, weight, minlength=n).astype(float)
    degree[degree <= 0] = np.inf  # a sentence that shares nothing passes nothing on
    score = np.full(n, 1 / n)
    for _ in range(1000):
        step = (1 - DAMPING) / n + DAMPING * np.bincount(column, weight * (score / degree)[row], minlength=n)
        step /= step.sum()
        moved = np.abs(step - score).sum()
        score = step
        if moved < TOLERANCE:
            break
    return [float(x) for x in score]
