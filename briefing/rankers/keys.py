"""Reports on talks: which sentences a desk officer keeps for a one-page brief.

News summaries and briefs want different things: a brief asks who met whom and what was decided, and has room for
long sentences. So for an article that reports an encounter, the log-odds of being kept come on top of the general
score, the more, the surer it is that the article is such a report.
"""

from __future__ import annotations

from math import exp, log
from operator import mul
from typing import TYPE_CHECKING

from briefing.text import encounter_stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Reading
    from briefing.rankers.terms import Terms
    from briefing.rankers.weights import KeyWeights

LEAD = 3
"""Sentences at the start of an article that are looked at for themselves."""

READINGS = ("key", "meeting", "topics", "background")
"""What another model may say of a sentence: log-odds of `key`, and logarithms of the sections' probabilities."""

SURE = 0.01
"""Probabilities of another model are held so far from 0 and 1."""


def likelihood(read: Terms, weights: KeyWeights) -> float:
    """Probability that the one article of `read` reports talks."""
    constant, *rest = weights.gate
    return 1 / (1 + exp(-constant - sum(map(mul, rest, shares(read)))))


def shares(read: Terms) -> tuple[float, float]:
    """Share of the words of an article that reports on talks are full of; the same of its lead alone."""
    found = encounter_stems(read.languages[0])
    words = hits = lead_words = lead_hits = 0
    for i, body in enumerate(read.body):
        if not body:
            continue
        held = sum([s in found for s in read.stems[i]])
        words += read.words[i]
        hits += held
        if read.position[i] < LEAD:
            lead_words += read.words[i]
            lead_hits += held
    return hits / (words or 1), lead_hits / (lead_words or 1)


def parts(
    stems: Sequence[str],
    language: str,
    traits: Sequence[float],
    covers: float,
    weights: KeyWeights,
    reading: Reading | None,
) -> tuple[float, float, float]:
    """Log-odds that a sentence is kept, in three parts: place and form, words, and what another model read.

    Args:
        stems: of all words of the sentence.
        language: ISO 639-1 code; they count in English alone.
        traits: values of `traits.TRAITS`.
        covers: gain while nothing is covered, from 0 to 1.
        weights: of the key model.
        reading: the other model's, None where there is none.
    """
    form = weights.constant + weights.covers * covers + sum(map(mul, weights.traits, traits))
    lexical = 0.0
    if language == "en":
        known = [weights.stems[s] for s in dict.fromkeys(stems) if s in weights.stems]
        lexical = sum(known) / (len(known) or 1) ** 0.5
    return form, lexical, _read(reading, weights) if reading else 0.0


def _read(reading: Reading, weights: KeyWeights) -> float:
    key = min(max(reading.key, SURE), 1 - SURE)
    values = {"key": log(key / (1 - key))}
    for name in READINGS[1:]:
        values[name] = log(max(getattr(reading, name), SURE))
    return sum([weights.readings.get(name, 0.0) * values[name] for name in READINGS])
