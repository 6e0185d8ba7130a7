"""Plain text: its encoding, and the date marker that some collections put in front."""

from __future__ import annotations

import logging
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing.errors import NothingToBrief, UnreadableDocument, UnsupportedFormat
from briefing.layout import blocks, normalise
from briefing.model import Document
from briefing.readers.language import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_MARKER = re.compile(r"[ \t]*date[ \t]+(\d{4}-\d\d-\d\d)(?=\s)\s*")

DAMAGE = 0.001
"""So many bytes that are not UTF-8 may stand in a text that otherwise is: a slip, not another encoding."""


def read(data: bytes, uri: str) -> Iterator[Document]:
    """Read one text.

    A text may begin with `date YYYY-MM-DD`: the date becomes the publication date, and the marker stays in
    the text, outside every block, so that it cannot be quoted and offsets count the characters of the file.

    Args:
        data: the bytes of the file.
        uri: its printed name.

    Raises:
        InputError: if it is empty, binary, in no known encoding, or holds no letter.
    """
    if not data:
        raise NothingToBrief(uri, "is empty")
    text = normalise(decode(data, uri))
    published, start = date_marker(text)
    if not any(c.isalpha() for c in text[start:]):
        raise NothingToBrief(uri, "holds no words")
    yield Document(
        id=uri,
        uri=uri,
        title="",
        text=text,
        blocks=blocks(text, start),
        published=published,
        publisher="",
        author="",
        language=identify(text[start:]),
        digest=sha256(data).hexdigest(),
    )


def decode(data: bytes, uri: str) -> str:
    """The characters of `data`: by its byte order mark, else as UTF-8, else as what it looks most like.

    Damage and guesses are reported to the log; nothing is dropped: what cannot be decoded stands as U+FFFD.

    Raises:
        UnsupportedFormat: if it is not text at all.
        UnreadableDocument: if its encoding cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], encoding, uri)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, uri)
    if "\x00" in text:
        return _guess(data, uri)
    return text


def _damaged(data: bytes, encoding: str, uri: str) -> str:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd") - data.decode(encoding, errors="ignore").count("\ufffd")
    if lost:
        _log.warning("%s: %d characters are damaged and stand as \ufffd", uri, lost)
    return text


def _guess(data: bytes, uri: str) -> str:
    lossy = data.decode("utf-8", errors="replace")
    bad = lossy.count("\ufffd")
    if (
        "\x00" not in lossy
        and bad <= max(1, DAMAGE * len(data))
        and not lossy.isascii()
        and _has_valid(lossy)
    ):
        return _damaged(data, "utf-8", uri)
    for encoding, zeros in (("utf-16-le", data[1:4096:2]), ("utf-16-be", data[0:4096:2])):
        if zeros.count(0) > 0.4 * len(zeros):
            return _damaged(data, encoding, uri)
    if b"\x00" in data:
        raise UnsupportedFormat(uri, "is a binary file, which cannot be read")
    from charset_normalizer import from_bytes  # slow to load, and seldom needed

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableDocument(uri, "is neither UTF-8 nor in another encoding that can be told")
    _log.warning("%s: is not UTF-8; read as %s, its likeliest encoding", uri, best.encoding)
    return str(best)


def _has_valid(lossy: str) -> bool:
    """Whether some character beyond ASCII came through: then the text is UTF-8, and its errors are slips."""
    return any(c > "\x7f" and c != "\ufffd" for c in lossy)


def date_marker(text: str) -> tuple[date | None, int]:
    """The date that a text begins with as `date YYYY-MM-DD`, and where the text proper starts; None and 0 without."""
    match = _MARKER.match(text)
    if not match or not text[match.end() :].strip():
        return None, 0
    try:
        return date.fromisoformat(match.group(1)), match.end()
    except ValueError:
        return None, 0
