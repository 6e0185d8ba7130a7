"""Plain text, and the date marker that some collections put in front."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefing.errors import NothingToBrief
from briefing.layout import blocks, controls, normalise
from briefing.model import Document
from briefing.readers.encodings import decode
from briefing.readers.language import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

# As HTML writes them: "&quot;", "&#39;", "&#x27;". What is no such name stays as it is.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# A link as Markdown writes it, and a mark that Markdown would have read as its own.
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\((?:https?://|mailto:)[^()\s]{1,2000}\)")
_ESCAPED = re.compile(r"\\([!#*\[\]&~])")
_MARKER = re.compile(r"[ \t]*date[ \t]+(\d{4}-\d\d-\d\d)(?=\s)\s*")


def read(data: bytes, uri: str, charset: str = "") -> Iterator[Document]:
    """Read one text.

    A text may begin with `date YYYY-MM-DD`: the date becomes the publication date, and the marker stays in
    the text, outside every block, so that it cannot be quoted and offsets count the characters of the file.
    Where accents stand apart, characters as references (`&quot;`) or links as in Markdown, they are read as what they
    mean, a note says so, and offsets count the characters that are read.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        charset: the encoding that whoever sent it declared.

    Raises:
        InputError: if it is empty, binary, in no known encoding, or holds no letter.
    """
    if not data:
        raise NothingToBrief(uri, "is empty")
    decoded, notes = decode(data, uri, declared=charset)
    plain, replaced = without_references(decoded)
    if replaced:
        notes = (*notes, "characters written as in HTML are read as what they mean")
    plain, unmarked = without_markdown(plain)
    if unmarked:
        notes = (*notes, "what is left of Markdown is read as the words it marks")
    composed = normalize("NFC", plain)
    if composed != plain:
        notes = (*notes, "letters with accents apart are joined, and places count the joined letters")
    if removed := controls(composed):
        notes = (
            *notes,
            f"{removed} control character{'s are' if removed > 1 else ' is'} replaced by a space each",
        )
    text = normalise(composed)
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
        notes=notes,
    )


def without_references(text: str) -> tuple[str, bool]:
    """A text with the character references of HTML read as what they mean, and whether there were any.

    A text that holds them was cut out of a page, and nobody prints them. What a reference turns into is read no
    further, so `&amp;lt;` becomes `&lt;` and never a tag.
    """
    plain = _REFERENCE.sub(lambda match: unescape(match.group()), text)
    return plain, plain != text


def without_markdown(text: str) -> tuple[str, bool]:
    """A text with its links in Markdown read as their words, and its escaped marks as marks; whether there were any."""
    plain = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", text))
    return plain, plain != text


def date_marker(text: str) -> tuple[date | None, int]:
    """The date that a text begins with as `date YYYY-MM-DD`, and where the text proper starts; None and 0 without."""
    match = _MARKER.match(text)
    if not match or not text[match.end() :].strip():
        return None, 0
    try:
        return date.fromisoformat(match.group(1)), match.end()
    except ValueError:
        return None, 0
