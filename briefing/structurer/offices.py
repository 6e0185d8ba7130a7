"""Titles as offices, so that two of them can contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefing.language import table


@cache
def _title_words(language: str) -> tuple[frozenset[str], frozenset[str], dict[str, str], frozenset[str]]:
    """Words of rank, heads of offices, words that mean the same, and portfolios."""
    found = table(language, "differences").get("titles", {})
    return (
        frozenset(found.get("ranks", ())),
        frozenset(found.get("offices", ())),
        dict(found.get("same", {})),
        frozenset(table(language, "titles").get("portfolio", ())),
    )


@dataclass(frozen=True, slots=True)
class Office:
    """A title by its parts: its head nouns, its rank ("deputy") and its portfolio ("foreign")."""

    heads: frozenset[str]
    rank: frozenset[str]
    portfolio: frozenset[str]

    @property
    def key(self) -> str:
        """The same for the same office."""
        return " ".join(sorted((*self.heads, *self.rank, *self.portfolio)))


@cache
def office(title: tuple[str, ...], language: str) -> Office:
    """The parts of a title, given as its words in lower case."""
    ranks, offices, same, portfolios = _title_words(language)
    text = f" {' '.join(w.removesuffix(chr(39) + 's') for w in title)} "
    for word, other in same.items():
        text = text.replace(f" {word} ", f" {other} ")
    words = frozenset(w for part in text.split() for w in part.split("-"))
    return Office(words & offices, words & ranks, words & portfolios)


def contradict(one: tuple[str, ...], two: tuple[str, ...], language: str) -> bool:
    """Whether two titles are two offices: another head, another rank of one office, or another portfolio."""
    a, b = office(one, language), office(two, language)
    if not a.heads or not b.heads:
        return False
    if a.heads.isdisjoint(b.heads) or a.rank != b.rank:
        return a.rank == b.rank or (a.heads == b.heads and a.portfolio == b.portfolio)
    return len(a.portfolio) == len(b.portfolio) == 1 and a.portfolio != b.portfolio
