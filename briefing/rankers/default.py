"""The default ranker: learned coverage of what matters, traits of the sentence, near-duplicates last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING

from briefing.model import Score
from briefing.rankers import concepts, keys, terms, traits
from briefing.rankers.focus import relevance
from briefing.rankers.greedy import select
from briefing.rankers.reasons import reasons
from briefing.rankers.weights import load
from briefing.redundancy import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model import Article, Query, Reading
    from briefing.rankers.terms import Bigram, Terms
    from briefing.rankers.weights import Table

KEY = 2.0
"""What a unit of the key model's log-odds counts against the gain of the sentence that covers most."""

SURENESS = 3
"""The key model counts by the probability that the article reports talks to this power: little, until it is sure."""

READ = 1.5
"""How much more a unit counts where another model has read the article as well: it has seen what the words mean, and
then the probability itself is the measure of trust."""

BESIDE = {"encoder": 0.4, "light": 0.75}
"""What place, form and words count beside that model, by its name: the better it reads, the less."""

FOCUS = 3.0
"""What the sentence nearest to the user's question gains."""

NOT_BODY = -10.0
"""Of a heading, caption or byline, on top of twice what parts the best from the worst: no statement comes from it."""

REPEATS = -5.0
"""Of a sentence that says the same as a better one, on top of what parts the best from the worst: so it comes after
all others."""


_ENDS = tuple(accumulate(len(members) for members in traits.GROUPS.values()))
_SLICES = tuple(
    (name, slice(end - len(members), end))
    for (name, members), end in zip(traits.GROUPS.items(), _ENDS, strict=True)
)


@dataclass(slots=True)
class Parts:
    """Parts of the scores, one list each, without what depends on the sentences that are taken before.

    Attributes:
        fixed: name to value, of each sentence.
        cover: what each sentence covers.
        traits: values of `traits.TRAITS`, of each sentence.
    """

    fixed: list[dict[str, float]]
    cover: Cover
    traits: list[tuple[float, ...]]


@dataclass(slots=True)
class Cover:
    """The bigrams that may stand in a summary, by number.

    Attributes:
        chances: probability of each.
        held: of each sentence, the numbers of those that it holds.
    """

    chances: list[float]
    held: list[list[int]]


def cover(read: Terms, chance: dict[Bigram, float]) -> Cover:
    """Number the bigrams: they are counted with so often that looking each up by its words would take most time."""
    number = {bigram: k for k, bigram in enumerate(chance)}
    held = [[number[b] for b in bigrams if b in number] for bigrams in read.bigrams]
    return Cover(list(chance.values()), held)


