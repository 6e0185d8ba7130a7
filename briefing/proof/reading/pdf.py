"""PDF documents, of whatever program: lines in the order of the page's content, and the paragraphs that they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from briefing.errors import TooLarge, UnreadableDocument
from briefing.proof.citations import without_references
from briefing.proof.labels import begins_anew, is_closed, is_handle, is_head_row, is_heading
from briefing.proof.printed import Passage, Printed
from briefing.readers.limits import DEFAULT

_EDGE = 0.1  # of a page's height, at top and bottom, in which running lines stand
_APART = 1.75  # line heights from one line of a paragraph to the next, at most
_LOOSE = 1.2  # times the usual distance of lines, at most
_FARTHEST = 40  # points from one line of a paragraph to the next
_SHORT = 0.72  # of the width of the column: a line that ends a sentence here ends its paragraph
_SAMPLED = 12  # characters of a line whose boxes are looked at
_SAME = 0.25  # by which the sizes of the lines of a paragraph may differ
_HALF_DATE = 16  # characters of half a date, at most
_OTHER_HALF = 16  # lines after it among which the other half is
_LINE_END = re.compile("[\x02\ufffe]$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of print; distances in points from the lower left corner of its page."""

    page: int
    text: str
    left: float
    right: float
    low: float
    high: float
    height: float

    @property
    def size(self) -> float:
        return self.high - self.low


def read(data: bytes, name: str, *, pages: int = DEFAULT.pages) -> Printed:
    """The text layer of a document.

    Args:
        data: the file.
        name: of the file.
        pages: how many it may have.

    Raises:
        TooLarge: if it has too many pages.
        UnreadableDocument: if it is damaged, protected by a password, or has no text layer.
    """
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "is protected by a password" if "password" in str(error).lower() else "is a damaged PDF"
        raise UnreadableDocument(name, reason) from error
    with closing(opened):
        if len(opened) > pages:
            raise TooLarge(name, f"has more than {pages} pages (--max-pages)")
        try:
            lines = [line for i in range(len(opened)) for line in _lines(opened, i)]
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(name, "is a damaged PDF") from error
        count = len(opened)
    if not lines:
        raise UnreadableDocument(name, "has no text layer: it is a scan")
    running = _running(lines, count)
    body = [line for line in lines if line not in running]
    passages = [Passage(text, f"page {page}") for page, text in _paragraphs(body)]
    passages += [
        Passage(text, "every page", "running") for text in dict.fromkeys(line.text for line in running)
    ]
    return Printed(name, "pdf", tuple(passages))


def _lines(opened: Any, number: int) -> Iterator[_Line]:
    with closing(opened[number]) as page, closing(page.get_textpage()) as text_page:
        height = page.get_height()
        total = text_page.count_chars()
        text = text_page.get_text_range(0, total) if total else ""
        if len(text) != total:
            # A character beyond the Basic Multilingual Plane counts as two: then places are taken one by one.
            text = "".join(_character(text_page, i) for i in range(total))
        at = 0
        for piece in re.split(r"(\r\n|\r|\n|(?<=[\x02\ufffe]))", text):
            if piece.strip():
                boxes = [text_page.get_charbox(at + i, loose=True) for i in _sampled(piece)]
                highs = [b[3] for b in boxes]
                lows = [b[1] for b in boxes]
                shown = _LINE_END.sub("-", piece.strip())
                yield _Line(number + 1, shown, boxes[0][0], boxes[-1][2], median(lows), median(highs), height)
            at += len(piece)


def _character(text_page: Any, index: int) -> str:
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(text_page.raw, index)
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF or not code else chr(code)


