"""Learn the weights of `briefing/paraphrases.py`.

    python -m bench.train_paraphrases [--data FOLDER]

Learned from `clusters/clusters.json` of the development data alone: all pairs of sentences of two articles of a
cluster, but for those that cannot tell the same. Marked as redundant are those that do; all others do not, though some
of the unmarked ones may, and a pair that was marked as looking alike or as differing counts four times. The marked
articles of `readouts` are kept for measuring (`bench.redundancy`). Prints the weights, and precision and recall where
each cluster is judged by what was learned from the others.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.redundancy import across
from bench.samples import arguments
from briefing.paraphrases import SAME, WEIGHTS

HARD = 4.0
"""What a pair that looks alike counts."""

RIDGE = 3.3
"""What a weight of 1 costs, on features of mean 0 and variance 1."""

NAMES = tuple(name for name in WEIGHTS if name != "constant")


def fit(rows: np.ndarray, same: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a penalty, the constant first (Newton's method)."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(rows)), (rows - mean) / spread])
    penalty = np.diag([0.0, *[RIDGE] * rows.shape[1]])
    weights = np.zeros(scaled.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (counts * (chance - same)) + penalty @ weights
        bend = (scaled * (counts * chance * (1 - chance))[:, None]).T @ scaled + penalty
        weights -= np.linalg.solve(bend, slope)
    found = weights[1:] / spread
    return np.array([weights[0] - found @ mean, *found])


def main() -> None:
    """Learn, and print."""
    data = arguments(__doc__).parse_args().data
    found = list(across(data, "clusters"))
    pairs = [p for p in found if p.known is not None]
    rows = np.array([[p.known[name] for name in NAMES] for p in pairs])
    same = np.array([float(p.kind == "redundant") for p in pairs])
    counts = np.array([HARD if p.kind in ("parallel", "differ") else 1.0 for p in pairs])
    weights = fit(rows, same, counts)
    for name, value in zip(("constant", *NAMES), weights, strict=True):
        print(f'    "{name}": {value:.2f},')
    clusters = np.array([p.cluster for p in pairs])
    odds = np.zeros(len(pairs))
    for cluster in sorted(set(clusters)):
        inside = clusters == cluster
        learned = fit(rows[~inside], same[~inside], counts[~inside])
        odds[inside] = np.column_stack([np.ones(inside.sum()), rows[inside]]) @ learned
    total = sum(p.kind == "redundant" for p in found)
    for line in (SAME - 0.5, SAME, SAME + 0.5):
        told = odds >= line
        right = (told & (same > 0)).sum()
        hard = (told & (counts > 1)).sum()
        print(
            f"from {line:.1f} on, by the other clusters: precision {right / max(1, told.sum()):.3f}, "
            f"recall {right / total:.3f}, of those that look alike or differ {hard}"
        )


if __name__ == "__main__":
    main()
