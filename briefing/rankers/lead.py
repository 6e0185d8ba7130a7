"""The lead: news tells the main thing first, so earlier sentences are better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Reason, Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Query


def rank(articles: Sequence[Article], query: Query) -> list[Score]:  # noqa: ARG001 - a lead has no question
    """Score by position: the first sentence of every article, then the second ones, and so on.

    The value is 1 / (1 + position), so all articles take turns in the order in which they are given, which is
    the round-robin lead of multi-document summarisation (DUC 2004).
    """
    return [_score(place) for article in articles for place in range(len(article.sentences))]


def _score(place: int) -> Score:
    value = 1 / (1 + place)
    return Score(value, (Reason("position", value, f"sentence {place + 1}"),))
