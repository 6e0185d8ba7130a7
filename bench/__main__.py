"""The figures of the README: `python -m bench [--data FOLDER]`. Texts are made here; sumy runs beside ours.

Segmentation and ranking of 1,000 articles of 400 words, and ranking of one long text at 20,000 and 50,000 words, with
the exponent of growth and the peak memory of a process of its own that ranks the longer one (bar: 300 MiB). Only the
ratios of speed say something: machines differ. Where the development data is at hand, the quality table follows.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from math import log
from time import process_time

from bench import quality
from bench.articles import text_of
from bench.samples import folder
from briefing import rankers, segmenters
from briefing.model import Article, Document, Query

RANKERS = ("lead", "default", "lexrank", "sumy-lexrank")
ARTICLES, ARTICLE_WORDS, LONG = 1000, 400, (20_000, 50_000)


def article_of(text: str) -> Article:
    """The text, segmented."""
    document = segmenters.recognise(Document.from_text(text))
    return Article(document, tuple(segmenters.get()(document)))


def peak(name: str) -> float:
    """Peak memory in MiB of a process that segments and ranks the longest text."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--peak", name], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def rank_once(name: str) -> None:
    """Segment and rank the longest text, and print the peak memory of this process in MiB."""
    text = text_of(LONG[-1], random.Random(1))  # noqa: S311 - texts to measure with
    rankers.get(name)([article_of(text)], Query(words=300))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def speed() -> None:
    """Print the speed table."""
    chance = random.Random(1)  # noqa: S311 - texts to measure with
    texts = [text_of(ARTICLE_WORDS, chance) for _ in range(ARTICLES)]
    print(
        "| ranker | articles a CPU second | 20,000 words | 50,000 words | exponent | peak MiB |\n"
        "|---|---|---|---|---|---|"
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
        memory = f"{peak(name):.0f}" if seconds else ""
        print(f"| {name} | {rate:.0f} | {cells[0]} | {cells[1]} | {growth} | {memory} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", help="folder of the development data, else BRIEFING_DATA")
    parser.add_argument("--peak", metavar="RANKER", help="rank one long text and print the peak memory")
    asked = parser.parse_args()
    if asked.peak:
        rank_once(asked.peak)
        return
    speed()
    data = folder(asked.data)
    if data is None:
        print("\nThe development data is not here (--data or BRIEFING_DATA), so quality was not measured.")
    else:
        quality.measure(data)


if __name__ == "__main__":
    main()
