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
    from collections.abc import Callable, Mapping, Sequence

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
    queues = {kind: _queue(table, first, kind, history=history, protocol=protocol) for kind in SHARES}
    chosen: list[Candidate] = [first] if first else []
    placed: dict[int, tuple[SectionKind, Candidate]] = {}
    if first and (home := section_of(first, history=history)):
        placed[first.place] = (home, first)
    also: dict[int, list[Sentence]] = defaultdict(list)
    merits = _merits(table, queues, planned=planned)
    held = dict.fromkeys(SHARES, 0)
    for kind, _ in placed.values():
        held[kind] += 1
    # Where the score alone decides, a sentence that leans on the one before brings that one along.
    free = {} if planned else {c.place: (kind, c) for kind, queue in queues.items() for c in queue}
    misses, said = 0, Said()
    if first:
        said.add(first.sentence)
    while misses < MISSES:
        shares = {kind: _share(kind, held[kind]) if planned else 1.0 for kind in SHARES}
        heads = [
            ((FLOOR + merits[head.place]) * shares[kind], -head.place, kind, head)
            for kind, queue in queues.items()
            if (head := _head(queue, kind, placed, first, free, merits)) is not None
        ]
        if not heads:
            break
        _, _, kind, candidate = max(heads)
        queues[kind].remove(candidate)
        free.pop(candidate.place, None)
        found = said.find(candidate.sentence)
        if found is not None:
            twin = chosen[found]
            others = also[twin.place]
            told_by = {origin[s.document.uri] for s in (twin.sentence, *others)}
            if origin[candidate.sentence.document.uri] not in told_by:  # a reprint confirms nothing
                others.append(candidate.sentence)
        elif fits([*chosen, *(whole := _whole(candidate, kind, queues[kind], placed, first, free, merits))]):
            for part in whole:
                chosen.append(part)
                said.add(part.sentence)
                placed[part.place] = (kind, part)
            held[kind] += len(whole)
            if len(whole) > 1:
                places = {part.place for part in whole}
                queues[kind] = [c for c in queues[kind] if c.place not in places]
                for place in places:
                    free.pop(place, None)
        else:
            misses += 1
    return Choice(tuple(chosen), {place: tuple(found) for place, found in also.items() if found})


def _head(
    queue: Sequence[Candidate],
    kind: SectionKind,
    placed: dict[int, tuple[SectionKind, Candidate]],
    first: Candidate | None,
    free: Mapping[int, tuple[SectionKind, Candidate]],
    merits: Mapping[int, float],
) -> Candidate | None:
    """The first of a queue that could be printed now: what it leans on, and what its quotation opens, is there."""
    for candidate in queue:
        stands = not candidate.references.leans or _follows(candidate, kind, placed, first)
        if not stands and _before(candidate, kind, free, merits) is None:
            continue
        if _opening(candidate, kind, queue, placed) is not None:
            return candidate
    return None


def _whole(
    candidate: Candidate,
    kind: SectionKind,
    queue: Sequence[Candidate],
    placed: dict[int, tuple[SectionKind, Candidate]],
    first: Candidate | None,
    free: Mapping[int, tuple[SectionKind, Candidate]],
    merits: Mapping[int, float],
) -> list[Candidate]:
    """A candidate with what must be printed before it."""
    if candidate.references.leans and not _follows(candidate, kind, placed, first):
        before = _before(candidate, kind, free, merits)
        return [before, candidate] if before else [candidate]
    return [*(_opening(candidate, kind, queue, placed) or ()), candidate]


def _before(
    candidate: Candidate,
    kind: SectionKind,
    free: Mapping[int, tuple[SectionKind, Candidate]],
    merits: Mapping[int, float],
) -> Candidate | None:
    """The sentence that a candidate leans on, if it can be printed right before it and is worth it."""
    where, before = free.get(candidate.place - 1, ("", None))
    if before is None or where != kind or before.article != candidate.article or before.references.leans:
        return None
    if before.references.carries or candidate.references.carries:
        return None
    if kind == "background" and (before.entries or candidate.entries):
        return None  # each stands in the table of dates, apart
    return before if merits[before.place] >= WORTH_BRINGING * merits[candidate.place] else None


def _merits(
    table: Sequence[Candidate], queues: Mapping[SectionKind, Sequence[Candidate]], *, planned: bool
) -> dict[int, float]:
    """The merit of each candidate: its score among all, and where there is a plan, among those of its section too."""
    overall, found = _scale(table), {}
    for queue in queues.values():
        within = _scale(queue)
        for c in queue:
            found[c.place] = (overall(c) + within(c)) / 2 if planned else overall(c)
    return found


def _scale(table: Sequence[Candidate]) -> Callable[[Candidate], float]:
    """A measure from 0, the lowest score of a table, to 1, its highest."""
    values = [c.score.value for c in table] or [0.0]
    low, span = min(values), max(values) - min(values) or 1.0
    return lambda candidate: (candidate.score.value - low) / span


def _follows(
    candidate: Candidate,
    kind: SectionKind,
    placed: dict[int, tuple[SectionKind, Candidate]],
    first: Candidate | None,
) -> bool:
    """Whether the sentence before it is chosen and will be printed right before it."""
    if candidate.place - 1 not in placed:
        return False
    where, before = placed[candidate.place - 1]
    if before.article != candidate.article:  # the last sentence of another source
        return False
    if before is first:
        return kind == "topics"  # the section that stands under the box
    return where == kind and not (kind == "background" and (before.entries or candidate.entries))


def _opening(
    candidate: Candidate,
    kind: SectionKind,
    queue: Sequence[Candidate],
    placed: dict[int, tuple[SectionKind, Candidate]],
) -> list[Candidate] | None:
    """The sentences of its quotation that a candidate carries and that are not placed; None if one is elsewhere."""
    waiting = {c.place: c for c in queue} if candidate.references.carries else {}
    found = []
    for place in range(candidate.place - candidate.references.carries, candidate.place):
        if placed.get(place, ("", None))[0] == kind:
            continue
        if place not in waiting:
            return None
        found.append(waiting[place])
    return found


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


def _share(kind: SectionKind, taken: int) -> float:
    shares = SHARES[kind]
    return shares[taken] if taken < len(shares) else LAST_SHARE / (taken - len(shares) + 1)
