"""How an article is laid out for the encoder; training and use share this file, so they cannot drift apart.

The tokens of an article go into rows of about `WIDTH` tokens, each led by the date; the first row holds the
title too. A sentence is led by a mark, the model's `[CLS]`, and is never cut by the end of a row. Rows do not
overlap: sentences see the rest of the article through the upper layers, which look at every token of it.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLS, SEP, PAD = 101, 102, 0
"""Numbers of the marks in the vocabulary of BERT uncased."""
WIDTH = 320
"""Tokens a row holds, about: rows of one article are made equally long."""
SENTENCE_START, SENTENCE_END = 60, 20
"""Tokens kept of a long sentence; at the end stands, often, who said it."""
TITLE_TOKENS = 32
CHAPTER = 96
"""Sentences that are read together; a longer text is read in equal chapters."""
TEXT_START, TEXT_END = 700, 300
"""Characters looked at in one very long sentence: more than its tokens can come from in ordinary text."""
FACTS = 7
"""Numbers known of each sentence besides its words."""
OUTSIDE = -1
"""The owner of padding. 0 owns title and date, n the n-th sentence."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """One chapter, ready for the model: equally long rows of tokens, whose they are, the marks, the facts."""

    tokens: list[list[int]]
    owners: list[list[int]]
    marks: list[int]
    """Places in the rows laid end to end: first that of the title, then one a sentence."""
    facts: list[list[float]]


def date_in_words(date: str) -> str:
    """`2022-04-28` as articles write it, `Thursday, 28 April 2022`; empty if it is not a date in ISO form."""
    try:
        day = datetime.date.fromisoformat(date[:10])
    except ValueError:
        return ""
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def within_reach(text: str) -> str:
    """The text, or the two ends of it if it is far longer than a sentence."""
    return text if len(text) <= TEXT_START + TEXT_END else f"{text[:TEXT_START]} {text[-TEXT_END:]}"


def clip(tokens: Sequence[int]) -> list[int]:
    """The tokens of a sentence, without the middle of a long one."""
    if len(tokens) <= SENTENCE_START + SENTENCE_END:
        return list(tokens)
    return [*tokens[:SENTENCE_START], *tokens[-SENTENCE_END:]]


def chapters(count: int) -> list[range]:
    """The numbers of `count` sentences in equal runs of at most `CHAPTER`."""
    parts = -(-count // CHAPTER)
    edges = [count * part // parts for part in range(parts + 1)] if parts else [0]
    return [range(start, end) for start, end in pairwise(edges)]


def lay_out(
    title: Sequence[int], date: Sequence[int], sentences: Sequence[Sequence[int]], run: range
) -> Layout:
    """The chapter `run` of an article whose title, date and sentences are given in tokens."""
    clipped = [clip(sentences[number]) for number in run]
    lead, first = [CLS, *date, SEP], [CLS, *date, *title[:TITLE_TOKENS], SEP]
    rows, owners, marks = [first], [[0] * len(first)], [(0, 0)]
    starts = _row_starts([len(tokens) + 1 for tokens in clipped], len(first) - len(lead), WIDTH - len(lead))
    for owner, tokens in enumerate(clipped, start=1):
        if owner - 1 in starts:
            rows.append(list(lead))
            owners.append([0] * len(lead))
        marks.append((len(rows) - 1, len(rows[-1])))
        rows[-1] += [CLS, *tokens]
        owners[-1] += [owner] * (len(tokens) + 1)
    width = max(map(len, rows))
    return Layout(
        tokens=[row + [PAD] * (width - len(row)) for row in rows],
        owners=[row + [OUTSIDE] * (width - len(row)) for row in owners],
        marks=[row * width + column for row, column in marks],
        facts=[
            _facts(-1, 0, title, date, len(sentences)),
            *(_facts(number, len(sentences[number]), title, date, len(sentences)) for number in run),
        ],
    )


def _row_starts(sizes: Sequence[int], taken: int, room: int) -> set[int]:
    """Which sentences begin a row, if as many rows as `room` asks for are made as short as they can be."""

    def starts(limit: int) -> set[int]:
        found: set[int] = set()
        filled = taken
        for number, size in enumerate(sizes):
            if filled and filled + size > limit:
                found.add(number)
                filled = 0
            filled += size
        return found

    total = taken + sum(sizes)
    rows = -(-total // room)
    shortest = bisect_left(range(total), True, key=lambda limit: len(starts(limit)) < rows)  # noqa: FBT003 - what is looked for
    return starts(shortest)


def _facts(number: int, length: int, title: Sequence[int], date: Sequence[int], count: int) -> list[float]:
    """Place in the article, length, and what is known of the article; `number` is -1 for the title."""
    return [
        float(number == 0),
        float(number == 1),
        min(max(number, 0), 20) / 20,
        max(number, 0) / max(1, count),
        min(count, 60) / 60,
        min(length, 60) / 60,
        float(bool(title)) - float(bool(date)) / 2,
    ]
