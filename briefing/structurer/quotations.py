"""Quotations that run over several sentences, and who is left to speak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.layout import BODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Sentence

# Sentences of a paragraph that may be one quotation without an end, as it goes on in the next paragraph.
SHORT = 6

# So many sentences of a quotation are printed for the sake of the one that names its speaker.
MOST = 3

# Within so many sentences a quotation that goes on in another paragraph is closed.
REACH = 12

_MARKS = ("“", "”", '"')


@dataclass(frozen=True, slots=True)
class Quoted:
    """What quotation marks tell of the sentences of an article.

    Attributes:
        leaning: sentences in marks from end to end, and those that begin within a quotation whose speaker is named
            before it.
        carrying: sentences that name the speaker at the end of a quotation ("…, Holm said."), each with the number
            of sentences right before it that belong to the quotation: without them it would be a torn piece.
    """

    leaning: frozenset[int]
    carrying: Mapping[int, int]


def quoted(sentences: Sequence[Sentence]) -> Quoted:
    """Read the quotation marks of an article.

    A quotation goes on in the next paragraph if the next mark closes one. Where a paragraph is long and one of its
    marks is missing, each sentence is looked at by itself.

    Args:
        sentences: of the article, in order.
    """
    leaning: set[int] = set()
    carrying: dict[int, int] = {}
    paragraph, within, opened = 0, False, 0
    lead = _lead(sentences)
    odd = _odd(sentences, lead)
    for i, sentence in enumerate(sentences):
        if sentence.paragraph in odd or (sentence.paragraph != paragraph and not _goes_on(sentences, i)):
            within = False
        paragraph = sentence.paragraph
        text, began, first = sentence.text, within, opened
        if not began and not any(mark in text for mark in _MARKS):
            continue
        outside = []
        for character in text:
            if character in _MARKS:
                within = character == "“" or (character == '"' and not within)
                opened = i if within else opened
            elif not within:
                outside.append(character)
        attributed = any(c.isalpha() for c in outside)
        if began and attributed and first in leaning and i - first <= MOST:
            carrying[i] = i - first
        elif began or (i > lead and text.startswith(_MARKS) and not attributed):
            leaning.add(i)
    return Quoted(frozenset(leaning), carrying)


def _lead(sentences: Sequence[Sentence]) -> int:
    """The first sentence of the body."""
    return next((i for i, s in enumerate(sentences) if s.block.kind in BODY), 0)


def _goes_on(sentences: Sequence[Sentence], i: int) -> bool:
    """Whether the first quotation mark from sentence `i` on closes a quotation."""
    for sentence in sentences[i : i + REACH]:
        text = sentence.text
        at = min((text.index(mark) for mark in _MARKS if mark in text), default=-1)
        if at >= 0:
            return text[at] == "”" or (text[at] == '"' and at > 0 and not text[at - 1].isspace())
    return False


def _odd(sentences: Sequence[Sentence], lead: int) -> frozenset[int]:
    """Paragraphs in which a quotation mark is missing: long ones, and the first of a text that is one quotation."""
    marks: dict[int, int] = {}
    length: dict[int, int] = {}
    for sentence in sentences:
        marks[sentence.paragraph] = marks.get(sentence.paragraph, 0) + sum(map(sentence.text.count, _MARKS))
        length[sentence.paragraph] = length.get(sentence.paragraph, 0) + 1
    first = sentences[lead].paragraph if sentences and sentences[lead].text.startswith(_MARKS) else None
    return frozenset(p for p, n in marks.items() if n % 2 and (length[p] > SHORT or p == first))


def inside(text: str, at: int) -> bool:
    """Whether the character at `at` stands within a quotation that the sentence opens."""
    quoted = False
    for character in text[:at]:
        if character in _MARKS:
            quoted = character == "“" or (character == '"' and not quoted)
    return quoted
