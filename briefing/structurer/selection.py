"""What goes in: the best statements of each section, as many as there is room for.

The choice is greedy. Each step takes the candidate with the highest worth: its score, among all and among those of
its section, lowered by how much its section already holds; so a page has the substance first, the encounter told
once, and enough of the history to understand both. A statement that says what a chosen one says is left out, and
remembered as said there too. Sentences of one quotation go in together or not at all. A story that is no report on
talks has no such plan: there the score alone decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.redundancy import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefing.model import SectionKind, Sentence
    from briefing.structurer.candidates import Candidate

# Worth of the n-th statement of a section, as a share of its score. Set by reading one-page briefs of training
# articles: four or five points, the encounter in one to three sentences, two to four of background.
SHARES: dict[SectionKind, tuple[float, ...]] = {
    "topics": (1.0, 0.95, 0.9, 0.85, 0.6, 0.5, 0.4, 0.3),
    "meeting": (0.95, 0.6, 0.4, 0.25),
    "background": (0.9, 0.8, 0.65, 0.55, 0.4, 0.3),
}
LAST_SHARE = 0.2

# Even the lowest score is worth a little: a section with room is not left empty.
FLOOR = 0.05

# A sentence is brought along by the one that leans on it if it has this share of that one's merit.
WORTH_BRINGING = 0.8

# The page is full when this many candidates in a row of worth did not fit; a shorter one may still have.
MISSES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome: `chosen` in the order they were taken, and for each the sentences that say the same."""

    chosen: tuple[Candidate, ...]
    also: dict[int, tuple[Sentence, ...]] = field(hash=False)


def section_of(candidate: Candidate, *, history: bool) -> SectionKind | None:
    """Where a candidate is printed.

    Args:
        candidate: of any label.
        history: whether dated past events recalled at the meeting go into the timeline, too. What has a past date
            beside the news ("a former colony invaded in 1975") is a point as any other.
    """
    if candidate.label == "none":
        return None
    if candidate.label == "topics" and candidate.protocol:
        return "meeting"  # a greeting is part of the encounter, never a point of it
    if history and candidate.label == "topics" and candidate.entries and candidate.recalls:
        return "background"
    return candidate.label


def select(
    table: Sequence[Candidate],
    first: Candidate | None,
    fits: Callable[[Sequence[Candidate]], bool],
    *,
    origin: Mapping[str, str],
    history: bool = False,
    protocol: bool = False,
    planned: bool = True,
) -> Choice:
    """Choose statements while they fit.

    Args:
        table: all candidates, in order of place.
        first: the bottom line, taken before all others.
        fits: whether a choice is within the room.
        origin: address of each source to that of the one it is a copy of, or to itself.
        history: see `section_of`.
        protocol: whether courtesies may be chosen.
        planned: whether each section gets its share, as in a report on talks.

    Returns:
        The choice. It never exceeds the room, but for the bottom line, which is always taken.
    """
    made = _Selection(table, first, history=history, protocol=protocol, planned=planned)
    also: dict[int, list[Sentence]] = defaultdict(list)
    misses, said = 0, Said()
    if first:
        said.add(first.sentence)
    while misses < MISSES and (best := made.draw()) is not None:
        kind, candidate = best
        found = said.find(candidate.sentence)
        if found is not None:
            twin = made.chosen[found]
            others = also[twin.place]
            told_by = {origin[s.document.uri] for s in (twin.sentence, *others)}
            if origin[candidate.sentence.document.uri] not in told_by:  # a reprint confirms nothing
                others.append(candidate.sentence)
        elif fits([*made.chosen, *(whole := made.whole(candidate, kind))]):
            made.take(whole, kind)
            for part in whole:
                said.add(part.sentence)
        else:
            misses += 1
    return Choice(tuple(made.chosen), {place: tuple(found) for place, found in also.items() if found})


