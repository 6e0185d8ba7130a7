"""Learns which noun phrases are topics, from hand-labelled articles, and writes the weights into phrases.toml.

    python bench/train_topics.py FOLDER [--check] [--write briefing/language/en/phrases.toml]

FOLDER holds articles/*.json and train.txt; dev.txt is never read. Without --write the weights are printed. With
--check the articles are cut into five parts, clusters kept whole, and topics F1 is measured on each with the
weights of the others. The model is a logistic regression with a Gaussian prior (L2), fitted by Nesterov's gradient
method; a candidate counts as a topic if it is alike to one of the article's, as the measure of the labels has it.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from briefing.annotators import annotate
from briefing.annotators.phrases_traits import TRAITS, Candidate, candidates
from briefing.model import Document, Sentence

SECTIONS = ("meeting", "topics", "background", "key")
MARK = "# Weights, written by bench/train_topics.py: log-odds that a phrase is a topic.\n"

# Strength of the prior; in how many articles a stem must occur to get a weight; steps that word weights are rounded
# to; steps of the descent.
PRIOR = 5.0
RARE = {"words": 8, "heads": 5, "context": 12}
STEP = 0.1
STEPS = 400


@dataclass
class Labelled:
    """An article with its candidates, each with named features, and whether it is a topic."""

    id: str
    topics: list[set[str]]
    candidates: list[Candidate]
    texts: list[set[str]]
    features: list[dict[str, float]]
    right: list[float] = field(default_factory=list)


def split(text: str) -> set[str]:
    """Words as the measure counts them."""
    return set(re.findall(r"\w+", text.casefold()))


def alike(gold: set[str], found: set[str]) -> bool:
    """Three fifths of the shorter and three tenths of the longer in common."""
    both = len(gold & found)
    return both > 0 and both >= 0.6 * min(len(gold), len(found)) and both >= 0.3 * max(len(gold), len(found))


def features_of(candidate: Candidate, section: str, *, key: bool) -> dict[str, float]:
    """The named features of a candidate, those of words told apart by a prefix."""
    found: Counter[str] = Counter()
    for name, value in zip(TRAITS, candidate.traits, strict=True):
        found[f"traits {name}"] = float(value)
    found[f"sections {section}"] = 1.0
    found["sections key"] = float(key)
    for stem in candidate.stems:
        found[f"words {stem}"] += len(candidate.stems) ** -0.5
    for stem in candidate.context:
        found[f"context {stem}"] += 1.0
    found[f"heads {candidate.head}"] = 1.0
    return {name: value for name, value in found.items() if value}


def load(path: Path) -> Labelled:
    """Read an article and find its candidates."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    document = Document.from_text(
        gold["text"], title=gold["title"] or "", published=gold["date"], id=gold["id"]
    )
    sentences = [
        Sentence(document, s["start"], s["end"]) for s in gold["sentences"] if document.block_at(s["start"])
    ]
    found = annotate(document, sentences)
    names = {word for p in found.people for word in re.findall(r"[A-Z][\w’'-]{2,}", p.name)}
    article = Labelled(gold["id"], [split(t) for t in gold["topics"]], [], [], [])
    labels = iter(gold["sentences"])
    label = next(labels)
    for c in candidates(document, sentences, found.people, found.places, found.dates, "en"):
        text = document.text[c.start : c.end]
        if not names.isdisjoint(re.findall(r"[A-Z][\w’'-]{2,}", text)):
            continue
        while label["end"] <= c.start:
            label = next(labels)
        article.candidates.append(c)
        article.texts.append(split(text))
        article.features.append(features_of(c, label["section"].lower(), key=label["key"]))
        article.right.append(float(any(alike(t, article.texts[-1]) for t in article.topics)))
    return article


def fit(articles: list[Labelled]) -> dict[str, float]:
    """Weights of all features that are not too rare.

    In two stages, or the words, which know these articles by heart, would drown the traits: word weights from four
    fifths of the articles score the other fifth, and what these scores are worth beside the traits is learnt then.
    """
    fold = {a.id: zlib.crc32(f"{a.id} second".encode()) % 4 for a in articles}
    stacked: list[dict[str, float]] = []
    order: list[Labelled] = []
    for k in range(4):
        part = [a for a in articles if fold[a.id] == k]
        weights = regress(
            [a for a in articles if fold[a.id] != k],
            [f for a in articles if fold[a.id] != k for f in a.features],
        )
        stacked += [_summed(f, weights) for a in part for f in a.features]
        order += part
    worth = regress(order, stacked)
    words = regress(articles, [f for a in articles for f in a.features])
    lines = [n for f in stacked for n in f if n.startswith("sections")]
    worth["sections unread"] = sum(worth[n] for n in lines) / len(stacked)
    words = {n: w * worth.get(n.split()[0], 0.0) for n, w in words.items() if n.split()[0] in RARE}
    return {n: w for n, w in worth.items() if n not in RARE} | words


def _summed(features: dict[str, float], weights: dict[str, float]) -> dict[str, float]:
    """The features with those of words replaced by one sum for each kind."""
    found: Counter[str] = Counter()
    for name, value in features.items():
        kind = name.split()[0]
        if kind in RARE:
            found[kind] += value * weights.get(name, 0.0)
        else:
            found[name] += value
    return dict(found)


