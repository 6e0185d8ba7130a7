"""XML and HTML, parsed so that nothing is fetched, included or expanded."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from briefing.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any  # lxml publishes no types


def parse_xml(data: bytes, uri: str, *, lenient: bool = False) -> Element:
    """The root of an XML document.

    Entities that the document declares are not expanded, external ones and DTDs are not loaded, and libxml2's own
    bounds on depth and size stay on.

    Args:
        data: the bytes of the document.
        uri: its printed name.
        lenient: whether what is not well formed is made the best of.

    Raises:
        UnreadableDocument: if it is not XML.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=lenient,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split(",", 1)[0]
        raise UnreadableDocument(uri, f"is not well-formed XML: {reason}") from error
    if root is None:
        raise UnreadableDocument(uri, "is not well-formed XML")
    return root


def parse_html(text: str) -> Element | None:
    """The root of a page or of a part of one; None where there is no element."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name_of(element: Element) -> str:
    """Local name of an element; "" of what is none, as an entity is."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Value of an attribute by its local name, in whatever namespace; "" if it is not there."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of the first of these local names that there is one of, and so on down; None without."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if name_of(e) == name), None)
    return element


def plain(element: Element | None) -> str:
    """All text in an element; an entity that was not expanded stands as a character if it is one of HTML's."""
    return "" if element is None else "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    from lxml import etree

    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            text = part.text or ""
            yield text if isinstance(part.tag, str) else unescape(text)
        elif part is not element:
            yield part.tail or ""
