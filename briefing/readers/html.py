"""Web pages: the main text by trafilatura, or all of the page where that finds none."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from briefing.readers.encodings import decode
from briefing.readers.fragments import pieces_of
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.markup import Element, name_of, parse_html, plain
from briefing.readers.pieces import Piece, assemble, parted, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.layout import BlockKind
    from briefing.model import Document

HEAD = 4096
"""An encoding is declared in so many bytes at the start of a page."""

WORDS = 25
"""With fewer words than these found, and many more on the page, the main text has not been found ..."""

SHARE = 0.2
"""... many more meaning that what was found is less than this share of them."""

KEPT = 0.9
"""If less than this share of the main text is found again on the page, it is taken as it is."""

LATEST = "2199-12-31"
"""The latest date that is believed. Not today's: the same page must give the same document on any day."""

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_KINDS: dict[str, BlockKind] = {"head": "heading", "item": "list-item", "quote": "quote", "p": "paragraph"}


def read(data: bytes, uri: str, limits: Limits = DEFAULT, charset: str = "") -> Iterator[Document]:  # noqa: ARG001 - as all readers take them
    """Read one page.

    Args:
        data: the bytes of the page.
        uri: its printed name, or its address.
        limits: not needed here; `seconds` and `memory` hold where the page is read apart.
        charset: the encoding that whoever sent it declared.

    Raises:
        InputError: if it is in no known encoding, or holds no words.
    """
    yield page(data, uri, charset=charset)


def page(data: bytes, uri: str, *, charset: str = "") -> Document:
    """The document that a page makes.

    Args:
        data: the bytes of the page.
        uri: its printed name, or its address.
        charset: the encoding that whoever sent it declared; else the page itself may declare one.

    Raises:
        InputError: if it is in no known encoding, or holds no words.
    """
    declared = _CHARSET.search(data[:HEAD])
    text, notes = decode(
        data, uri, declared=charset or (declared.group(1).decode("ascii") if declared else "")
    )
    found = _extracted(text)
    main = list(_pieces(found.body)) if found is not None and found.body is not None else []
    pieces = _completed(main, list(pieces_of(parse_html(text))))
    return assemble(
        pieces,
        uri=uri,
        data=data,
        title=(found.title if found is not None else "") or _title(text),
        published=_day(found.date if found is not None else None),
        publisher=(found.sitename if found is not None else "") or "",
        author=(found.author if found is not None else "") or "",
        notes=notes,
    )


def _completed(main: list[Piece], whole: list[Piece]) -> list[Piece]:
    """The main text, with the headings, lists and tables that stand in it.

    Where a page has no element that holds its article, the paragraphs are found, and what is between them is not.
    """
    found, shown = _words(main), _words(whole)
    if found < WORDS and (found >= shown or found < SHARE * shown):
        return whole
    text = " ".join(_squashed(p) for p in main)
    inside = [bool(squashed := _squashed(p)) and f" {squashed} " in f" {text} " for p in whole]
    if not any(inside):
        return main
    first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    kept: list[Piece] = []
    for i in range(first, last):
        piece = whole[i]
        if inside[i] or (piece.kind in ("list-item", "table", "quote") and not piece.linked):
            kept.append(piece)
        elif piece.kind == "heading" and not piece.linked:
            following = next((j for j in range(i + 1, last) if whole[j].kind != "heading"), None)
            if following is not None and (inside[following] or whole[following].kind == "list-item"):
                kept.append(piece)
    return kept if _words(kept) >= KEPT * found else main


def _squashed(piece: Piece) -> str:
    return " ".join(re.findall(r"\w+", piece.text.casefold()))


def _extracted(text: str) -> Any:
    """What trafilatura makes of a page: its metadata and the body of its main text; None if it finds none."""
    import logging

    from trafilatura import bare_extraction

    # It says on its log what it does not find, which is our business to say.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return bare_extraction(
        text,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # A date that nothing on the page calls its date is not guessed.
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d",
            "max_date": LATEST,
        },
    )


def _pieces(body: Element) -> Iterator[Piece]:
    """The pieces of a body in trafilatura's own elements."""
    for element in body:
        name = name_of(element)
        if name == "table":
            for line in element.iter("row"):
                yield from row(_lines(cell) for cell in line if name_of(cell) == "cell")
        elif name in ("list", "quote") and any(name_of(e) in (*_KINDS, "list", "table") for e in element):
            kind: BlockKind = "quote" if name == "quote" else "list-item"
            yield from parted(element.text or "", kind)
            for piece in _pieces(element):
                yield Piece(kind if piece.kind == "paragraph" else piece.kind, piece.text)
        elif name:
            yield from parted(_lines(element), _KINDS.get(name, "paragraph"))
        yield from parted(element.tail or "")


def _lines(element: Element) -> str:
    """The words of an element; a line break stands where it has one."""
    for brake in element.iter("lb"):
        brake.tail = "\n" + (brake.tail or "")
    return plain(element)


def _words(pieces: list[Piece]) -> int:
    return sum(len(p.text.split()) for p in pieces if p.kind != "boilerplate")


def _title(text: str) -> str:
    tree = parse_html(text)
    return "" if tree is None else plain(next(tree.iter("title"), None))


def _day(value: str | None) -> date | None:
    with suppress(ValueError, TypeError):
        return date.fromisoformat(value or "")
    return None
