"""How well reprints are found: `python -m bench.reprints --data FOLDER`, or BRIEFING_DATA.

At most 5,000 articles of the development data, of which 500 are made: copies of others with one word in ten
changed, cut at the end, or under another headline. Prints precision, recall
and F1, once of the made copies alone and once as if no two real articles were copies of each other, and the CPU
seconds taken.
"""

from __future__ import annotations

import argparse
import random
import sys
from itertools import chain
from time import process_time

from bench.samples import BUDGETS, folder, path_of, rows
from briefing import Document
from briefing.reprints import reprints

SETS = tuple(BUDGETS)
ARTICLES, MADE, CHANGED = 5000, 500, 0.1
KINDS = ("one word in ten changed", "cut at the end", "under another headline")


def changed(text: str, kind: str, vocabulary: list[str], chance: random.Random) -> str:
    """A copy of a text."""
    words = text.split(" ")
    if kind == KINDS[0]:
        return " ".join(chance.choice(vocabulary) if chance.random() < CHANGED else w for w in words)
    if kind == KINDS[1]:
        return " ".join(words[: max(30, int(len(words) * chance.uniform(0.4, 0.8)))])
    return " ".join(chance.choices(vocabulary, k=9)) + "\n\n" + text


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data")
    data = folder(parser.parse_args().data)
    if data is None:
        sys.exit("bench.reprints needs the development data: --data FOLDER, or BRIEFING_DATA")
    chance = random.Random(1)  # noqa: S311 - texts to measure with
    sets = (rows(data, name) for name in SETS if path_of(data, name).exists())
    texts = dict.fromkeys(
        d["text"]
        for row in chain.from_iterable(sets)
        for d in row.get("documents", ())
        if len(d["text"].split()) > 60
    )
    real = list(texts)[: ARTICLES - MADE]
    vocabulary = sorted({w for t in real[:300] for w in t.split()})
    whole = list(real)
    made: dict[int, tuple[int, str]] = {}
    for n, source in enumerate(chance.sample(range(len(real)), min(MADE, len(real)))):
        made[len(whole)] = source, KINDS[n % len(KINDS)]
        whole.append(changed(real[source], KINDS[n % len(KINDS)], vocabulary, chance))
    documents = [Document.from_text(text, id=str(n)) for n, text in enumerate(whole)]
    start = process_time()
    found = reprints(documents)
    spent = process_time() - start
    right = {
        copy for copy, (source, _) in made.items() if found.get(copy, -1) in (source, found.get(source, -2))
    }
    wrong = [(i, j) for i, j in found.items() if i not in made]
    print(f"{len(whole)} articles, {spent:.1f} CPU s; {len(wrong)} of the unmade ones called copies")
    for kind in KINDS:
        of_kind = {i for i, (_, k) in made.items() if k == kind}
        print(f"{kind}: recall {len(right & of_kind) / len(of_kind):.3f}")
    recall = len(right) / len(made)
    among_made = len(right) / max(1, len(found) - len(wrong))
    among_all = len(right) / max(1, len(found))  # as if no two real articles were copies of each other
    for name, precision in (("made copies alone", among_made), ("every other find called wrong", among_all)):
        both = 2 * precision * recall / (precision + recall)
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}")
    for i, j in wrong[:8]:
        print(f"  called a copy: {whole[i][:70]!r} of {whole[j][:70]!r}")


if __name__ == "__main__":
    main()
