#!/usr/bin/env python3
"""Fits the weights of the light section model (`briefing/annotators/light.py`) on the labelled articles.

    train_light.py --data FOLDER [--check] [--teach] [--out briefing/annotators]

FOLDER (or BRIEFING_DATA) holds `readouts/` with `articles/*.json`, `train.txt` and `dev.txt`. Needs numpy and scipy.
The same data give the same weights. `--check` only cross-validates (some minutes on one core).

The model is a linear-chain conditional random field with an L2 penalty, fitted by L-BFGS; the key head is a logistic
regression on the same features and on the marginals that the field gives articles it was not fitted on.

Besides the labelled articles it learns from texts without labels, as the encoder and the field together read them
(Bucila, Caruana and Niculescu-Mizil 2006, "Model compression"). What they read there is kept in `light_taught.json`,
a string of letters a text, so that the weights can be made again without the encoder; `--teach` writes it afresh.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from light_articles import FOLDS, LABELS, Article, as_read, folds_of, for_training, read_labelled, read_pool
from light_field import FAMILIES, LINKS, PENALTY, Field, KeyHead

from briefing.annotators.light import SCALE, load

TAUGHT = Path(__file__).with_name("light_taught.json")
LETTERS = "MTBN"
"""The labels in `light_taught.json`."""
TRUST = 0.6
"""Weight of the encoder against the field, where both read a text without labels."""
TAUGHT_SHARE = 0.3
"""How much such a text counts; a labelled article counts 1."""
LEAST_WEIGHT = 4
"""A feature is shipped if one of its weights reaches so many hundredths."""


def held_out(
    articles: Sequence[Article],
    seen: Sequence[Article],
    pool: Sequence[Article],
    folds: Sequence[int],
    penalty: float,
) -> list[np.ndarray]:
    """Marginals of each article as it is read (`seen`), from the field that was fitted on the other folds."""
    out: list[Any] = [None] * len(articles)
    for fold in range(FOLDS):
        test = [i for i, f in enumerate(folds) if f == fold]
        train = [a for a, f in zip(articles, folds, strict=True) if f != fold]
        field = fitted(train, pool, penalty)
        for i, p in zip(test, field.marginals([seen[i] for i in test]), strict=True):
            out[i] = p
    return out


def fitted(articles: Sequence[Article], pool: Sequence[Article], penalty: float) -> Field:
    """A field fitted on labelled articles and on those of the pool."""
    return Field(penalty).fit([*articles, *pool], [1.0] * len(articles) + [TAUGHT_SHARE] * len(pool))


def held_out_keys(
    articles: Sequence[Article],
    marginals: Sequence[np.ndarray],
    folds: Sequence[int],
    columns: dict[str, int],
) -> list[np.ndarray]:
    """Log-odds of key from a head that was fitted on the other folds."""
    out: list[Any] = [None] * len(articles)
    for fold in range(FOLDS):
        train = [i for i, f in enumerate(folds) if f != fold]
        test = [i for i, f in enumerate(folds) if f == fold]
        head = KeyHead(columns).fit([articles[i] for i in train], [marginals[i] for i in train])
        found = head.scores([articles[i] for i in test], [marginals[i] for i in test])
        for i, scores in zip(test, found, strict=True):
            out[i] = scores
    return out


def teach(pool: Sequence[Article], field: Field) -> None:
    """Read the pool with the encoder and the field together, and keep the likeliest labels."""
    from briefing.encoder import load as load_encoder

    encoder, said = load_encoder(), {}
    for article, p in zip(pool, field.marginals(pool), strict=True):
        readings = encoder.read(article.texts, article.title, article.date)
        q = np.array([[r.meeting, r.topics, r.background, r.none] for r in readings])
        best = (TRUST * np.log(q + 1e-4) + (1 - TRUST) * np.log(p + 1e-4)).argmax(1)
        said[article.name] = [digest_of(article), "".join(LETTERS[label] for label in best)]
    rows = ",\n".join(json.dumps({name: value})[1:-1] for name, value in said.items())
    TAUGHT.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def taught(pool: Sequence[Article]) -> list[Article]:
    """The texts of the pool that `light_taught.json` has labels for, with these."""
    said = json.loads(TAUGHT.read_text(encoding="utf-8")) if TAUGHT.exists() else {}
    kept = []
    for article in pool:
        digest, letters = said.get(article.name, ("", ""))
        if digest == digest_of(article):
            article.labels = np.array([LETTERS.index(letter) for letter in letters])
            kept.append(article)
    print(
        f"{len(kept)} of {len(pool)} texts without labels are used, {sum(len(a.labels) for a in kept)} sentences"
    )
    return kept


def digest_of(article: Article) -> str:
    """Tells whether the sentences are still those that were labelled."""
    return hashlib.sha256("\n".join(article.texts).encode()).hexdigest()[:12]


def report(
    name: str, articles: Sequence[Article], marginals: Iterable[np.ndarray], keys: Iterable[np.ndarray]
) -> None:
    """Print what bench/structure.py measures: F1 of the labels, their mean, precision of key at the gold count."""
    gold, said = [a.labels for a in articles], []
    hits = wanted = 0.0
    for a, p, k in zip(articles, marginals, keys, strict=True):
        label = np.asarray(p).reshape(-1, 4).argmax(1)
        said.append(label)
        count = int(a.keys.sum())
        order = sorted(range(len(k)), key=lambda j: (label[j] == 3, -k[j]))
        hits += a.keys[order[:count]].sum()
        wanted += count
    lost = np.array([label for a in articles for label in a.lost], dtype=int)
    one, two = np.concatenate([*gold, lost]), np.concatenate([*said, np.full(len(lost), 3)])
    f1 = [2 * ((one == c) & (two == c)).sum() / max(1, (one == c).sum() + (two == c).sum()) for c in range(4)]
    parts = ", ".join(f"{label.lower()} {x:.3f}" for label, x in zip(LABELS, f1, strict=True))
    print(
        f"{name}: macro-F1 {np.mean(f1):.3f} ({parts}), accuracy {(one == two).mean():.3f}, key {hits / wanted:.3f}"
    )
    confusion = np.zeros((4, 4), int)
    np.add.at(confusion, (one, two), 1)
    print(
        "  rows are gold:",
        "; ".join(f"{n.lower()} {r}" for n, r in zip(LABELS, confusion.tolist(), strict=True)),
    )


def write(path: Path, field: Field, head: KeyHead) -> None:
    """Write the weights, one feature a line, in hundredths."""
    whole = np.rint(np.column_stack([field.weights, head.weights]) * SCALE).astype(int).tolist()
    parts: dict[str, list[str]] = {family: [] for family in FAMILIES}
    for feature, column in sorted(field.columns.items()):
        family, _, name = feature.partition(" ")
        if max(map(abs, whole[column])) >= LEAST_WEIGHT:
            parts[family].append(f"{dump(name)}:{dump(whole[column])}")
    moves = {link: np.rint(field.moves[i] * SCALE).astype(int).tolist() for i, link in enumerate(LINKS)}
    fixed = {
        "start": whole[0],
        "key_labels": np.rint(head.labels * SCALE).astype(int).tolist(),
        "moves": moves,
    }
    lines = [f'"{name}":{dump(value)}' for name, value in fixed.items()]
    lines += [f'"{family}":{{\n' + ",\n".join(rows) + "}" for family, rows in parts.items()]
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def dump(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def measure(name: str, articles: Sequence[Article], language: str) -> None:
    """Measure the weights as they are shipped, with the decoder that is shipped."""
    load.cache_clear()
    found = [load(language).read(a.sentences) for a in articles]
    report(
        name,
        articles,
        [np.array([p for p, _ in f]) for f in found],
        [np.array([k for _, k in f]) for f in found],
    )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("BRIEFING_DATA"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "briefing" / "annotators")
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    parser.add_argument("--teach", action="store_true", help="label the texts without labels afresh")
    options = parser.parse_args()
    if options.data is None:
        parser.error("say where the data is: --data FOLDER or BRIEFING_DATA")
    readouts = Path(options.data) / "readouts"
    raw, dev = read_labelled(readouts, "train.txt"), read_labelled(readouts, "dev.txt")
    pool = read_pool(Path(options.data), [*raw, *dev])
    for language, file in (("en", "light.en.json"), ("und", "light.und.json")):
        penalty = PENALTY[language]
        articles, seen = [for_training(r, language) for r in raw], [as_read(r, language) for r in raw]
        if options.teach and language == "en":
            teach(pool, fitted(articles, [], penalty))
        more = taught(pool) if language == "en" else []
        folds = folds_of(articles)
        marginals = held_out(articles, seen, more, folds, penalty)
        field = fitted(articles, more, penalty)
        report(
            f"{language}, cross-validated",
            seen,
            marginals,
            held_out_keys(seen, marginals, folds, field.columns),
        )
        if not options.check:
            write(options.out / file, field, KeyHead(field.columns).fit(seen, marginals))
            measure(f"{language}, train", seen, language)
            measure(f"{language}, dev", [as_read(r, language) for r in dev], language)


if __name__ == "__main__":
    main()
