"""How much of a page a brief takes, without rendering it.

The measures repeat those of `templates/brief.css`, and what stands on the page that of `briefing.exporters.outline`;
a test holds them together. The estimate is good to a line or two a page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.language import table
from briefing.typefaces import MM, lines, width

if TYPE_CHECKING:
    from briefing.model import Brief, Document, Section, Statement

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
_NUMBER, _DATE, _REFERENCE = 7.0, 17.0, 15.0
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
    height, breadth = _PAPER[brief.options.paper]
    full = brief.options.template != "brief"
    taken = _head(brief, breadth)
    taken += sum(_section(section, brief, breadth, full=full) for section in brief.sections)
    taken += _people(brief, breadth, full=full) + _closing(brief, breadth, full=full)
    pages = taken / height * (1 + _LOST if full else 1)
    if brief.options.template == "full" and pages > SHORT:
        parts = sum(1 + len(section.subsections) for section in brief.sections) + _APPARATUS
        pages += (_HEADING + parts * _SMALL_LINE) / height
    return pages


def is_long(brief: Brief) -> bool:
    """Whether a brief takes so many pages, by this estimate, that its readers want a list of contents."""
    return brief.options.template == "full" and fill(brief) > SHORT


def pages_for(brief: Brief, pages: int) -> float:
    """The pages that a brief may fill: those given, or more where its lists leave too few for statements.

    Args:
        brief: the brief; its statements do not count.
        pages: pages that it should fill. If they are the user's own number, they grow only where not even the lists
            have room on them.
    """
    around = fill(replace(brief, sections=(), bottom_line=None))
    if brief.options.pages is not None and around < pages:
        return pages
    return max(pages, around + _FOR_STATEMENTS * pages)


def _head(brief: Brief, breadth: float) -> float:
    """Masthead, facts and bottom line."""
    options, size = brief.options, title_size(brief.title, breadth)
    taken = _AROUND_TITLE + lines(brief.title, breadth, size, "serif-bold") * size * 1.18 * MM
    addressed = sum(1 for value in (options.to, options.sender, options.copies) if value)
    taken += addressed * _SMALL_LINE + (_AROUND_ADDRESS if addressed else 0.0)
    roles = {p.role for p in brief.participants if p.role != "mentioned"}
    event = len(roles) + bool(brief.meetings)
    taken += _AROUND_FACTS + (max(2, event) if event else 1) * _SMALL_LINE
    for statement in brief.statements():
        if statement.number == brief.bottom_line:
            taken += _AROUND_BOX + lines(_printed(statement), breadth - _BOX_SIDES, _BOX) * _BOX_LINE
    return taken


def _section(section: Section, brief: Brief, breadth: float, *, full: bool) -> float:
    """Headings and statements; in the long template the dated ones are a table with a heading of its own."""
    dated = {e.sentence for e in brief.timeline} if section.kind == "background" else set()
    found = [s for s in section.walk() if s.number != brief.bottom_line]
    rows = sum(1 for s in found if s.sentence in dated)
    taken = _HEADING if found and (rows < len(found) or not full) else 0.0
    taken += _SUBHEADING * len(section.subsections)
    if rows and full:
        taken += _HEADING + _TABLE_HEAD
    for statement in found:
        row = statement.sentence in dated
        room = breadth - (_DATE if row else _NUMBER) - _REFERENCE
        text = lines(_printed(statement), room, _BODY) * _BODY_LINE
        places = _SMALL_LINE + min(len(statement.also_in), _ALSO) * _ALSO_LINE
        taken += max(text, places) + (_ROW if row and full else _BETWEEN)
    return taken - (_BETWEEN if found else 0.0)


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


def _closing(brief: Brief, breadth: float, *, full: bool) -> float:
    """Limits, sources and legend; in the short template the limits are part of the legend."""
    labels = table(brief.options.labels, "labels", fallback="en")
    skipped = [f"Not used: {s.uri} ({s.reason})." for s in brief.skipped]
    limits = [*brief.limits, labels["limits"]["left_out"], *(skipped if full else skipped[:_SKIPPED])]
    cited = {s.sentence.document for s in brief.statements()}
    documents = [s.document for s in brief.sources if full or s.document in cited]
    digest = full or len(documents) <= _WITH_DIGEST
    taken = _HEADING + sum(_source(d, breadth, digest=digest) for d in documents)
    legend = labels["legend"]["full" if full else "brief"]
    if full:
        taken += _HEADING + sum(lines(x, breadth, _SMALL, "sans") * _SMALL_LINE + 0.5 for x in limits)
    else:
        legend = " ".join((*limits, legend))
        taken += _FINE_LINE if len(documents) < len(brief.sources) else 0.0
    return taken + _CLOSING + lines(legend, breadth, _FINE, "sans") * _FINE_LINE


def _source(document: Document, breadth: float, *, digest: bool) -> float:
    """A line of the list of sources; the fixed words have the length of the English ones."""
    parts = (document.title or "Untitled document", document.author, document.publisher, document.uri)
    text = (
        ", ".join(part for part in parts if part)
        + ", dated 28 September 2022. 19 paragraphs, 540 words. File"
    )
    if digest:
        text += " SHA-256 8ba711bf4cace90e…"
    return lines(text, breadth - _NUMBER, _SMALL, "sans") * _SMALL_LINE
