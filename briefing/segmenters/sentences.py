"""Sentences, with offsets: a statistical splitter for each block, then the repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Document, Sentence
from briefing.segmenters.repairs import is_tidy, repaired, rules_of, with_names
from briefing.segmenters.splitters import splitter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def segment(document: Document) -> tuple[Sentence, ...]:
    """Cut every block of a document into sentences.

    Args:
        document: with its blocks; its language decides how.

    Returns:
        Sentences in order, disjoint, none across a block, with only white space between two of a block. Blocks
        that are not body text are cut, too: each knows its block, and so whether it can be quoted.
    """
    split = splitter(document.language)
    rules = with_names(rules_of(document.language), document.text)
    texts = [document.text[b.start : b.end] for b in document.blocks]
    spans = [list(_trimmed(text, split(text))) for text in texts]
    tidy = is_tidy([text[start] for text, found in zip(texts, spans, strict=True) for start, _ in found])
    return tuple(
        Sentence(document, block.start + start, block.start + end)
        for block, text, found in zip(document.blocks, texts, spans, strict=True)
        for start, end in repaired(text, found, rules, tidy=tidy)
    )


def _trimmed(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without the white space at their ends, and without those that were nothing else."""
    for start, end in spans:
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            low = start + len(piece) - len(piece.lstrip())
            yield low, low + len(bare)
