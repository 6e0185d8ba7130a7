"""sumy's eight summarisers as rankers, fed with our own sentences.

sumy's own tokenizer and parser are never used: they need data that NLTK would download. Three of its habits are
mended here: sentences with equal words are one key in its tables (ours are told apart by place), LSA and Luhn may
leave sentences out, and LexRank yields NaN where no sentence has a content word.
"""

from __future__ import annotations

import math
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError
from briefing.language import table
from briefing.model import Reason, Score
from briefing.rankers.terms import DIGITS
from briefing.text import stem, stop_words, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query

_METHODS = {
    "lexrank": ("lex_rank", "LexRankSummarizer", 1500),
    "textrank": ("text_rank", "TextRankSummarizer", 1500),
    "lsa": ("lsa", "LsaSummarizer", 1000),
    "luhn": ("luhn", "LuhnSummarizer", 5000),
    "edmundson": ("edmundson", "EdmundsonSummarizer", 5000),
    "sumbasic": ("sum_basic", "SumBasicSummarizer", 3000),
    "kl": ("kl", "KLSummarizer", 250),
    "reduction": ("reduction", "ReductionSummarizer", 1500),
}
"""Module and class in sumy, and the sentences that it is given at most: about 20 s of CPU, by the growth that was
measured up to 1,000 sentences (docs/methods.md)."""


def _rank(method: str, articles: Sequence[Article], query: Query) -> list[Score]:  # noqa: ARG001 - sumy has no question
    """Score by one of sumy's summarisers.

    Raises:
        UsageError: if there are more sentences than the method can deal with in reasonable time.
    """
    _, _, most = _METHODS[method]
    count = sum(len(a.sentences) for a in articles)
    if count > most:
        raise UsageError(
            f"the ranker 'sumy-{method}' takes at most {most:,} sentences, and here are {count:,}; "
            "'default', 'lexrank' and 'coverage' take any number"
        )
    values = _rate(method, articles) if count else []
    return [Score(v, (Reason(method, v),)) for v in values]


def _rate(method: str, articles: Sequence[Article]) -> list[float]:
    import numpy as np
    from sumy.models.dom import ObjectDocumentModel

    language = next((a.document.language for a in articles if a.document.language != "und"), "en")
    paragraphs = _paragraphs(articles)
    summarizer = _summarizer(method, language)
    ratings: dict[int, float] = {}

    def keep(rated: Sequence[Any]) -> Sequence[Any]:
        """Stands where sumy cuts to a number of sentences, and sees all of them with their ratings."""
        ratings.update((r.order, float(r.rating)) for r in rated)
        return rated

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # LSA warns of texts with more sentences than words
        summarizer(ObjectDocumentModel(paragraphs), keep)
    count = sum(len(a.sentences) for a in articles)
    found = [ratings.get(i, 0.0) for i in range(count)]
    return [round(v, DIGITS) if math.isfinite(v) else 0.0 for v in found]


def _summarizer(method: str, language: str) -> Any:
    from importlib import import_module

    module, name, _ = _METHODS[method]
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(partial(stem, language=language))
    stops = stop_words(language)
    if method == "edmundson":
        cues = table(language, "words", fallback="en")
        summarizer.bonus_words = cues["bonus"]
        summarizer.stigma_words = cues["stigma"]
        summarizer.null_words = stops or ("the",)  # sumy refuses an empty set
    else:
        summarizer.stop_words = stops
    return summarizer


def _paragraphs(articles: Sequence[Article]) -> list[Any]:
    from sumy.models.dom import Paragraph
    from sumy.models.dom import Sentence as SumySentence

    class Words:
        """What sumy calls a tokenizer."""

        to_words = staticmethod(tokens)

    class Placed(SumySentence):  # type: ignore[misc] # sumy publishes no types
        """A sentence that equals only itself."""

        __slots__ = ()
        __eq__ = object.__eq__
        __ne__ = object.__ne__
        __hash__ = object.__hash__

    paragraphs = []
    for article in articles:
        head = [Placed(article.document.title, Words, is_heading=True)] if article.document.title else []
        # headings lead their paragraph and do not count among the sentences
        blocks: dict[int, list[Any]] = {}
        for sentence in article.sentences:
            blocks.setdefault(sentence.paragraph, []).append(Placed(sentence.text, Words))
        for number, body in enumerate(blocks.values()):
            paragraphs.append(Paragraph([*(head if number == 0 else []), *body]))
    return paragraphs


lexrank = partial(_rank, "lexrank")
textrank = partial(_rank, "textrank")
lsa = partial(_rank, "lsa")
luhn = partial(_rank, "luhn")
edmundson = partial(_rank, "edmundson")
sumbasic = partial(_rank, "sumbasic")
kl = partial(_rank, "kl")
reduction = partial(_rank, "reduction")
