"""The numbers of the default ranker, as `bench/train_ranker.py` wrote them to `weights.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from briefing.rankers import concepts, traits

FEW = 6
"""From so many articles on, the weights for many are used; below, those for a few."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What is known of one kind of input: a single article, a few, or many.

    Attributes:
        concepts: a constant, then one for each of `concepts.TRAITS`.
        traits: one for each of `traits.TRAITS`, in units of the gain of the sentence that covers most.
    """

    concepts: tuple[float, ...]
    traits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class KeyWeights:
    """What makes a sentence of a report on talks one that a brief keeps: log-odds.

    Attributes:
        constant: added to every sentence.
        covers: of the gain while nothing is covered, the largest of the article being 1.
        traits: one for each of `traits.TRAITS`.
        stems: of the English words in the sentence; their sum is divided by the root of their number.
        readings: of the log-odds that another model gives, by the names of `keys.READINGS`.
        gate: constant, and weights of the shares of encounter words in the article and in its lead: log-odds that
            the article reports talks.
    """

    constant: float
    covers: float
    traits: tuple[float, ...]
    stems: dict[str, float]
    readings: dict[str, float]
    gate: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """All weights."""

    one: Weights
    few: Weights
    many: Weights
    key: KeyWeights

    def of(self, articles: int) -> Weights:
        """Those for so many articles."""
        return self.one if articles == 1 else self.few if articles < FEW else self.many


@cache
def load() -> Table:
    """The weights that are shipped."""
    path = files("briefing.rankers").joinpath("weights.toml")
    return parse(tomli.loads(path.read_text(encoding="utf-8")))


def parse(raw: dict[str, Any]) -> Table:
    """The weights of a parsed file; a trait that it does not name weighs nothing."""
    kinds = {
        kind: Weights(
            (raw["concepts"][source]["constant"], *_in_order(raw["concepts"][source], concepts.TRAITS)),
            _in_order(raw["traits"][kind], traits.TRAITS),
        )
        for kind, source in (("one", "one"), ("few", "several"), ("many", "several"))
    }
    key = raw["key"]
    gate = key["gate"]
    return Table(
        **kinds,
        key=KeyWeights(
            key["constant"],
            key["covers"],
            _in_order(key["traits"], traits.TRAITS),
            key["stems"],
            key["readings"],
            (gate["constant"], gate["share"], gate["lead_share"]),
        ),
    )


def _in_order(weights: dict[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(float(weights.get(name, 0.0)) for name in names)
