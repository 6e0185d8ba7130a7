"""How much of a page a brief takes, without rendering it.

The measures repeat those of `templates/brief.css`, and what stands on the page that of `briefing.exporters.outline`;
a test holds them together. The estimate is good to a line or two a page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.typefaces import MM, lines, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Brief, Document, SectionKind, Statement

# Height and width of the text on a page, in millimetres.
_PAPER = {"a4": (252.0, 166.0), "letter": (234.4, 171.9)}

_TITLE_SIZES = (19.0, 16.4)  # points: what a title begins with, and the least that it may shrink to

# Points of type, and millimetres from line to line.
_BODY, _BODY_LINE = 9.7, 13.19 * MM
_BOX, _BOX_LINE = 11.2, 14.9 * MM
_SMALL, _SMALL_LINE = 8.9, 13.0 * MM
_FINE, _FINE_LINE = 8.4, 11.8 * MM
_ALSO_LINE = 9.5 * MM

# Millimetres that the parts of the page take beside their lines.
_AROUND_TITLE = 11.6
_AROUND_ADDRESS = 1.6
_AROUND_FACTS = 3.8
_AROUND_BOX = 13.9
_HEADING = 11.3
_SUBHEADING = 7.2
_BETWEEN = 1.25  # statements
_ROW = 2.0  # of a table: space above and below, and the rule
_TABLE_HEAD = 5.0
_CLOSING = 1.2
_APPARATUS = 4  # lines of a list of contents beside those of the sections

# Millimetres beside the text: of a statement its number or date, and its reference.
_NUMBER, _DATE, _REFERENCE = 7.0, 21.0, 15.0
_BOX_SIDES = 25.4
_NAMES = 45.0  # the first and the last column of the table of people

_GLOSS = 0.8  # width of a gloss, as a share of the same words in the type of statements

# What the short template leaves out (see `briefing.exporters.apparatus`).
_PEOPLE = {True: 16, False: 6}
_ALSO = 2
_SKIPPED = 3
_WITH_DIGEST = 2

SHORT = 5
"""Pages up to which a note has no list of contents."""

# The lists of many sources and people fill the pages by themselves. Then the note grows, so that at least this share of
# them is left for statements.
_FOR_STATEMENTS = 0.5

_LOST = 0.03  # of a long note: room lost at the foot of its pages, because no statement is split


def title_size(title: str, room: float = 166.0) -> float:
    """Size of the title in points: the largest that keeps it on one line, or the smallest for several lines.

    Args:
        title: the title.
        room: width of the column in millimetres.
    """
    largest, smallest = _TITLE_SIZES
    fitting = largest * room / max(width(title, largest, "serif-bold"), 1.0)
    return min(largest, int(fitting * 10) / 10) if fitting >= smallest else smallest


def fill(brief: Brief) -> float:
    """Pages that a brief takes: 1.0 is one full page.

    Args:
        brief: the brief; its options name the template and the paper.
    """
    gauge, lead, extents = Gauge(brief), None, []
    for section in brief.sections:
        held = []
        for statement in section.walk():
            if statement.number == brief.bottom_line:
                lead = statement
            else:
                held.append(gauge.height(statement, section.kind))
        extents.append(Extent(section.kind, len(section.subsections), held))
    return gauge.pages(lead, extents, frozenset(s.sentence.document for s in brief.statements()))


def is_long(brief: Brief) -> bool:
    """Whether a brief takes so many pages, by this estimate, that its readers want a list of contents."""
    return brief.options.template == "full" and fill(brief) > SHORT


def pages_for(brief: Brief, pages: int) -> float:
    """The pages that a brief may fill: those given; a `full` one more where its lists leave too few for statements.

    Args:
        brief: the brief; its statements do not count.
        pages: pages that it should fill. If they are the user's own number, they grow only where not even the lists
            have room on them.
    """
    if brief.options.template != "full":
        return pages
    around = fill(replace(brief, sections=(), bottom_line=None, differences=()))
    if brief.options.pages is not None and around < pages:
        return pages
    return max(pages, around + _FOR_STATEMENTS * pages)


@dataclass(frozen=True, slots=True)
class Extent:
    """A section by its size.

    Attributes:
        kind: of the section.
        parts: how many subsections it has.
        heights: what `Gauge.height` says of its statements, but for the bottom line.
    """

    kind: SectionKind
    parts: int
    heights: Sequence[tuple[bool, float]]


class Gauge:
    """Measures briefs that differ in nothing but their statements: what is the same in all is measured once."""

    def __init__(self, frame: Brief) -> None:
        """Measure what stands around the statements.

        Args:
            frame: a brief; which statements it holds does not matter.
        """
        self._frame = frame
        self._height, self._breadth = _PAPER[frame.options.paper]
        self._full = frame.options.template != "brief"
        self._head = _head(frame, self._breadth)
        self._people = _people(frame, self._breadth, full=self._full)
        self._differences = _differences(frame, self._breadth)
        self._differing = frozenset(
            side.statement.sentence.document for d in frame.differences for side in d.sides
        )
        self._closings: dict[frozenset[Document], float] = {}
        self._dated = frozenset(e.sentence for e in frame.timeline)

    def height(self, statement: Statement, kind: SectionKind) -> tuple[bool, float]:
        """Whether a statement stands in the table of dated ones, and the millimetres that it takes.

        Args:
            statement: the statement; its number does not matter.
            kind: of its section.
        """
        row = kind == "background" and statement.sentence in self._dated
        room = self._breadth - (_DATE if row else _NUMBER) - _REFERENCE
        text = lines(_printed(statement), room, _BODY) * _BODY_LINE
        places = _SMALL_LINE + min(len(statement.also_in), _ALSO) * _ALSO_LINE
        return row, max(text, places) + (_ROW if row and self._full else _BETWEEN)

    def pages(self, lead: Statement | None, sections: Sequence[Extent], cited: frozenset[Document]) -> float:
        """Pages that a brief takes.

        Args:
            lead: the bottom line, None where there is none.
            sections: of the brief, without the bottom line.
            cited: the documents that its statements come from.
        """
        taken = self._head
        if lead is not None:
            room = self._breadth - _BOX_SIDES
            taken += _AROUND_BOX + lines(_printed(lead), room, _BOX) * _BOX_LINE
        taken += sum(self._section(extent) for extent in sections) + self._differences
        cited |= self._differing
        if cited not in self._closings:
            self._closings[cited] = _closing(self._frame, self._breadth, cited, full=self._full)
        taken += self._people + self._closings[cited]
        pages = taken / self._height * (1 + _LOST if self._full else 1)
        if self._frame.options.template == "full" and pages > SHORT:
            parts = sum(1 + extent.parts for extent in sections) + _APPARATUS
            pages += (_HEADING + parts * _SMALL_LINE) / self._height
        return pages

    def _section(self, extent: Extent) -> float:
        """Headings and statements; in the long template the dated ones are a table with a heading of its own."""
        rows = sum(1 for row, _ in extent.heights if row)
        taken = _HEADING if extent.heights and (rows < len(extent.heights) or not self._full) else 0.0
        taken += _SUBHEADING * extent.parts
        if rows and self._full:
            taken += _HEADING + _TABLE_HEAD
        for _, height in extent.heights:
            taken += height
        return taken - (_BETWEEN if extent.heights else 0.0)


def _head(brief: Brief, breadth: float) -> float:
    """Masthead and facts."""
    options, size = brief.options, title_size(brief.title, breadth)
    taken = _AROUND_TITLE + lines(brief.title, breadth, size, "serif-bold") * size * 1.18 * MM
    addressed = sum(1 for value in (options.to, options.sender, options.copies) if value)
    taken += addressed * _SMALL_LINE + (_AROUND_ADDRESS if addressed else 0.0)
    roles = {p.role for p in brief.participants if p.role != "mentioned"}
    event = len(roles) + bool(brief.meetings)
    return taken + _AROUND_FACTS + (max(2, event) if event else 1) * _SMALL_LINE


def _differences(brief: Brief, breadth: float) -> float:
    """What sources say differently: a subheading and a few statements each."""
    taken = _HEADING if brief.differences else 0.0
    for difference in brief.differences:
        taken += _SUBHEADING
        for side in difference.sides:
            text = lines(_printed(side.statement), breadth - _NUMBER - _REFERENCE, _BODY) * _BODY_LINE
            places = _SMALL_LINE + min(len(side.statement.also_in), _ALSO) * _ALSO_LINE
            taken += max(text, places) + _BETWEEN
    return taken


def _printed(statement: Statement) -> str:
    """Text and glosses; where the glosses stand makes little difference to the lines, their smaller type does."""
    glosses = (f"[{g.text}]" for g in statement.glosses)
    return " ".join((statement.text, *(g[: round(len(g) * _GLOSS)] for g in glosses)))


def _people(brief: Brief, breadth: float, *, full: bool) -> float:
    present = [p for p in brief.participants if p.role != "mentioned"]
    chosen = (list(brief.participants) if full or not present else present)[: _PEOPLE[full]]
    if not chosen:
        return 0.0
    if full:
        told = sum(lines(p.title, breadth - _NAMES, _SMALL, "sans") * _BODY_LINE + _ROW for p in chosen)
        return _HEADING + _TABLE_HEAD + told
    run = " · ".join(f"{p.name} “{p.title}” S1 ¶1" for p in chosen)
    return _HEADING + lines(run, breadth, _SMALL, "sans") * _SMALL_LINE


def _closing(brief: Brief, breadth: float, cited: frozenset[Document], *, full: bool) -> float:
    """Limits, sources and legend; in the short template the limits are part of the legend."""
    labels = table(brief.options.labels, "labels", fallback="en")
    skipped = [f"Not used: {s.uri} ({s.reason})." for s in brief.skipped]
    limits = [*brief.limits, labels["limits"]["left_out"], *(skipped if full else skipped[:_SKIPPED])]
    if len(brief.sources) > 1:
        limits.append(labels["counts"]["single"]["other"])
    documents = [s.document for s in brief.sources if full or s.document in cited]
    digest = full or len(documents) <= _WITH_DIGEST
    used = brief.options.template == "full"
    taken = _HEADING + sum(_source(d, breadth, digest=digest, used=used) for d in documents)
    legend = labels["legend"]["full" if full else "brief"]
    if full:
        taken += _HEADING + sum(lines(x, breadth, _SMALL, "sans") * _SMALL_LINE + 0.5 for x in limits)
    else:
        legend = " ".join((*limits, legend))
        taken += _FINE_LINE if len(documents) < len(brief.sources) else 0.0
    return taken + _CLOSING + lines(legend, breadth, _FINE, "sans") * _FINE_LINE


def _source(document: Document, breadth: float, *, digest: bool, used: bool) -> float:
    """A line of the list of sources; the fixed words have the length of the English ones."""
    parts = (document.title or "Untitled document", document.author, document.publisher, document.uri)
    text = (
        ", ".join(part for part in parts if part)
        + ", dated 28 September 2022. 19 paragraphs, 540 words. File"
    )
    if used:
        text += " Cited in 1, 3–5, 7. In the timeline. Names people."
    if digest:
        text += " SHA-256 8ba711bf4cace90e…"
    return lines(text, breadth - _NUMBER, _SMALL, "sans") * _SMALL_LINE
