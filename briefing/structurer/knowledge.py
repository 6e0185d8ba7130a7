"""What a whole document says, against which the facts of one of its sentences are held, and how alike sentences are."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

from briefing.structurer.facts import name_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.structurer.facts import Dated, Figure, Told


class Knowledge:
    """What a document says anywhere, so that a value is known not to be strange to it."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self.figures: dict[str, list[Figure]] = defaultdict(list)
        self.dates: list[tuple[Dated, frozenset[str]]] = []
        self.places: set[str] = set()
        self.titles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for t in told:
            self.places.update(p.name for p in t.places)
            self.dates += [(d, t.stems) for d in t.dates]
            for figure in t.figures:
                self.figures[figure.quantity.kind].append(figure)
            for person in t.people:
                if person.title:
                    self.titles[person.full[-1] if person.full else ""].add(person.title)

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, as names are compared."""
        texts = {t.sentence.text for t in self._told}
        return frozenset(w for text in texts for w in name_words(text))

    def has_figure(self, figure: Figure) -> bool:
        """Whether the document gives this figure of something alike."""
        return any(
            other.quantity.value == figure.quantity.value
            and (other.beside & figure.beside or not figure.beside)
            for other in self.figures[figure.quantity.kind]
        )

    def has_date(self, date: Dated, stems: frozenset[str]) -> bool:
        """Whether the document gives this date in a sentence that is at all alike."""
        return any(d.when.agrees(date.when) and alike(held, stems) > 0.3 for d, held in self.dates)


def alike(one: frozenset[str], two: frozenset[str]) -> float:
    """How alike two sentences are by their stems, from 0 to 1."""
    shared = len(one & two)
    if not shared:
        return 0.0
    return shared / sqrt(min(len(one), len(two)) * (len(one) + len(two) - shared))
