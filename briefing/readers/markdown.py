"""Markdown: what it shows when it is set, with the front matter that some programs put before it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from briefing.readers.encodings import decode
from briefing.readers.fragments import pieces_of
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.markup import parse_html
from briefing.readers.pieces import Piece, assemble, parted, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.layout import BlockKind
    from briefing.model import Document

_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"""(?m)^(title|date|author|publisher):[ \t]*["']?(.*?)["']?[ \t]*$""")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_BREAKS = ("softbreak", "hardbreak")
_KINDS: dict[str, BlockKind] = {"list_item": "list-item", "blockquote": "quote", "heading": "heading"}


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document]:  # noqa: ARG001 - as all readers take them
    """Read one text in Markdown (CommonMark, with tables).

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: not needed here.

    Raises:
        InputError: if it is in no known encoding, or holds no words.
    """
    from markdown_it import MarkdownIt

    text, notes = decode(data, uri)
    text = text.replace("\r\n", "\n")
    matter = _MATTER.match(text)
    fields = dict(_FIELD.findall(matter.group(1))) if matter else {}
    parser = MarkdownIt("commonmark", {"linkify": False}).enable("table")
    tokens = parser.parse(text[matter.end() :] if matter else text)
    published = None
    with suppress(ValueError):
        published = date.fromisoformat(fields.get("date", "")[:10])
    yield assemble(
        _pieces(tokens),
        uri=uri,
        data=data,
        title=fields.get("title", "") or _title(tokens),
        published=published,
        publisher=fields.get("publisher", ""),
        author=fields.get("author", ""),
        notes=notes,
    )


def _title(tokens: Sequence[Any]) -> str:
    """The only heading of the first level, if it comes first."""
    firsts = [i for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h1"]
    return _shown(tokens[1]) if firsts == [0] else ""


def _pieces(tokens: Sequence[Any]) -> Iterator[Piece]:
    around: list[BlockKind] = []
    cells: list[str] | None = None
    for token in tokens:
        name, _, step = token.type.rpartition("_")
        if name in _KINDS:
            if step == "open":
                around.append(_KINDS[name])
            else:
                around.pop()
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield from row(cells or ())
            cells = None
        elif token.type == "inline":
            if cells is not None:
                cells.append(_shown(token))
            else:
                yield Piece(around[-1] if around else "paragraph", _shown(token))
        elif token.type == "html_block":
            yield from pieces_of(parse_html(token.content))
        elif token.type in ("fence", "code_block"):
            yield from parted(token.content)


def _shown(token: Any) -> str:
    """The words of a run of inline tokens, without marks; markup in HTML is left aside."""
    parts = []
    for part in token.children or ():
        if part.type in _BREAKS:
            parts.append(" ")
        elif part.type in ("text", "code_inline"):
            parts.append(_FOOTNOTE.sub("", part.content))
    return "".join(parts)