class _Selection:
    """A choice in the making: `chosen` in the order they were taken, and what still waits for each section."""

    def __init__(
        self,
        table: Sequence[Candidate],
        first: Candidate | None,
        *,
        history: bool,
        protocol: bool,
        planned: bool,
    ) -> None:
        self.chosen: list[Candidate] = []
        self._first, self._planned = first, planned
        # By place, best first.
        self._waiting = {
            kind: {c.place: c for c in _queue(table, first, kind, history=history, protocol=protocol)}
            for kind in SHARES
        }
        self._merits = _merits(table, self._waiting, planned=planned)
        self._placed: dict[int, tuple[SectionKind, Candidate]] = {}
        self._held = dict.fromkeys(SHARES, 0)
        if first:
            self.chosen.append(first)
            if home := section_of(first, history=history):
                self._placed[first.place] = (home, first)
                self._held[home] += 1

    def draw(self) -> tuple[SectionKind, Candidate] | None:
        """Take out of what waits what has the highest worth, with its section."""
        heads = [
            ((FLOOR + self._merits[head.place]) * self._share(kind), -head.place, kind, head)
            for kind in self._waiting
            if (head := self._head(kind)) is not None
        ]
        if not heads:
            return None
        _, _, kind, candidate = max(heads)
        del self._waiting[kind][candidate.place]
        return kind, candidate

    def whole(self, candidate: Candidate, kind: SectionKind) -> list[Candidate]:
        """A candidate with what must be printed before it."""
        if candidate.references.leans and not self._follows(candidate, kind):
            before = self._before(candidate, kind)
            return [before, candidate] if before else [candidate]
        return [*(self._opening(candidate, kind) or ()), candidate]

    def take(self, whole: Sequence[Candidate], kind: SectionKind) -> None:
        """Print those candidates, in that order."""
        self.chosen += whole
        self._held[kind] += len(whole)
        for part in whole:
            self._placed[part.place] = (kind, part)
            self._waiting[kind].pop(part.place, None)

    def _share(self, kind: SectionKind) -> float:
        """Worth of the next statement of a section, as a share of its score."""
        if not self._planned:
            return 1.0
        shares, taken = SHARES[kind], self._held[kind]
        return shares[taken] if taken < len(shares) else LAST_SHARE / (taken - len(shares) + 1)

    def _head(self, kind: SectionKind) -> Candidate | None:
        """The first of a section that could be printed now: what it leans on, and what its quotation opens, is in."""
        for candidate in self._waiting[kind].values():
            stands = not candidate.references.leans or self._follows(candidate, kind)
            if not stands and self._before(candidate, kind) is None:
                continue
            if self._opening(candidate, kind) is not None:
                return candidate
        return None

    def _follows(self, candidate: Candidate, kind: SectionKind) -> bool:
        """Whether the sentence before it is chosen and will be printed right before it."""
        if candidate.place - 1 not in self._placed:
            return False
        where, before = self._placed[candidate.place - 1]
        if before.article != candidate.article:  # the last sentence of another source
            return False
        if before is self._first:
            return kind == "topics"  # the section that stands under the box
        return where == kind and not (kind == "background" and (before.entries or candidate.entries))

    def _before(self, candidate: Candidate, kind: SectionKind) -> Candidate | None:
        """The sentence that a candidate brings along since it leans on it, if there is no plan and it is worth it."""
        before = None if self._planned else self._waiting[kind].get(candidate.place - 1)
        if before is None or before.article != candidate.article or before.references.leans:
            return None
        if before.references.carries or candidate.references.carries:
            return None
        if kind == "background" and (before.entries or candidate.entries):
            return None  # each stands in the table of dates, apart
        worth = self._merits[before.place] >= WORTH_BRINGING * self._merits[candidate.place]
        return before if worth else None

    def _opening(self, candidate: Candidate, kind: SectionKind) -> list[Candidate] | None:
        """The sentences of its quotation that a candidate carries and that are not placed; None if one is elsewhere."""
        found = []
        for place in range(candidate.place - candidate.references.carries, candidate.place):
            if self._placed.get(place, ("", None))[0] == kind:
                continue
            if place not in self._waiting[kind]:
                return None
            found.append(self._waiting[kind][place])
        return found


def _merits(
    table: Sequence[Candidate],
    waiting: Mapping[SectionKind, Mapping[int, Candidate]],
    *,
    planned: bool,
) -> dict[int, float]:
    """The merit of each candidate: its score among all, and where there is a plan, among those of its section too."""
    overall, found = _scale(table), {}
    for queue in waiting.values():
        within = _scale(queue.values())
        for c in queue.values():
            found[c.place] = (overall(c) + within(c)) / 2 if planned else overall(c)
    return found


def _scale(table: Iterable[Candidate]) -> Callable[[Candidate], float]:
    """A measure from 0, the lowest score of a table, to 1, its highest."""
    values = [c.score.value for c in table] or [0.0]
    low, span = min(values), max(values) - min(values) or 1.0
    return lambda candidate: (candidate.score.value - low) / span


def _queue(
    table: Sequence[Candidate], first: Candidate | None, kind: SectionKind, *, history: bool, protocol: bool
) -> list[Candidate]:
    """The candidates of one section, best first."""
    fit = [
        c
        for c in table
        if c is not first and section_of(c, history=history) == kind and (protocol or not c.protocol)
    ]
    return sorted(fit, key=lambda c: (-c.score.value, c.place))
