"""How well sentences that say the same are told: pairs that people marked in reports on the same events.

    python -m bench.redundancy [--data FOLDER] [--show]

FOLDER (or BRIEFING_DATA) is the development data. Two collections are measured apart: `readouts/clusters.json`, and
`clusters/clusters.json`, which holds harder pairs. Of each kind of pair it prints how many fold:

* redundant: the same fact; they should fold, one way or the other
* parallel: alike, but of another date, person or place; they must not
* differ: the same fact with another number, date or name; what differs must not be lost
* reprints: redundant pairs of articles that are mostly the same text
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.samples import folder
from briefing.model import Document, Sentence
from briefing.redundancy import likeness, says_the_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLLECTIONS = ("readouts", "clusters")
"""Folders of the data that hold a `clusters.json` and its articles."""


@dataclass(frozen=True)
class Pair:
    """Two sentences of two articles, and what a person said of them."""

    cluster: str
    kind: str
    one: Sentence
    other: Sentence

    @property
    def folds(self) -> bool:
        """Whether a brief that has either needs the other no more."""
        return says_the_same(self.one, self.other) or says_the_same(self.other, self.one)


def pairs(data: Path, collection: str) -> Iterator[Pair]:
    """All pairs of a collection."""
    home = data / collection
    for cluster in json.loads((home / "clusters.json").read_text(encoding="utf-8")):
        articles = {name: _sentences(home, name) for name in cluster["articles"]}
        same_text = {frozenset(two) for two in cluster.get("reprints", ())}
        for kind in ("redundant", "parallel", "differ"):
            for (a, i), (b, j), *_ in map(_ends, cluster.get(kind, ())):
                shown = "reprints" if kind == "redundant" and frozenset((a, b)) in same_text else kind
                yield Pair(cluster["id"], shown, articles[a][i], articles[b][j])


def _ends(pair: object) -> tuple[tuple[str, int], ...]:
    """The two ends of a pair: a list of them, or an object that holds what differs beside them."""
    ends = pair["pair"] if isinstance(pair, dict) else pair
    return tuple((end[0], end[1]) for end in ends[:2])


def _sentences(home: Path, name: str) -> list[Sentence]:
    row = json.loads((home / "articles" / f"{name}.json").read_text(encoding="utf-8"))
    document = Document.from_text(row["text"], id=name)
    return [Sentence(document, s["start"], s["end"]) for s in row["sentences"]]


def shares(found: Sequence[Pair]) -> dict[str, tuple[int, int]]:
    """Of each kind, the pairs that fold, and all."""
    result: dict[str, tuple[int, int]] = {}
    for pair in found:
        folded, total = result.get(pair.kind, (0, 0))
        result[pair.kind] = folded + pair.folds, total + 1
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", help="folder of the development data, else BRIEFING_DATA")
    parser.add_argument("--show", action="store_true", help="print the pairs that are told wrongly")
    asked = parser.parse_args()
    data = folder(asked.data)
    if data is None:
        sys.exit("bench.redundancy: the data is not there; name its folder with --data or BRIEFING_DATA")
    print("| pairs | kind | fold | of | share |\n|---|---|---|---|---|")
    for collection in COLLECTIONS:
        found = list(pairs(data, collection))
        for kind, (folded, total) in shares(found).items():
            print(f"| {collection} | {kind} | {folded} | {total} | {folded / total:.0%} |")
        if asked.show:
            for pair in found:
                if pair.folds != (pair.kind in ("redundant", "reprints")):
                    print(f"{pair.cluster} {pair.kind} {likeness(pair.one, pair.other):.2f}")
                    print("   " + " ".join(pair.one.text.split()))
                    print("   " + " ".join(pair.other.text.split()))


if __name__ == "__main__":
    main()
