"""The development data as articles: where it lies, what is in it, and what a summary must be measured by."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.plug import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Article

BUDGETS = {
    "cnndm_val": 60,
    "cnndm_summeval": 60,
    "cnndm_train100": 60,
    "inshorts": 60,
    "gumsum": 45,
    "newsroom60": 35,
    "voa_deks": 35,
    "xsum": 25,
    "duc2004_headlines": 15,
    "multinews": 225,
    "duc2003_mds": 100,
    "multiling2011": 250,
}
"""Sets of articles with references, and the words that a summary of each may have: about those of a reference."""

MANY = ("multinews", "duc2003_mds", "multiling2011")
"""The sets that give many articles on one event."""


@dataclass(frozen=True)
class Sample:
    """What is to be summarised in `words` words, and the summaries that people wrote."""

    id: str
    articles: tuple[Article, ...]
    words: int
    references: tuple[str, ...]


def folder(given: str | None) -> Path | None:
    """The folder of the data: as given, else from BRIEFING_DATA; None where there is none."""
    path = Path(given or os.environ.get("BRIEFING_DATA") or "/nonexistent")
    return path if path.is_dir() else None


def arguments(description: str | None) -> argparse.ArgumentParser:
    """A parser for a script that needs the data: its `data` is the folder, and without one it ends the program."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    # A default that is text goes through `type` as well.
    text = "folder of the development data, else BRIEFING_DATA"
    parser.add_argument("--data", type=_there, default="", metavar="FOLDER", help=text)
    return parser


def _there(given: str) -> Path:
    found = folder(given)
    if found is None:
        raise argparse.ArgumentTypeError("the data is not there; name its folder here or in BRIEFING_DATA")
    return found


def path_of(data: Path, name: str) -> Path:
    """The file of a set."""
    return data / f"{name}.dev.jsonl.gz"


def rows(data: Path, name: str) -> Iterator[dict[str, object]]:
    """The lines of a set."""
    with gzip.open(path_of(data, name), "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def summaries(data: Path, name: str) -> list[Sample]:
    """A set of `BUDGETS`; documents stand in order of date where all have one."""
    found = []
    for row in rows(data, name):
        documents = [d for d in row["documents"] if (d.get("text") or "").strip()]
        if all(d.get("date") for d in documents):
            documents.sort(key=lambda d: d["date"])
        articles = tuple(read(d["text"], d.get("title"), d.get("date")) for d in documents)
        references = tuple(r for r in row["references"] if r.strip())
        found.append(Sample(str(row["id"]), articles, BUDGETS[name], references))
    return found


@dataclass(frozen=True)
class Labelled:
    """An article in which people marked what a one-page brief keeps: one entry a sentence that the program cuts."""

    id: str
    article: Article
    key: tuple[float, ...]
    keys: int


def labelled(data: Path, ids: str) -> list[Labelled]:
    """The hand-labelled articles of `train.txt` or `dev.txt`.

    A sentence of ours is key as far as the marked sentences cover it, by characters.
    """
    home = data / "readouts"
    found = []
    for name in (home / ids).read_text(encoding="utf-8").split():
        row = json.loads((home / "articles" / f"{name}.json").read_text(encoding="utf-8"))
        article = read(row["text"], row["title"], row["date"])
        marked = [(s["start"], s["end"]) for s in row["sentences"] if s["key"]]
        key = tuple(_covered(s.start, s.end, marked) for s in article.sentences)
        found.append(Labelled(name, article, key, len(marked)))
    return found


def _covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    return sum(max(0, min(end, b) - max(start, a)) for a, b in spans) / max(1, end - start)


def digest(paths: Sequence[Path]) -> str:
    """SHA-256 over the bytes of some files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


class Rouge:
    """ROUGE-1 and ROUGE-2 F1 as `rouge_score` counts them, with stemming; the mean over the references."""

    def __init__(self) -> None:
        from nltk.stem.porter import PorterStemmer
        from rouge_score import tokenize

        self._tokenize, self._stemmer = tokenize.tokenize, PorterStemmer()
        self._tokens: dict[str, tuple[str, ...]] = {}

    def tokens(self, text: str) -> tuple[str, ...]:
        """Stemmed tokens of a text."""
        if text not in self._tokens:
            self._tokens[text] = tuple(self._tokenize(text, self._stemmer))
        return self._tokens[text]

    def grams(self, text: str) -> tuple[Counter[object], Counter[object]]:
        """Its words and its pairs of words, counted."""
        found = self.tokens(text)
        return Counter(found), Counter(pairwise(found))

    def score(self, summary: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
        """ROUGE-1 and ROUGE-2 F1 of a summary."""
        own = self.grams(" ".join(summary))
        result = []
        for n in (0, 1):
            total = 0.0
            for reference in references:
                gold = self.grams(reference)[n]
                shared = sum((own[n] & gold).values())
                total += 2 * shared / max(1, own[n].total() + gold.total())
            result.append(total / max(1, len(references)))
        return result[0], result[1]


def cut(sentences: Sequence[str], words: int) -> list[str]:
    """The first `words` words of sentences in order of preference; the one that crosses the line is cut."""
    kept, left = [], words
    for sentence in sentences:
        if left <= 0:
            break
        taken = []
        for word in sentence.split():
            if any(c.isalnum() for c in word):
                if left == 0:
                    break
                left -= 1
            taken.append(word)
        kept.append(" ".join(taken))
    return kept
