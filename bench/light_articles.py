"""The articles that the light section model learns from: labelled ones, and ones that a larger model labels."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from briefing import segmenters
from briefing.annotators.light_features import Described, describe
from briefing.annotators.light_traits import look
from briefing.annotators.light_words import ENCOUNTER
from briefing.layout import BODY
from briefing.model import Document, Sentence
from briefing.readers.jsonl import read_lines

LABELS = ("MEETING", "TOPICS", "BACKGROUND", "NONE")
FOLDS = 5
ALIKE = 0.4
"""Articles whose cosine (of tf-idf) reaches this tell of the same story and share a fold."""

POOL = (
    "readouts_wh", "duc2003_headlines", "duc2004_headlines", "newsdisc", "tls_t17", "tls_entities", "tx_aquaint",
    "tx_timebank", "tx_meantime", "multinews", "newsroom60", "cnndm_val", "xsum", "voa_deks",
)  # fmt: skip
"""Data sets whose texts serve without labels."""
ENCOUNTERS = 3
"""Sentences with a word for an encounter that a text without labels must have: it should be about meetings, too."""
LONGEST = 70
"""Sentences read of a text without labels."""


@dataclass
class Article:
    """An article with its features, and what is known of each sentence.

    Attributes:
        name: its id.
        text: all of it.
        sentences: features of each.
        labels: places in `LABELS`.
        keys: 1 where key, else 0.
        lost: labels of the sentences that the pipeline reads as no content, so that they are not among the others.
        texts, title, date: the words, for a model that reads them itself.
    """

    name: str
    text: str
    sentences: list[Described]
    labels: np.ndarray
    keys: np.ndarray
    lost: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    title: str = ""
    date: str = ""


def read_labelled(folder: Path, names: str) -> list[dict[str, Any]]:
    """The labelled articles that the file `names` lists, as they are stored."""
    ids = (folder / names).read_text(encoding="utf-8").split()
    return [json.loads((folder / "articles" / f"{name}.json").read_text(encoding="utf-8")) for name in ids]


def for_training(raw: dict[str, Any], language: str) -> Article:
    """Every other article as the labels part it, so that the model also learns what the segmenter may overlook."""
    odd = hashlib.sha256(raw["id"].encode()).digest()[0] % 2
    return as_labelled(raw, language) if odd else as_read(raw, language)


def as_labelled(raw: dict[str, Any], language: str) -> Article:
    """The sentences as the labels part them, with whatever stands between: datelines, credits, headings."""
    numbers, number, end = [], 0, 0
    for sentence in raw["sentences"]:
        number += "\n" in raw["text"][end : sentence["start"]]
        numbers.append(number)
        end = sentence["end"]
    return _described(raw, language, [s["text"] for s in raw["sentences"]], numbers, raw["sentences"], [])


def as_read(raw: dict[str, Any], language: str) -> Article:
    """The sentences as the pipeline reads them, without the blocks that it takes for no content."""
    sentences = _read(raw)
    body = [s for s in sentences if s.block.kind in BODY]
    gold = [max(raw["sentences"], key=lambda g, s=s: _shared(s, g)) for s in body]
    lost = [
        g for g in raw["sentences"] if max(sentences, key=lambda s, g=g: _shared(s, g)).block.kind not in BODY
    ]
    return _described(raw, language, [s.text for s in body], [s.paragraph for s in body], gold, lost)


def _read(raw: dict[str, Any]) -> Sequence[Sentence]:
    line = json.dumps({name: raw[name] for name in ("id", "title", "date", "text")})
    (document,) = read_lines([line], raw["id"])
    return segmenters.get()(segmenters.recognise(document))


def _shared(sentence: Sentence, gold: dict[str, Any]) -> int:
    return max(0, min(sentence.end, gold["end"]) - max(sentence.start, gold["start"]))


def _described(
    raw: dict[str, Any], language: str, texts: list[str], paragraphs: list[int], gold: list[dict[str, Any]],
    lost: list[dict[str, Any]],
) -> Article:  # fmt: skip
    published = date.fromisoformat(raw["date"]) if raw["date"] else None
    return Article(
        raw["id"],
        raw["text"],
        describe(texts, paragraphs, raw["title"] or "", published, language),
        np.array([LABELS.index(g["section"]) for g in gold], dtype=int),
        np.array([float(g["key"]) for g in gold]),
        [LABELS.index(g["section"]) for g in lost],
        texts,
        raw["title"] or "",
        raw["date"] or "",
    )


def folds_of(articles: Sequence[Article]) -> list[int]:
    """A fold for each article; articles on the same story get the same one."""
    counts = [Counter(re.findall(r"[a-z]{3,}", a.text.lower())) for a in articles]
    spread = Counter(word for c in counts for word in c)
    column = {word: i for i, word in enumerate(sorted(spread))}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        weights = {w: (1 + math.log(n)) * math.log(len(counts) / spread[w]) for w, n in count.items()}
        norm = math.sqrt(sum(x * x for x in weights.values()))
        rows += [row] * len(weights)
        columns += [column[w] for w in weights]
        values += [x / norm for x in weights.values()]
    vectors = csr_matrix((values, (rows, columns)))
    alike = (vectors @ vectors.T).tocoo()
    story = list(range(len(articles)))
    for i, j, cosine in zip(alike.row, alike.col, alike.data, strict=True):
        if i < j and cosine >= ALIKE and story[i] != story[j]:
            old, new = max(story[i], story[j]), min(story[i], story[j])
            story = [new if s == old else s for s in story]
    return [hashlib.sha256(articles[s].name.encode()).digest()[0] % FOLDS for s in story]


def read_pool(folder: Path, apart: Iterable[dict[str, Any]]) -> list[Article]:
    """Texts without labels that tell of encounters and share no longer sentence with the articles `apart`."""
    seen = {_squeezed(s["text"]) for raw in apart for s in raw["sentences"] if len(s["text"]) > 60}
    pool = []
    for name in POOL:
        for number, raw in enumerate(_texts(folder / f"{name}.dev.jsonl.gz")):
            (document,) = read_lines([json.dumps(raw | {"id": f"{name}:{number}"})], name)
            article = _unlabelled(segmenters.recognise(document), seen)
            if article is not None:
                pool.append(article)
    return pool


def _texts(path: Path) -> Iterator[dict[str, str]]:
    """Title, date and text of each document of a data set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for document in row.get("documents") or [row]:
                day = (document.get("date") or document.get("dct") or "")[:10]
                day = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
                text = document.get("text") or _joined(document["sentences"])
                yield {"title": document.get("title") or "", "date": day, "text": text[:12_000]}


def _joined(sentences: Sequence[dict[str, Any]]) -> str:
    """A text from sentences that carry the number of their paragraph."""
    parts = []
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        parts.append("" if before is None else " " if before["par"] == sentence["par"] else "\n\n")
        parts.append(sentence["text"])
    return "".join(parts) or "-"


def _unlabelled(document: Document, seen: set[str]) -> Article | None:
    body = [s for s in segmenters.get()(document) if s.block.kind in BODY][:LONGEST]
    texts = [s.text for s in body]
    about = sum(1 for text in texts if look(text, "en").kinds & ENCOUNTER)
    if about < ENCOUNTERS or any(_squeezed(text) in seen for text in texts):
        return None
    described = describe(texts, [s.paragraph for s in body], document.title, document.published, "en")
    zeros = np.zeros(len(texts))
    day = document.published.isoformat() if document.published else ""
    return Article(
        document.id, document.text, described, zeros.astype(int), zeros, [], texts, document.title, day
    )


def _squeezed(text: str) -> str:
    """Letters and digits only, to compare texts that differ in marks and spaces."""
    return re.sub(r"\W+", "", text.casefold())