def regress(articles: list[Labelled], rows: list[dict[str, float]]) -> dict[str, float]:
    """A logistic regression on the rows, one for each candidate of the articles."""
    right = np.array([r for a in articles for r in a.right])
    homes = [a.id for a in articles for _ in a.features]
    seen: dict[str, set[str]] = {}
    for home, features in zip(homes, rows, strict=True):
        for name in features:
            seen.setdefault(name, set()).add(home)
    names = sorted(n for n, where in seen.items() if len(where) >= RARE.get(n.split()[0], 1))
    index = {name: i for i, name in enumerate(names)}
    cells = [(r, index[n], v) for r, f in enumerate(rows) for n, v in f.items() if n in index]
    row, column = (np.array([c[i] for c in cells]) for i in (0, 1))
    scale = np.array([1.0 if n.split()[0] in RARE and " " in n else 0.0 for n in names])
    spread = np.sqrt(np.bincount(column, np.array([c[2] for c in cells]) ** 2, len(names)) / len(rows))
    scale = np.where(scale > 0, 1.0, spread + 1e-9)
    value = np.array([c[2] for c in cells]) / scale[column]
    prior = PRIOR / scale**2
    # Step length: the inverse of a bound on the curvature, found by power iteration.
    probe = np.ones(len(names))
    for _ in range(20):
        probe /= np.linalg.norm(probe)
        probe = np.bincount(
            column, value * np.bincount(row, value * probe[column], len(rows))[row], len(names)
        )
    rate = 1 / (0.25 * np.linalg.norm(probe) + prior.max())
    weights = look = np.zeros(len(names))
    for step in range(STEPS):
        chance = 1 / (1 + np.exp(-np.bincount(row, value * look[column], len(rows))))
        new = look - rate * (np.bincount(column, value * (chance - right)[row], len(names)) + prior * look)
        weights, look = new, new + step / (step + 3) * (new - weights)
    return {name: float(w / s) for name, w, s in zip(names, weights, scale, strict=True)}


def rounded(weights: dict[str, float]) -> dict[str, float]:
    """What is written: words in steps, traits to two digits."""
    return {
        name: round(w, 2) if name.startswith(("traits", "sections")) else round(w / STEP) * STEP
        for name, w in weights.items()
    }


def measure(articles: list[Labelled], weights: dict[str, float]) -> tuple[int, int, int]:
    """Hits, topics given and topics asked, chosen as the structurer chooses."""
    from briefing.structurer.topics import ENOUGH, FEWEST, MOST, SAME

    hits = given = asked = 0
    for a in articles:
        scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in a.features]
        chosen: list[int] = []
        for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
            if len(chosen) == MOST or (scores[i] < ENOUGH and len(chosen) >= FEWEST):
                break
            mine = set(a.candidates[i].stems)
            others = (set(a.candidates[j].stems) for j in chosen)
            if not any(len(mine & o) >= SAME * min(len(mine), len(o)) for o in others):
                chosen.append(i)
        left = [a.texts[i] for i in chosen]
        for topic in a.topics:
            match = next((t for t in left if alike(topic, t)), None)
            if match is not None:
                left.remove(match)
                hits += 1
        given, asked = given + len(chosen), asked + len(a.topics)
    return hits, given, asked


def check(articles: list[Labelled], clusters: Path) -> tuple[int, int, int]:
    """What `measure` counts, each fifth of the articles judged with the weights of the others."""
    found = json.loads(clusters.read_text(encoding="utf-8"))
    listed = found.items() if isinstance(found, dict) else enumerate(found)
    home = {i: str(name) for name, c in listed for i in c["articles"]}
    part = [zlib.crc32(home.get(a.id, a.id).encode()) % 5 for a in articles]
    sums = [0, 0, 0]
    for k in range(5):
        weights = rounded(fit([a for a, p in zip(articles, part, strict=True) if p != k]))
        counts = measure([a for a, p in zip(articles, part, strict=True) if p == k], weights)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
    return sums[0], sums[1], sums[2]


def toml(weights: dict[str, float]) -> str:
    """The tables of phrases.toml."""
    lines = [MARK]
    for group in ("traits", "sections"):
        lines.append(f"\n[{group}]\n")
        lines += [
            f'"{n.split(" ", 1)[1]}" = {w}\n' for n, w in weights.items() if n.split()[0] == group and w
        ]
    for group in ("words", "heads", "context"):
        lines.append(f"\n# Stems by their weight.\n[{group}]\n")
        levels: dict[float, list[str]] = {}
        for name, w in weights.items():
            if name.split()[0] == group and w:
                levels.setdefault(w, []).append(name.split(" ", 1)[1])
        for level, stems in sorted(levels.items()):
            words = " ".join(s for s in sorted(stems) if not set(s) & set('"\\'))
            lines.append(f'"{level}" = "{words}"\n')
    return "".join(lines)


def main() -> None:
    """Train, check and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    articles = [
        load(args.folder / "articles" / f"{i}.json") for i in (args.folder / "train.txt").read_text().split()
    ]
    if args.check:
        hits, given, asked = check(articles, args.folder / "clusters.json")
        print(
            f"topics, cross-validated: P {hits / given:.3f} R {hits / asked:.3f} F1 {2 * hits / (given + asked):.3f}"
        )
    weights = rounded(fit(articles))
    tables = toml(weights)
    if args.write:
        old = args.write.read_text(encoding="utf-8").split(MARK)[0]
        args.write.write_text(old + tables, encoding="utf-8")
    else:
        print(tables)


if __name__ == "__main__":
    main()
