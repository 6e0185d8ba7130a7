"""The list of contents of a long DOCX: a field, with the lines that stand until an office suite computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.exporters.blocks import (
    BottomLine,
    Contents,
    Limits,
    People,
    Point,
    Sources,
    Statements,
    Timeline,
)
from briefing.typefaces import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.exporters.blocks import Block, Outline
    from briefing.exporters.docx_markup import Markup

# The levels that the field collects; the bottom line has its place on page one and is not among them.
_FIELD = 'TOC \\o "1-2" \\h \\z'

# Of the printed page, in mm: what stands above the blocks, and what holds the text of the others.
_PAGE, _HEAD = 252.0, 38.0
# A little wider than they are: Cambria and Calibri run narrower than our faces.
_WIDTH, _TEXT_WIDTH = 178.0, 164.0
_LINE, _SMALL_LINE = 4.75, 4.1
_HEADING, _SUBHEADING, _BETWEEN, _BOX = 10.4, 6.6, 1.3, 16.0
_BODY, _LARGE, _SMALL = 10.0, 11.5, 9.0  # points


def place(block: int) -> str:
    """Name of the bookmark at the heading of a block."""
    return f"_Toc{100_000_000 + block}"


def contents(block: Contents, printed: Outline, markup: Markup) -> Iterator[str]:
    """The heading and the lines, each with the page as far as it can be told before the document is set.

    Args:
        block: the list.
        printed: what it is the list of.
        markup: the document's elements and styles.
    """
    pages = _pages(printed.blocks)
    yield markup.paragraph("TOC Heading", markup.run(block.heading))
    begin, end = markup.field_around(_FIELD)
    last = len(block.entries) - 1
    for i, entry in enumerate(block.entries):
        page = markup.field(f"PAGEREF {place(entry.block)} \\h", str(pages[entry.block]))
        inside = f"{markup.run(entry.text)}{markup.tab()}{page}"
        line = markup.linked(inside, place(entry.block), entry.text)
        runs = (begin if i == 0 else "", line, end if i == last else "")
        yield markup.paragraph(f"toc {entry.level - 1}", *runs, text=entry.text)


def _pages(blocks: tuple[Block, ...]) -> list[int]:
    """The page that each block begins on, by an estimate that is right to a page."""
    found, taken = [], _HEAD
    for block in blocks:
        found.append(1 + int(taken / _PAGE))
        taken += _height(block)
    return found


def _height(block: Block) -> float:
    match block:
        case BottomLine():
            return _BOX + lines(block.point.statement.text, _TEXT_WIDTH, _LARGE) * _LINE * _LARGE / _BODY
        case Contents():
            return _HEADING + len(block.entries) * _SMALL_LINE
        case Statements():
            heading = _HEADING if block.level == 2 else _SUBHEADING
            return heading + sum(map(_statement, block.points))
        case Timeline():
            return 2 * _HEADING + sum(_statement(point) + _BETWEEN for point in block.points)
        case People():
            return 2 * _HEADING + len(block.people) * (_LINE + _BETWEEN)
        case Limits():
            return _HEADING + sum(
                lines(x, _WIDTH, _SMALL, "sans") * _SMALL_LINE + _BETWEEN for x in block.lines
            )
        case Sources():
            told = (f"{s.title} {s.details}" for s in block.sources)
            return _HEADING + sum(lines(x, _WIDTH, _SMALL, "sans") * _SMALL_LINE + _BETWEEN for x in told)
        case _:
            return 0.0


def _statement(point: Point) -> float:
    text = "".join(piece.text for piece in point.pieces)
    return lines(f"{text} {point.reference.text}", _TEXT_WIDTH, _BODY) * _LINE + _BETWEEN
