"""Directed, position-aware centrality (PacSum: Zheng and Lapata 2019) over TF-IDF vectors."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing.model import Reason, Score
from briefing.rankers import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query

BACK, AHEAD, ACROSS = -0.5, 1.0, 1.0
"""Weight of the similarity to earlier and to later sentences of the same article, and to those of other articles.
An early sentence that later ones come back to is worth more than a late one that repeats (paper, section 3.2)."""


def rank(articles: Sequence[Article], query: Query) -> list[Score]:  # noqa: ARG001 - the paper knows no question
    """Score by the similarity to what comes after, less that to what came before.

    Edges are not cut off at a threshold, so the sum over all sentences ahead is the similarity to the sum of their
    vectors, which is kept while reading on: time grows with the number of words.

    References:
        Zheng, Lapata: Sentence centrality revisited for unsupervised summarization. ACL 2019.
    """
    read = terms.read(articles)
    vectors = terms.vectors(read.stems, terms.inverse_frequency(read.stems))
    own: list[dict[str, float]] = [defaultdict(float) for _ in articles]
    everything: dict[str, float] = defaultdict(float)
    for i, vector in enumerate(vectors):
        for term, weight in vector.items():
            own[read.article[i]][term] += weight
            everything[term] += weight
    before: list[dict[str, float]] = [defaultdict(float) for _ in articles]
    scores = []
    for i, vector in enumerate(vectors):
        article = read.article[i]
        behind, all_own = before[article], own[article]
        back = sum(w * behind[t] for t, w in vector.items())
        same = sum(w * all_own[t] for t, w in vector.items())
        across = sum(w * everything[t] for t, w in vector.items()) - same
        ahead = same - back - (1.0 if vector else 0.0)
        for term, weight in vector.items():
            behind[term] += weight
        scores.append((AHEAD * ahead, BACK * back, ACROSS * across))
    return [_score(parts) for parts in scores]


def _score(parts: tuple[float, float, float]) -> Score:
    words = ("later sentences come back to it", "repeats earlier sentences", "other sources tell it too")
    reasons = tuple(
        Reason(name, round(value, terms.DIGITS), says if abs(value) > 1 else "")
        for name, value, says in zip(("ahead", "back", "across"), parts, words, strict=True)
    )
    return Score(sum(r.value for r in reasons), reasons)
