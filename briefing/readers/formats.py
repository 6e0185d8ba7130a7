"""What a file is, told from its first bytes; the suffix decides only between formats that begin alike."""

from __future__ import annotations

import json
import re

from briefing.readers.encodings import MARKS
from briefing.readers.package import kind_of

TITLES = {
    "pdf": "a PDF document",
    "zip": "a ZIP archive",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "html": "a web page",
    "feed": "a feed",
    "eml": "a mail",
    "markdown": "a Markdown text",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "opendocument": "an OpenDocument file that is no text",
    "epub": "an e-book",
    "encrypted": "an Office document that a password protects",
    "xml": "an XML file that is no feed",
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
_SUFFIXES = {"md": "markdown", "markdown": "markdown", "mdown": "markdown"}
_PAGES = ("html", "htm", "xhtml", "xht")
_MAILS = ("eml", "mht", "mhtml")

HEAD = 4096
"""So many bytes tell a format."""

_COMMENTS = rb"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*"
_PAGE = re.compile(_COMMENTS + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(
    _COMMENTS + rb"(?:<!doctype[^>\[]*(?:\[.*?\]\s*)?>\s*)?<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"\s*<[a-z!/]", re.IGNORECASE)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_ENVELOPE = frozenset(
    b"from to cc subject date message-id mime-version received return-path delivered-to content-type reply-to".split()
)
_SURE = frozenset(b"message-id mime-version received return-path delivered-to".split())


def format_of(data: bytes, suffix: str = "") -> str:
    """Name of a format: "text", "jsonl", or one of `TITLES`.

    Args:
        data: the bytes, or at least the first few thousand of them.
        suffix: of the file's name, in lower case and without its dot.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return _packed(data, name, suffix)
    head = data[:HEAD]
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", ""))
    if mark:
        head = head[len(mark) :].decode(encoding, errors="ignore").encode("utf-8", "replace")
    elif b"\x00" in head:
        return "text" if _is_wide(head) else "binary"
    if suffix in _LINES or (not mark and _is_json_line(data)):
        return "jsonl"
    if _PAGE.match(head) or (suffix in _PAGES and _TAG.match(head)):
        return "html"
    if _FEED.match(head):
        return "feed"
    if head.lstrip().startswith(b"<?xml"):
        return "xml"
    if b"%PDF-" in head[:1024] and suffix == "pdf":
        return "pdf"
    if _is_mail(head, suffix):
        return "eml"
    return _SUFFIXES.get(suffix, "text")


def _packed(data: bytes, name: str, suffix: str) -> str:
    """A format told from its signature, and what it holds where that is a container of several."""
    if name == "zip":
        held = kind_of(data)
        return suffix if held == "zip" and suffix in ("docx", "odt") else held
    if name == "ole" and "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return name


def _is_mail(head: bytes, suffix: str) -> bool:
    """Whether a text begins with the header of a mail."""
    names: set[bytes] = set()
    at = 0
    if head.startswith(b"From "):  # as a mailbox has it
        at = head.find(b"\n") + 1
    while match := _HEADER.match(head, at):
        names.add(match.group(1).lower())
        at = match.end()
    if suffix in _MAILS:
        return bool(names & _ENVELOPE)
    return len(names & _ENVELOPE) >= 3 and bool(names & _SURE)


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
