"""How well reprints are found: `python -m bench.reprints --data FOLDER`, or BRIEFING_DATA.

5,000 articles. All those of the development data that differ are taken (about 3,900), 500 are made copies of them: one
word in ten changed, cut at the end, or under another headline. The rest are patched together of sentences of many
articles, each a copy of none. Prints recall by kind, the CPU seconds taken, and precision and F1 thrice: of the made
copies alone; where a real article that is called a copy counts as right if half of its runs of eight words stand in the
other, which no two reporters write by chance; and as if no two real articles were copies of each other.
"""

from __future__ import annotations

import json
import random
from time import process_time
from typing import TYPE_CHECKING

from bench.samples import arguments, rows
from briefing import Document
from briefing.reprints import reprints
from briefing.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ARTICLES, MADE, CHANGED, LEAST = 5000, 500, 0.1, 60
KINDS = ("one word in ten changed", "cut at the end", "under another headline")

RUN, HALF = 8, 0.5
"""Words of a run, and the share of them in another article from which one is surely a copy."""


def texts(data: Path) -> Iterator[str]:
    """The articles of all sets, and those that people labelled."""
    for path in sorted(data.glob("*.dev.jsonl.gz")):
        for row in rows(data, path.name.split(".")[0]):
            given = row.get("documents") or [row]
            yield from (d["text"] for d in given if d.get("text"))
            if "text" not in row and isinstance((row.get("sentences") or [None])[0], dict):
                yield " ".join(s["text"] for s in row["sentences"])
    for path in sorted((data / "readouts" / "articles").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["text"]


def changed(text: str, kind: str, vocabulary: list[str], chance: random.Random) -> str:
    """A copy of a text."""
    words = text.split(" ")
    if kind == KINDS[0]:
        return " ".join(chance.choice(vocabulary) if chance.random() < CHANGED else w for w in words)
    if kind == KINDS[1]:
        return " ".join(words[: max(30, int(len(words) * chance.uniform(0.4, 0.8)))])
    return " ".join(chance.choices(vocabulary, k=9)) + "\n\n" + text


def patched(real: Sequence[str], chance: random.Random) -> str:
    """Twenty pieces of 20 words, each from another article."""
    pieces = []
    for text in chance.sample(list(real), 20):
        words = text.split()
        start = chance.randrange(max(1, len(words) - 20))
        pieces.append(" ".join(words[start : start + 20]))
    return "\n\n".join(pieces)


def held(one: str, other: str) -> float:
    """Share of the runs of the shorter text that stand in the other one."""
    runs = [
        set(zip(*(words[k:] for k in range(RUN)), strict=False)) for words in (tokens(one), tokens(other))
    ]
    return len(runs[0] & runs[1]) / max(1, min(map(len, runs)))


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print the real articles that are called copies")
    asked = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 - texts to measure with
    real = list(dict.fromkeys(t for t in texts(asked.data) if len(t.split()) > LEAST))[: ARTICLES - MADE]
    vocabulary = sorted({w for t in real[:300] for w in t.split()})
    whole = list(real)
    made: dict[int, tuple[int, str]] = {}
    for n, source in enumerate(chance.sample(range(len(real)), min(MADE, len(real)))):
        made[len(whole)] = source, KINDS[n % len(KINDS)]
        whole.append(changed(real[source], KINDS[n % len(KINDS)], vocabulary, chance))
    while len(whole) < ARTICLES:
        whole.append(patched(real, chance))
    documents = [Document.from_text(text, id=str(n)) for n, text in enumerate(whole)]
    start = process_time()
    found = reprints(documents)
    spent = process_time() - start
    right = {
        copy for copy, (source, _) in made.items() if found.get(copy, -1) in (source, found.get(source, -2))
    }
    others = {i: held(whole[i], whole[j]) for i, j in found.items() if i not in made}
    copies = sum(share >= HALF for share in others.values())
    print(f"{len(whole)} articles, {len(real)} of them real, {len(made)} made copies; {spent:.1f} CPU s")
    for kind in KINDS:
        of_kind = {i for i, (_, k) in made.items() if k == kind}
        print(f"{kind}: recall {len(right & of_kind) / len(of_kind):.3f}")
    patches = sum(i >= len(real) for i in others)
    print(
        f"called copies beside them: {len(others) - patches} real articles, {patches} patched ones;", end=" "
    )
    print(f"of {copies} half or more of the runs of {RUN} words stand in the other")
    among_made = len(found) - len(others)
    for name, told, hits, total in (
        ("made copies alone", among_made, len(right), len(made)),
        ("with the real copies", len(found), len(right) + copies, len(made) + copies),
        ("every other find called wrong", len(found), len(right), len(made)),
    ):
        precision, recall = hits / max(1, told), hits / total
        both = 2 * precision * recall / (precision + recall)
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}")
    if asked.show:
        for i, share in sorted(others.items(), key=lambda pair: pair[1]):
            print(
                f"{share:.2f} {' '.join(whole[i].split())[:110]!r}\n     {' '.join(whole[found[i]].split())[:110]!r}"
            )


if __name__ == "__main__":
    main()
