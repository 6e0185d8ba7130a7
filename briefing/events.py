"""Which documents report on one event: by their words, names and days, without reading them closely.

A document is known by its rarer stems, weighed by how rare they are and twice where they are part of a name (TF-IDF,
Salton and Buckley 1988), and joins the event whose documents it is most like, if it is like enough and came out within
some days of the last of them; an earlier round is an event of its own. One pass in order of date, as in topic
detection and tracking (Allan 2002): events are looked up by the stems that they hold, so the work grows with the
number of documents and hardly with the number of events.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import log, sqrt
from typing import TYPE_CHECKING

from briefing.text import content_stems, stem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.model import Document

LIKE = 0.2
"""Cosine from which a document belongs to an event. Set by `bench/events.py`."""

DAYS = 10
"""Days after the last report on an event in which another one may come out."""

WORDS = 400
"""Words of a document that are looked at: a report says first what it is about."""

TERMS = 120
"""Weightiest stems of a document that it is known by."""

COMMON = 0.2
"""Stems in a larger share of many documents tell no event from another."""

_MANY = 50  # documents from which on COMMON counts
_NAME = re.compile(r"(?<![.!?:\"“”]\s)(?<!^)\b[A-Z]\w+")
_CUT = re.compile(r"\S+")


def events(documents: Sequence[Document]) -> list[int]:
    """The event that each document reports on.

    Args:
        documents: in any order; which event a document is put to does not depend on it, but for documents of one day.

    Returns:
        One number a document: events count from 0 in order of the first document of each.
    """
    counts = [_stems(d) for d in documents]
    held = Counter(term for found in counts for term in found)
    limit = COMMON * len(documents) if len(documents) >= _MANY else len(documents)
    vectors = [_vector(found, held, limit, len(documents)) for found in counts]
    order = sorted(
        range(len(documents)), key=lambda i: (documents[i].published is None, documents[i].published or 0, i)
    )
    table = _Events()
    found = [0] * len(documents)
    for i in order:
        found[i] = table.place(vectors[i], documents[i].published)
    names: dict[int, int] = {}
    return [names.setdefault(event, len(names)) for event in found]


class _Events:
    """The events so far: the sum of the vectors of each, its size, and the day of its last report."""

    def __init__(self) -> None:
        self._sums: list[dict[str, float]] = []
        self._squares: list[float] = []  # of the lengths of the sums
        self._last: list[date | None] = []
        self._holders: dict[str, set[int]] = defaultdict(set)

    def place(self, vector: dict[str, float], day: date | None) -> int:
        """The event that a document belongs to, which it is added to."""
        shared: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for event in self._holders.get(term, ()):
                shared[event] += weight * self._sums[event][term]
        best, likeness = -1, LIKE
        for event, product in sorted(shared.items()):
            like = product / sqrt(self._squares[event])
            if like >= likeness and self._near(event, day) and (like > likeness or best < 0):
                best, likeness = event, like
        if best < 0:
            best = len(self._sums)
            self._sums.append({})
            self._squares.append(0.0)
            self._last.append(day)
        whole = self._sums[best]
        for term, weight in vector.items():
            old = whole.get(term, 0.0)
            whole[term] = old + weight
            self._squares[best] += weight * (2 * old + weight)
            self._holders[term].add(best)
        self._last[best] = day or self._last[best]
        return best

    def _near(self, event: int, day: date | None) -> bool:
        last = self._last[event]
        return day is None or last is None or abs((day - last).days) <= DAYS


def _length(vector: dict[str, float]) -> float:
    return sqrt(sum(w * w for w in vector.values())) or 1.0


def _vector(counts: Counter[str], held: Counter[str], limit: float, total: int) -> dict[str, float]:
    """The weightiest stems of a document, of length 1."""
    weighed = {
        term: (1 + log(n)) * log((1 + total) / held[term])
        for term, n in counts.items()
        if held[term] <= limit and (held[term] > 1 or total == 1)
    }
    kept = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    length = _length(dict(kept))
    return {term: weight / length for term, weight in kept}


def _stems(document: Document) -> Counter[str]:
    """How often each stem stands at the head of a document; those of names count twice."""
    text = " ".join((document.title, document.text))
    head = list(_CUT.finditer(text))[:WORDS]
    text = text[: head[-1].end()] if head else ""
    found = Counter(content_stems(text, document.language))
    found.update(stem(name.casefold(), document.language) for name in _NAME.findall(text))
    return found
