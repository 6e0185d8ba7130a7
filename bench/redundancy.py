"""How well sentences that say the same are told: pairs that people marked in reports on the same events.

    python -m bench.redundancy [--data FOLDER] [--show]

FOLDER (or BRIEFING_DATA) is the development data. Two collections are measured apart: `readouts/clusters.json`, and
`clusters/clusters.json`, which holds harder pairs. Of each kind of pair it prints how many fold:

* redundant: the same fact; they should fold, one way or the other
* parallel: alike, but of another date, person or place; they must not
* differ: the same fact with another number, date or name; what differs must not be lost
* reprints: redundant pairs of articles that are mostly the same text

Then it prints how well is found who else tells the same (`briefing.paraphrases`), among all pairs of sentences of two
articles of a cluster, reprints and identical lines apart: what was not marked counts as not the same.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.samples import arguments
from briefing.model import Document, Sentence
from briefing.paraphrases import Accounts
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


@dataclass(frozen=True)
class Across:
    """Two sentences of two articles of a cluster: `kind` is "" where nobody marked them.

    `known` is what their features are, None where they cannot tell the same; `told` whether they count as doing so.
    """

    cluster: str
    kind: str
    one: Sentence
    other: Sentence
    known: dict[str, float] | None
    told: bool


def across(data: Path, collection: str) -> Iterator[Across]:
    """All pairs of sentences of two articles of a cluster, but for reprints and lines that are the same."""
    home = data / collection
    for cluster in json.loads((home / "clusters.json").read_text(encoding="utf-8")):
        articles = {name: _sentences(home, name) for name in cluster["articles"]}
        marked = {
            frozenset(ends[:2]): kind
            for kind in ("redundant", "parallel", "differ")
            for ends in map(_ends, cluster.get(kind, ()))
        }
        same_text = {frozenset(two) for two in cluster.get("reprints", ())}
        places = [(name, i) for name, found in articles.items() for i in range(len(found))]
        accounts = Accounts([articles[name][i] for name, i in places])
        for a, b in combinations(range(len(places)), 2):
            names = frozenset((places[a][0], places[b][0]))
            if len(names) == 1 or names in same_text:
                continue
            one, other = (articles[name][i] for name, i in (places[a], places[b]))
            kind = marked.get(frozenset((places[a], places[b])), "")
            if kind or one.text != other.text:
                known = accounts.describe(a, b)
                yield Across(cluster["id"], kind, one, other, known, accounts.same(a, b))


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
    parser = arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print the pairs that are told wrongly")
    asked = parser.parse_args()
    print("| pairs | kind | fold | of | share |\n|---|---|---|---|---|")
    for collection in COLLECTIONS:
        found = list(pairs(asked.data, collection))
        for kind, (folded, total) in shares(found).items():
            print(f"| {collection} | {kind} | {folded} | {total} | {folded / total:.0%} |")
        if asked.show:
            for pair in found:
                if pair.folds != (pair.kind in ("redundant", "reprints")):
                    print(f"{pair.cluster} {pair.kind} {likeness(pair.one, pair.other):.2f}")
                    print("   " + " ".join(pair.one.text.split()))
                    print("   " + " ".join(pair.other.text.split()))
    print("\n| who else tells it | precision | recall | parallel | differ |\n|---|---|---|---|---|")
    for collection in COLLECTIONS:
        every = list(across(asked.data, collection))
        told = [p for p in every if p.told]
        count = {kind: sum(p.kind == kind for p in told) for kind in ("redundant", "parallel", "differ")}
        total = sum(p.kind == "redundant" for p in every)
        print(
            f"| {collection} | {count['redundant'] / max(1, len(told)):.3f} | {count['redundant'] / total:.3f}"
            f" | {count['parallel']} | {count['differ']} |"
        )
        if asked.show:
            for pair in told:
                if pair.kind != "redundant":
                    print(f"{pair.cluster} {pair.kind or 'unmarked'}")
                    print("   " + " ".join(pair.one.text.split()))
                    print("   " + " ".join(pair.other.text.split()))


if __name__ == "__main__":
    main()
