"""A source, taken apart only as far as something of the document is found in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from briefing import segmenters
from briefing.model import Document, Sentence
from briefing.proof.typography import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a source: `first` and `last` are its words, the last one not included."""

    sentence: Sentence
    first: int
    last: int


class SourceText:
    """The words and sentences of one source.

    Args:
        number: its place among the sources.
        document: the source.
    """

    def __init__(self, number: int, document: Document) -> None:
        self.number = number
        self._read = document

    @cached_property
    def document(self) -> Document:
        """The source with its blocks recognised, as a brief quotes it."""
        return segmenters.recognise(self._read)

    @cached_property
    def words(self) -> Words:
        """All words of the text."""
        return Words.of(self._read.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences that hold a word, in order."""
        words, found = self.words, []
        for sentence in segmenters.get()(self.document):
            first, last = words.starting_in(sentence.start, sentence.end)
            if first < last:
                found.append(Line(sentence, first, last))
        return tuple(found)

    def head(self, line: Line) -> str:
        """The marks that a sentence begins with."""
        return self.words.head(line.sentence.start, line.first)

    def tail(self, line: Line) -> str:
        """The marks that a sentence ends with."""
        return self.words.tail(line.last - 1, line.sentence.end)

    def line_of(self, word: int) -> int | None:
        """Which sentence holds a word, None if none does."""
        i = bisect_right(self.lines, word, key=lambda line: line.first) - 1
        return i if i >= 0 and word < self.lines[i].last else None

    @cached_property
    def told(self) -> str:
        """All that the source says, its headline, publisher and author too, with its marks in one form each."""
        read = self._read
        return plain(" | ".join((read.title, read.publisher, read.author, read.uri, read.text)))

    def says(self, phrase: str) -> bool:
        """Whether a phrase stands in it, word for word."""
        return bool(phrase) and f" {phrase} " in self.told


def plain(text: str) -> str:
    """The words of a text apart by single spaces, without any marks."""
    return f" {' '.join(Words.of(text).keys)} "
