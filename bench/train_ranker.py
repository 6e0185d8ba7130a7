#!/usr/bin/env python3
"""Learns the weights of the default ranker and writes them to `briefing/rankers/weights.toml`.

    python -m bench.train_ranker --data FOLDER [--cross-validate] [--out FILE]

FOLDER (or BRIEFING_DATA) is the development data. Three linear models are learned:

* concepts: logistic regression of whether a bigram of the sources stands in a reference, from the traits of
  `concepts.py`; once over single articles, once over sets of articles.
* traits: which sentences of a single article to prefer, beside those that cover likely bigrams. A softmax over
  the sentences of an article is trained to put its weight where the reference's bigrams are, per word.
* key: logistic regression of whether a reader keeps a sentence for a brief, from traits and stems, over the
  labelled articles about meetings: `train.txt` alone. Its weights of other models' readings are not learned here:
  they are taken over from the file that is there.

`--cross-validate` leaves out a fifth of the articles at a time and prints what the rest predicts for it, set by
set: those figures chose the traits and the penalties. The weights that are written come from all the articles.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.ranker_models import (
    FOLDS,
    Prepared,
    fold_of,
    learn_gate,
    learn_keys,
    learn_kinds,
    prepare,
)
from bench.samples import BUDGETS, Labelled, Rouge, arguments, cut, digest, labelled, path_of, summaries
from briefing.rankers import concepts, default, terms, traits
from briefing.rankers.weights import KeyWeights, Table, load

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARES = {
    "cnndm_val": 1.0, "inshorts": 1.0, "cnndm_summeval": 2.0, "cnndm_train100": 1.0, "gumsum": 2.0,
    "newsroom60": 2.0, "voa_deks": 2.0, "xsum": 0.5, "duc2004_headlines": 0.5,
    "multinews": 1.0, "duc2003_mds": 1.5, "multiling2011": 2.0,
}  # fmt: skip
"""What an item of each set counts: small sets more, sets with one-line summaries less."""


UNTAUGHT = KeyWeights(0.0, 0.0, (0.0,) * len(traits.TRAITS), {}, {"key": 1.0}, (-99.0, 0.0, 0.0))
"""Stands where there are no weights yet."""


def learn(items: Sequence[Prepared], talks: Sequence[Labelled], before: KeyWeights) -> Table:
    """All weights."""
    kinds = learn_kinds(items)
    key = learn_keys(talks, kinds["one"], before)
    news = [i for i in items if len(i.sample.articles) == 1]
    gate = learn_gate(talks, news)
    return Table(**kinds, key=KeyWeights(key.constant, key.covers, key.traits, key.stems, key.readings, gate))


def order(read: terms.Terms, table: Table) -> list[int]:
    """Sentences of body text, the best first, as the ranker takes them without near-duplicates in mind."""
    parts = default.describe(read, table, [None] * len(read))
    values, _ = default.greedy(read, parts, lambda _: None, {}, default.set_apart(read, parts))
    return sorted((i for i, body in enumerate(read.body) if body), key=lambda i: (-values[i], i))


def rouge_of(item: Prepared, table: Table, rouge: Rouge) -> tuple[float, float]:
    """ROUGE-1 and -2 of what the ranker chooses."""
    texts = [item.read.texts[i] for i in order(item.read, table)]
    return rouge.score(cut(texts, item.sample.words), item.sample.references)


def kept(items: Sequence[Labelled], table: Table) -> float:
    """Share of the marked sentences among as many first ones (here a sentence counts by what is marked of it)."""
    hits = total = 0.0
    for item in items:
        best = order(terms.read([item.article]), table)[: item.keys]
        hits += sum(item.key[i] > 0.5 for i in best)
        total += item.keys
    return hits / total


def cross_validate(
    items: dict[str, list[Prepared]], talks: list[Labelled], before: KeyWeights, rouge: Rouge
) -> None:
    """Print ROUGE of every set, and the share of key sentences, with weights that have not seen the article."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in items}
    hits: list[tuple[float, int]] = []
    for fold in range(FOLDS):
        rest = [i for group in items.values() for i in group if fold_of(i.sample.id) != fold]
        table = learn(rest, [t for t in talks if fold_of(t.id) != fold], before)
        for name, group in items.items():
            found[name] += [rouge_of(i, table, rouge) for i in group if fold_of(i.sample.id) == fold]
        held_out = [t for t in talks if fold_of(t.id) == fold]
        hits.append((kept(held_out, table), sum(t.keys for t in held_out)))
    for name, scores in found.items():
        one, two = np.array(scores).mean(axis=0)
        print(f"{name:20} {len(scores):4} R1 {100 * one:.2f} R2 {100 * two:.2f}", flush=True)
    print(
        f"{'readouts train':20} {len(talks):4} key {np.average([h for h, _ in hits], weights=[n for _, n in hits]):.3f}"
    )


def written(table: Table, source: str) -> str:
    """The weights as TOML."""
    lines = [f"# Weights of the default ranker. Written by bench/train_ranker.py; learned from {source}."]
    lines.append("# What each trait means stands in briefing/rankers/concepts.py, traits.py and keys.py.")

    def section(title: str, pairs: dict[str, float]) -> None:
        lines.extend(
            ["", f"[{title}]", *(f"{_quoted(k)} = {v:.4f}" for k, v in pairs.items() if round(v, 4))]
        )

    for name, kind in (("one", table.one), ("several", table.few)):
        named = dict(zip(("constant", *concepts.TRAITS), kind.concepts, strict=True))
        section(f"concepts.{name}", named)
    for name, kind in (("one", table.one), ("few", table.few), ("many", table.many)):
        section(f"traits.{name}", dict(zip(traits.TRAITS, kind.traits, strict=True)))
    key = table.key
    section("key", {"constant": key.constant, "covers": key.covers})
    section("key.traits", dict(zip(traits.TRAITS, key.traits, strict=True)))
    section("key.readings", key.readings)
    section("key.gate", dict(zip(("constant", "share", "lead_share"), key.gate, strict=True)))
    section("key.stems", key.stems)
    return "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    return name if name.replace("_", "").isascii() and name.replace("_", "").isalnum() else f'"{name}"'


def main() -> None:
    """Learn, and write or cross-validate."""
    parser = arguments(__doc__)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("briefing/rankers/weights.toml"))
    args = parser.parse_args()
    data = args.data
    rouge = Rouge()
    items = {name: [prepare(s, SHARES[name], rouge) for s in summaries(data, name)] for name in BUDGETS}
    talks = labelled(data, "train.txt")
    before = load().key if args.out.exists() else UNTAUGHT
    if args.cross_validate:
        cross_validate(items, talks, before, rouge)
        return
    table = learn([i for group in items.values() for i in group], talks, before)
    files = [path_of(data, name) for name in BUDGETS] + [data / "readouts" / "train.txt"]
    files += [data / "readouts" / "articles" / f"{t.id}.json" for t in talks]
    args.out.write_text(written(table, f"files with the SHA-256 {digest(files)}"), encoding="utf-8")


if __name__ == "__main__":
    main()
