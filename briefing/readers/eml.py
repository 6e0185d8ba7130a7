"""Mails, and pages saved as one file (MHTML), which are mails by their form. Attachments are handed on."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from briefing.errors import NothingToBrief, TooLarge, UnreadableDocument
from briefing.layout import one_line
from briefing.readers.encodings import decode
from briefing.readers.fragments import pieces_of
from briefing.readers.html import page
from briefing.readers.limits import DEFAULT, Limits, size
from briefing.readers.markup import parse_html
from briefing.readers.parts import Part
from briefing.readers.pieces import Piece, assemble, parted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from briefing.model import Document

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^(?:>[ \t]?)+")
_SUFFIXES = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document | Part]:
    """Read one mail.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: `members` and `unpacked_size` of them count here.

    Yields:
        The mail itself, if it says anything; then its attachments.

    Raises:
        InputError: if it is damaged, over a limit, or holds neither words nor attachments.
    """
    try:
        message: Any = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(message.walk())
    except Exception as error:  # the library raises whatever its parsers meet
        raise UnreadableDocument(uri, "is a damaged mail") from error
    if len(parts) > limits.members:
        raise TooLarge(uri, f"has {len(parts)} parts, more than {limits.members} (--max-members)")
    if _header(message, "Snapshot-Content-Location") or "mhtml" in _header(message, "X-MimeOLE").lower():
        yield from _saved_page(parts, uri)
        return
    body, attachments = _sorted(message)
    pieces, notes = _pieces(body, uri)
    said = any(p.text.strip() for p in pieces)
    if said:
        yield assemble(
            pieces,
            uri=uri,
            data=data,
            title=_header(message, "Subject"),
            published=_date(message),
            author=_sender(message),
            notes=notes,
        )
    total, handed = 0, 0
    for number, part in enumerate(attachments, start=1):
        content = _content(part)
        total += len(content)
        if total > limits.unpacked_size:
            raise TooLarge(uri, f"unpacks to more than {size(limits.unpacked_size)} (--max-unpacked)")
        handed += 1
        yield Part(f"{uri}/{_name(part, number)}", content, _charset(part))
    if not said and not handed:
        raise NothingToBrief(uri, "holds no words")


def _sorted(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The parts that are the mail's own words, and those that are attached; pictures of its layout are neither."""
    body: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    todo: list[Any] = [message]
    while todo:
        part = todo.pop()
        kind = part.get_content_type()
        disposition = _safe(part.get_content_disposition)
        if kind == "message/rfc822" or disposition == "attachment":
            attached.append(part)
        elif kind == "multipart/alternative" and part.is_multipart():
            choices = part.get_payload()
            texts = [c for c in choices if c.get_content_type() == "text/plain" and _content(c).strip()]
            todo.extend(texts[:1] or choices[-1:])
        elif part.is_multipart():
            todo.extend(reversed(part.get_payload()))
        elif kind in ("text/plain", "text/html") and not _safe(part.get_filename):
            body.append(part)
        elif not (kind.startswith("image/") and part.get("Content-ID")):
            attached.append(part)
    return body, attached


def _pieces(body: list[EmailMessage], uri: str) -> tuple[list[Piece], tuple[str, ...]]:
    pieces: list[Piece] = []
    notes: tuple[str, ...] = ()
    for part in body:
        text, said = decode(_content(part), uri, declared=_charset(part))
        notes = (*notes, *said)
        if part.get_content_type() == "text/html":
            pieces += pieces_of(parse_html(text))
        else:
            flowed = str(_safe(lambda p=part: p.get_param("format")) or "").lower() == "flowed"
            pieces += _plain_pieces(_unflowed(text) if flowed else text)
    return pieces, notes


def _plain_pieces(text: str) -> Iterator[Piece]:
    """A mail in plain text: own words, quoted words, and the signature."""
    said, *signature = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)
    own: list[str] = []
    quoted: list[str] = []
    for line in [*said.split("\n"), None]:
        match = _QUOTED.match(line) if line is not None else None
        if match and line is not None:
            yield from parted("\n".join(own))
            own.clear()
            quoted.append(line[match.end() :])
            continue
        if quoted:
            yield from parted("\n".join(quoted), "quote")
            quoted.clear()
        own.append(line or "")
    yield from parted("\n".join(own))
    yield from (Piece("boilerplate", s) for s in signature)


def _unflowed(text: str) -> str:
    """Lines that end in a space joined with the next (RFC 3676), but for the line before a signature."""
    return re.sub(r"(?m)(?<!^--) \r?\n(?!>)", " ", text)


def _saved_page(parts: list[EmailMessage], uri: str) -> Iterator[Document]:
    for part in parts:
        if part.get_content_type() == "text/html":
            yield page(_content(part), uri, charset=_charset(part))
            return
    raise NothingToBrief(uri, "holds no page")


def _content(part: Any) -> bytes:
    """The decoded bytes of a part; of a mail in a mail, its own."""
    with suppress(Exception):
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            return bytes(part.get_payload(0))
        return part.get_payload(decode=True) or b""
    return b""


def _charset(part: Any) -> str:
    return str(_safe(part.get_content_charset) or "")


def _name(part: EmailMessage, number: int) -> str:
    """A printed name for an attachment: its own without any folder, or its number."""
    own = one_line(str(_safe(part.get_filename) or "")).replace("\\", "/").rpartition("/")[2].strip(". ")
    return own or f"part-{number}{_SUFFIXES.get(part.get_content_type(), '')}"


def _header(message: EmailMessage, name: str) -> str:
    return one_line(str(_safe(lambda: message[name]) or ""))


def _sender(message: EmailMessage) -> str:
    addresses = _safe(lambda: message["From"].addresses) or ()
    return one_line(str(addresses[0].display_name or addresses[0].addr_spec)) if addresses else ""


def _date(message: EmailMessage) -> date | None:
    value = _safe(lambda: parsedate_to_datetime(str(message["Date"])))
    return value.date() if value is not None else None


def _safe(get: Any) -> Any:
    """What a header says; None where the library stumbles over it."""
    with suppress(Exception):
        return get()
    return None
