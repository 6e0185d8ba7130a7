"""A brief as typed print blocks in printed order, before it has a format.

All exporters that print pages read this, so that each prints the same words in the same order. What is not a
source's own words is the program's: it comes from the labels, from the options of the user, or is computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.exporters.wording import Wording
    from briefing.model import Statement


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a statement: the source's words, or, with `gloss`, the program's in square brackets."""

    text: str
    gloss: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Where words stand: `text` as printed ("S1 ¶10"), `title` as read aloud, `source` the id to link to."""

    text: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """A printed statement.

    Attributes:
        handle: its number, or its date where it is a row of the timeline.
        pieces: the sentence, with glosses between; joined without the glosses they are the source's words.
        reference: where it stands.
        also: other sources that say the same; the first few.
        more: how many of those are not in `also`.
        language: of the words, ISO 639-1 or "und".
        statement: what it is printed from.
    """

    handle: str
    pieces: tuple[Piece, ...]
    reference: Reference
    also: tuple[Reference, ...]
    more: int
    language: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of page one; `lines` are labels and values of to, from, copies. What is "" is not printed."""

    kind: str
    reference: str
    date: str
    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs beside each other: what happened, and what this note is."""

    event: tuple[tuple[str, str], ...]
    note: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BottomLine:
    """The statement in the box."""

    heading: str
    point: Point


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of contents: a heading of level 2 or 3, and the position of its block in the outline."""

    text: str
    level: int
    block: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a note of many pages holds, with the pages where its parts begin."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """Numbered statements under a heading of level 2, or 3 in a subsection; there may be none before those."""

    heading: str
    level: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated statements in order of date.

    Attributes:
        heading: "" where the rows follow on from the statements above them.
        columns: head of the table ("Date", "Event", "Source"), empty where it is to be a plain run of rows.
        caption: what the table holds, for those who cannot see it.
        points: the rows; the handle is the date.
        breaks: which rows, counted from 0, begin a new year among rows that share years.
    """

    heading: str
    columns: tuple[str, ...]
    caption: str
    points: tuple[Point, ...]
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Described:
    """A person: `description` is the source's and goes into quotation marks, `gloss` is the program's."""

    name: str
    description: str
    gloss: str
    reference: Reference | None
    language: str


@dataclass(frozen=True, slots=True)
class People:
    """Who is who: a table with the head `columns`, or one run of text where those are empty."""

    heading: str
    columns: tuple[str, ...]
    caption: str
    people: tuple[Described, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What this note does not tell, one line each."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A line of the list of sources.

    Attributes:
        id: "S1", the target of the references.
        title: the headline as printed, "" if none.
        language: of the headline.
        details: the program's words: publisher, date, size, file or address.
        digest: label and first digits of the SHA-256, "" where there is no room for it.
    """

    id: str
    title: str
    language: str
    details: str
    digest: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of sources; `more` says how many are not in it, "" if all are."""

    heading: str
    sources: tuple[Cited, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The closing run of small print."""

    text: str


Block = BottomLine | Contents | Statements | Timeline | People | Limits | Sources | Legend


@dataclass(frozen=True, slots=True)
class Outline:
    """A brief ready to be printed.

    Attributes:
        words: the program's own words.
        language: of those words.
        direction: "ltr" or "rtl", of the program's words.
        title: for the document's properties; what the masthead prints.
        short_title: for running heads, cut at a word where it is long.
        marking: for the top and bottom of every page, "" for none.
        foot: left foot of every page.
        page: pattern of the page number, with {page} and {pages}.
        masthead, facts: the head of page one.
        blocks: what follows, in order.
    """

    words: Wording
    language: str
    direction: str
    title: str
    short_title: str
    marking: str
    foot: str
    page: str
    masthead: Masthead
    facts: Facts
    blocks: tuple[Block, ...]

    def points(self) -> tuple[Point, ...]:
        """All printed statements, in printed order."""
        found: list[Point] = []
        for block in self.blocks:
            if isinstance(block, BottomLine):
                found.append(block.point)
            elif isinstance(block, (Statements, Timeline)):
                found.extend(block.points)
        return tuple(found)
