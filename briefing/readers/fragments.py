"""HTML as it stands in mails and feeds, and pages of which no main text can be told: all that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.readers.markup import Element, name_of, plain
from briefing.readers.pieces import Piece, parted, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.layout import BlockKind

LINKED = 0.6
"""What has a larger share of its letters in links than this leads elsewhere."""

# What a page does not show as text.
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "map",
        "select",
        "textarea",
        "input",
        "datalist",
    }
)
# What belongs to the page and not to what it says.
_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "button", "menu", "dialog"})
_KINDS: dict[str, BlockKind] = {
    **{f"h{n}": "heading" for n in range(1, 7)},
    "li": "list-item",
    "dt": "list-item",
    "dd": "list-item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
_BLOCKS = (
    frozenset(
        {
            "address",
            "article",
            "body",
            "center",
            "details",
            "div",
            "dl",
            "fieldset",
            "figure",
            "hgroup",
            "hr",
            "html",
            "legend",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        }
    )
    | _AROUND
    | frozenset(_KINDS)
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def pieces_of(root: Element | None) -> Iterator[Piece]:
    """The pieces of an element and all in it.

    Args:
        root: of a tree that `parse_html` made; None has none.

    Yields:
        Pieces in order of the source; what is hidden, and navigation, heads and feet are boilerplate.
    """
    if root is None:
        return
    # An own stack, because a page may nest deeper than Python calls.
    words = _Words()
    kinds: list[BlockKind] = ["paragraph"]
    todo: list[tuple[str, Element]] = [("open", root)]
    while todo:
        step, element = todo.pop()
        if step == "text":
            words.add(element)
            continue
        if step == "close":
            yield from words.flushed(kinds.pop())
            continue
        if step == "unlink":
            words.links -= 1
            continue
        name = name_of(element)
        if name == "tr" and _is_line(element):
            yield from words.flushed(kinds[-1])
            yield from _row(element, kinds[-1])
            continue
        leaf = _leaf(element, name)
        if leaf is not None:
            words.add(leaf)
            continue
        if name in _BLOCKS:
            yield from words.flushed(kinds[-1])
            kinds.append(_kind(element, name, kinds[-1]))
            todo.append(("close", element))
        if name == "a":
            words.links += 1
            todo.append(("unlink", element))
        for part in reversed(element):
            todo.append(("text", _folded(part.tail, name)))
            todo.append(("open", part))
        todo.append(("text", _folded(element.text, name)))
    yield from words.flushed("paragraph")


@dataclass(slots=True)
class _Words:
    """The words of the block that is being walked, and how many letters of it are links."""

    parts: list[str] = field(default_factory=list)
    links: int = 0
    linked: int = 0

    def add(self, text: str) -> None:
        """More words, in a link or not."""
        self.parts.append(text)
        if self.links:
            self.linked += len(text.strip())

    def flushed(self, kind: BlockKind) -> Iterator[Piece]:
        """The pieces of the words so far; the next ones begin another block."""
        text, linked = "".join(self.parts), self.linked
        self.parts.clear()
        self.linked = 0
        if text.strip():
            mostly = linked > LINKED * len(text.strip())
            yield from (replace(p, linked=mostly) for p in parted(text, kind))


def _leaf(element: Element, name: str) -> str | None:
    """What stands for an element that is not walked into; None if it is to be."""
    if name in _SKIPPED:
        return ""
    if name == "br":
        return "\n"
    return None if isinstance(element.tag, str) else plain(element)


def _row(element: Element, outer: BlockKind) -> Iterator[Piece]:
    linked = all(_is_linked(c) for c in element if plain(c).strip())
    for piece in row(plain(c) for c in element if name_of(c) in ("td", "th")):
        yield replace(piece, linked=linked, kind=outer if outer == "boilerplate" else piece.kind)


def _is_linked(element: Element) -> bool:
    return sum(len(plain(a)) for a in element.iter("a")) > LINKED * len(plain(element))


def _kind(element: Element, name: str, outer: BlockKind) -> BlockKind:
    if outer == "boilerplate" or name in _AROUND or element.get("hidden") is not None:
        return "boilerplate"
    if _HIDDEN.search(element.get("style") or ""):
        return "boilerplate"
    return _KINDS.get(name, outer if outer in ("quote", "list-item") else "paragraph")


def _folded(text: str | None, name: str) -> str:
    """Text between elements; a line break in the source is a space, but in preformatted text."""
    return (text or "") if name == "pre" else " ".join(re.split(r"[ \t\r\n\f]+", text or ""))


def _is_line(element: Element) -> bool:
    """Whether a row of a table holds words only, and no blocks."""
    return not any(name_of(e) in (_BLOCKS | _SKIPPED) - {"td", "th", "tr"} for e in element.iter())
