"""Word documents, also as Word and LibreOffice leave them: paragraphs in order, running lines, notes, bookmarks."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from briefing.errors import TooLarge, UnreadableDocument
from briefing.proof.printed import Passage, PassageKind, Printed
from briefing.readers.limits import DEFAULT, size

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARTS = 5000
"""Files in a document."""

IDENTITY = re.compile(r"_briefing_\d+_S\d+_\d+_\d+")
"""Name of the hidden bookmark around a statement: its number, source, start and end."""

_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", f"{_MC}Fallback"}
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}


def read(data: bytes, name: str, *, unpacked: int = DEFAULT.unpacked_size) -> Printed:
    """What a document shows when all tracked changes are accepted.

    Args:
        data: the file.
        name: of the file.
        unpacked: bytes that it may unpack to.

    Raises:
        TooLarge: if it unpacks to too much.
        UnreadableDocument: if it is damaged, protected, or no Word document.
    """
    package = open_package(data, name, unpacked)
    body = parse(part(package, "word/document.xml", name), name)
    headings = _heading_styles(package, name)
    found = [Passage(t, f"paragraph {n}", k, i) for n, (t, k, i) in enumerate(_paragraphs(body, headings), 1)]
    names = sorted(package.namelist())
    for edge in (n for n in names if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n)):
        root = parse(part(package, edge, name), name)
        where = "header" if "header" in edge else "footer"
        found += [Passage(text, where, "running") for text, _, _ in _paragraphs(root, frozenset())]
    for notes in (n for n in names if n in ("word/footnotes.xml", "word/endnotes.xml")):
        root = parse(part(package, notes, name), name)
        found += [Passage(text, "note") for text, _, _ in _paragraphs(root, frozenset())]
    kept = {(p.kind, p.text): p for p in reversed(found) if p.kind == "running"}
    passages = tuple(p for p in found if p.kind != "running" or kept[p.kind, p.text] is p)
    return Printed(name, "docx", tuple(p for p in passages if p.text.strip()))


def open_package(data: bytes, name: str, unpacked: int = DEFAULT.unpacked_size) -> zipfile.ZipFile:
    """A document as the ZIP file that it is, held against the limits."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(name, "is a damaged ZIP file") from error
    if len(members) > PARTS or sum(m.file_size for m in members) > unpacked:
        raise TooLarge(name, f"unpacks to more than {size(unpacked)}, or to more than {PARTS} files")
    if "word/document.xml" not in package.namelist():
        raise UnreadableDocument(name, "is a ZIP file, but no Word document")
    return package


def part(package: zipfile.ZipFile, path: str, name: str) -> bytes:
    """The bytes of one part."""
    try:
        return package.read(path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise UnreadableDocument(name, f"is damaged: {path} cannot be unpacked") from error


def parse(data: bytes, name: str) -> Any:
    """The root of a part; nothing is fetched or expanded, and a DOCTYPE, which no such part has, is refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(name, "holds a part that is not well-formed XML") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument(name, "declares a document type, which no Word document does")
    return root


def _heading_styles(package: zipfile.ZipFile, name: str) -> frozenset[str]:
    """Ids of the styles of titles and headings."""
    if "word/styles.xml" not in package.namelist():
        return frozenset()
    found = set()
    for style in parse(part(package, "word/styles.xml", name), name).iter(f"{W}style"):
        named = style.find(f"{W}name")
        called = (named.get(f"{W}val") or "").lower() if named is not None else ""
        if called.startswith(("heading", "title")):
            found.add(style.get(f"{W}styleId"))
    return frozenset(found)


def _paragraphs(root: Any, headings: frozenset[str]) -> Iterator[tuple[str, PassageKind, str]]:
    """Text, kind and bookmark of each paragraph; one inside another, in a text box, comes after it."""
    for element in root.iter(f"{W}p"):
        if any(a.tag in (f"{_MC}Fallback", f"{W}del", f"{W}moveFrom") for a in element.iterancestors()):
            continue
        style = element.find(f"{W}pPr/{W}pStyle")
        kind: PassageKind = "heading" if style is not None and style.get(f"{W}val") in headings else "text"
        marks = (b.get(f"{W}name") or "" for b in element.iter(f"{W}bookmarkStart"))
        yield "".join(_text(element)), kind, next((m for m in marks if IDENTITY.fullmatch(m)), "")


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{W}p" or (child.tag == f"{W}r" and _is_hidden(child)):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{W}sym":
            yield "\ufffd"
        else:
            yield from _text(child)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "off")
