"""Every line a sentence: for texts that somebody has split already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Document, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def segment(document: Document) -> tuple[Sentence, ...]:
    """The lines of each block, without the white space around them."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[Sentence]:
    for block in document.blocks:
        for match in _LINE.finditer(document.text, block.start, block.end):
            yield Sentence(document, match.start(), match.end())
