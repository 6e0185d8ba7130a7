"""From bytes to characters: byte order mark, what was declared, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from briefing.errors import UnreadableDocument, UnsupportedFormat

MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; those of UTF-32 come before those of UTF-16, which they begin with."""

DAMAGE = 0.001
"""So many bytes that are not UTF-8 may stand in a text that otherwise is: a slip, not another encoding."""

SAMPLE = 200_000
"""An encoding is guessed from so many bytes."""

# Encodings of text that browsers know, too; not UTF-7 and the like, which exist to hide text in text.
_KNOWN = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|iso|latin|cp|windows|koi8|mac|gb|big5|euc|shift|sjis|tis|ascii|us-ascii)"
)
# What these names mean in practice (WHATWG, Encoding Standard, section 4.2).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def decode(data: bytes, uri: str, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters of some bytes, and what is to be said of them.

    Args:
        data: the bytes.
        uri: their printed name.
        declared: the name of an encoding that came with them, "" without one.

    Returns:
        The text, in which U+FFFD stands for what cannot be decoded, and notes of guesses and damage.

    Raises:
        UnsupportedFormat: if it is not text at all.
        UnreadableDocument: if its encoding cannot be told.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], encoding)
    named = _codec(declared)
    if named and (text := _strict(data, named)) is not None:
        return text, ()
    text = _strict(data, "utf-8")
    if text is not None and "\x00" not in text:
        return text, ()
    if named and b"\x00" not in data:
        return _damaged(data, named)
    return _guess(data, uri)


def _codec(name: str) -> str:
    """The codec that a declared name stands for, "" if it stands for none that is believed."""
    if not _KNOWN.match(name.strip().lower()):
        return ""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(found, found)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _damaged(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd") - data.decode(encoding, errors="ignore").count("\ufffd")
    return text, (f"{lost} characters are damaged and stand as \ufffd",) if lost else ()


def _guess(data: bytes, uri: str) -> tuple[str, tuple[str, ...]]:
    lossy = data.decode("utf-8", errors="replace")
    bad = lossy.count("\ufffd")
    if (
        "\x00" not in lossy
        and bad <= max(1, DAMAGE * len(data))
        and not lossy.isascii()
        and _has_valid(lossy)
    ):
        return _damaged(data, "utf-8")
    for encoding, zeros in (("utf-16-le", data[1:4096:2]), ("utf-16-be", data[0:4096:2])):
        if zeros.count(0) > 0.4 * len(zeros):
            return _damaged(data, encoding)
    if b"\x00" in data:
        raise UnsupportedFormat(uri, "is a binary file, which cannot be read")
    from charset_normalizer import from_bytes  # slow to load, and seldom needed

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise UnreadableDocument(uri, "is neither UTF-8 nor in another encoding that can be told")
    text, notes = _damaged(data, best.encoding)
    return text, (f"is not UTF-8; read as {best.encoding}, its likeliest encoding", *notes)


def _has_valid(lossy: str) -> bool:
    """Whether some character beyond ASCII came through: then the text is UTF-8, and its errors are slips."""
    return any(c > "\x7f" and c != "\ufffd" for c in lossy)
