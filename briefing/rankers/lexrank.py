"""LexRank (Erkan and Radev 2004), continuous form, on an inverted index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Reason, Score
from briefing.rankers import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query

DAMPING = 0.85
"""Share of the rank that comes from similar sentences; the rest is spread evenly (Erkan and Radev, section 3.2)."""

TOLERANCE = 1e-10
"""The iteration ends when the scores move by less than this in sum."""


def rank(articles: Sequence[Article], query: Query) -> list[Score]:  # noqa: ARG001 - the paper knows no question
    """Score by the stationary distribution of a walk over similar sentences.

    Sentences are TF-IDF vectors, the walk goes from one to another in proportion to their cosine: the paper's
    continuous LexRank (section 3.3), damped, iterated until it stands still. The matrix of similarities is never
    built: a step goes from sentences to terms and back over the inverted index, so time and memory grow with the
    number of words.

    References:
        Erkan, Radev: LexRank: Graph-based lexical centrality as salience in text summarization. JAIR 22, 2004.
    """
    read = terms.read(articles)
    values = terms.scaled(_stationary(terms.vectors(read.stems, terms.inverse_frequency(read.stems))))
    return [
        Score(v, (Reason("central", v, "similar to many other sentences" if v > 0.7 else ""),))
        for v in values
    ]


def _stationary(vectors: Sequence[dict[str, float]]) -> list[float]:
    import numpy as np

    number: dict[str, int] = {}
    rows = np.array([i for i, vector in enumerate(vectors) for _ in vector], dtype=np.intp)
    columns = np.array([number.setdefault(t, len(number)) for v in vectors for t in v], dtype=np.intp)
    weights = np.array([w for vector in vectors for w in vector.values()])
    n, m = len(vectors), len(number)
    if not m:
        return [0.0] * n

    def similar(x: np.ndarray) -> np.ndarray:
        """Similarity matrix times `x`, by way of the terms."""
        held = np.bincount(columns, weights * x[rows], minlength=m)
        return np.bincount(rows, weights * held[columns], minlength=n)

    degree = similar(np.ones(n))
    degree[degree <= 0] = np.inf  # a sentence without content words passes nothing on
    score = np.full(n, 1 / n)
    for _ in range(1000):
        step = (1 - DAMPING) / n + DAMPING * similar(score / degree)
        step /= step.sum()
        moved = np.abs(step - score).sum()
        score = step
        if moved < TOLERANCE:
            break
    return [float(x) for x in score]
