"""Rankers as functions of plain texts, for `summ.py eval FILE --words N --systems py:bench.plug:summarise_texts`.

The environment variable BRIEFING_RANKER names the ranker, by default `default`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefing import rankers, segmenters
from briefing.layout import BODY
from briefing.model import Article, Document, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

RANKER = os.environ.get("BRIEFING_RANKER", "default")


def summarise_texts(
    texts: Sequence[str],
    words: int | None,
    sentences: int | None = None,
    titles: Sequence[str | None] | None = None,
    dates: Sequence[str | None] | None = None,
) -> list[str]:
    """Sentences of `texts` in order of preference.

    Args:
        texts: one a document.
        words: room in words.
        sentences: room in sentences.
        titles: one a document, "" where there is none.
        dates: one a document in ISO form, "" where there is none.
    """
    none = [None] * len(texts)
    articles = [read(*given) for given in zip(texts, titles or none, dates or none, strict=True)]
    return in_order(articles, Query(words=words, sentences=sentences), RANKER)


def in_order(articles: Sequence[Article], query: Query, ranker: str) -> list[str]:
    """Sentences of body text, the best first."""
    scores = rankers.get(ranker)(articles, query)
    found = [s for a in articles for s in a.sentences]
    order = sorted(range(len(found)), key=lambda i: (-scores[i].value, i))
    return [found[i].text for i in order if found[i].block.kind in BODY]


def read(text: str, title: str | None = None, day: str | None = None) -> Article:
    """A text with its sentences, as the pipeline cuts them."""
    document = Document.from_text(text, title=title or "", published=day or None)
    document = segmenters.recognise(document)
    return Article(document, tuple(segmenters.get()(document)))
