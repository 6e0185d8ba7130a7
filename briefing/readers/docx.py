"""Word documents: headings, lists, tables, text boxes, footnotes and endnotes, with tracked changes accepted.

The parts are read as XML, not through python-docx: that library has no footnotes, text boxes, content controls or
tracked insertions, and each of them holds words that a reader of the document sees.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.errors import UnreadableDocument
from briefing.layout import looks_like_heading
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.markup import Element, attribute, child, name_of, parse_xml, plain
from briefing.readers.package import Package
from briefing.readers.pieces import Piece, assemble, parted, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.layout import BlockKind
    from briefing.model import Document

OUTLINE_LEVELS = 9
"""Levels of headings; a paragraph of a higher one is body text."""

# What is taken out or stands for something else: deletions, codes of fields, the second form of a drawing.
_SKIPPED = {
    "del",
    "movefrom",
    "instrtext",
    "deltext",
    "fallback",
    "commentreference",
    "annotationref",
    "ppr",
    "rpr",
}
_BLANKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011"}
_NOTES = {"footnotereference": "footnotes", "endnotereference": "endnotes"}
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class _Style:
    kind: BlockKind | None = None
    title: bool = False
    list: bool = False


@dataclass(slots=True)
class _Reading:
    """What is gathered while the body is walked."""

    styles: dict[str, _Style]
    title: str = ""
    cited: list[tuple[str, str]] = field(default_factory=list)


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document]:
    """Read one Word document.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: what it may unpack to.

    Raises:
        InputError: if it is damaged, over a limit, or holds no words.
    """
    package = Package(data, uri, limits)
    main = _main_part(package, uri)
    root = parse_xml(package.read(main), uri)
    folder = posixpath.dirname(main)
    reading = _Reading(_styles(package, f"{folder}/styles.xml", uri))
    body = child(root, "body")
    if body is None:
        raise UnreadableDocument(uri, "has no body")
    pieces = list(_blocks(body, reading))
    pieces += _notes(package, folder, reading, uri)
    title = reading.title or _core_title(package, uri)
    yield assemble(pieces, uri=uri, data=data, title=title)


def _main_part(package: Package, uri: str) -> str:
    relations = package.read("_rels/.rels")
    for relation in parse_xml(relations, uri) if relations else ():
        if attribute(relation, "Type").endswith("/officeDocument"):
            return attribute(relation, "Target").lstrip("/")
    names = package.names()
    if "word/document.xml" in names:
        return "word/document.xml"
    raise UnreadableDocument(uri, "is a Word document without a text in it")


def _core_title(package: Package, uri: str) -> str:
    core = package.read("docProps/core.xml")
    return plain(child(parse_xml(core, uri), "title")) if core else ""


def _styles(package: Package, part: str, uri: str) -> dict[str, _Style]:
    """What each paragraph style says of its paragraphs, with what it inherits."""
    data = package.read(part)
    if not data:
        return {}
    elements = {
        attribute(e, "styleId"): e
        for e in parse_xml(data, uri)
        if name_of(e) == "style" and attribute(e, "styleId")
    }
    found: dict[str, _Style] = {}
    for name in elements:
        chain, at = [], name
        while at in elements and at not in chain:
            chain.append(at)
            based = child(elements[at], "basedon")
            at = "" if based is None else attribute(based, "val")
        styles = [_own_style(elements[n]) for n in chain]
        found[name] = _Style(
            next((s.kind for s in styles if s.kind), None), styles[0].title, any(s.list for s in styles)
        )
    return found


def _own_style(element: Element) -> _Style:
    label = child(element, "name")
    name = "" if label is None else attribute(label, "val").casefold()
    properties = child(element, "ppr")
    kind: BlockKind | None = None
    if name.startswith(("heading", "title", "subtitle")) or _is_outlined(properties):
        kind = "heading"
    elif "quot" in name or name == "block text":
        kind = "quote"
    elif name == "caption":
        kind = "caption"
    elif name.startswith(("header", "footer", "toc ")):
        kind = "boilerplate"
    return _Style(kind, name == "title", name.startswith("list") or child(properties, "numpr") is not None)


def _is_outlined(properties: Element | None) -> bool:
    level = child(properties, "outlinelvl")
    value = "" if level is None else attribute(level, "val")
    return value.isdecimal() and int(value) < OUTLINE_LEVELS


def _blocks(container: Element, reading: _Reading) -> Iterator[Piece]:
    """The pieces of a body, a cell, a text box or a note."""
    for element in container:
        name = name_of(element)
        if name == "p":
            yield from _paragraph(element, reading)
        elif name == "tbl":
            yield from _table(element, reading)
        elif name not in _SKIPPED and not name.endswith("pr"):
            yield from _blocks(element, reading)


def _paragraph(element: Element, reading: _Reading) -> Iterator[Piece]:
    boxes: list[Element] = []
    text = "".join(_runs(element, reading, boxes))
    properties = child(element, "ppr")
    style = reading.styles.get(_value(properties, "pstyle"), _Style())
    if style.title and not reading.title:
        reading.title = text
    if _is_outlined(properties) or style.kind == "heading":
        yield Piece("heading", text)
    elif style.kind:
        yield Piece(style.kind, text)
    elif _is_listed(properties, style):
        yield Piece("list-item", text)
    elif _is_bold(element) and looks_like_heading(" ".join(text.split())):
        yield Piece("heading", text)
    else:
        yield from parted(text)
    for box in boxes:
        yield from _blocks(box, reading)


def _value(properties: Element | None, name: str) -> str:
    element = child(properties, name)
    return "" if element is None else attribute(element, "val")


def _is_listed(properties: Element | None, style: _Style) -> bool:
    number = child(properties, "numpr", "numid")
    return style.list if number is None else attribute(number, "val") != "0"


def _is_bold(element: Element) -> bool:
    """Whether all words of a paragraph are set in bold."""
    runs = [r for r in element if name_of(r) == "r" and plain(r).strip()]
    bold = [child(r, "rpr", "b") for r in runs]
    return bool(runs) and all(b is not None and attribute(b, "val") not in _OFF for b in bold)


def _runs(element: Element, reading: _Reading, boxes: list[Element]) -> Iterator[str]:
    """The words of a paragraph; text boxes that hang on it are put aside."""
    for part in element:
        name = name_of(part)
        if name == "t":
            yield part.text or ""
        elif name in _BLANKS:
            yield _BLANKS[name]
        elif name in _NOTES:
            reading.cited.append((_NOTES[name], attribute(part, "id")))
        elif name == "txbxcontent":
            boxes.append(part)
        elif name not in _SKIPPED:
            yield from _runs(part, reading, boxes)


def _table(element: Element, reading: _Reading) -> Iterator[Piece]:
    for line in element:
        if name_of(line) != "tr":
            if name_of(line) in ("sdt", "sdtcontent", "ins", "customxml"):
                yield from _table(line, reading)
            continue
        cells = [c for c in line.iter() if name_of(c) == "tc" and _row_of(c) is line]
        inside = [list(_blocks(c, reading)) for c in cells]
        filled = [[p for p in pieces if p.text.strip()] for pieces in inside]
        if any(len(pieces) > 1 for pieces in filled):
            yield from (p for pieces in filled for p in pieces)
        else:
            yield from row(p.text for pieces in filled for p in pieces)


def _row_of(cell: Element) -> Element | None:
    return next((a for a in cell.iterancestors() if name_of(a) == "tr"), None)


def _notes(package: Package, folder: str, reading: _Reading, uri: str) -> list[Piece]:
    """The notes that the text cites, in the order in which it does, behind the text."""
    parts: dict[str, dict[str, Element]] = {}
    pieces: list[Piece] = []
    for part, key in tuple(reading.cited):
        if part not in parts:
            data = package.read(f"{folder}/{part}.xml")
            parts[part] = {attribute(e, "id"): e for e in (parse_xml(data, uri) if data else ())}
        note = parts[part].pop(key, None)
        if note is not None:
            pieces += [
                Piece("paragraph" if p.kind == "heading" else p.kind, p.text) for p in _blocks(note, reading)
            ]
    return pieces
