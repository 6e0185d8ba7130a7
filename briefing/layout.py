"""How plain text falls into blocks, by its white space alone; and the one normalisation that text undergoes.

A typist parts paragraphs in one of three ways: by blank lines, by one line a paragraph, or by short last
lines and indents where lines are broken at a margin. `blocks` finds out which, line break by line break, with
the margin estimated from the document itself. What words say ("Photo:", "Read also") is not looked at here:
that is the business of the segmenters, which know languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BlockKind = Literal[
    "heading", "paragraph", "list-item", "quote", "caption", "table", "dateline", "byline", "boilerplate"
]
"""What a stretch of text is. Statements come from paragraphs, list items, quotes and tables only."""

BODY: frozenset[BlockKind] = frozenset({"paragraph", "list-item", "quote", "table"})
"""The kinds that are body text: they are numbered, and statements come from them."""

WRAP = 120
"""Text is broken at a margin of at most so many characters; with longer lines, each line is a paragraph."""

HEADING_CHARACTERS = 120
"""A heading is at most so long ..."""

HEADING_WORDS = 16
"""... and has at most so many words ..."""

LEAD_IN_WORDS = 5
"""... or so many if it ends in a colon; a longer one is the sentence that leads a list in."""

RUNNING = 50
"""In double-spaced text, a line of so many characters without a full stop goes on if a small letter follows."""

LIST_LINES = 3
"""So many short lines in a row, with no blank one between them, are a list without bullets."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that no sentence crosses.

    Attributes:
        kind: what it is.
        start: first character in `Document.text`.
        end: one past the last.
        number: the paragraph's number as it is printed (¶), from 1. Numbered are the blocks of body text, in
            order; a heading, a caption or a dateline carries the number of the paragraph it belongs to.
        page: the page of the original where there were pages, from 1.
    """

    kind: BlockKind
    start: int
    end: int
    number: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; `indent` counts what stood before it."""

    start: int
    end: int
    indent: int
    text: str


