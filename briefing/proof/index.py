"""Where runs of words of one document stand in many sources, found in one pass over the sources.

The document is small and the sources are many, so the index is over the document: its runs of three words, as
numbers. The sources stream past; of each only the places are kept where such a run stands. Memory is therefore
that of the document and its matches, and time grows with the words of the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from briefing.proof.typography import plain_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

RUN = 3
"""Words in a run."""

ENOUGH = 64
"""A run that stands at so many places says little of where a sentence comes from; no more places are kept ..."""

_BATCH = 60_000
_BITS = 21  # of a word's number: three fit into 64 bits

Posting = tuple[int, int]
"""A source, and the number of the word in it at which a run begins."""


class Index:
    """Finds runs of words of a document in sources.

    Args:
        passages: the words of each passage of the document. Case does not count.
        others: single words of which it is asked later whether a source has them.
    """

    def __init__(self, passages: Iterable[Sequence[str]], others: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        runs: set[int] = set()
        for words in passages:
            numbers = [self._numbers.setdefault(w.lower(), len(self._numbers) + 1) for w in words]
            runs.update(_runs(numbers))
        self._others = {
            w: self._numbers.setdefault(w, len(self._numbers) + 1) for w in map(str.lower, others)
        }
        self._seen: NDArray[np.bool_] = np.zeros(len(self._numbers) + 1, dtype=np.bool_)
        self._runs: NDArray[np.int64] = np.array(sorted(runs), dtype=np.int64)
        self._table: dict[int, list[Posting]] = {}

    def scan(self, texts: Iterable[str], kept: frozenset[int] = frozenset()) -> None:
        """Note where the runs stand.

        Args:
            texts: of the sources, in order.
            kept: numbers of sources of which every place is kept: those that the document cites.
        """
        counts: NDArray[np.int64] = np.zeros(len(self._runs), dtype=np.int64)
        get = self._numbers.get
        for batch in _batches(texts):
            numbers: list[int] = []
            starts: list[int] = []
            for _, text in batch:
                starts.append(len(numbers))
                numbers.extend([get(w, 0) for w in plain_words(text.lower())])
                numbers.extend((0,) * RUN)
            found = np.array(numbers, dtype=np.int64)
            self._seen[found] = True
            self._note(found, starts, [n for n, _ in batch], kept, counts)

    def has_word(self, word: str) -> bool:
        """Whether a source has one of the single words that were asked for."""
        number = self._others.get(word.lower(), 0)
        return bool(number and self._seen[number])

    def _note(
        self,
        numbers: NDArray[np.int64],
        starts: list[int],
        sources: list[int],
        kept: frozenset[int],
        counts: NDArray[np.int64],
    ) -> None:
        if not len(self._runs):
            return
        a, b, c = numbers[:-2], numbers[1:-1], numbers[2:]
        at = np.flatnonzero((a > 0) & (b > 0) & (c > 0))
        keys = (a[at] << (2 * _BITS)) | (b[at] << _BITS) | c[at]
        slots = np.minimum(np.searchsorted(self._runs, keys), len(self._runs) - 1)
        hit = self._runs[slots] == keys
        at, slots = at[hit], slots[hit]
        owners = np.searchsorted(np.array(starts), at, side="right") - 1
        wanted = counts[slots] < ENOUGH
        if kept:
            wanted |= np.isin(np.array(sources)[owners], list(kept))
        np.add.at(counts, slots, 1)
        keys = self._runs[slots]
        chosen = np.flatnonzero(wanted)
        for i, key in zip(chosen.tolist(), keys[chosen].tolist(), strict=True):
            owner = int(owners[i])
            self._table.setdefault(key, []).append((sources[owner], int(at[i]) - starts[owner]))

    def places(self, words: Sequence[str]) -> list[tuple[int, list[Posting]]]:
        """Where the runs of a stretch of words stand: the number of a run's first word, and its places."""
        numbers = [self._numbers.get(w.lower(), 0) for w in words]
        return [(i, self._table[key]) for i, key in enumerate(_runs(numbers)) if key in self._table]


def _runs(numbers: Sequence[int]) -> Iterator[int]:
    for i in range(len(numbers) - RUN + 1):
        yield (numbers[i] << (2 * _BITS)) | (numbers[i + 1] << _BITS) | numbers[i + 2]


def _batches(texts: Iterable[str]) -> Iterator[list[tuple[int, str]]]:
    batch: list[tuple[int, str]] = []
    size = 0
    for number, text in enumerate(texts):
        batch.append((number, text))
        size += len(text)
        if size > _BATCH * 6:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
