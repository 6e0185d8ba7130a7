"""Greedy selection that looks again only at what could be the best (Minoux 1978)."""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def select(count: int, worth: Callable[[int], float], take: Callable[[int], None]) -> list[float]:
    """Take all of `count` candidates, at each step the one that is worth most by then.

    Args:
        count: candidates are 0 … count - 1.
        worth: what a candidate is worth now. It may fall as others are taken and must not rise: then a candidate
            whose value, computed anew, still leads need not be compared with the others.
        take: called with each candidate as it is taken.

    Returns:
        Worth of each candidate when it was taken. They fall in the order of taking; of two that are equal the one
        with the lower number was taken first, so a stable sort gives the order back.

    References:
        Minoux: Accelerated greedy algorithms for maximizing submodular set functions. 1978.
    """
    heap = [(-worth(i), i) for i in range(count)]
    heapify(heap)
    values = [0.0] * count
    while heap:
        stale, i = heap[0]
        now = -worth(i)
        if now > stale:
            heapreplace(heap, (now, i))
            continue
        heappop(heap)
        values[i] = -stale
        take(i)
    return values
