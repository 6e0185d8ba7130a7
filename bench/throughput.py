"""How many articles a worker turns into briefs: `python -m bench.throughput`.

Articles of 400 words, made by `bench.articles`, to JSON: in one warm process with either model, beside sumy's LexRank
on the same sentences, and what of that annotating and structure take alone, without ranking and export; then the
command itself with one worker and with two, and the memory of a worker at 1,000 and at 10,000 articles. CPU seconds
are those of the worker. Only the ratios say something: machines differ.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from bench.articles import lines
from bench.scale import children, cpu, peak
from briefing import annotators, rankers, segmenters, structurer
from briefing.model import Article, Options, Query
from briefing.pipeline import make_brief, summarise
from briefing.readers import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model import Document

WARM = 5


def rate(articles: Sequence[Document], work: Callable[[Document], object]) -> float:
    """Articles a CPU second of this process, after a few that load what is loaded once."""
    for article in articles[:WARM]:
        work(article)
    begun = process_time()
    for article in articles:
        work(article)
    return len(articles) / (process_time() - begun)


def station(articles: Sequence[Document], model: str) -> float:
    """Words a CPU second that are annotated and structured, of articles that are segmented and ranked already."""
    chosen = Options(structure=model)
    segment, default = segmenters.get(), rankers.get("default")
    known = [segmenters.recognise(d) for d in articles]
    sentences = {d.uri: tuple(segment(d)) for d in known}
    scores = {d.uri: default([Article(d, sentences[d.uri])], Query()) for d in known}

    def work(document: Document) -> object:
        held = sentences[document.uri]
        found = annotators.annotate(document, held)
        readings, reader = annotators.read(document, held, found, model)
        article = Article(document, held, replace(found, readings=readings, reader=reader))
        return structurer.structure([article], scores[document.uri], chosen)

    return rate(known, work) * sum(d.words for d in known) / len(known)


def command(number: int, jobs: int) -> tuple[float, float, float]:
    """Wall-clock seconds of a batch with the light model, CPU seconds of its workers, the largest one's peak in MB."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        with (at / "wire.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(lines(number, 400))
        words = ["batch", "wire.jsonl", "-o", "out", "-f", "json", "-q", "--structure", "light"]
        begun = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "briefing", *words, "--jobs", str(jobs)], cwd=at)
        used: dict[int, float] = {}
        most = 0.0
        while process.poll() is None:
            for worker in children(process.pid):
                used[worker] = max(used.get(worker, 0.0), cpu(worker))
                most = max(most, peak(worker))
            time.sleep(0.05)
        return time.monotonic() - begun, sum(used.values()), most


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000, help="for each figure (default: 1000)")
    number = parser.parse_args().articles
    articles = [d for line in lines(number, 400) for d in read_lines([line], "wire.jsonl", 1)]
    print(f"{number} articles of 400 words to JSON, one warm process | articles a CPU second\n|---|---|")
    for model in ("light", "encoder"):
        found = rate(articles, lambda d, m=model: make_brief([d], structure=m).render("json"))
        print(f"| briefing, --structure {model} | {found:.0f} |", flush=True)
    alone = rate(
        articles[: number // 5], lambda d: [s.text for s in summarise([d], ranker="sumy-lexrank", words=60)]
    )
    print(f"| sumy's LexRank: the sentences alone, no facts and no document | {alone:.0f} |", flush=True)
    print("\n| annotating and structure alone | words a CPU second |\n|---|---|")
    for model in ("light", "encoder"):
        print(f"| --structure {model} | {station(articles, model):,.0f} |", flush=True)
    one, two = command(number, 1), command(number, 2)
    print(
        f"\none worker {one[0]:.1f} s, two workers {two[0]:.1f} s: {one[0] / two[0]:.2f} times as fast"
        f" (CPU {one[1]:.1f} s and {two[1]:.1f} s)",
        flush=True,
    )
    ten = command(10 * number, 1)
    print(
        f"peak memory of a worker: {one[2]:.0f} MB at {number}, {ten[2]:.0f} MB at {10 * number}: {ten[2] / one[2]:.2f}"
    )


if __name__ == "__main__":
    main()
