"""A question's words: how much a sentence speaks of what the user asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefing.rankers.terms import DIGITS, inverse_frequency
from briefing.text import content_stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.rankers.terms import Terms

SATURATION, LENGTH = 1.2, 0.75
"""BM25's k1 and b: how soon more of the same word stops counting, and how much long sentences are held back."""

FEEDBACK, ADDED, ADDED_WEIGHT = 3, 5, 0.25
"""So many of the best sentences lend so many of their words to the question, each with this weight."""


def relevance(read: Terms, focus: str) -> list[float]:
    """Relevance of each sentence to `focus`, from 0 to 1, the best being 1; all 0 where nothing matches.

    BM25 over stems, twice: the words that stand out in the best sentences of the first round join the question, so
    that it speaks in the documents' own vocabulary (relevance feedback; only sentences of the first round with a
    word of the question itself keep full weight).

    Args:
        read: the sentences.
        focus: words in the language of the first article.

    References:
        Robertson, Zaragoza: The probabilistic relevance framework: BM25 and beyond. 2009.
        Lavrenko, Croft: Relevance-based language models. SIGIR 2001.
    """
    question = dict.fromkeys(content_stems(focus, read.languages[0]), 1.0) if read.languages else {}
    if not question:
        return [0.0] * len(read)
    idf = inverse_frequency(read.stems)
    counts = [Counter(words) for words in read.stems]
    mean = sum(read.words) / (len(read) or 1)
    first = _bm25(counts, read.words, mean, question, idf)
    best = sorted((i for i, v in enumerate(first) if v > 0), key=lambda i: (-first[i], i))[:FEEDBACK]
    lent: dict[str, float] = defaultdict(float)
    for i in best:
        for term in sorted(counts[i]):
            if term not in question:
                lent[term] += first[i] * idf[term]
    for term, _ in sorted(lent.items(), key=lambda pair: (-pair[1], pair[0]))[:ADDED]:
        question[term] = ADDED_WEIGHT
    values = _bm25(counts, read.words, mean, question, idf)
    top = max(values, default=0.0)
    return [round(v / top, DIGITS) for v in values] if top > 0 else values


def _bm25(
    counts: Sequence[Counter[str]],
    lengths: Sequence[int],
    mean: float,
    question: dict[str, float],
    idf: dict[str, float],
) -> list[float]:
    values = []
    for held, length in zip(counts, lengths, strict=True):
        norm = SATURATION * (1 - LENGTH + LENGTH * length / mean)
        values.append(
            sum(
                weight * idf[term] * held[term] * (SATURATION + 1) / (held[term] + norm)
                for term, weight in question.items()
                if term in held
            )
        )
    return values
