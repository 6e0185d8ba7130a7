"""Readers of finished documents: what is printed in them, where, and what travels with them unseen.

They differ from the readers of sources in what they keep: running heads, labels, brackets and bookmarks, all that a
reader of the page sees.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from briefing.errors import TooLarge, UnreadableDocument
from briefing.layout import one_line
from briefing.proof.reading import apart
from briefing.readers.limits import DEFAULT, Limits, size

if TYPE_CHECKING:
    from briefing.proof.printed import Printed

Given = str | os.PathLike[str] | bytes | IO[bytes]

_MARKDOWN = re.compile(rb"^(?:#{1,6} \S|\[[^\]\n]+\]: |\|[^\n]+\|$)|\*\*\S", re.MULTILINE)

_SUFFIXES = {
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "json": "json",
}


def read(document: Given, limits: Limits = DEFAULT) -> Printed:
    """Read a finished document; what it holds decides its format, then its suffix.

    Args:
        document: a path, bytes or an open binary file.
        limits: what holds for it.

    Raises:
        InputError: if it is missing, damaged, protected, too large, or in no format that can be read.
    """
    data, name = _bytes(document)
    if not data.strip():
        raise UnreadableDocument(name, "is empty")
    if len(data) > limits.file_size:
        raise TooLarge(name, f"is larger than {size(limits.file_size)} (--max-file-size)")
    kind = _format(data, name)
    if kind in apart.FORMATS:
        printed = apart.read(data, name, kind, limits)
    else:
        printed = import_module(f"{__name__}.{kind}").read(data, name)
    if not any(p.text.strip() for p in printed.passages):
        raise UnreadableDocument(name, "holds no text")
    return printed


def _format(data: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.removeprefix(".").lower()
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if data.startswith(b"PK") and suffix not in ("odt", "zip"):
        return "docx"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if start.startswith((b'{"schema"', b"{\n")):
        return "json"
    return "markdown" if _MARKDOWN.search(data) else "text"


def _bytes(document: Given) -> tuple[bytes, str]:
    if isinstance(document, bytes | bytearray | memoryview):
        return bytes(document), "the document"
    if not isinstance(document, str | os.PathLike):
        name = getattr(document, "name", None)
        plain = one_line(PurePath(name).name.strip("<>")) if isinstance(name, str) else ""
        return document.read(), plain or "the document"
    path = Path(document)
    name = one_line(path.name or str(path))
    try:
        if path.is_dir():
            raise UnreadableDocument(name, "is a folder")
        return path.read_bytes(), name
    except FileNotFoundError as error:
        raise UnreadableDocument(name, "there is no such file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableDocument(name, f"cannot be read: {reason}") from error
