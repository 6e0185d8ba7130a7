"""The contracts of the stations, on one page.

    bytes ─Reader─▶ Document ─Segmenter─▶ Sentence… ─Annotator─▶ Annotations
                             ─Ranker─▶ Score… ─structure─▶ Brief ─Exporter─▶ bytes

Each is a plain callable, so a function, a `functools.partial` or an object with `__call__` will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from briefing.model import Annotations, Article, Brief, Document, Query, Score, Sentence


class Reader(Protocol):
    """Turns the bytes of one file into documents."""

    def __call__(self, data: bytes, uri: str) -> Iterable[Document]:
        """Read `data`; `uri` is the file's printed name and tells nothing but that.

        Raises:
            InputError: whatever the bytes are, this is the only way to fail.
        """
        ...


class Segmenter(Protocol):
    """Cuts a document into sentences."""

    def __call__(self, document: Document) -> Sequence[Sentence]:
        """Sentences in order, disjoint, none across a block, with only white space between two of a block."""
        ...


class Annotator(Protocol):
    """Finds names, dates and phrases in one document."""

    def __call__(self, document: Document, sentences: Sequence[Sentence]) -> Annotations:
        """Annotations of the document; `sentences` are all of its sentences, in order."""
        ...


class Ranker(Protocol):
    """Judges sentences. It returns scores and nothing else, so it cannot lose, invent or reorder any."""

    def __call__(self, articles: Sequence[Article], query: Query) -> Sequence[Score]:
        """One finite score for each sentence of each article, in order of articles and sentences."""
        ...


class Exporter(Protocol):
    """Turns a brief into the bytes of a document."""

    def __call__(self, brief: Brief) -> bytes:
        """The same brief gives the same bytes, anywhere and at any time.

        Raises:
            ExportError: if the format cannot be made here.
        """
        ...
