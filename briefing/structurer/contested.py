"""Which differences between the sources a brief prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.layout import BODY
from briefing.structurer.differences import differences
from briefing.text import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Difference, Options, Sentence
    from briefing.structurer.candidates import Candidate

MOST = {"brief": 1, "readout": 2, "full": 6}
"""Differences that a template has room for; a chronology is nothing but dates, and has none."""

WORDS = {"brief": 90}
"""Words that they may take together, where a template has little room."""

SHARE = 0.25
"""The same as a share of the room that the user measured in words."""


def contested(
    articles: Sequence[Article], pool: Sequence[Candidate], options: Options
) -> tuple[Difference, ...]:
    """The differences that are printed, the weightiest first, with what the references of their words mean.

    Args:
        articles: in order of citation.
        pool: all candidates, in order of place.
        options: template and room.
    """
    most = MOST.get(options.template, 0)
    if len(articles) < 2 or not most:
        return ()
    quotable: list[list[Sentence]] = [[] for _ in articles]
    known = {}
    for candidate in pool:
        if candidate.sentence.block.kind in BODY and candidate.label != "none":
            quotable[candidate.article].append(candidate.sentence)
            known[candidate.sentence] = candidate
    found = differences(articles, quotable, {s: c.score.value for s, c in known.items()})
    room = WORDS.get(options.template, 10**6)
    if options.query.words is not None:
        room = min(room, int(SHARE * options.query.words))
    if options.query.sentences is not None:
        most = min(most, options.query.sentences // 8)
    kept: list[Difference] = []
    for difference in found:
        room_left = room - words_of(difference)
        if len(kept) < most and room_left >= 0:
            kept.append(_explained(difference, known))
            room = room_left
    return tuple(kept)


def words_of(difference: Difference) -> int:
    """Words that a difference quotes."""
    return sum(count_words(side.statement.text) for side in difference.sides)


def _explained(difference: Difference, known: dict[Sentence, Candidate]) -> Difference:
    """The difference with scores, and with glosses of words that refer to other sentences."""
    sides = []
    for side in difference.sides:
        candidate = known[side.statement.sentence]
        statement = replace(
            side.statement,
            score=candidate.score.value,
            reasons=candidate.score.reasons,
            glosses=candidate.references.glosses,
        )
        sides.append(replace(side, statement=statement))
    return replace(difference, sides=tuple(sides))
