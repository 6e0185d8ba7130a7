"""The passages of a document made ready for matching: references taken out, words in the readings that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from briefing import segmenters
from briefing.layout import Block
from briefing.model import Document
from briefing.proof.apparatus import Apparatus
from briefing.proof.citations import Cited, without_references
from briefing.proof.index import Index
from briefing.proof.labels import HANDLE, ITEM, dated
from briefing.proof.printed import Passage, Printed
from briefing.proof.typography import LINE_HYPHEN, Words, plain_words
from briefing.readers.language import identify

GLOSS = re.compile(r"\[(?!\s*(?:\.\.\.|…)\s*\])[^\[\]]{1,120}\]")
_BETWEEN = "\n\n"  # passages, in the text that is cut into sentences
_JOIN = "\u00ad\u00ad"  # in place of a hyphen and a line end, this makes one word of the two halves
_ADDRESS = re.compile(r"(\S*(?:://|www\.)\S*\w)\n(?=\w)")  # of a page, broken at the end of a line
_ENDS = re.compile(r"""[.!?…。！？]["'”’»›)\]]*(?=\s)""")


@dataclass
class Part:
    """One passage.

    Attributes:
        number: its place among the passages, from 0.
        passage: as the reader left it.
        text: without references; the program's whole sentences are blank in it.
        full: without references.
        cited: the references.
        sentences: start and end of each sentence of `text`.
    """

    number: int
    passage: Passage
    text: str
    full: str
    cited: tuple[Cited, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    resolved: str = ""

    @property
    def halves(self) -> list[str]:
        """The words that hyphens at line ends may part."""
        return [
            (plain_words(self.text[: m.start()]) or [""])[-1] + (plain_words(self.text[m.end() :]) or [""])[0]
            for m in LINE_HYPHEN.finditer(self.text)
        ]

    def resolve(self, index: Index) -> None:
        """Decide for each hyphen at a line end whether it is the word's or the line's, by the words of the sources."""
        joined = iter(self.halves)
        self.resolved = LINE_HYPHEN.sub(
            lambda m: _JOIN if index.has_word(next(joined)) else m.group()[0] + _JOIN[0], self.text
        )

    def unresolved(self) -> tuple[Words, ...]:
        """The words with all hyphens at line ends, and with none; each with brackets and without."""
        return _readings(self.text, LINE_HYPHEN.sub(_JOIN, self.text))

    @cached_property
    def readings(self) -> tuple[Words, ...]:
        """The words: with hyphens at line ends resolved, as they stand, and with addresses put together again.

        Each reading is with brackets and without.
        """
        whole, pieces = _ADDRESS.subn(_whole_address, self.resolved)
        while pieces:
            whole, pieces = _ADDRESS.subn(_whole_address, whole)
        return _readings(self.resolved, self.text, whole)

    def inner_ends(self, start: int, end: int) -> list[int]:
        """Characters between two places at which a sentence may end though none was seen to."""
        return [m.end() for m in _ENDS.finditer(self.text, start, end)]

    def beginnings(self, start: int, *, own: bool) -> Iterator[int]:
        """Where the words of a sentence may begin: behind what stands in front at the start of the passage.

        Args:
            start: of the sentence.
            own: whether the document is the program's, with numbers and dates in front; in others items are numbered.
        """
        yield start
        if start == self.sentences[0][0]:
            for pattern in (HANDLE, dated()) if own else (ITEM,):
                match = pattern.match(self.text, start)
                if match:
                    yield match.end()


def _whole_address(match: re.Match[str]) -> str:
    return f"{match.group(1)}{_JOIN[0]}"


def _readings(*texts: str) -> tuple[Words, ...]:
    bare = (GLOSS.sub(lambda m: " " * len(m.group()), t) for t in texts)
    return tuple(Words.of(t) for t in dict.fromkeys((*texts, *bare)))


def prepare(printed: Printed, apparatus: Apparatus) -> list[Part]:
    """Take the references out of the passages, join what a page break parted, and find the sentences.

    A passage that holds nothing but references belongs to the one before it.
    """
    parts: list[Part] = []
    for passage in printed.passages:
        text, cited = without_references(passage.text)
        if cited and not text.strip(" \t\n\u00a0,;()[]") and parts:
            last = parts[-1]
            last.cited += tuple(replace(c, at=len(last.text)) for c in cited)
            continue
        parts.append(Part(len(parts), passage, apparatus.blank(text), text, cited))
    _segment(parts)
    return parts


def _segment(parts: Sequence[Part]) -> None:
    """The sentences of all passages, each passage a block of one text."""
    text = _BETWEEN.join(part.text for part in parts)
    starts = [0, *accumulate(len(part.text) + len(_BETWEEN) for part in parts)]
    blocks = tuple(
        Block("paragraph", at, at + len(part.text), number)
        for number, (part, at) in enumerate(zip(parts, starts, strict=False), 1)
        if part.text.strip()
    )
    document = replace(Document.from_text("-"), text=text, blocks=blocks, language=identify(text))
    found: dict[int, list[tuple[int, int]]] = {}
    for sentence in segmenters.get()(document):
        found.setdefault(sentence.block.start, []).append(sentence.span)
    for part, at in zip(parts, starts, strict=False):
        part.sentences = tuple((start - at, end - at) for start, end in found.get(at, ()))
