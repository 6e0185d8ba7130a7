"""What several independent sources say: it counts for more, and the brief names all who say it."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from briefing.model import Reason
from briefing.paraphrases import Accounts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Sentence
    from briefing.structurer.candidates import Candidate

LOOKED_AT = 400
"""Candidates, the best ones, of which it is asked who else says them: others are hardly ever printed."""

WEIGHT = 0.15
"""What a statement gains when many sources say it, as a share of what parts the best candidate from the middle one."""


def supporters(pool: Sequence[Candidate], origin: Mapping[str, str]) -> dict[int, tuple[Sentence, ...]]:
    """For each of the best candidates the sentences of other independent sources that tell the same.

    Args:
        pool: all candidates, in order of place.
        origin: address of each source to that of the one it is a copy of, or to itself. A copy supports nothing.

    Returns:
        Place of the candidate to sentences, one a source, in order of the sources; nothing for who stands alone.
    """
    if len(set(origin.values())) < 2:
        return {}
    table = [c for c in pool if c.label != "none"]
    best = sorted(table, key=lambda c: (-c.score.value, c.place))[:LOOKED_AT]
    accounts = Accounts([c.sentence for c in table])
    at = {c.place: i for i, c in enumerate(table)}
    found: dict[int, tuple[Sentence, ...]] = {}
    for candidate in best:
        told: dict[str, Sentence] = {}
        for i in accounts.of(at[candidate.place]):
            told.setdefault(origin[table[i].sentence.document.uri], table[i].sentence)
        told.pop(origin[candidate.sentence.document.uri], None)
        if told:
            found[candidate.place] = tuple(told.values())
    return found


def raised(pool: Sequence[Candidate], said: Mapping[int, tuple[Sentence, ...]]) -> tuple[Candidate, ...]:
    """The candidates, those that other sources support with a higher score and a reason for it."""
    values = sorted(c.score.value for c in pool if c.label != "none")
    unit = values[-1] - median(values) if values else 0.0

    def one(candidate: Candidate) -> Candidate:
        others = len(said.get(candidate.place, ()))
        if not others:
            return candidate
        gain = WEIGHT * unit * others / (others + 1)
        reason = Reason("support", gain, f"said by {others + 1} independent sources")
        return candidate.weighed(reason)

    return tuple(one(c) for c in pool)


def united(
    said: Mapping[int, tuple[Sentence, ...]],
    met: Mapping[int, tuple[Sentence, ...]],
    origin: Mapping[str, str],
) -> dict[int, tuple[Sentence, ...]]:
    """What was known to say the same with what was met while choosing: one sentence an independent source."""
    found: dict[int, tuple[Sentence, ...]] = {}
    for place in {*said, *met}:
        first: dict[str, Sentence] = {}
        for sentence in (*said.get(place, ()), *met.get(place, ())):
            first.setdefault(origin[sentence.document.uri], sentence)
        found[place] = tuple(first.values())
    return found


def told_once(pool: Sequence[Candidate], said: Mapping[int, tuple[Sentence, ...]]) -> tuple[Candidate, ...]:
    """The candidates without those that date an event which a better one of another source dates alike."""
    kept: list[Candidate] = []
    dated: list[Candidate] = []
    for candidate in sorted(pool, key=lambda c: (-c.score.value, c.place)):
        days = _days(candidate)
        if days and any(
            candidate.sentence in said[other.place] and not days.isdisjoint(_days(other)) for other in dated
        ):
            continue
        kept.append(candidate)
        if days and candidate.place in said:
            dated.append(candidate)
    return tuple(sorted(kept, key=lambda c: c.place))


def _days(candidate: Candidate) -> frozenset[str]:
    return frozenset(e.date.value for e in candidate.entries)
