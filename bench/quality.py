"""The quality table of the README, from the development data.

    python -m bench.quality [--data FOLDER] [--systems lead,default] [--sets inshorts,gumsum] [--limit N]

FOLDER (or BRIEFING_DATA) is the development data. For each set of articles with summaries by people: ROUGE-1 and -2
(F1, stemmed, mean over the references, times 100) of each ranker within the same room in words, with the 95 % interval
of the mean (bootstrap over the articles) and the two-sided p of the difference from the lead in ROUGE-2 (paired
bootstrap). `lead` takes the first sentences of all sources in turn, `lead-in-order` reads one source after the other.
Then come the figures of structure, over the labelled articles of `readouts/dev.txt`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.plug import in_order
from bench.samples import Rouge, arguments, cut, summaries
from bench.structure_score import confusions, figures, gold, told
from briefing.errors import UsageError
from briefing.layout import BODY
from briefing.model import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.samples import Sample

SETS = (
    "cnndm_val", "multinews", "duc2003_mds", "inshorts", "cnndm_summeval", "gumsum", "newsroom60", "multiling2011",
)  # fmt: skip

IN_ORDER = "lead-in-order"

SYSTEMS = (
    "lead", IN_ORDER, "default", "lexrank", "textrank", "centrality", "coverage",
    "sumy-lexrank", "sumy-textrank", "sumy-lsa", "sumy-luhn", "sumy-edmundson", "sumy-sumbasic", "sumy-kl",
    "sumy-reduction",
)  # fmt: skip

DRAWS, SEED = 2000, 7
"""Bootstrap samples, and where their choice starts."""


def chosen(sample: Sample, system: str) -> list[str]:
    """What a system puts in the room of a sample, the best first."""
    if system == IN_ORDER:
        sentences = [s for a in sample.articles for s in a.sentences]
        found = [s.text for s in sentences if s.block.kind in BODY]
    else:
        found = in_order(sample.articles, Query(words=sample.words), system)
    return cut(found, sample.words)


def scores(samples: Sequence[Sample], system: str, rouge: Rouge) -> np.ndarray:
    """ROUGE-1 and -2 of a system, one row a sample; 0 for what it refuses as too long."""
    rows = []
    for sample in samples:
        try:
            rows.append(rouge.score(chosen(sample, system), sample.references))
        except UsageError:
            rows.append((0.0, 0.0))
    return np.array(rows)


def _means(values: np.ndarray) -> np.ndarray:
    """Means of `values` over bootstrap samples of its rows."""
    rows = np.random.default_rng(SEED).integers(len(values), size=(DRAWS, len(values)))
    return values[rows].mean(axis=1)


def interval(values: np.ndarray) -> tuple[float, float]:
    """95 % interval of the mean."""
    low, high = np.percentile(_means(values), [2.5, 97.5])
    return float(low), float(high)


def chance(one: np.ndarray, other: np.ndarray) -> float:
    """Two-sided p that two systems are equally good, from their values on the same samples."""
    means = _means(one - other)
    tail = min((means <= 0).mean(), (means >= 0).mean())
    return float(min(1.0, 2 * max(tail, 1 / DRAWS)))


def table(name: str, samples: Sequence[Sample], systems: Sequence[str], rouge: Rouge) -> None:
    """Print a set's rows as each is known."""
    print(f"\n{name}: {len(samples)} items, {samples[0].words} words\n")
    print("| ranker | ROUGE-1 | ROUGE-2 | ROUGE-2 above lead, p | CPU s |\n|---|---|---|---|---|", flush=True)
    lead = None
    for system in systems:
        start = time.process_time()
        found = scores(samples, system, rouge)
        spent = time.process_time() - start
        lead = found if system == "lead" else lead
        cells = []
        for k in (0, 1):
            low, high = interval(found[:, k])
            cells.append(f"{100 * found[:, k].mean():.2f} [{100 * low:.2f}, {100 * high:.2f}]")
        against = ""
        if lead is not None and system != "lead":
            gain = 100 * (found[:, 1] - lead[:, 1]).mean()
            against = f"{gain:+.2f}, {chance(found[:, 1], lead[:, 1]):.3f}"
        print(f"| {system} | {cells[0]} | {cells[1]} | {against} | {spent:.1f} |", flush=True)


def structure_table(data: Path, *, show: bool = False) -> None:
    """Print the figures of both models that file sentences."""
    home = data / "readouts"
    labelled = gold(home / "articles", (home / "dev.txt").read_text(encoding="utf-8").split())
    columns = {}
    for model in ("encoder", "light"):
        pairs = [(row, told(row, structure=model)) for row in labelled]
        columns[model] = figures(pairs)
        if show:
            for row, said in pairs:
                for right, wrong, text in confusions(row, said):
                    print(f"{model} {row['id']}: {right} taken for {wrong}: {' '.join(text.split())[:150]}")
    print(f"\nstructure: {len(labelled)} articles\n\n| | {' | '.join(columns)} |\n|---|---|---|")
    for name in next(iter(columns.values())):
        print(f"| {name} | {' | '.join(f'{found[name]:.3f}' for found in columns.values())} |")


def measure(
    data: Path,
    sets: Sequence[str] = (*SETS, "structure"),
    systems: Sequence[str] = SYSTEMS,
    *,
    limit: int | None = None,
    show: bool = False,
) -> None:
    """Print the tables of some sets; `structure` is one of them."""
    rouge = Rouge()
    for name in sets:
        if name == "structure":
            structure_table(data, show=show)
        else:
            samples = summaries(data, name)
            step = -(-len(samples) // limit) if limit else 1
            table(name, samples[::step], systems, rouge)


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="rankers, by commas")
    parser.add_argument("--sets", default=",".join((*SETS, "structure")), help="sets, by commas")
    parser.add_argument("--limit", type=int, help="items of each set at most, spread over it")
    parser.add_argument("--show", action="store_true", help="print each sentence that is filed wrongly")
    asked = parser.parse_args()
    measure(asked.data, asked.sets.split(","), asked.systems.split(","), limit=asked.limit, show=asked.show)


if __name__ == "__main__":
    main()
