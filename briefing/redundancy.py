"""Sentences that say the same: found by shared stems, guarded by what only one of them knows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.text import content_stems, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence

SHARED = 0.6
"""Share of the shorter sentence's stems that the longer one must hold."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?\"“]\s)(?<!^)\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class _Facts:
    stems: frozenset[str]
    guarded: frozenset[str]


@lru_cache(maxsize=20_000)
def _facts(text: str, language: str) -> _Facts:
    names = {stem(name.casefold(), language) for name in _NAME.findall(text)}
    return _Facts(frozenset(content_stems(text, language)), frozenset(names | set(_NUMBER.findall(text))))


def says_the_same(kept: Sentence, other: Sentence) -> bool:
    """Whether a brief that holds `kept` needs `other` no more.

    Args:
        kept: the sentence that stays.
        other: the one that would go.
    """
    a = _facts(kept.text, kept.document.language)
    b = _facts(other.text, other.document.language)
    if not b.stems:
        return kept.text == other.text
    shared = len(a.stems & b.stems)
    return shared >= SHARED * len(b.stems) and all(g in a.guarded or g in a.stems for g in b.guarded)


def near_duplicates(sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """Pairs of sentences of which the second adds nothing to the first.

    Args:
        sentences: of any documents, in order of preference.

    Returns:
        Pairs (kept, other) of indices, each `other` once, with the first sentence that says the same.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for i, sentence in enumerate(sentences):
        stems = _facts(sentence.text, sentence.document.language).stems
        shared: dict[int, int] = defaultdict(int)
        for term in sorted(stems):
            for j in holders[term]:
                shared[j] += 1
        least = SHARED * len(stems)
        twins = sorted(j for j, n in shared.items() if n >= least)
        kept = next((j for j in twins if says_the_same(sentences[j], sentence)), None)
        if kept is not None:
            pairs.append((kept, i))
            continue
        for term in sorted(stems):
            holders[term].append(i)
    return tuple(pairs)
