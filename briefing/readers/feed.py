"""Feeds: RSS 0.9 to 2.0 and Atom, one document an entry."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefing.errors import NothingToBrief, TooLarge, UnreadableDocument
from briefing.readers.fragments import pieces_of
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.markup import Element, attribute, child, name_of, parse_html, parse_xml, plain
from briefing.readers.pieces import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Document

# The fullest text first.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("published", "pubdate", "issued", "date", "updated", "modified")


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document]:
    """Read the entries of a feed.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: `members` of them is how many entries it may have.

    Yields:
        A document for each entry that has a text; its `uri` is the address that it links to.

    Raises:
        InputError: if it is no XML, over a limit, or no entry holds words.
    """
    root = parse_xml(data, uri, lenient=True)
    if name_of(root) not in ("rss", "feed", "rdf"):
        raise UnreadableDocument(uri, "is an XML file, but no feed")
    entries = [e for e in root.iter() if name_of(e) in ("item", "entry")]
    if len(entries) > limits.members:
        raise TooLarge(uri, f"has {len(entries)} entries, more than {limits.members} (--max-members)")
    channel = child(root, "channel")
    publisher = plain(child(root if channel is None else channel, "title"))
    found = 0
    for number, entry in enumerate(entries, start=1):
        with suppress(NothingToBrief):
            yield _document(entry, uri, number, publisher)
            found += 1
    if not found:
        raise NothingToBrief(uri, "has no entry with a text")


def _document(entry: Element, uri: str, number: int, publisher: str) -> Document:
    text = next((t for name in _TEXTS if (t := _html(child(entry, name)))), "")
    author = child(entry, "author")
    name = child(author, "name") if author is not None and len(author) else author
    if name is None:
        name = child(entry, "creator")
    return assemble(
        pieces_of(parse_html(text)) if text.strip() else (),
        uri=_link(entry) or f"{uri}#{number}",
        data=text.encode("utf-8", "replace"),
        title=_line(plain(child(entry, "title"))),
        published=_day(entry),
        publisher=publisher,
        author=plain(name),
        name=f"{uri}#{number}",
    )


def _html(element: Element | None) -> str:
    """The markup that an element holds: as its text, or as elements of its own."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    from lxml import etree

    if attribute(element, "type") == "xhtml" or any(isinstance(e.tag, str) for e in element):
        return "".join(etree.tostring(e, encoding="unicode") for e in element)
    return plain(element)


def _line(title: str) -> str:
    """A title, which may be markup too."""
    tree = parse_html(title) if "<" in title or "&" in title else None
    return title if tree is None else plain(tree)


def _link(entry: Element) -> str:
    for element in entry:
        if name_of(element) == "link" and attribute(element, "rel") in ("", "alternate"):
            address = (attribute(element, "href") or element.text or "").strip()
            if address.startswith(("http://", "https://")):
                return "".join(address.split())
    return ""


def _day(entry: Element) -> date | None:
    for name in _DATES:
        value = plain(child(entry, name)).strip()
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return datetime.fromisoformat(value).date()
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(value).date()
    return None
