"""Where sources differ: statements of two or more sources, side by side, and never a verdict.

Sentences that have rare words in common are compared; what conflicts between them (`conflicts`) is gathered so that
all sources that give one value stand on one side. A copy differs from its original where it was changed, and
otherwise has no say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Difference, Side, Span, Statement
from briefing.structurer.conflicts import Conflict, conflicts
from briefing.structurer.facts import Told, told
from briefing.structurer.knowledge import Knowledge, alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.model import Article, Sentence

COMMON = 60
"""Stems that more sentences hold bring no two sentences together."""

RARE = 2
"""Rarer stems that two sentences must share to be compared."""

PARTNERS = 6
"""Sentences of each other source that a sentence is compared with at most, the most alike ones."""


@dataclass(frozen=True, slots=True)
class _Found:
    conflict: Conflict
    one: int
    other: int
    likeness: float


def differences(
    articles: Sequence[Article], sentences: Sequence[Sequence[Sentence]], weight: Mapping[Sentence, float]
) -> tuple[Difference, ...]:
    """Where the sources of a brief differ.

    Args:
        articles: in order of citation.
        sentences: of each article, those that may be quoted.
        weight: of sentences; the difference with the weightiest sentence comes first.

    Returns:
        Differences; of several between the same sentences the first one. Statements are not numbered.
    """
    if len(articles) < 2:
        return ()
    by_article = [told(a, s) for a, s in zip(articles, sentences, strict=True)]
    known = [Knowledge(t) for t in by_article]
    flat = [t for group in by_article for t in group]
    home = [n for n, group in enumerate(by_article) for _ in group]
    found = [
        _Found(conflict, i, j, likeness)
        for i, j, likeness in _pairs(flat, home)
        for conflict in conflicts(flat[i], flat[j], known[home[i]], known[home[j]])
    ]
    made = list(_merged(found, flat, home))
    made.sort(key=lambda d: -max(weight.get(side.statement.sentence, 0.0) for side in d.sides))
    once: dict[frozenset[Sentence], Difference] = {}
    for difference in made:
        once.setdefault(frozenset(side.statement.sentence for side in difference.sides), difference)
    return tuple(once.values())


def _pairs(flat: Sequence[Told], home: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """Pairs of sentences of two articles that may tell of one thing, each with its likeness."""
    count = Counter(term for t in flat for term in t.stems)
    holders: dict[str, list[int]] = defaultdict(list)
    for j, t in enumerate(flat):
        shared: Counter[int] = Counter()
        for term in t.stems:
            if 1 < count[term] <= COMMON:
                shared.update(holders[term])
        partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for i, n in shared.items():
            if n >= RARE and home[i] != home[j]:
                partners[home[i]].append((-alike(flat[i].stems, t.stems), i))
        for near in partners.values():
            yield from ((i, j, -likeness) for likeness, i in sorted(near)[:PARTNERS])
        for term in t.stems:
            if 1 < count[term] <= COMMON:
                holders[term].append(j)


def _merged(found: Sequence[_Found], flat: Sequence[Told], home: Sequence[int]) -> Iterator[Difference]:
    """One difference for each thing that is told differently: the most alike sentence speaks for each value."""
    groups: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    for f in sorted(found, key=_by_likeness):
        groups[f.conflict.role, f.conflict.about].append(f)
    for group in (part for each in groups.values() for part in _of_one_thing(each)):
        first = group[0].conflict
        ends = [
            (value, home[i], flat[i].sentence, span)
            for f in group
            for value, i, span in zip(
                f.conflict.values, (f.one, f.other), (f.conflict.one, f.conflict.other), strict=True
            )
        ]
        sides: list[tuple[int, Side]] = []
        placed: set[tuple[Sentence, tuple[int, int]]] = set()
        for value in dict.fromkeys(end[0] for end in ends):
            _, source, sentence, span = next(end for end in ends if end[0] == value)
            if (sentence, span) in placed:  # the same words under another name of the value
                continue
            placed.add((sentence, span))
            also = {n: s for v, n, s, _ in reversed(ends) if v == value and n != source}
            place = Span(sentence.document, sentence.start + span[0], sentence.start + span[1])
            statement = Statement(0, sentence, also_in=tuple(also[n] for n in sorted(also)))
            sides.append((source, Side(statement, place)))
        if len(sides) > 1:
            yield Difference(first.role, tuple(side for _, side in sorted(sides, key=lambda s: s[0])))


def _by_likeness(found: _Found) -> tuple[float, int, int]:
    return -found.likeness, found.one, found.other


def _of_one_thing(group: Sequence[_Found]) -> list[list[_Found]]:
    """Conflicts parted by what they are about: those that share a place in a sentence belong together."""
    parts: list[tuple[set[tuple[int, tuple[int, int]]], list[_Found]]] = []
    for f in group:
        ends = {(f.one, f.conflict.one), (f.other, f.conflict.other)}
        near = [part for part in parts if not ends.isdisjoint(part[0])]
        parts = [part for part in parts if ends.isdisjoint(part[0])]
        joined = sorted([*(g for part in near for g in part[1]), f], key=_by_likeness)
        parts.append((ends.union(*(part[0] for part in near)), joined))
    return [part[1] for part in parts]