def _sampled(piece: str) -> list[int]:
    """Some characters of a line that are no white space, the first and the last among them."""
    seen = [i for i, c in enumerate(piece) if not c.isspace()]
    step = max(1, len(seen) // _SAMPLED)
    return sorted({seen[0], *seen[::step], seen[-1]})


def _running(lines: Sequence[_Line], pages: int) -> frozenset[_Line]:
    """Lines at the edge of a page that come again, but for numbers, on most pages."""
    edge = [line for line in lines if min(line.low, line.height - line.high) < _EDGE * line.height]
    if pages == 1:
        return frozenset()
    seen = Counter(key for key, _ in {(_key(line), line.page) for line in edge})
    return frozenset(line for line in edge if seen[_key(line)] * 2 >= pages and seen[_key(line)] > 1)


def _key(line: _Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.low / 4)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """Page and text of each paragraph from the top of the first page on; a line break stays where a line ends.

    What stands at the side of a paragraph, its number or its reference, is put before and behind it.
    """
    lines = _with_whole_dates(lines)
    aside = [line for line in lines if _is_aside(line.text)]
    handles = [line for line in aside if is_handle(line.text)]
    rest = [line for line in lines if not _is_aside(line.text)]
    runs = _runs(rest, frozenset(line for line in rest if any(_leads(h, line) for h in handles)))
    before: dict[int, str] = {}
    behind: dict[int, str] = {}
    alone: list[list[_Line]] = []
    for line in aside:
        owner = _beside(line, runs)
        if owner is None:
            alone.append([line])
        elif line.left < runs[owner][0].left:
            before[owner] = f"{before.get(owner, '')}{line.text} "
        else:
            behind[owner] = f"{behind.get(owner, '')} {line.text}"
    made = [(run, before.get(i, "") + _joined(run) + behind.get(i, "")) for i, run in enumerate(runs)]
    made += [(run, _joined(run)) for run in alone]
    made.sort(key=lambda m: (m[0][0].page, -round(m[0][0].high), m[0][0].left))
    for run, text in made:
        yield run[0].page, text


def _with_whole_dates(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, with a date in a narrow column, set in two of them, as one."""
    lower: dict[_Line, _Line] = {}
    for i, line in enumerate(lines):
        if len(line.text) > _HALF_DATE or is_handle(line.text):
            continue
        for other in lines[i + 1 : i + _OTHER_HALF]:
            under = other.page == line.page and abs(other.left - line.left) < 1
            if under and 0 < line.low - other.low < _APART * line.size and other not in lower.values():
                if is_handle(f"{line.text} {other.text}"):
                    lower[line] = other
                break
    taken = set(lower.values())
    whole = (replace(a, text=f"{a.text} {lower[a].text}") if a in lower else a for a in lines)
    return [new for old, new in zip(lines, whole, strict=True) if old not in taken]


def _is_aside(text: str) -> bool:
    """Whether a line is no more than a number, a date, or references."""
    rest, cited = without_references(text)
    return (bool(cited) and not rest.strip(" ,;()")) or is_handle(text)


def _leads(handle: _Line, line: _Line) -> bool:
    """Whether a number stands in front of a line."""
    level = abs(handle.low - line.low) < 0.5 * line.size
    return level and handle.page == line.page and handle.left < line.left


def _beside(aside: _Line, runs: Sequence[Sequence[_Line]]) -> int | None:
    """Which paragraph has a line at the height of a line at the side of it, or one just above."""
    best: tuple[float, int] | None = None
    for i, run in enumerate(runs):
        for line in run:
            drop = line.low - aside.low
            if line.page == aside.page and -0.5 * line.size < drop < 2.5 * line.size:
                best = min(best or (9e9, 0), (abs(drop), i))
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class _Measure:
    """Of all lines: the left edge, the width, and the usual distance from line to line."""

    left: float
    width: float
    leading: float

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Measure:
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=0.0)
        drops = (a.low - b.low for a, b in pairwise(lines) if a.page == b.page)
        usual = Counter(round(drop) for drop in drops if 0 < drop < _FARTHEST).most_common(1)
        return cls(left, right - left, float(usual[0][0]) if usual else 0.0)


def _runs(lines: Sequence[_Line], first: frozenset[_Line]) -> list[list[_Line]]:
    """The lines by paragraphs; those of `first` begin one."""
    measure = _Measure.of(lines)
    runs: list[list[_Line]] = []
    for line in lines:
        if runs and line not in first and _goes_on(runs[-1], line, measure):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _goes_on(run: Sequence[_Line], line: _Line, measure: _Measure) -> bool:
    last = run[-1]
    text = _joined(run)
    if line.page != last.page:
        open_ended = not (is_closed(text) or _ends_in_reference(text))
        return open_ended and line.page == last.page + 1 and not is_heading(line.text)
    drop = last.low - line.low
    if abs(drop) < 0.5 * max(last.size, line.size):
        return line.left >= last.left
    if drop < 0 or drop > max(_APART * max(last.size, line.size), _LOOSE * measure.leading):
        return False
    if abs(line.size - last.size) > _SAME * last.size or _ends_in_reference(text):
        return False
    short = last.right < measure.left + _SHORT * measure.width
    if is_heading(text) or is_head_row(text) or ((is_closed(text) or short) and begins_anew(line.text)):
        return False
    return not (is_closed(text) and short and line.text[:1].isupper())


def _ends_in_reference(text: str) -> bool:
    rest, cited = without_references(text)
    return bool(cited) and cited[-1].at >= len(rest.rstrip())


def _joined(run: Sequence[_Line]) -> str:
    """The lines as one text; two on one height stand apart by a blank."""
    text = run[0].text
    for before, line in pairwise(run):
        beside = before.page == line.page and abs(before.low - line.low) < 0.5 * line.size
        text += (" " if beside else "\n") + line.text
    return text
