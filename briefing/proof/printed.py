"""A finished document as its readers leave it: passages of text in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["text", "heading", "running"]
"""Body text; a heading or title; or a line that stands at the edge of every page."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a cell, a heading.

    Attributes:
        text: as printed. A line break stands only where a line of print ends.
        where: its place for a reader: "page 2", "paragraph 14".
        kind: what it is.
        identity: the hidden bookmark of the statement in it, "" if there is none.
        source: of a format that says so, the id of the source that the text is from ...
        start, end: ... and its characters there.
    """

    text: str
    where: str
    kind: PassageKind = "text"
    identity: str = ""
    source: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document.

    Attributes:
        name: of the file.
        format: docx, pdf, html, markdown, json or text.
        passages: in reading order.
    """

    name: str
    format: str
    passages: tuple[Passage, ...]
