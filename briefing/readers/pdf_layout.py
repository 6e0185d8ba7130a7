"""From the lines of printed pages to paragraphs.

A page holds letters at places; that some of them are one paragraph shows in the distance of the lines, in short last
lines and in indents. What stands at the head or foot of page after page belongs to the paper, not to the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from briefing.layout import looks_like_heading
from briefing.readers.pieces import BETWEEN_CELLS, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.layout import BlockKind

MARGIN = 0.12
"""Running heads and feet stand within this share of the height of a page from its edge."""

EDGE_LINES = 3
"""So many lines at each edge of a page may be running heads or feet."""

PAGES = 0.5
"""What repeats on this share of the pages, two at the least, is a running head or foot."""

GAP = 1.35
"""Lines that stand this much farther apart than is usual end a paragraph."""

BODY_SIZE = 1.12
"""Lines so many times as large as the body text are headings."""

SAME_SIZE = 0.08
"""Lines whose sizes differ by no more than this share can be one paragraph."""

INDENT = 0.8
"""A first line is indented by at least so many times the size of its letters, and by less than a tab of six."""

ROOM = 1.5
"""A line that leaves so many sizes more room than the next word needs is the last of its paragraph."""

JUSTIFIED = 3
"""So many lines of a page that end at the same place are set to both edges."""

_CLOSED = re.compile(r"""[.!?…:;。！？؟।][\])}"'”’»›*\d]*$""")
_ITEM = re.compile(r"(?:[•●▪■◦‣⁃∙·➢➤►*–—-]|\uf0b7|\(?\d{1,3}[.)]|\(?[a-z][.)]|[ivx]{1,5}\.)\s")
_BULLET = re.compile(r"[•●▪■◦‣⁃∙·➢➤►*–—-]|\uf0b7|\uf0a7")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = ("\u00ad", "\u2010")
_HYPHENS = ("-", *_MARKED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Attributes:
        text: its words; a hyphen at its end may be there for the line break alone.
        left, right: its edges, in points.
        base: where its letters stand, in points from the bottom of the page.
        size: height of its letters, in points.
        bold: whether all of it is bold.
        height: of its page, in points.
        cells: whether gaps part it into cells of a table.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    height: float
    cells: bool = False


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """Paragraphs and headings of a document.

    Args:
        pages: lines of each page, in reading order.

    Returns:
        The pieces, each with the page that it begins on. Running heads, feet and page numbers are left out.
    """
    set_right = [_unspaced(_bulleted(lines)) for lines in pages]
    # A document of nothing but heads keeps them.
    kept = next(x for x in (_without_running(set_right), set_right) if any(x))
    every = [line for lines in kept for line in lines]
    body = _usual(every)
    leading = _leading(kept, body)
    words = _vocabulary(every)
    # Where a program marks the hyphens that it puts in itself, the plain ones are the writer's.
    marked = any(x.text[-1:] in _MARKED for x in every)
    groups: list[tuple[list[Line], int]] = []
    for number, lines in enumerate(kept, start=1):
        before: Line | None = None
        for line, right in zip(lines, _margins(lines), strict=True):
            if before is None:
                goes_on = bool(groups) and _runs_over(groups[-1][0][-1], line, body)
            else:
                goes_on = not _parts(before, line, groups[-1][0][0], leading, right)
            if goes_on:
                groups[-1][0].append(line)
            else:
                groups.append(([line], number))
            before = line
    return [Piece(_kind(lines, body), _joined(lines, words, marked=marked), page) for lines, page in groups]


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what repeats at their edges."""
    edges = [_edges(lines) for lines in pages]
    counts: Counter[tuple[str, int]] = Counter()
    for edge in edges:
        counts.update({_mark(line) for line in edge})
    many = max(2, PAGES * sum(bool(lines) for lines in pages))
    kept: list[list[Line]] = []
    for lines, edge in zip(pages, edges, strict=True):
        running = {id(x) for x in edge if counts[_mark(x)] >= many or not any(map(str.isalpha, x.text))}
        kept.append([x for x in lines if id(x) not in running])
    return kept


def _bulleted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, with each bullet that was set as a line of its own put before the line that it marks."""
    bullets = [x for x in lines if _BULLET.fullmatch(x.text)]
    found = []
    for line in lines:
        if line in bullets:
            continue
        mark = next(
            (
                b
                for b in bullets
                if abs(b.base - line.base) < line.size / 2 and 0 < line.left - b.left < 4 * line.size
            ),
            None,
        )
        found.append(line if mark is None else replace(line, text=f"{mark.text} {line.text}"))
    return found


def _unspaced(lines: list[Line]) -> list[Line]:
    """The lines of a page, with gaps that only the setting to both edges has made taken for spaces.

    Lines without a gap then end at the same place.
    """
    edges = Counter(round(x.right) for x in lines if not x.cells)
    return [
        replace(x, cells=False, text=x.text.replace(BETWEEN_CELLS, " "))
        if x.cells and sum(edges[round(x.right) + d] for d in (-1, 0, 1)) >= JUSTIFIED
        else x
        for x in lines
    ]


def _edges(lines: Sequence[Line]) -> list[Line]:
    """Lines at the head and at the foot of a page."""
    ordered = sorted(lines, key=lambda x: -x.base)
    head = [x for x in ordered[:EDGE_LINES] if x.base > (1 - MARGIN) * x.height]
    foot = [x for x in ordered[-EDGE_LINES:] if x.base < MARGIN * x.height]
    return [*head, *foot]


def _mark(line: Line) -> tuple[str, int]:
    """What makes two lines of different pages the same: words without numbers, and the height they stand at."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.base / 6)


def _usual(lines: Iterable[Line]) -> float:
    """Size of the letters that most of the text is set in."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return max(weights, key=lambda size: (weights[size], size), default=0.0)


def _leading(pages: Iterable[Sequence[Line]], body: float) -> float:
    """Usual distance of the lines of body text."""
    steps = [
        a.base - b.base
        for lines in pages
        for a, b in pairwise(lines)
        if abs(a.size - body) < SAME_SIZE * body and 0 < a.base - b.base < 3 * body
    ]
    # Paragraphs of one line each would make the gap between them look usual.
    return min(median(steps), 1.6 * body) if steps else 1.2 * body


def _parts(before: Line, line: Line, first: Line, leading: float, right: float) -> bool:
    """Whether a paragraph, whose first line is `first`, ends between two lines of a page."""
    if before.cells or line.cells:
        return True
    larger = max(before.size, line.size)
    apart = abs(before.size - line.size)
    # A line with a raised number in it may be somewhat larger than its neighbours.
    if before.bold != line.bold or apart > 0.25 * larger:
        return True
    if apart > SAME_SIZE * larger and _CLOSED.search(before.text):
        return True
    step = before.base - line.base
    if step < -0.5 * larger:  # the next column
        return not _runs_over(before, line, line.size)
    if step < 0.5 * larger:  # beside it
        return line.left > before.right + 3 * larger
    if step > GAP * max(leading, 1.05 * larger):
        return True
    if _ITEM.match(line.text) and (_ITEM.match(first.text) or _CLOSED.search(before.text)):
        return True
    if line.text[:1].islower() or before.text[-1:] in _HYPHENS:
        return False
    word = len(line.text.split(None, 1)[0]) * 0.5 * line.size
    if before.right + word + ROOM * line.size < right and _CLOSED.search(before.text):
        return True
    indent = line.left - before.left
    return bool(_CLOSED.search(before.text)) and INDENT * line.size < indent < 6 * line.size


def _margins(lines: Sequence[Line]) -> list[float]:
    """For each line of a page, where the column that it stands in ends."""
    margins: list[float] = []
    column: list[Line] = []
    for line in lines:
        if column and line.base > column[-1].base + line.size:
            margins += [max(x.right for x in column)] * len(column)
            column = []
        column.append(line)
    return margins + [max((x.right for x in column), default=0.0)] * len(column)


def _runs_over(before: Line, line: Line, body: float) -> bool:
    """Whether a paragraph goes on from the foot of a page or column to the head of the next one."""
    if (
        abs(before.size - line.size) > SAME_SIZE * max(before.size, line.size, body)
        or before.bold != line.bold
    ):
        return False
    if _CLOSED.search(before.text) or _ITEM.match(line.text):
        return False
    return line.text[:1].islower() or before.text[-1:] in _HYPHENS or not looks_like_heading(before.text)


def _kind(lines: Sequence[Line], body: float) -> BlockKind:
    text = " ".join(x.text for x in lines)
    if lines[0].cells:
        return "table"
    if _ITEM.match(text):
        return "list-item"
    large = lines[0].size > BODY_SIZE * body
    if len(lines) <= 3 and (large or all(x.bold for x in lines)) and looks_like_heading(text):
        return "heading"
    return "paragraph"


def _vocabulary(lines: Iterable[Line]) -> Counter[str]:
    """Words and hyphenated words of the text, as they stand inside its lines."""
    words: Counter[str] = Counter()
    for line in lines:
        for word in line.text.casefold().split()[1:-1]:  # at the edges there are halves of words
            bare = word.strip("""()[]"'“”‘’«».,;:!?""")
            words[bare] += 1
    return words


def _joined(lines: Sequence[Line], words: Counter[str], *, marked: bool) -> str:
    """The words of a paragraph, parted words joined."""
    text = lines[0].text
    for line in lines[1:]:
        if text[-1:] in _HYPHENS and len(text) > 1 and text[-2].isalpha() and line.text[:1].isalpha():
            if text[-1] in _MARKED:
                text = text[:-1] + line.text
            elif marked:
                text += line.text
            else:
                text = _rejoined(text[:-1], line.text, words)
        else:
            text = f"{text} {line.text}"
    return text.replace("\u00ad", "")


def _rejoined(text: str, following: str, words: Counter[str]) -> str:
    """Two lines made one where a hyphen parts them: without it, unless the document itself writes it."""
    head = re.split(r"\s", text)[-1].casefold().lstrip("""("'“‘«[""")
    match = _WORD.match(following)
    tail = match.group().casefold() if match else ""
    joined, hyphened = words[head + tail], words[f"{head}-{tail}"]
    both = words[head] and words[tail] and len(head) > 2 and len(tail) > 3
    capital = following[:1].isupper()
    keep = hyphened > joined or (not joined and (bool(both) or capital or "-" in head))
    return f"{text}-{following}" if keep else text + following
