"""OpenDocument texts: headings, lists, tables, text boxes, footnotes and endnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.errors import UnreadableDocument
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.markup import Element, attribute, child, name_of, parse_xml, plain
from briefing.readers.package import Package
from briefing.readers.pieces import Piece, assemble, parted, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.layout import BlockKind
    from briefing.model import Document

_SKIPPED = {"tracked-changes", "annotation", "annotation-end", "forms", "variable-decls", "sequence-decls"}
_INDEXES = {"table-of-content", "alphabetical-index", "illustration-index", "table-index", "bibliography"}
_BLANKS = {"s": " ", "tab": " ", "line-break": "\n"}


@dataclass(slots=True)
class _Reading:
    """What is gathered while the body is walked: parents of styles, the title, the notes."""

    parents: dict[str, str]
    title: str = ""
    notes: list[Element] = field(default_factory=list)


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document]:
    """Read one OpenDocument text.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: what it may unpack to.

    Raises:
        InputError: if it is damaged, over a limit, protected by a password, or holds no words.
    """
    package = Package(data, uri, limits)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableDocument(uri, "is protected by a password")
    content = package.read("content.xml")
    if not content:
        raise UnreadableDocument(uri, "is an OpenDocument text without a text in it")
    root = parse_xml(content, uri)
    body = child(root, "body", "text")
    if body is None:
        raise UnreadableDocument(uri, "has no body")
    styles = package.read("styles.xml")
    roots = [parse_xml(styles, uri), root] if styles else [root]
    reading = _Reading(
        {
            attribute(style, "name"): attribute(style, "parent-style-name")
            for tree in roots
            for style in tree.iter()
            if name_of(style) == "style" and attribute(style, "family") == "paragraph"
        }
    )
    pieces = list(_blocks(body, reading))
    while reading.notes:  # a note may hold another one
        notes, reading.notes = reading.notes, []
        pieces += [Piece("paragraph", p.text) for n in notes for p in _blocks(n, reading)]
    meta = package.read("meta.xml")
    title = reading.title or (plain(child(parse_xml(meta, uri), "meta", "title")) if meta else "")
    yield assemble(pieces, uri=uri, data=data, title=title)


def _blocks(container: Element, reading: _Reading, kind: BlockKind = "paragraph") -> Iterator[Piece]:
    """The pieces of a body, a section, a cell, an entry of a list or a text box."""
    for element in container:
        name = name_of(element)
        if name == "h":
            yield from _paragraph(element, reading, "heading")
        elif name == "p":
            yield from _paragraph(element, reading, kind)
        elif name in ("list-item", "list-header"):
            yield from _blocks(element, reading, "list-item")
        elif name == "table":
            yield from _table(element, reading)
        elif name in _INDEXES:
            yield from (Piece("boilerplate", p.text) for p in _blocks(element, reading))
        elif name not in _SKIPPED:
            yield from _blocks(element, reading, kind)


def _paragraph(element: Element, reading: _Reading, kind: BlockKind) -> Iterator[Piece]:
    boxes: list[Element] = []
    text = "".join(_words(element, reading, boxes))
    styles = _styles(element, reading.parents)
    if "Title" in styles and not reading.title:
        reading.title = text
    if kind == "paragraph":
        if styles & {"Title", "Subtitle", "Heading"}:
            kind = "heading"
        elif styles & {"Quotations"}:
            kind = "quote"
        elif styles & {"Caption", "Illustration", "Figure"}:
            kind = "caption"
    if kind in ("paragraph", "quote"):
        yield from parted(text, kind)
    else:
        yield Piece(kind, text)
    for box in boxes:
        yield from _blocks(box, reading)


def _styles(element: Element, parents: dict[str, str]) -> set[str]:
    """Name of a paragraph's style, and of those that it inherits from."""
    found: set[str] = set()
    name = attribute(element, "style-name")
    while name and name not in found:
        found.add(name)
        name = parents.get(name, "")
    return found


def _words(element: Element, reading: _Reading, boxes: list[Element]) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        name = name_of(part)
        if name in _BLANKS:
            yield _BLANKS[name]
        elif name == "note":
            body = child(part, "note-body")
            if body is not None:
                reading.notes.append(body)
        elif name == "text-box":
            boxes.append(part)
        elif name not in _SKIPPED:
            yield from _words(part, reading, boxes)
        yield part.tail or ""


def _table(element: Element, reading: _Reading) -> Iterator[Piece]:
    for line in element:
        if name_of(line) != "table-row":
            if name_of(line) in ("table-rows", "table-header-rows", "table-row-group"):
                yield from _table(line, reading)
            continue
        cells = [c for c in line if name_of(c) == "table-cell"]
        filled = [[p for p in _blocks(c, reading) if p.text.strip()] for c in cells]
        if any(len(pieces) > 1 for pieces in filled):
            yield from (p for pieces in filled for p in pieces)
        else:
            yield from row(p.text for pieces in filled for p in pieces)
