"""The light section model as it is fitted: a conditional random field and a logistic regression, with numpy and scipy.

`briefing/annotators/light.py` is the same model as it is used. The penalties and counts were chosen by
cross-validation on train.txt (`train_light.py --check`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from light_articles import Article
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from briefing.annotators.light_features import Described

LINKS = ("new", "same", "quote")
FAMILIES = ("stems", "pairs", "marks")

PENALTY = {"en": 10.0, "und": 3.0}
"""L2 penalty of the features, by language."""
MOVES_PENALTY = 0.1
"""That of the moves from label to label: few weights, of which every sentence has its say."""
KEY_PENALTY = 20.0
LEAST_ARTICLES = 2
"""A feature is known if at least so many articles have it."""


def features_of(sentence: Described) -> list[str]:
    """All features of a sentence, led by their family."""
    return [f"{family} {name}" for family in FAMILIES for name in getattr(sentence, family)]


def columns_of(articles: Sequence[Article]) -> dict[str, int]:
    """Column of each feature that enough articles have; column 0 is 1 everywhere."""
    spread = Counter(f for a in articles for f in {f for s in a.sentences for f in features_of(s)})
    return {f: i for i, f in enumerate(sorted(f for f, n in spread.items() if n >= LEAST_ARTICLES), 1)}


def matrix_of(articles: Sequence[Article], columns: dict[str, int]) -> csr_matrix:
    """A row a sentence, a column a feature."""
    rows = [[0, *(columns[f] for f in features_of(s) if f in columns)] for a in articles for s in a.sentences]
    flat = np.concatenate(rows)
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(columns) + 1))


def parted(flat: np.ndarray, articles: Sequence[Article]) -> list[np.ndarray]:
    """Rows for all sentences, parted by article."""
    return np.split(flat, np.cumsum([len(a.sentences) for a in articles])[:-1])


class Field:
    """A linear-chain conditional random field, fitted by L-BFGS."""

    def __init__(self, penalty: float) -> None:
        self.penalty = penalty

    def layout(self, articles: Sequence[Article]) -> tuple[np.ndarray, np.ndarray]:
        """Row of the matrix and kind of link for each article (down) and place (across), -1 where it has ended."""
        longest = max(len(a.sentences) for a in articles)
        rows, links = np.full((2, len(articles), longest), -1)
        total = 0
        for i, a in enumerate(articles):
            size = len(a.sentences)
            rows[i, :size] = range(total, total + size)
            links[i, :size] = [LINKS.index(s.link) for s in a.sentences]
            total += size
        return rows, links

    def fit(self, articles: Sequence[Article], shares: Sequence[float] | None = None) -> Field:
        """Fit the weights; `shares` says how much each article counts."""
        share = np.ones(len(articles)) if shares is None else np.array(shares)
        each = np.concatenate([np.full(len(a.sentences), s) for a, s in zip(articles, share, strict=True)])[
            :, None
        ]
        self.columns = columns_of(articles)
        x, (rows, links) = matrix_of(articles, self.columns), self.layout(articles)
        hot = np.eye(4)[np.concatenate([a.labels for a in articles])] * each
        taken = np.zeros((len(LINKS), 4, 4))
        for a, s in zip(articles, share, strict=True):
            for sentence, one, two in zip(a.sentences[1:], a.labels, a.labels[1:], strict=False):
                taken[LINKS.index(sentence.link), one, two] += s
        size = x.shape[1] * 4

        def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
            weights, moves = values[:size].reshape(-1, 4), values[size:].reshape(taken.shape)
            scores = x @ weights
            total, marginals, passed = forward_backward(scores, moves, rows, links, share)
            cost = total - (scores * hot).sum() - (moves * taken).sum()
            cost += self.penalty / 2 * (weights**2).sum() + MOVES_PENALTY / 2 * (moves**2).sum()
            slope = x.T @ (marginals * each - hot) + self.penalty * weights
            return cost, np.concatenate([slope.ravel(), (passed - taken + MOVES_PENALTY * moves).ravel()])

        start = np.zeros(size + taken.size)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
        self.weights, self.moves = found[:size].reshape(-1, 4), found[size:].reshape(taken.shape)
        return self

    def marginals(self, articles: Sequence[Article]) -> list[np.ndarray]:
        """Probabilities of the labels, an array an article."""
        rows, links = self.layout(articles)
        scores = matrix_of(articles, self.columns) @ self.weights
        return parted(forward_backward(scores, self.moves, rows, links, np.ones(len(articles)))[1], articles)


def forward_backward(
    scores: np.ndarray, moves: np.ndarray, rows: np.ndarray, links: np.ndarray, share: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Sum of the log partition functions, marginals of the labels, expected moves by link."""
    there = rows >= 0
    local = np.where(there[..., None], scores[np.maximum(rows, 0)], 0.0)
    forward, back = local.copy(), np.zeros_like(local)
    step = moves[np.maximum(links, 0)]
    for t in range(1, rows.shape[1]):
        fresh = _log_sum(forward[:, t - 1, :, None] + step[:, t], 1) + local[:, t]
        forward[:, t] = np.where(there[:, t, None], fresh, forward[:, t - 1])
    for t in range(rows.shape[1] - 2, -1, -1):
        fresh = _log_sum(step[:, t + 1] + (local[:, t + 1] + back[:, t + 1])[:, None], 2)
        back[:, t] = np.where(there[:, t + 1, None], fresh, 0.0)
    total = _log_sum(forward[:, -1], 1)
    marginals = np.zeros_like(scores)
    marginals[rows[there]] = np.exp(forward + back - total[:, None, None])[there]
    both = forward[:, :-1, :, None] + step[:, 1:] + (local + back)[:, 1:, None] - total[:, None, None, None]
    both = np.exp(np.where(there[:, 1:, None, None], both, -np.inf)) * share[:, None, None, None]
    passed = np.stack([both[links[:, 1:] == link].sum(0) for link in range(len(LINKS))])
    return float(total @ share), marginals, passed


def _log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis)
    return top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis))


class KeyHead:
    """Logistic regression for `key`, on the features and the probabilities of the labels."""

    def __init__(self, columns: dict[str, int], penalty: float = KEY_PENALTY) -> None:
        self.columns, self.penalty = columns, penalty

    def fit(self, articles: Sequence[Article], marginals: Sequence[np.ndarray]) -> KeyHead:
        """Fit; `marginals` come from fields that were not fitted on the articles."""
        x, p = matrix_of(articles, self.columns), np.concatenate(marginals)
        gold = np.concatenate([a.keys for a in articles])

        def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
            w, v = values[:-4], values[-4:]
            score = x @ w + p @ v
            error = 1 / (1 + np.exp(-score)) - gold
            cost = np.logaddexp(0, score).sum() - score @ gold
            cost += self.penalty / 2 * (w[1:] @ w[1:]) + MOVES_PENALTY / 2 * (v @ v)
            slope = x.T @ error
            slope[1:] += self.penalty * w[1:]
            return cost, np.concatenate([slope, p.T @ error + MOVES_PENALTY * v])

        found = minimize(
            loss, np.zeros(x.shape[1] + 4), jac=True, method="L-BFGS-B", options={"maxiter": 200}
        ).x
        self.weights, self.labels = found[:-4], found[-4:]
        return self

    def scores(self, articles: Sequence[Article], marginals: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Log-odds of being key, an array an article."""
        return parted(
            matrix_of(articles, self.columns) @ self.weights + np.concatenate(marginals) @ self.labels,
            articles,
        )
