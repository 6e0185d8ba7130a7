"""From the pieces that a format parts its text into to a document.

Plain text keeps every character in its place, so that offsets mean the file. In all other formats the text is what
the file shows, and it is put together here: one piece a block, blank lines between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefing.errors import NothingToBrief
from briefing.layout import (
    BODY,
    LIST_LINES,
    Block,
    blocks,
    controls,
    looks_like_heading,
    normalise,
    numbered,
    one_line,
)
from briefing.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from briefing.layout import BlockKind

CELL_WORDS = 12
"""A cell of a table with more words than these holds prose, and is a paragraph of its own."""

BETWEEN_CELLS = " | "

_GAP = "\n\n"
# Marks that show nothing and part nothing: joiners that no word needs, soft hyphens.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BULLET = re.compile(r"(?:[•●▪■◦‣⁃∙·➢➤►–—*-]|\uf0b7|\uf0a7)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading, a line of a table: what becomes one block.

    Attributes:
        kind: what the format says that it is.
        text: its words, with any white space.
        page: the page that it begins on, from 1, where there are pages.
        linked: whether most of it is links, in a format that has them.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    linked: bool = False


def parted(text: str, kind: BlockKind = "paragraph", page: int | None = None) -> Iterator[Piece]:
    """The pieces of a text with line breaks in it, by the rules for plain text."""
    clean = normalise(text)
    if "\n" not in clean.strip():
        yield Piece(kind, clean, page)
        return
    for block in blocks(clean):
        own = kind if kind != "paragraph" else block.kind
        yield Piece(own, clean[block.start : block.end], page)


def row(cells: Iterable[str], page: int | None = None) -> Iterator[Piece]:
    """The pieces of a line of a table: one, or where a cell holds prose one a cell."""
    filled = [c for c in (" ".join(cell.split()) for cell in cells) if c]
    if any(len(c.split()) > CELL_WORDS for c in filled):
        yield from (Piece("paragraph", c, page) for c in filled)
    elif filled:
        yield Piece("table", BETWEEN_CELLS.join(filled), page)


def assemble(
    pieces: Iterable[Piece],
    *,
    uri: str,
    data: bytes,
    title: str = "",
    published: date | None = None,
    publisher: str = "",
    author: str = "",
    name: str = "",
    notes: Sequence[str] = (),
) -> Document:
    """The document that pieces make.

    White space is made single, Unicode normalised to NFC; control characters are left out, with a note.

    Args:
        pieces: in reading order.
        uri: the document's printed name.
        data: the bytes that it was read from.
        title: headline, "" where there is none.
        published: the day it came out.
        publisher: who brought it out.
        author: as printed.
        name: its `id`, by default the `uri`.
        notes: what the reader could not keep.

    Raises:
        NothingToBrief: if no piece holds a word.
    """
    removed = 0
    shown: list[Piece] = []
    for piece in pieces:
        removed += controls(piece.text)
        text = _shown(piece.text)
        kind = piece.kind
        if kind in ("paragraph", "list-item") and (bullet := _BULLET.match(text)):
            kind, text = "list-item", text[bullet.end() :]
        if text:
            shown.append(replace(piece, kind=kind, text=text))
    if not any(c.isalpha() for piece in shown for c in piece.text):
        raise NothingToBrief(uri, "holds no words")
    found: list[Block] = []
    at = 0
    kinds = _kinds(shown)
    for piece, kind in zip(shown, kinds, strict=True):
        found.append(Block(kind, at, at + len(piece.text), 0, piece.page))
        at += len(piece.text) + len(_GAP)
    text = _GAP.join(p.text for p in shown)
    if removed:
        notes = (*notes, f"{removed} control character{'s were' if removed > 1 else ' was'} left out")
    return Document(
        id=one_line(name) or uri,
        uri=uri,
        title=_shown(title),
        text=text,
        blocks=numbered(found),
        published=published,
        publisher=_shown(publisher),
        author=_shown(author),
        language="und",  # told where the text arrives: the model that tells it is large
        digest=sha256(data).hexdigest(),
        notes=tuple(notes),
    )


def _shown(text: str) -> str:
    return one_line(_UNSEEN.sub("", normalize("NFC", text)))


def _kinds(pieces: Sequence[Piece]) -> list[BlockKind]:
    """Kinds of the pieces; short lines without a full stop are headings, and several of them in a row a list."""
    kinds: list[BlockKind] = []
    for short, group in groupby(pieces, key=lambda p: p.kind == "paragraph" and looks_like_heading(p.text)):
        run = list(group)
        if short:
            kinds += ["list-item" if len(run) >= LIST_LINES else "heading"] * len(run)
        else:
            kinds += [p.kind for p in run]
    if not any(kind in BODY for kind in kinds):
        kinds = ["paragraph" if kind == "heading" else kind for kind in kinds]
    if not any(kind in BODY for kind in kinds):
        return ["paragraph"] * len(kinds)
    return kinds
