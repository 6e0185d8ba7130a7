"""Where a stretch of the document stands in the sources: whole sentences first, then the nearest ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.proof.comparison import likeness
from briefing.proof.index import RUN, Index
from briefing.proof.source_text import Line, SourceText
from briefing.proof.typography import Words

_NEAREST = 4
"""So many places are looked at closely for a sentence that stands in no source as it is."""

_BUCKET = 16  # words by which a changed sentence may be longer or shorter and still lie on one diagonal

_FIRST = 3  # words that are compared before a source is cut into sentences

ALIKE = 0.5
"""A sentence of which a source has so large a share of the words, in their order, is that sentence, altered."""

FEWEST = 3
"""A part of a sentence has at least so many words, or it says nothing of where it comes from."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a passage: its words in one reading, the words `low` to `high`, the characters `start` to `end`."""

    words: Words
    low: int
    high: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tile:
    """Characters of a passage that are whole sentences of one source."""

    start: int
    end: int
    source: SourceText
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """The sentences of a source that are likest to a stretch, and how like."""

    source: SourceText
    first: int
    last: int
    likeness: float


class Matcher:
    """Looks stretches of one document up in the sources.

    Args:
        index: of the document, after it has scanned the sources.
        sources: in the order in which they were scanned.
    """

    def __init__(self, index: Index, sources: Sequence[SourceText]) -> None:
        self._index = index
        self._sources = sources

    def whole(self, stretch: Stretch, ends: Iterable[int], preferred: Preference) -> Tile | None:
        """Whole sentences of a source that begin where the stretch begins.

        Args:
            stretch: from where a sentence begins to where the passage ends.
            ends: characters at which a sentence of the passage may end, in order.
            preferred: which place is meant where there are several.

        Returns:
            The longest run of sentences at the place that is meant, else at the first. None if there is none.
        """
        stops = sorted(ends)
        tiles = [
            tile
            for source, at in self._beginnings(stretch, preferred)
            if (tile := self._run(stretch, stops, self._sources[source], at)) is not None
        ]
        if not tiles:
            return None
        meant = [t for t in tiles if preferred.means(t)]
        return max(meant or tiles, key=lambda t: t.end)

    def _beginnings(self, stretch: Stretch, preferred: Preference) -> list[tuple[int, int]]:
        """Places of the sources at which the stretch may begin."""
        words, low = stretch.words, stretch.low
        found = self._index.places(words.keys[low : stretch.high])
        places: set[tuple[int, int]] = set()
        chosen = sorted(found, key=lambda run: len(run[1]))[:1] + [run for run in found if run[0] == 0]
        for offset, postings in chosen:
            places.update((source, at - offset) for source, at in postings if at >= offset)
        if stretch.high - low < RUN and preferred.source is not None:
            source = preferred.source
            places.update((source.number, line.first) for line in source.lines)
        return sorted(places)

    def _run(self, stretch: Stretch, stops: Sequence[int], source: SourceText, at: int) -> Tile | None:
        words, low = stretch.words, stretch.low
        if at >= len(source.words) or words.keys[low] != source.words.keys[at]:
            return None
        first = min(_FIRST, len(words) - low)
        if not words.same(low, low + first, source.words, at):
            return None
        i = source.line_of(at)
        if i is None or source.lines[i].first != at:
            return None
        if words.head(stretch.start, low) != source.head(source.lines[i]):
            return None
        best: Tile | None = None
        taken: list[Line] = []
        place = low
        for line in source.lines[i:]:
            high = place + line.last - line.first
            if high > len(words) or not words.same(place, high, source.words, line.first):
                break
            if taken and words.gaps(place, place + 1) != source.words.gaps(line.first, line.first + 1):
                break
            taken.append(line)
            last_end = words.spans[high - 1][1]
            following = words.spans[high][0] if high < len(words) else len(words.text)
            for stop in stops:
                if last_end <= stop <= following and words.tail(high - 1, stop) == source.tail(line):
                    best = Tile(stretch.start, stop, source, tuple(taken))
            place = high
        return best

    def part(self, stretch: Stretch, preferred: Preference) -> tuple[SourceText, int, int] | None:
        """Where a source has the words of a stretch in one run, as part of a sentence or across some.

        Returns:
            The source, and its first word and one past its last. The first letter may be large in one of the two.
        """
        words, low, high = stretch.words, stretch.low, stretch.high
        if high - low < FEWEST:
            return None
        runs = sorted(self._index.places(words.keys[low:high]), key=lambda run: len(run[1]))[:2]
        fitting: list[tuple[SourceText, int, int]] = []
        for offset, postings in runs:
            for number, at in postings:
                source, start = self._sources[number], at - offset
                end = start + high - low
                if (
                    start >= 0
                    and self._runs_on(stretch, source.words, start)
                    and not _is_whole(source, start, end)
                ):
                    fitting.append((source, start, end))
        meant = [f for f in fitting if f[0] is preferred.source]
        return min(meant or fitting, key=lambda f: (f[0].number, f[1]), default=None)

    @staticmethod
    def _runs_on(stretch: Stretch, words: Words, at: int) -> bool:
        own, low, high = stretch.words, stretch.low, stretch.high
        if own.keys[low + 1 : high] != words.keys[at + 1 : at + high - low]:
            return False
        first, other = own.keys[low], words.keys[at]
        if first != other and (first[1:] != other[1:] or first[:1].lower() != other[:1].lower()):
            return False
        return own.gaps(low + 1, high) == words.gaps(at + 1, at + high - low)

    def nearest(self, stretch: Stretch, preferred: Preference) -> Near | None:
        """The sentences of a source that share most words with a stretch, in the same order."""
        keys = [w.lower() for w in stretch.words.keys[stretch.low : stretch.high]]
        votes: Counter[tuple[int, int]] = Counter()
        for offset, postings in self._index.places(keys):
            weight = 720720 // len(postings)
            for number, at in postings:
                bucket = max(0, at - offset) // _BUCKET
                votes[number, bucket] += weight
        places = [place for place, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_NEAREST]]
        near = [
            n
            for number, bucket in places
            for n in self._around(keys, self._sources[number], bucket * _BUCKET)
        ]
        if preferred.source is not None:
            near += [
                self._measured(keys, preferred.source, i, i)
                for i, line in enumerate(preferred.source.lines)
                if line.sentence.paragraph == preferred.paragraph
            ]
        best = max(
            near, key=lambda n: (round(n.likeness, 6), -(n.last - n.first), -n.source.number), default=None
        )
        return best if best is not None and best.likeness >= ALIKE else None

    def _around(self, keys: Sequence[str], source: SourceText, at: int) -> list[Near]:
        """The sentences near a word, each by itself and each with the next."""
        found = []
        low, high = source.line_of(at), source.line_of(min(at + _BUCKET, len(source.words) - 1))
        first = min((i for i in (low, high) if i is not None), default=0)
        for i in range(max(0, first - 1), min(len(source.lines), first + 3)):
            found.append(self._measured(keys, source, i, i))
            if i + 1 < len(source.lines):
                found.append(self._measured(keys, source, i, i + 1))
        return found

    @staticmethod
    def _measured(keys: Sequence[str], source: SourceText, first: int, last: int) -> Near:
        words = source.words.keys[source.lines[first].first : source.lines[last].last]
        return Near(source, first, last, likeness([w.lower() for w in words], keys))


def _is_whole(source: SourceText, start: int, end: int) -> bool:
    """Whether words of a source are whole sentences: what has them in other type or with other marks is no part."""
    first, last = source.line_of(start), source.line_of(end - 1)
    if first is None or last is None:
        return False
    return source.lines[first].first == start and source.lines[last].last == end


@dataclass(frozen=True, slots=True)
class Preference:
    """What a printed reference means: a source at hand, and a paragraph in it; None and 0 where it says nothing."""

    source: SourceText | None = None
    paragraph: int = 0

    def means(self, tile: Tile) -> bool:
        """Whether a place is the one that is meant."""
        return tile.source is self.source and tile.lines[0].sentence.paragraph == self.paragraph
