"""The default ranker: learned coverage of likely bigrams, traits of the sentence, near-duplicates last."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import TYPE_CHECKING

from briefing.model import Reason, Score
from briefing.rankers import concepts, terms, traits
from briefing.rankers.greedy import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query
    from briefing.rankers.terms import Bigram, Terms

POWER_ONE, POWER_MANY = 1.0, 0.6
MANY_TRAITS = tuple({"tiny": -0.2, "long": -0.1}.get(name, 0.0) for name in traits.TRAITS)
NOT_BODY = -100.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What is learned for one kind of input.

    Attributes:
        concepts: constant, then weights of `concepts.TRAITS`.
        traits: weights of `traits.TRAITS`, in units of the largest gain.
        power: a gain is divided by the number of words to this power.
    """

    concepts: tuple[float, ...]
    traits: tuple[float, ...]
    power: float


@cache
def load() -> dict[str, Weights]:
    """The weights of `weights.toml`: "one" for a single article, "many" for several."""
    raw = tomllib.loads(files("briefing.rankers").joinpath("weights.toml").read_text(encoding="utf-8"))
    return {
        name: Weights(
            (raw[name]["constant"], *(raw[name]["concepts"][t] for t in concepts.TRAITS)),
            tuple(raw[name]["traits"].get(t, 0.0) for t in traits.TRAITS),
            raw[name]["power"],
        )
        for name in ("one", "many")
    }


def rank(articles: Sequence[Article], query: Query) -> list[Score]:
    """x"""
    read = terms.read(articles)
    weights = load()["one" if len(articles) == 1 else "many"]
    values = greedy_values(read, weights)
    return [Score(v, (Reason("value", v),)) for v in values]


def greedy_values(read: Terms, weights: Weights) -> list[float]:
    """x"""
    chance = concepts.weigh(read, weights.concepts)
    length = [n**weights.power for n in read.words]
    prior = [
        sum(map(mul, weights.traits, row)) + (0.0 if body else NOT_BODY)
        for row, body in zip(traits.describe(read), read.body, strict=True)
    ]
    covered: set[Bigram] = set()

    def gain(i: int) -> float:
        return sum([chance[b] for b in read.bigrams[i] if b not in covered and b in chance]) / length[i]

    top = max((gain(i) for i in range(len(read))), default=0.0) or 1.0
    return select(len(read), lambda i: round(prior[i] + gain(i) / top, 9), lambda i: covered.update(read.bigrams[i]))
