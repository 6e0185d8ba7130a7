"""The speed table of the README: `python -m bench`. Texts are made here, sumy runs beside ours in the same process.

Segmentation and ranking of 1,000 articles of 400 words, and ranking of one long text at 20,000 and 50,000 words. Only
the ratios say something: machines differ.
"""

from __future__ import annotations

import random
from math import log
from time import process_time

from bench.articles import text_of
from briefing import rankers, segmenters
from briefing.model import Article, Document, Query

RANKERS = ("lead", "default", "lexrank", "sumy-lexrank")
ARTICLES, ARTICLE_WORDS, LONG = 1000, 400, (20_000, 50_000)


def article_of(text: str) -> Article:
    """The text, segmented."""
    document = segmenters.recognise(Document.from_text(text))
    return Article(document, tuple(segmenters.get()(document)))


def main() -> None:
    """Measure and print."""
    chance = random.Random(1)  # noqa: S311 - texts to measure with
    texts = [text_of(ARTICLE_WORDS, chance) for _ in range(ARTICLES)]
    print(
        "| ranker | articles a CPU second | 20,000 words | 50,000 words | exponent |\n|---|---|---|---|---|"
    )
    for name in RANKERS:
        rank = rankers.get(name)
        rank([article_of(texts[0])], Query())
        some = texts[:100] if name.startswith("sumy") else texts
        start = process_time()
        for text in some:
            rank([article_of(text)], Query(words=60))
        rate = len(some) / (process_time() - start)
        seconds = []
        for words in () if name.startswith("sumy") else LONG:
            long = article_of(text_of(words, chance))
            start = process_time()
            rank([long], Query(words=300))
            seconds.append(max(process_time() - start, 1e-4))
        cells = [f"{s:.2f} s" for s in seconds] or ["over its cap", "over its cap"]
        growth = f"{log(seconds[1] / seconds[0]) / log(LONG[1] / LONG[0]):.2f}" if seconds else ""
        print(f"| {name} | {rate:.0f} | {cells[0]} | {cells[1]} | {growth} |", flush=True)


if __name__ == "__main__":
    main()
