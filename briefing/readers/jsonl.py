"""JSON Lines, one document a line: `{"id", "title", "date", "publisher", "url", "text"}`.

All but `text` are optional. A file that is one JSON value, an object or a list of objects, is taken as well.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.errors import NothingToBrief, UnreadableDocument, UsageError
from briefing.layout import blocks, one_line
from briefing.model import Document
from briefing.readers.day import dated
from briefing.readers.encodings import decode
from briefing.readers.language import identify
from briefing.readers.text import date_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIELDS = ("id", "title", "date", "publisher", "url")


def read(data: bytes, uri: str) -> Iterator[Document]:
    """Read the documents of a file, one after the other.

    Args:
        data: the bytes of the file.
        uri: its printed name.

    Raises:
        UnreadableDocument: if a line is not such an object; the reason names the line.
        NothingToBrief: if there is no line.
    """
    text, notes = decode(data, uri)
    if text.lstrip().startswith(("{", "[")) and not _is_json(text.lstrip().split("\n", 1)[0]):
        found = _read_whole(text, uri)
    else:
        found = read_lines(io.StringIO(text), uri)
    for document in found:
        yield replace(document, notes=(*notes, *document.notes)) if notes else document


def read_lines(lines: Iterable[str | bytes], uri: str, first: int = 1) -> Iterator[Document]:
    """Read documents from lines as they come, so that a file larger than memory can be read.

    Args:
        lines: of a file, as text or in UTF-8; blank ones are left aside.
        uri: the file's printed name.
        first: number of the first of these lines in the file.

    Raises:
        UnreadableDocument: if a line is not such an object; the reason names the line.
        NothingToBrief: if there is no line.
    """
    found = False
    for number, line in enumerate(lines, start=first):
        if line.strip():
            found = True
            yield _document(_parse(line, uri, number), uri, number, f"line {number}")
    if not found:
        raise NothingToBrief(uri, "is empty")


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_whole(text: str, uri: str) -> Iterator[Document]:
    try:
        value = json.loads(text)
    except ValueError:
        # Then it is meant as JSON Lines, and the message names the line.
        yield from read_lines(io.StringIO(text), uri)
        return
    except RecursionError as error:
        raise UnreadableDocument(uri, "is nested too deeply") from error
    for number, row in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _document(row, uri, number, f"document {number}")


def _parse(line: str | bytes, uri: str, number: int) -> Any:
    try:
        return json.loads(line)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(uri, f"line {number} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableDocument(uri, f"line {number} is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(uri, f"line {number} cannot be taken as JSON") from error


def _document(row: Any, uri: str, number: int, where: str) -> Document:
    if not isinstance(row, dict):
        raise UnreadableDocument(uri, f"{where} is not a JSON object")
    fields = {name: one_line(_string(row.get(name), name, uri, where)) for name in _FIELDS}
    text = _string(row.get("text"), "text", uri, where)
    if not text.strip():
        raise UnreadableDocument(uri, f"{where} has no text")
    try:
        document = Document.from_text(
            text,
            title=fields["title"],
            published=fields["date"],
            id=fields["id"] or f"{uri}:{number}",
            language=identify(text),
        )
    except UsageError as error:
        raise UnreadableDocument(uri, f"{where}: {error}") from error
    published, start = date_marker(document.text)
    if start:
        document = replace(
            document, published=document.published or published, blocks=blocks(document.text, start)
        )
    name = fields["url"] or (f"{uri}#{fields['id']}" if fields["id"] else document.id)
    return dated(replace(document, uri=name, publisher=fields["publisher"]))


def _string(value: object, name: str, uri: str, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if not isinstance(value, str):
        raise UnreadableDocument(uri, f"{where}: '{name}' is not a string")
    return value
