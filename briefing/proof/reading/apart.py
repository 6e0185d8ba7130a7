"""Finished documents with a grammar, read by the process that reads sources apart, within the same bounds.

What comes back over the pipe is JSON, and is held against the types before it is believed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from briefing.errors import UnreadableDocument
from briefing.proof.printed import Passage, PassageKind, Printed
from briefing.readers.parts import Part
from briefing.readers.worker import shared

if TYPE_CHECKING:
    from briefing.model import Document
    from briefing.readers.limits import Limits

FORMATS = frozenset({"docx", "html", "pdf"})
"""What is read apart."""

_KINDS = frozenset(get_args(PassageKind))


def read(data: bytes, name: str, kind: str, limits: Limits) -> Printed:
    """Let the process that reads apart read a document.

    Args:
        data: its bytes.
        name: of the file.
        kind: one of `FORMATS`.
        limits: what holds for it.

    Raises:
        InputError: the reader's; or because the time, the memory or the process gave out.
    """
    answer: list[Document | Part] = shared(limits).read(f"{__name__}:{kind}", Part(name, data))
    try:
        (part,) = answer
        rows = json.loads(part.data) if isinstance(part, Part) else ()
        return Printed(name, kind, tuple(_passage(row) for row in rows))
    except (ValueError, TypeError) as error:
        raise UnreadableDocument(name, "is damaged so that its reader gave no sense") from error


def docx(data: bytes, name: str, limits: Limits) -> list[Part]:
    """A Word document, as the other process sends it."""
    from briefing.proof.reading.docx import read

    return _sent(read(data, name, unpacked=limits.unpacked_size))


def html(data: bytes, name: str, limits: Limits) -> list[Part]:
    """A web page, as the other process sends it."""
    del limits  # the size of the file and the memory of the process bound it
    from briefing.proof.reading.html import read

    return _sent(read(data, name))


def pdf(data: bytes, name: str, limits: Limits) -> list[Part]:
    """A PDF document, as the other process sends it."""
    from briefing.proof.reading.pdf import read

    return _sent(read(data, name, pages=limits.pages))


def _sent(printed: Printed) -> list[Part]:
    rows = [[p.text, p.where, p.kind, p.identity] for p in printed.passages]
    return [Part(printed.name, json.dumps(rows).encode("ascii"))]


def _passage(row: Any) -> Passage:
    text, where, kind, identity = row
    if kind not in _KINDS or not all(isinstance(value, str) for value in row):
        raise ValueError("no passage")
    return Passage(text, where, kind, identity)
