"""Small briefs for tests of printed pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

from briefing.model import Block, Brief, Document, Options, Query, Section, Sentence, Source, Statement


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


def long_brief(count: int = 130, **options: object) -> Brief:
    """A long note of so many sentences, under four headings; 130 of them take more than five pages."""
    lines = [
        f"{n}: The two delegations spoke at length about the price of gas, the length of the pipeline and its "
        "safety, and about what the winter may bring."
        for n in range(count)
    ]
    brief = brief_of(document(*lines), template="full", query=Query(words=1_000_000), **options)
    statements, part = brief.sections[0].statements, count // 4
    below = (
        Section("topics", "Gas & <oil>", statements[part : 2 * part]),
        Section("topics", "Storage", statements[2 * part : 3 * part]),
    )
    sections = (
        Section("topics", "Key points", statements[:part], below),
        Section("background", "", statements[3 * part :]),
    )
    return replace(brief, sections=sections)
