"""The light section model: a linear-chain conditional random field in plain Python.

Lafferty, McCallum and Pereira 2001, "Conditional random fields: probabilistic models for segmenting and labeling
sequence data". Each sentence of an article is a position of the chain; the features are those of
`light_features.py`; the moves from label to label have weights of their own for a new paragraph, for the same
paragraph and for a quotation that runs on. What is returned are the marginal probabilities (forward-backward).
Whether a sentence is key is a logistic regression on the same features and on those probabilities.

The weights were fitted by `bench/train_light.py`. They are shipped as JSON, one feature a line, in hundredths.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.annotators.light_features import Described

SCALE = 100
"""The weights of the file are whole numbers, this many to one."""

Four = tuple[float, float, float, float]
"""One number a label, in the order of `model.LABELS`."""


_BITS = 32
_HALF, _FULL = 1 << _BITS - 1, 1 << _BITS


def pack(weights: Sequence[int]) -> int:
    """Several weights in one whole number, so that one addition adds them all."""
    return sum(weight << _BITS * i for i, weight in enumerate(weights))


def unpack(total: int) -> list[int]:
    """The five weights of a packed number, or of a sum of such numbers."""
    weights = []
    for _ in range(5):
        weight = (total + _HALF) % _FULL - _HALF
        weights.append(weight)
        total = total - weight >> _BITS
    return weights


@dataclass(frozen=True, slots=True)
class LightModel:
    """The weights. Each feature has five, in one packed number: one a label, and one for the key head.

    Attributes:
        stems, pairs, marks: weights by feature, see `Described`.
        start: weights of the labels everywhere, and of the key head.
        moves: for each link, the weight of going from one label (outer) to the next (inner).
        key_labels: weights of the four probabilities in the key head.
    """

    stems: dict[str, int]
    pairs: dict[str, int]
    marks: dict[str, int]
    start: int
    moves: dict[str, tuple[Four, ...]]
    key_labels: Four

    def read(self, article: Sequence[Described]) -> list[tuple[Four, float]]:
        """Probabilities of the labels, and of being key, for each sentence of one article."""
        if not article:
            return []
        sums = [self._sum(sentence) for sentence in article]
        moves = [self.moves[sentence.link] for sentence in article]
        probabilities = marginals([(s[0], s[1], s[2], s[3]) for s in sums], moves)
        return [(p, self._key(s[4], p)) for s, p in zip(sums, probabilities, strict=True)]

    def _sum(self, sentence: Described) -> tuple[float, ...]:
        """Sums of the weights of one sentence's features: one a label, and that of the key head."""
        total = self.start
        for table, names in (
            (self.stems, sentence.stems),
            (self.pairs, sentence.pairs),
            (self.marks, sentence.marks),
        ):
            total += sum(filter(None, map(table.get, names)))
        return tuple(weight / SCALE for weight in unpack(total))

    def _key(self, score: float, p: Four) -> float:
        score += sum(w * x for w, x in zip(self.key_labels, p, strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)


def marginals(scores: Sequence[Four], moves: Sequence[tuple[Four, ...]]) -> list[Four]:
    """Forward-backward, scaled at each step; `moves[i]` leads to position i and holds factors, not logarithms."""
    local = [_exponentials(s) for s in scores]
    forward = [_normal(local[0])]
    for here, move in zip(local[1:], moves[1:], strict=True):
        p, q, r, s = forward[-1]
        one, two, three, four = move
        forward.append(
            _normal(
                (
                    here[0] * (p * one[0] + q * two[0] + r * three[0] + s * four[0]),
                    here[1] * (p * one[1] + q * two[1] + r * three[1] + s * four[1]),
                    here[2] * (p * one[2] + q * two[2] + r * three[2] + s * four[2]),
                    here[3] * (p * one[3] + q * two[3] + r * three[3] + s * four[3]),
                )
            )
        )
    back: Four = (1.0, 1.0, 1.0, 1.0)
    found = []
    for i in range(len(local) - 1, -1, -1):
        f = forward[i]
        p, q, r, s = _normal((f[0] * back[0], f[1] * back[1], f[2] * back[2], f[3] * back[3]))
        found.append((round(p, 4), round(q, 4), round(r, 4), round(s, 4)))
        h = local[i]
        p, q, r, s = h[0] * back[0], h[1] * back[1], h[2] * back[2], h[3] * back[3]
        one, two, three, four = moves[i]
        back = _normal(
            (
                one[0] * p + one[1] * q + one[2] * r + one[3] * s,
                two[0] * p + two[1] * q + two[2] * r + two[3] * s,
                three[0] * p + three[1] * q + three[2] * r + three[3] * s,
                four[0] * p + four[1] * q + four[2] * r + four[3] * s,
            )
        )
    return found[::-1]


def _exponentials(scores: Four) -> Four:
    """Powers of e to the scores, less the largest, and not so small that a chain could come to nought."""
    top = max(scores)
    a, b, c, d = (math.exp(max(s - top, -30.0)) for s in scores)
    return a, b, c, d


def _normal(values: Four) -> Four:
    total = values[0] + values[1] + values[2] + values[3]
    return values[0] / total, values[1] / total, values[2] / total, values[3] / total


@cache
def load(language: str) -> LightModel:
    """The weights for a language: those of English, or those that need no words of any language."""
    name = "light.en.json" if language == "en" else "light.und.json"
    raw = json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    stems, pairs, marks = ({k: pack(v) for k, v in raw[part].items()} for part in ("stems", "pairs", "marks"))
    moves = {link: tuple(_exponentials_of(row) for row in rows) for link, rows in raw["moves"].items()}
    a, b, c, d = (w / SCALE for w in raw["key_labels"])
    return LightModel(stems, pairs, marks, pack(raw["start"]), moves, (a, b, c, d))


def _exponentials_of(row: Sequence[int]) -> Four:
    a, b, c, d = (math.exp(w / SCALE) for w in row)
    return a, b, c, d
