"""Noun phrases that could stand as a line of an agenda, each with a weight.

Keyphrase libraries rank the participants' names first and cut phrases off (docs/methods.md). Here names are taken
out before, the candidates are whole noun phrases, and a logistic model with few traits and a list of words says
how likely a phrase is a topic: what kind of word heads it, how often its words come back, where it stands, and
whether a word of discussion goes before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

from briefing.annotators.phrases_traits import Candidate, Lexicon, candidates, lexicon
from briefing.model import DateMention, Document, Person, Phrase, Place, Sentence

# Decimals of a weight: the last bit of a float decides nothing.
DIGITS = 4


def find_phrases(
    document: Document,
    sentences: Sequence[Sentence],
    people: Sequence[Person],
    places: Sequence[Place],
    dates: Sequence[DateMention],
) -> tuple[Phrase, ...]:
    """The noun phrases of the body text that could stand as topics.

    Args:
        document: the text. For a language without phrases.toml nothing is found.
        sentences: all its sentences, in order.
        people: mentions of persons; no phrase holds one.
        places: mentions of places; none is a phrase by itself.
        dates: no phrase holds one.

    Returns:
        Phrases in text order. They overlap: the longer of two is not always the better one. The weight is the
        log-odds that it is a topic, but for what the section of its sentence says.
    """
    language = "en" if document.language in {"und", ""} else document.language
    words = lexicon(language)
    if words is None:
        return ()
    found = candidates(document, sentences, people, places, dates, language)
    return tuple(Phrase(document, c.start, c.end, round(weigh(c, words), DIGITS)) for c in found)


def weigh(candidate: Candidate, words: Lexicon) -> float:
    """Log-odds that a phrase is a topic: the sum of the weights of its traits, words, head and context."""
    traits = sum(map(mul, words.traits, candidate.traits))
    stems = sum([words.words.get(s, 0.0) for s in candidate.stems]) / math.sqrt(len(candidate.stems))
    context = sum([words.context.get(s, 0.0) for s in candidate.context])
    return float(traits + stems + context + words.heads.get(candidate.head, 0.0))