def rank(articles: Sequence[Article], query: Query) -> list[Score]:
    """Score by the order in which a greedy selection takes the sentences, with the reasons.

    A sentence is worth the bigrams that it covers, each by the probability that an editor would use it, per word;
    to that come its traits (place, likeness to the rest, title, length, form), weighed for one, a few or many
    articles. In an article that reports talks, the log-odds that a desk officer keeps the sentence lead, with what
    another model has read where there is one. Covered bigrams count no more, and what says the same as a sentence
    that was taken comes last. `docs/methods.md` has all weights and what they were learned from.

    Args:
        articles: what to choose from; readings and people of their annotations are used if they are there.
        query: its focus leans the choice toward a question.
    """
    read = terms.read(articles)
    if not read.article:
        return []
    parts = describe(read, load(), _readings(articles), articles[0].annotations.reader)
    if query.focus:
        # The unit is what parts the best sentence from the middle one, so that a question counts alike in every text.
        worths = sorted(sum(p.values()) for p, body in zip(parts.fixed, read.body, strict=True) if body) or [
            0.0
        ]
        unit = max(1.0, worths[-1] - worths[len(worths) // 2])
        for part, value in zip(parts.fixed, relevance(read, query.focus), strict=True):
            part["focus"] = FOCUS * unit * value
    sentences = [s for a in articles for s in a.sentences]
    index, repeats, settled = Index(sentences, read.stems), dict[int, int](), set[int]()

    def fold(i: int) -> None:
        if i not in repeats:
            settled.add(i)
            twins = list(index.twins(i, without=settled))
            settled.update(twins)
            repeats.update((j, i) for j in twins)

    cost = set_apart(read, parts)
    values, gains = greedy(read, parts, fold, repeats, cost)
    why = reasons(articles, read, parts.traits, parts.fixed, gains, repeats, cost)
    return [Score(value, found) for value, found in zip(values, why, strict=True)]


def describe(read: Terms, table: Table, readings: Sequence[Reading | None], reader: str = "") -> Parts:
    """The parts of every score that stay as they are while sentences are taken."""
    weights = table.of(len(read.sizes))
    held = cover(read, concepts.weigh(read, weights.concepts))
    rows = traits.describe(read)
    fixed = [_grouped(row, weights.traits) for row in rows]
    if len(read.sizes) == 1:
        beside = BESIDE.get(reader, max(BESIDE.values())) if any(readings) else 1.0
        _add_keys(read, table, held, rows, readings, fixed, beside)
    return Parts(fixed, held, rows)


def _grouped(row: tuple[float, ...], weights: tuple[float, ...]) -> dict[str, float]:
    """Weighted traits, summed by group."""
    weighed = list(map(mul, row, weights))
    found = {}
    for name, group in _SLICES:
        total = sum(weighed[group])
        if total:
            found[name] = total
    return found


def _add_keys(
    read: Terms,
    table: Table,
    held: Cover,
    rows: Sequence[tuple[float, ...]],
    readings: Sequence[Reading | None],
    fixed: list[dict[str, float]],
    beside: float,
) -> None:
    """Blend in what the key model says, by how surely the article reports talks."""
    talks = keys.likelihood(read, table.key)
    was_read = any(readings)
    sure = talks if was_read else talks**SURENESS
    if sure < 0.001:
        return
    gains = first_gains(read, held)
    for i, part in enumerate(fixed):
        form, words, other = keys.parts(
            read.roots[i], read.languages[0], rows[i], gains[i], table.key, readings[i]
        )
        for name in traits.GROUPS:
            if name in part:
                part[name] *= 1 - sure
        part["brief"] = KEY * beside * sure * form
        part["words"] = KEY * beside * sure * words
        if readings[i] is not None:
            part["reader"] = KEY * READ * sure * other


def first_gains(read: Terms, held: Cover) -> list[float]:
    """Gain of each sentence, over the root of its length, while nothing is covered; the largest is 1."""
    gains = [
        sum([held.chances[k] for k in numbers]) / words**0.5
        for numbers, words in zip(held.held, read.words, strict=True)
    ]
    top = max(gains, default=0.0) or 1.0
    return [gain / top for gain in gains]


def set_apart(read: Terms, parts: Parts) -> float:
    """Put what is no body text behind all that is, and tell what a repetition costs, so that it lies between."""
    worths = [sum(part.values()) for part in parts.fixed]
    spread = max(worths) - min([w for w, body in zip(worths, read.body, strict=True) if body] or worths)
    for part, body in zip(parts.fixed, read.body, strict=True):
        if not body:
            part["not_body"] = round(NOT_BODY - 2 * spread, terms.DIGITS)
    return round(REPEATS - spread, terms.DIGITS)


def greedy(
    read: Terms, parts: Parts, fold: Callable[[int], None], repeats: dict[int, int], cost: float
) -> tuple[list[float], list[float]]:
    """Take all sentences, best first.

    Args:
        read: the sentences.
        parts: what each is worth beside what it covers.
        fold: called with each sentence as it is taken; adds to `repeats` what says the same.
        repeats: sentence to the one whose like it is.
        cost: what a repetition costs.

    Returns:
        Score and covering gain of each sentence when it was taken.
    """
    # What is covered counts no more, so its probability is put at nought.
    left, held = list(parts.cover.chances), parts.cover.held
    prior = [sum(part.values()) for part in parts.fixed]

    def gain(i: int) -> float:
        return sum([left[k] for k in held[i]]) / read.words[i]

    top = max(map(gain, range(len(read)))) or 1.0
    gains = [0.0] * len(read)

    def worth(i: int) -> float:
        gains[i] = gain(i) / top
        return round(prior[i] + gains[i] + (cost if i in repeats else 0.0), terms.DIGITS)

    def take(i: int) -> None:
        for k in held[i]:
            left[k] = 0.0
        fold(i)

    return select(len(read), worth, take), gains


def _readings(articles: Sequence[Article]) -> list[Reading | None]:
    """One reading a sentence, None where an article has none."""
    found: list[Reading | None] = []
    for article in articles:
        found += article.annotations.readings or [None] * len(article.sentences)
    return found
