"""Quotations that run over several sentences, and who is left to speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence

# Sentences of a paragraph that may be one quotation without an end, as it goes on in the next paragraph.
SHORT = 6

_MARKS = ("“", "”", '"')


def leaning(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Sentences in quotation marks from end to end, and those that begin within a quotation.

    Who speaks in the first is told beside them, and the second are the rest of what the sentence before them opens.
    Where a paragraph is long and one of its marks is missing, each sentence is looked at by itself.
    """
    found = set()
    paragraph, quoted = 0, False
    odd = _odd(sentences)
    for i, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph or sentence.paragraph in odd:
            paragraph, quoted = sentence.paragraph, False
        text = sentence.text
        if not quoted and not any(mark in text for mark in _MARKS):
            continue
        within = quoted
        spoken = quoted or text.startswith(_MARKS)
        outside = []
        for character in text:
            if character in _MARKS:
                quoted = character == "“" or (character == '"' and not quoted)
            elif not quoted:
                outside.append(character)
        if within or (spoken and not any(c.isalpha() for c in outside)):
            found.add(i)
    return frozenset(found)


def _odd(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Long paragraphs in which a quotation mark is missing."""
    marks: dict[int, int] = {}
    length: dict[int, int] = {}
    for sentence in sentences:
        marks[sentence.paragraph] = marks.get(sentence.paragraph, 0) + sum(map(sentence.text.count, _MARKS))
        length[sentence.paragraph] = length.get(sentence.paragraph, 0) + 1
    return frozenset(p for p, n in marks.items() if n % 2 and length[p] > SHORT)


def inside(text: str, at: int) -> bool:
    """Whether the character at `at` stands within a quotation that the sentence opens."""
    quoted = False
    for character in text[:at]:
        if character in _MARKS:
            quoted = character == "“" or (character == '"' and not quoted)
    return quoted
