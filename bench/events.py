"""How well reports on one event are put together: `python -m bench.events --data FOLDER`, or BRIEFING_DATA.

Mixtures are made of clusters that people gathered (`readouts`, `clusters`, `multinews`, `duc2003_mds`; of the last
one the reports of the first three days, for the rest tells how the story went on), shuffled. Prints precision, recall
and F1 of pairs of articles and B-cubed (Bagga and Baldwin 1998), for each set alone and for all in one heap, and the
CPU seconds of the grouping of as many copies of the heap as make 5,000 articles.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.samples import arguments, rows
from briefing import Document
from briefing.events import events

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Heap = list[tuple[str, Document]]

FIRST_DAYS = 3


def _labelled(data: Path, collection: str) -> Iterator[tuple[str, Document]]:
    home = data / collection
    for cluster in json.loads((home / "clusters.json").read_text(encoding="utf-8")):
        for name in cluster["articles"]:
            row = json.loads((home / "articles" / f"{name}.json").read_text(encoding="utf-8"))
            yield cluster["id"], _document(row, name)


def _gathered(data: Path, name: str) -> Iterator[tuple[str, Document]]:
    for row in rows(data, name):
        days = [date.fromisoformat(d["date"]) for d in row["documents"] if d.get("date")]
        for n, d in enumerate(row["documents"]):
            if days and (date.fromisoformat(d["date"]) - min(days)).days >= FIRST_DAYS:
                continue
            yield row["id"], _document(d, f"{row['id']}:{n}")


def _document(row: dict[str, str], name: str) -> Document:
    return Document.from_text(
        row["text"], id=name, title=row.get("title") or "", published=row.get("date") or None
    )


def scores(truth: Sequence[object], found: Sequence[object]) -> dict[str, float]:
    """Pairwise and B-cubed figures of a grouping."""
    both = Counter(zip(truth, found, strict=True))
    real, made = Counter(truth), Counter(found)

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    shared = sum(n * (n - 1) // 2 for n in both.values())
    precision, recall = shared / max(1, pairs(made)), shared / max(1, pairs(real))
    cubed_p = sum(n * n / made[f] for (_, f), n in both.items()) / len(truth)
    cubed_r = sum(n * n / real[t] for (t, _), n in both.items()) / len(truth)
    return {
        "pairs P": precision,
        "pairs R": recall,
        "pairs F1": 2 * precision * recall / max(1e-9, precision + recall),
        "B3 P": cubed_p,
        "B3 R": cubed_r,
        "B3 F1": 2 * cubed_p * cubed_r / (cubed_p + cubed_r),
    }


def main() -> None:
    """Measure and print."""
    data = arguments(__doc__).parse_args().data
    heaps: dict[str, Heap] = {name: list(_labelled(data, name)) for name in ("readouts", "clusters")}
    heaps |= {name: list(_gathered(data, name)) for name in ("multinews", "duc2003_mds")}
    # The labelled clusters were taken from the other two sets: in one heap they would stand twice.
    heaps["all"] = [pair for name in ("readouts", "multinews", "duc2003_mds") for pair in heaps[name]]
    for name, heap in heaps.items():
        random.Random(1).shuffle(heap)  # noqa: S311 - the order of articles to measure with
        found = events([d for _, d in heap])
        shown = ", ".join(f"{k} {v:.3f}" for k, v in scores([t for t, _ in heap], found).items())
        size = len({t for t, _ in heap})
        print(f"{name}: {len(heap)} articles, {size} events, {len(set(found))} found: {shown}")
    many = [d for n in range(5000 // len(heaps["all"]) + 1) for _, d in heaps["all"]][:5000]
    start = process_time()
    events(many)
    print(f"{len(many)} articles: {process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main()
