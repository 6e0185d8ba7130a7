"""Plain text, and every other format that the readers of sources know."""

from __future__ import annotations

from briefing.model import Document
from briefing.proof.printed import Passage, Printed
from briefing.readers.limits import DEFAULT
from briefing.readers.reading import Reading


def read(data: bytes, name: str) -> Printed:
    """The blocks of a text.

    Raises:
        InputError: if no reader takes it.
    """
    with Reading(DEFAULT) as reading:
        found = list(reading.read(data, name))
    for failure in found:
        if not isinstance(failure, Document):
            raise failure
    passages = tuple(
        Passage(
            document.text[block.start : block.end],
            f"page {block.page}" if block.page else f"paragraph {block.number}",
            "heading" if block.kind == "heading" else "text",
        )
        for document in found
        if isinstance(document, Document)
        for block in document.blocks
    )
    return Printed(name, "text", passages)
