"""Web pages: what is shown of them, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import UnreadableDocument
from briefing.proof.printed import Passage, PassageKind, Printed
from briefing.readers.encodings import decode

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table"
        " tbody td tfoot th thead tr ul",
    )
)
_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "head script style template noscript iframe object svg math audio video canvas datalist textarea",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)

DEEPEST = 200
"""Elements inside each other."""


def read(data: bytes, name: str) -> Printed:
    """The text of a page that a browser shows without its scripts.

    Raises:
        UnreadableDocument: if there is no page in it, or elements too deep in each other.
    """
    return Printed(name, "html", tuple(passages(_decoded(data, name), name)))


def _decoded(data: bytes, name: str) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared.group(1).decode("ascii"), errors="strict")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)[0]


def passages(text: str, name: str) -> Iterator[Passage]:
    """The blocks of a page."""
    from lxml import etree

    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(name, "is no web page") from error
    if root is None:
        raise UnreadableDocument(name, "is no web page")
    flow = _Flow(name)
    flow.walk(root, "text", 0)
    flow.close("text")
    for number, (kind, shown) in enumerate(flow.blocks, 1):
        yield Passage(shown, f"paragraph {number}", kind)


class _Flow:
    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[tuple[PassageKind, str]] = []
        self._words: list[str] = []

    def walk(self, element: Any, kind: PassageKind, depth: int) -> None:
        """Take in an element and all that is in it, but not its tail."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if depth > DEEPEST:
            raise UnreadableDocument(self.name, "is nested too deeply")
        if (
            not tag
            or tag in _UNSEEN
            or element.get("hidden") is not None
            or _HIDDEN.search(element.get("style") or "")
        ):
            return
        if tag == "br":
            self._words.append(" ")
        block = tag in _BLOCKS
        inner: PassageKind = "heading" if tag in _HEADINGS else kind
        if block:
            self.close(kind)
        self._words.append(element.text or "")
        for child in element:
            self.walk(child, inner, depth + 1)
            self._words.append(child.tail or "")
        if block:
            self.close(inner)

    def close(self, kind: PassageKind) -> None:
        """End the block that is open."""
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.blocks.append((kind, text))
