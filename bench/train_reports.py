"""Fits the odds that a text reports an encounter at all: `python -m bench.train_reports [--data FOLDER]`.

A logistic regression over two traits of a text: the log-odds of the sentence that the section model finds likeliest to
tell of a meeting, and the logarithm of the share of words that such reports are full of. It learns from the labelled
articles of train.txt, and, as what reports none, from six sets of news of all kinds: a few of these do, so that the
share of them that is let through is rather too high. Prints the weights, for `REPORTS` of
`briefing/structurer/encounters.py`, and for some thresholds what falls below them, dev.txt by itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from bench.ranker_models import penalised
from bench.samples import arguments, labelled, summaries
from briefing.model import Options
from briefing.pipeline import analyse
from briefing.structurer.attendance import content
from briefing.structurer.encounters import report_traits

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model import Document

OTHERS = ("cnndm_val", "xsum", "newsroom60", "voa_deks", "inshorts", "multinews")
MOST = 200
"""Texts of a set that are read."""

THRESHOLDS = (-2.0, -1.5, -1.0, -0.5, 0.0)
PENALTY = 0.1


def traits(document: Document, model: str) -> tuple[float, float]:
    """The two traits of a document, as a model reads it."""
    article = analyse(document, Options(structure=model))
    found = report_traits(article, content(article))
    if found is None:
        raise ValueError("no English words of encounters")
    return found


def reports(data: Path, names: str) -> list[Document]:
    """The labelled articles that tell of a meeting."""
    home = data / "readouts" / "articles"
    found = labelled(data, names)
    return [
        item.article.document
        for item in found
        if json.loads((home / f"{item.id}.json").read_text(encoding="utf-8"))["meetings"]
    ]


def main() -> None:
    """Fit and print."""
    data = arguments(__doc__).parse_args().data
    learn, dev = reports(data, "train.txt"), reports(data, "dev.txt")
    others = [s.articles[0].document for name in OTHERS for s in summaries(data, name)[:MOST]]
    rows, targets, measured = [], [], []
    for model in ("encoder", "light"):
        read = [traits(d, model) for d in learn + others]
        rows += read
        targets += [1.0] * len(learn) + [0.0] * len(others)
        measured.append((model, read[: len(learn)], read[len(learn) :], [traits(d, model) for d in dev]))
    x = np.hstack([np.ones((len(rows), 1)), np.array(rows)])
    weights = penalised(x, np.array(targets), np.ones(len(rows)), PENALTY)
    print("constant, by the sentence, by the words:", *(f"{w:.2f}" for w in weights))
    print("below | of the reports | of the other texts | of dev.txt")
    for model, *groups in measured:
        odds = [np.hstack([np.ones((len(g), 1)), np.array(g)]) @ weights for g in groups]
        for threshold in THRESHOLDS:
            print(model, threshold, *(f"{np.mean(o < threshold):.3f}" for o in odds))


if __name__ == "__main__":
    main()
