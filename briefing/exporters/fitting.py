"""Making a brief shorter: the statements with the lowest scores go first, the bottom line stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.exporters.json import DECIMALS
from briefing.measure import fill
from briefing.model import numbered

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from briefing.model import Brief, Section, Statement

_CERTAIN = 1.02  # the estimate of a page is good to a line or so, and a page beyond this need not be tried


def trim(brief: Brief, pages: int) -> Brief:
    """Leave out what certainly has no room on so many pages; the rest is for the printer to try."""
    while fill(brief) > pages * _CERTAIN:
        shorter = without(brief)
        if shorter is brief:
            break
        brief = shorter
    return brief


def without(brief: Brief, share: float = 0.0) -> Brief:
    """Leave out the statements with the lowest scores, the later one of two equal ones first.

    Args:
        brief: the brief.
        share: how much of it is too much, from 0 to 1; at least one statement goes, and half of this share of
            all, so that a long brief is not tried again for each of its statements.

    Returns:
        The rest, renumbered; `brief` itself where only the bottom line is left. The differences between sources
        go last, the weightiest at the very end.
    """
    loose = [s for s in brief.statements() if s.number != brief.bottom_line]
    loose.sort(key=lambda s: (round(s.score, DECIMALS), -s.number))
    gone = {s.number for s in loose[: max(1, int(len(loose) * share / 2))]}
    if gone:
        return keep(brief, {s.number for s in brief.statements()} - gone)
    return replace(brief, differences=brief.differences[:-1]) if brief.differences else brief


def keep(brief: Brief, numbers: AbstractSet[int]) -> Brief:
    """The brief with those statements only, numbered from 1 in the same order.

    Args:
        brief: the brief.
        numbers: of the statements to keep.
    """
    order = {number: i for i, number in enumerate(sorted(numbers), 1)}
    sections = tuple(kept for s in brief.sections if (kept := _keep(s, order)) is not None)
    bottom_line = order.get(brief.bottom_line) if brief.bottom_line is not None else None
    differences = numbered(brief.differences, len(order) + 1)
    return replace(brief, sections=sections, bottom_line=bottom_line, differences=differences)


def _keep(section: Section, order: dict[int, int]) -> Section | None:
    """A section with the statements that have a place in `order`, None where none is left."""

    def renumbered(statement: Statement) -> Statement:
        return replace(statement, number=order[statement.number])

    statements = tuple(renumbered(s) for s in section.statements if s.number in order)
    subsections = tuple(kept for s in section.subsections if (kept := _keep(s, order)) is not None)
    if not statements and not subsections:
        return None
    return replace(section, statements=statements, subsections=subsections)
