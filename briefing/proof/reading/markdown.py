"""Markdown: CommonMark with tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefing.proof.printed import Passage, Printed
from briefing.proof.reading.html import passages as html_passages
from briefing.readers.encodings import decode

_BREAKS = ("softbreak", "hardbreak")


def read(data: bytes, name: str) -> Printed:
    """The text of a note in Markdown as it is shown.

    Raises:
        InputError: if it is not text.
    """
    return Printed(name, "markdown", tuple(_passages(decode(data, name)[0], name)))


def _passages(text: str, name: str) -> Iterator[Passage]:
    from markdown_it import MarkdownIt

    heading = False
    number = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline":
            number += 1
            shown = "".join(_shown(token.children or ()))
            yield Passage(shown, f"paragraph {number}", "heading" if heading else "text")
        elif token.type in ("fence", "code_block"):
            number += 1
            yield Passage(token.content, f"paragraph {number}")
        elif token.type == "html_block" and token.content.strip():
            for passage in html_passages(token.content, name):
                number += 1
                yield Passage(passage.text, f"paragraph {number}", passage.kind)


def _shown(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type in _BREAKS:
            yield " "
        elif token.type in ("text", "code_inline", "image"):
            yield token.content
