"""Sources that are copies of another one: an agency's text under another headline, cut, or lightly edited.

A text is known by its runs of four words (shingles; Broder, On the resemblance and containment of documents, 1997).
Of their hashes every fourth is kept, the same ones in each text, and two texts are compared by the share of the
shorter one's that the other holds, too: so a copy that was cut is found as well as a whole one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from briefing.text import MOST_WORDS, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Document

SHINGLE = 4
"""Words of a shingle."""

SAMPLE = 4
"""One in so many shingles is kept."""

CONTAINED = 0.4
"""From this share on of the shorter text's shingles it is a copy. Of a copy in which one word in ten was changed
about two thirds are left: 0.9 to the power of the words of a shingle. `bench/reprints.py` measures it."""

OF_LONGER = 0.25
"""And from this share on of the longer text's: what merely quotes another text in full is no copy of it."""

LEAST = 4
"""Shingles that two texts must share: fewer are a formula or a quotation."""

_PRIME = 1_000_003


def reprints(documents: Sequence[Document]) -> dict[int, int]:
    """Which documents are copies of which.

    Args:
        documents: in any order. Of two copies the one dated earlier is the original, of two of one date, or
            without, the one that stands first.

    Returns:
        Index of each copy to that of its original, which is never a copy itself.
    """
    order = sorted(
        range(len(documents)),
        key=lambda i: (documents[i].published is None, documents[i].published or 0, i),
    )
    holders: dict[int, list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    found: dict[int, int] = {}
    for i in order:
        own = _shingles(documents[i].text)
        shared = Counter(j for shingle in own for j in holders.get(shingle, ()))
        likest = min(
            (
                (-count / min(len(own), sizes[j]), j)
                for j, count in shared.items()
                if count >= max(LEAST, OF_LONGER * max(len(own), sizes[j]))
            ),
            default=(0.0, -1),
        )
        if -likest[0] >= CONTAINED:
            found[i] = likest[1]
            continue  # a copy of the copy is found by the original, so that many copies cost no more than one
        sizes[i] = len(own)
        for shingle in own:
            holders[shingle].append(i)
    return found


def _shingles(text: str) -> set[int]:
    """The kept hashes of a text's shingles."""
    import numpy as np  # heavy, and only needed where there are several sources

    words = np.fromiter((_number(word) for word in tokens(text)), dtype=np.uint64)
    if len(words) < SHINGLE:
        return set()
    total = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for k in range(SHINGLE):
        total = total * np.uint64(_PRIME) + words[k : len(words) - SHINGLE + 1 + k]
    # The low bits of a product say little: the high ones choose.
    mixed = (total * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(16)
    return set(mixed[mixed % np.uint64(SAMPLE) == 0].tolist())


@lru_cache(maxsize=MOST_WORDS)
def _number(word: str) -> int:
    return crc32(word.encode())
