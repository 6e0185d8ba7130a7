"""Briefs of a few given sentences, one paragraph each, for texts that the gold example does not have."""

from datetime import date
from hashlib import sha256

from briefing.model import Block, Brief, Document, Gloss, Options, Section, Sentence, Source, Statement


def small_document(texts, language="en", name="small.txt"):
    """One paragraph a text, an empty line between."""
    blocks, at = [], 0
    for number, text in enumerate(texts, 1):
        blocks.append(Block("paragraph", at, at + len(text), number))
        at += len(text) + 2
    whole = "\n\n".join(texts)
    digest = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, name, "", whole, tuple(blocks), None, "", "", language, digest)


def small_brief(texts, *, language="en", bottom_line=None, title="A title", glosses=(), **options):
    """A brief of one section that states all the texts; `glosses` are (number, at, text)."""
    document = small_document(texts, language)
    statements = tuple(
        Statement(
            number,
            Sentence(document, block.start, block.end),
            glosses=tuple(Gloss(at, text) for n, at, text in glosses if n == number),
        )
        for number, block in enumerate(document.blocks, 1)
    )
    return Brief(
        title=title,
        date=date(2024, 3, 1),
        bottom_line=bottom_line,
        meetings=(),
        participants=(),
        sections=(Section("topics", "Key points", statements),),
        topics=(),
        timeline=(),
        sources=(Source("S1", document),),
        skipped=(),
        limits=(),
        options=Options(**options),
        read=len(texts),
    )
