"""What goes over the pipe between this process and the one that reads apart: JSON and bytes, never pickles.

A message is eight bytes of length, a JSON object of so many bytes, and the bytes that its "blobs" are the lengths
of. Whatever a hostile file makes of the process that reads it, here only text and numbers arrive, and they are held
against the types before they are believed.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from briefing.errors import (
    InputError,
    NothingToBrief,
    TooLarge,
    UnreadableDocument,
    UnsupportedFormat,
)
from briefing.layout import Block, BlockKind, normalise
from briefing.model import Document
from briefing.readers.parts import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PREFIX = 8
"""Bytes of a length."""

_ERRORS = {e.__name__: e for e in (UnsupportedFormat, UnreadableDocument, NothingToBrief, TooLarge)}
_WORDS = ("id", "uri", "title", "text", "publisher", "author", "language", "digest", "marking")
_KINDS = frozenset(get_args(BlockKind))


def pack(head: dict[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """A message."""
    text = json.dumps({**head, "blobs": [len(b) for b in blobs]}).encode("ascii")
    return b"".join((len(text).to_bytes(PREFIX, "big"), text, *blobs))


def unpack(take: Callable[[int], bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The next message.

    Args:
        take: gives exactly so many bytes.

    Raises:
        ValueError: if it is no message.
    """
    head = json.loads(take(int.from_bytes(take(PREFIX), "big")))
    if not isinstance(head, dict):
        raise ValueError("no object")  # noqa: TRY004 - what came is wrong, not how this was called
    return head, [take(int(length)) for length in head["blobs"]]


def answer(found: Iterable[Document | Part]) -> bytes:
    """The message that holds what a reader found."""
    documents: list[dict[str, Any]] = []
    parts: list[Part] = []
    for thing in found:
        if isinstance(thing, Part):
            parts.append(thing)
        else:
            documents.append(_row(thing))
    return pack(
        {"documents": documents, "parts": [(p.uri, p.charset) for p in parts]}, [p.data for p in parts]
    )


def refusal(error: InputError, *, last: bool = False) -> bytes:
    """The message that holds an error; `last` says that the process ends with it."""
    return pack({"error": type(error).__name__, "reason": error.reason, "last": last})


def found_in(head: dict[str, Any], blobs: Sequence[bytes], uri: str) -> list[Document | Part]:
    """What an answer holds.

    Raises:
        InputError: the one that the answer holds, if it holds one.
        ValueError: if it is no answer.
    """
    if "error" in head:
        kind = _ERRORS.get(head["error"], UnreadableDocument)
        raise kind(uri, normalise(str(head["reason"])).replace("\n", " "))
    documents = [_document(row) for row in head["documents"]]
    parts = [
        Part(_text(name), data, _text(charset))
        for (name, charset), data in zip(head["parts"], blobs, strict=True)
    ]
    return [*documents, *parts]


def _row(document: Document) -> dict[str, Any]:
    return {
        **{name: getattr(document, name) for name in _WORDS},
        "published": document.published.isoformat() if document.published else None,
        "notes": document.notes,
        "blocks": [(b.kind, b.start, b.end, b.number, b.page) for b in document.blocks],
    }


def _document(row: dict[str, Any]) -> Document:
    words = {name: _text(row[name]) for name in _WORDS}
    length = len(words["text"])
    blocks: list[Block] = []
    at = 0
    for kind, start, end, number, page in row["blocks"]:
        whole = all(type(n) is int for n in (start, end, number)) and (page is None or type(page) is int)
        if kind not in _KINDS or not whole or not at <= start < end <= length:
            raise ValueError("no block")
        blocks.append(Block(kind, start, end, number, page))
        at = end
    published = date.fromisoformat(row["published"]) if row["published"] else None
    notes = tuple(_text(n) for n in row["notes"])
    return Document(**words, blocks=tuple(blocks), published=published, notes=notes)


def _text(value: Any) -> str:
    if not isinstance(value, str) or normalise(value) != value:
        raise ValueError("no text")
    return value
