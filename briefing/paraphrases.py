"""Sentences of several sources that tell the same, be it in other words or with other details.

`redundancy` asks whether a brief that holds one sentence needs another no more, and keeps both where either knows more.
Here the question is who else says it: each sentence stays, so one may hold a figure or a name that the other lacks.
Shared stems count by their rarity among the sentences at hand, for what all reports on an event share says little.
Where each holds a figure or a date that the other lacks, or one tells of a plan and the other of a fact, the two are
never the same. The weights are learned by `bench/train_paraphrases.py` from marked reports on the same events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from briefing.redundancy import COMMON, facts_of, lacking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence

WEIGHTS = {
    "constant": -0.53,
    "likeness": 5.66,  # rarity of the shared stems over the root of that of each sentence's: 0 to 1
    "log_shared": 1.72,  # logarithm of 1 + rarity of the shared stems
    "log_pairs": 0.71,  # logarithm of 1 + pairs of neighbouring words in common
    "figures_apart": -0.25,  # one holds a figure that the other lacks
    "names_apart": -0.27,  # names that each holds and the other lacks: the smaller of the two numbers
    "log_longer": -2.17,  # logarithm of 1 + stems of the longer sentence
}
"""Parts of the log-odds that two sentences tell the same."""

SAME = -0.9
"""Log-odds from which they count as telling the same."""

LEAST = 4
"""Stems of content words that a sentence needs: shorter ones are headings, bylines and exclamations."""


class Accounts:
    """Sentences of several sources, to find for each the others that tell the same without comparing all with all."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Count the stems of all sentences.

        Args:
            sentences: of all sources at hand.
        """
        self._facts = [facts_of(s) for s in sentences]
        self._pairs: dict[int, frozenset[tuple[str, str]]] = {}
        count = Counter(term for facts in self._facts for term in facts.stems)
        most = log((1 + len(sentences)) / 1.5) or 1.0
        # A stem of one sentence alone weighs 1, one of all sentences nothing.
        self._rarity = {t: max(0.0, log((1 + len(sentences)) / (0.5 + n))) / most for t, n in count.items()}
        self._weight = [sum(sorted(self._rarity[t] for t in facts.stems)) for facts in self._facts]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for i, facts in enumerate(self._facts):
            for term in facts.stems:
                if 1 < count[term] <= COMMON:
                    self._holders[term].append(i)

    def of(self, i: int) -> list[int]:
        """The other sentences that tell what sentence `i` tells, in order."""
        found = {j for term in self._facts[i].stems for j in self._holders.get(term, ())} - {i}
        return [j for j in sorted(found) if self.same(i, j)]

    def same(self, i: int, j: int) -> bool:
        """Whether sentences `i` and `j` tell the same; the order of the two does not matter."""
        known = self.describe(i, j)
        return known is not None and odds(known) >= SAME

    def describe(self, i: int, j: int) -> dict[str, float] | None:
        """What `WEIGHTS` weighs, but for the constant; None where two sentences cannot tell the same."""
        a, b = self._facts[i], self._facts[j]
        shared = a.stems & b.stems
        if not shared or min(len(a.stems), len(b.stems)) < LEAST or a.planned != b.planned:
            return None
        if (a.figures - b.figures and b.figures - a.figures) or (a.dates - b.dates and b.dates - a.dates):
            return None
        common = sum(sorted(self._rarity[t] for t in shared))
        return {
            "likeness": common / (sqrt(self._weight[i] * self._weight[j]) or 1.0),
            "log_shared": log(1 + common),
            "log_pairs": log(1 + len(self._neighbours(i) & self._neighbours(j))),
            "figures_apart": float(a.figures != b.figures),
            "names_apart": float(min(len(lacking(a.names, b)), len(lacking(b.names, a)))),
            "log_longer": log(1 + max(len(a.stems), len(b.stems))),
        }

    def _neighbours(self, i: int) -> frozenset[tuple[str, str]]:
        if i not in self._pairs:
            self._pairs[i] = frozenset(pairwise(self._facts[i].words))
        return self._pairs[i]


def odds(known: dict[str, float]) -> float:
    """Log-odds that two sentences tell the same.

    Args:
        known: what `Accounts.describe` found.
    """
    return round(WEIGHTS["constant"] + sum(WEIGHTS[name] * value for name, value in known.items()), 6)
