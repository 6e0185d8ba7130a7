"""PDF documents: lines with their places by PDFium, pages and paragraphs by `pdf_layout`."""

from __future__ import annotations

import ctypes
import re
from contextlib import closing
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.errors import TooLarge, UnreadableDocument
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.pdf_layout import Line, paragraphs
from briefing.readers.pieces import BETWEEN_CELLS, assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Document

BOLD = 600
"""From this weight on, letters are bold."""

UPRIGHT = 0.2
"""Letters turned by more than this angle, in radians, are a stamp across the page and no text of it."""

CELLS = 1.5
"""A gap of so many sizes between two letters of a line parts cells of a table."""

# What PDFium puts for a hyphen at the end of a line.
_HYPHEN = 0x02
_BREAKS = (0x0A, 0x0D)
_PASSWORD = 4
_LETTERS = {
    _HYPHEN: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document]:
    """Read one PDF.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: `pages` of them counts here.

    Raises:
        InputError: if it is damaged, protected by a password, over a limit, or has no text layer.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        opened = PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableDocument(uri, "is protected by a password") from error
        raise UnreadableDocument(uri, "is a damaged PDF") from error
    with closing(opened):
        count = len(opened)
        if count > limits.pages:
            raise TooLarge(uri, f"has {count} pages, more than {limits.pages} (--max-pages)")
        pages: list[list[Line]] = []
        broken = []
        for i in range(count):
            try:
                pages.append(_lines(opened, i))
            except PdfiumError:
                pages.append([])
                broken.append(i + 1)
        title = str(opened.get_metadata_dict().get("Title", ""))
    if not any(pages):
        if len(broken) == count:
            raise UnreadableDocument(uri, "is a damaged PDF: none of its pages can be read")
        words = f"{count} pages" if count > 1 else "1 page"
        raise UnreadableDocument(
            uri, f"has no text layer on its {words}: a scan, whose text is to be recognised first"
        )
    empty = [i + 1 for i, lines in enumerate(pages) if not lines and i + 1 not in broken]
    notes = []
    if broken:
        notes.append(f"{_pages(broken)} cannot be read")
    if empty:
        notes.append(f"{_pages(empty)} without a text layer")
    pieces = paragraphs(pages)
    shown = " ".join(p.text for p in pieces[:10]).casefold()
    if not title.strip() or " ".join(title.split()).casefold() not in shown:
        title = ""  # a title that the pages do not show is often that of the form it was written on
    yield assemble(pieces, uri=uri, data=data, title=title, notes=notes)


def _finite(edge: float) -> float:
    """An edge, or 0 where a damaged matrix made it no number: the letter is not lost."""
    return edge if isfinite(edge) else 0.0


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _lines(opened: Any, index: int) -> list[Line]:
    """The lines of a page, in the order of its content."""
    from pypdfium2 import raw

    with closing(opened[index]) as page, closing(page.get_textpage()) as text_page:
        handle = text_page.raw
        height = page.get_height()
        found: list[Line] = []
        letters: list[_Letter] = []
        box = raw.FS_RECTF()
        for i in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, i)
            if code in _BREAKS:
                _close(handle, letters, found, height)
            elif (
                code
                and abs(raw.FPDFText_GetCharAngle(handle, i)) <= UPRIGHT
                and raw.FPDFText_GetLooseCharBox(handle, i, ctypes.byref(box))
            ):
                edges = map(_finite, (box.left, box.right, box.bottom, box.top))
                letters.append(_Letter(_letter(code), i, *edges))
                if code == _HYPHEN:
                    _close(handle, letters, found, height)
        _close(handle, letters, found, height)
    return found


class _Letter(NamedTuple):
    """A character of a page, and its box."""

    text: str
    at: int
    left: float
    right: float
    low: float
    high: float


def _letter(code: int) -> str:
    """A character; a surrogate is lost, and a ligature is its letters."""
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return _LETTERS.get(code, chr(code))


def _close(handle: Any, letters: list[_Letter], found: list[Line], height: float) -> None:
    """Make the letters gathered so far a line."""
    ink = [x for x in letters if not x.text.isspace()]
    if ink:
        size = median(x.high - x.low for x in ink)
        text, cells = [], False
        edge = ink[0].right
        for letter in letters:
            if not letter.text.isspace() and letter.left - edge > CELLS * size:
                text.append(BETWEEN_CELLS)
                cells = True
            if not letter.text.isspace():
                edge = letter.right
            text.append(letter.text)
        found.append(
            Line(
                text=" ".join("".join(text).split()),
                left=min(x.left for x in ink),
                right=max(x.right for x in ink),
                base=median(x.low for x in ink),
                size=size,
                bold=_is_bold(handle, ink[0].at) and _is_bold(handle, ink[-1].at),
                height=height,
                cells=cells,
            )
        )
    letters.clear()


def _is_bold(handle: Any, index: int) -> bool:
    """Whether a letter is bold, by the weight or the name of its font."""
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(handle, index) >= BOLD:
        return True
    name = ctypes.create_string_buffer(100)
    length = raw.FPDFText_GetFontInfo(handle, index, name, len(name), None)
    return 0 < length <= len(name) and bool(_BOLD_NAME.search(name.value))
