"""What a file is, told from its first bytes; the suffix decides only between formats that begin alike."""

from __future__ import annotations

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

TITLES = {
    "pdf": "a PDF document",
    "zip": "a ZIP archive",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "html": "a web page",
    "xml": "an XML file",
    "ole": "an old Office document",
    "rtf": "a rich text document",
    "image": "a picture",
    "media": "a sound or video file",
    "archive": "a compressed archive",
    "program": "a program",
    "database": "a database",
    "binary": "a binary file",
}
"""Formats that are recognised, as a message names them."""

MARKS = (BOM_UTF8, BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)
"""Byte order marks; those of UTF-32 come before those of UTF-16, which they begin with."""

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"(\xb5/\xfd", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3\x00", "database"),
)
_LINES = ("jsonl", "ndjson", "json")


def format_of(data: bytes, suffix: str = "") -> str:
    """Name of a format: "text", "jsonl", or one of `TITLES`.

    Args:
        data: the bytes, or at least the first few thousand of them.
        suffix: of the file's name, in lower case and without its dot.
    """
    if data.startswith(MARKS):
        return "jsonl" if suffix in _LINES else "text"
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return suffix if name == "zip" and suffix in TITLES else name
    if b"\x00" in data[:4096]:
        return "text" if _is_wide(data[:4096]) else "binary"
    if suffix in _LINES or _is_json_line(data):
        return "jsonl"
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "xml" if start.startswith(b"<?xml") else "text"


def _is_wide(head: bytes) -> bool:
    """Whether the zero bytes are every other byte of western text in UTF-16 without a mark."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.02 * len(head)


def _is_json_line(data: bytes) -> bool:
    """Whether the first line is a JSON object that holds a text."""
    line = data.lstrip().split(b"\n", 1)[0]
    if not line.startswith(b"{"):
        return False
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "text" in found
