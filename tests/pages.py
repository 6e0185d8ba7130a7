"""Small briefs for tests of printed pages."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from briefing.model import Block, Brief, Document, Options, Section, Sentence, Source, Statement


def document(*paragraphs: str, language: str = "en", title: str = "", uri: str = "note.txt") -> Document:
    """A document of these paragraphs, each of them one block."""
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        blocks.append(Block("paragraph", start, start + len(paragraph), number))
        start += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    return Document(
        id=uri,
        uri=uri,
        title=title,
        text=text,
        blocks=tuple(blocks),
        published=date(2024, 5, 3),
        publisher="",
        author="",
        language=language,
        digest=sha256(text.encode()).hexdigest(),
    )


def brief_of(*documents: Document, title: str = "A note", **options: object) -> Brief:
    """A brief that prints each paragraph as a key point; the first is the bottom line, later ones score less."""
    places = [Sentence(d, b.start, b.end) for d in documents for b in d.blocks]
    statements = tuple(Statement(n, place, score=1 / n) for n, place in enumerate(places, 1))
    return Brief(
        title=title,
        date=date(2024, 5, 3),
        bottom_line=1 if statements else None,
        meetings=(),
        participants=(),
        sections=(Section("topics", "Key points", statements),) if statements else (),
        topics=(),
        timeline=(),
        sources=tuple(Source(f"S{n}", d) for n, d in enumerate(documents, 1)),
        skipped=(),
        limits=(),
        options=Options(**options),  # type: ignore[arg-type]  # the caller names fields of Options
        read=len(statements),
    )


def squeezed(text: str) -> str:
    """Text without its white space: lines of a page break wherever they like."""
    return re.sub(r"\s+", "", text)


def without_glosses(text: str) -> str:
    """Text without what stands in square brackets, and without white space."""
    return squeezed(re.sub(r"\[[^\]]*\]", "", text))