# Controls cannot be printed, nor written into XML; a byte order mark inside a text is as good as a space. Overrides of
# the direction of writing and tags make a text look other than it reads.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u206f\U000e0000-\U000e007f]"
)
# Neither can lone surrogates and noncharacters, but they stand for something lost, and that must show.
_PLANES = "".join(chr(plane | end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_LOST = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")

_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_EDGE = re.compile(rf"[\s{_INVISIBLE}]*")
_GLYPH = re.compile(r"(?:[-*+•●▪■◦‣⁃∙·➢➤►–—])(?:[ \t\u00a0]+)(?=\S)")
_ENUMERATOR = re.compile(
    r"(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|\(?[a-z][.)]|\((?:[ivx]{1,5}|[A-Z])\)|[ivx]{1,5}[.)])[ \t\u00a0]+(?=\S)"
)
_CLOSED = re.compile(r"""[.!?…:;。！？؟।][\])}"'’”»›*_]*$""")
_STOP = re.compile(r"""[.!?…;,。！？؟।，؛၊-][\])}"'’”»›*_]*$""")
_INNER_STOP = re.compile(r"""[a-zß-ÿ0-9"”’)][.!?]["”’)]*\s+["“‘(]*[A-ZÀ-Þ]""")
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]")


def normalise(text: str) -> str:
    r"""Printable text of the same length, so that offsets in the text as it was given stay true.

    Control characters, overrides of the direction of writing among them, become spaces, all kinds of line end
    "\n" ("\r\n" becomes " \n"), and what no document format can hold (lone surrogates, noncharacters) becomes
    U+FFFD, one by one.
    """
    if all(map(str.isprintable, text.split("\n"))):
        return text
    text = _BREAK.sub("\n", text.replace("\r\n", " \n"))
    return _LOST.sub("\ufffd", _CONTROL.sub(" ", text))


def controls(text: str) -> int:
    """How many control characters `normalise` takes out of a text, byte order marks not counted."""
    return sum(len(run) - run.count("\ufeff") for run in _CONTROL.findall(text))


def one_line(text: str) -> str:
    """A name or a title as it can be printed: normalised, on one line, without white space at its ends."""
    return " ".join(normalise(text).split())


def blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The paragraphs, headings and list items of plain text.

    Args:
        text: normalised text.
        start: where the quotable text begins; nothing before it lies in a block.

    Returns:
        Blocks in order, disjoint, numbered, none with white space at its ends. All text from `start` on is
        covered but white space, invisible characters and the bullets of list items.
    """
    chunks = _joined(_chunks(text, start))
    margin = _margin(chunks)
    found: list[Block] = []
    for chunk in chunks:
        parts = [_block(text, lines) for lines in _paragraphs(chunk, margin)]
        found.extend(_listed(parts) if found else parts)
    if not any(b.kind in BODY for b in found):
        found = [replace(b, kind="paragraph") for b in found]
    # What goes on with a small letter was not the end of a heading.
    for i, (above, below) in enumerate(pairwise(found)):
        if above.kind == "heading" and text[below.start].islower():
            found[i] = replace(above, kind="paragraph")
    return numbered(found)


def _listed(parts: Sequence[Block]) -> Iterable[Block]:
    """The blocks of a run of lines: headings stand alone, and several in a row are the lines of a list."""
    for kind, group in groupby(parts, key=lambda b: b.kind):
        row = list(group)
        many = kind == "heading" and len(row) >= LIST_LINES
        yield from (replace(b, kind="list-item") if many else b for b in row)


def numbered(found: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their paragraph numbers: body text counts on, the rest goes with what follows it."""
    total = sum(b.kind in BODY for b in found)
    result, passed = [], 0
    for block in found:
        passed += block.kind in BODY
        number = passed if block.kind in BODY else min(passed + 1, max(total, 1))
        result.append(Block(block.kind, block.start, block.end, number, block.page))
    return tuple(result)


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone is short and does not end as a sentence does."""
    words = text.split()
    if len(text) > HEADING_CHARACTERS or len(words) > HEADING_WORDS or _STOP.search(text):
        return False
    if text.endswith(":") and len(words) > LEAD_IN_WORDS:
        return False
    return not _INNER_STOP.search(text) and any(c.isalnum() for c in text)


def _chunks(text: str, start: int) -> list[list[_Line]]:
    """Runs of lines without a blank one between them."""
    chunks: list[list[_Line]] = [[]]
    at = start
    for raw in text[start:].split("\n"):
        first = _edge(raw)
        if first == len(raw):
            chunks.append([])
        else:
            end = len(raw) - _edge(raw[::-1])
            chunks[-1].append(_Line(at + first, at + end, first, raw[first:end]))
        at += len(raw) + 1
    return [c for c in chunks if c]


def _joined(chunks: list[list[_Line]]) -> list[list[_Line]]:
    """The runs; in double-spaced text, those made one that a blank line parts in the middle of a sentence."""
    runs_on = [
        len(a[-1].text) >= RUNNING and b[0].text[0].islower() and not _CLOSED.search(a[-1].text)
        for a, b in pairwise(chunks)
    ]
    if sum(runs_on) < 3 or 4 * sum(runs_on) < len(runs_on):
        return chunks
    result = [list(chunks[0])]
    for chunk, running in zip(chunks[1:], runs_on, strict=True):
        if running:
            result[-1].extend(chunk)
        else:
            result.append(list(chunk))
    return result


def _edge(line: str) -> int:
    match = _EDGE.match(line)
    return match.end() if match else 0


def _margin(chunks: Iterable[Sequence[_Line]]) -> int:
    """The width at which the text was broken into lines; 0 where it was not, and each line is a paragraph."""
    pairs = [(a, b) for c in chunks for a, b in pairwise(c) if not _is_item(b.text)]
    if not pairs:
        return 0
    widths = sorted(_width(a) for a, _ in pairs)
    margin = widths[int(0.9 * (len(widths) - 1))]
    filled = sum(_width(a) + 1 + _first_word(b) > margin for a, b in pairs)
    running = sum(2 * _width(a) >= margin and not _CLOSED.search(a.text) for a, _ in pairs)
    # Where all lines begin with capitals, they are a list; unless the text has nothing but capitals, or no case.
    small = sum(not b.text[0].isupper() or a.text.isupper() for a, b in pairs)
    wrapped = margin <= WRAP and 2 * min(filled, running) >= len(pairs) and 4 * small >= len(pairs)
    return margin if wrapped else 0


def _width(line: _Line) -> int:
    return line.indent + len(line.text)


def _first_word(line: _Line) -> int:
    if _NO_SPACES.match(line.text):
        return 1
    return min(len(line.text.split(None, 1)[0]), 20)


def _is_item(text: str) -> bool:
    return bool(_GLYPH.match(text) or _ENUMERATOR.match(text))


def _paragraphs(chunk: Sequence[_Line], margin: int) -> list[list[_Line]]:
    """The lines of a run, parted where a paragraph ends."""
    result = [[chunk[0]]]
    for before, line in pairwise(chunk):
        if _parts(before, line, result[-1][0], margin):
            result.append([line])
        else:
            result[-1].append(line)
    return result


def _parts(before: _Line, line: _Line, first: _Line, margin: int) -> bool:
    """Whether a paragraph, whose first line is `first`, ends between two lines that follow each other."""
    closed = bool(_CLOSED.search(before.text))
    room = _width(before) + 1 + _first_word(line) <= 0.85 * margin
    if _is_item(line.text):
        return closed or _is_item(first.text) or room or not margin
    lower = line.text[:1].islower()
    if not margin:
        return closed or not lower
    if lower:
        return False
    indented = line.indent >= before.indent + 2 and not _is_item(first.text)
    return room or (closed and indented)


def _block(text: str, lines: Sequence[_Line]) -> Block:
    start, end = lines[0].start, lines[-1].end
    bullet = _GLYPH.match(text, start, end)
    if bullet:
        return Block("list-item", bullet.end(), end, 0)
    if _ENUMERATOR.match(text, start, end):
        return Block("list-item", start, end, 0)
    if len(lines) == 1 and looks_like_heading(lines[0].text):
        return Block("heading", start, end, 0)
    return Block("paragraph", start, end, 0)
