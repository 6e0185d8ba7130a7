"""From a brief to its print blocks: which ones, in which order, with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import TemplateError
from briefing.exporters import apparatus, head
from briefing.exporters.blocks import (
    Block,
    BottomLine,
    Contents,
    Entry,
    Legend,
    Outline,
    Piece,
    Point,
    Statements,
    Timeline,
)
from briefing.exporters.differing import differing
from briefing.exporters.setting import Setting
from briefing.measure import is_long
from briefing.model import printed_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Brief, Section, Sentence, Statement, TimelineEntry

TEMPLATES = ("brief", "full", "readout", "chronology")

_SHORT_TITLE = 60  # characters of the running head
_YEARS = 0.7  # years a row: with more of them a chronology has no breaks between years
_ENTRIES = 24  # lines of a list of contents: with more of them the subsections are left out
_ALSO = 2  # references to other sources that are printed beside a statement


def outline(brief: Brief, notices: Sequence[str] = (), *, contents: bool | None = None) -> Outline:
    """Lay out a brief as print blocks.

    Args:
        brief: the brief.
        notices: further lines under Limits, from an exporter that cannot show everything.
        contents: whether there is a list of contents; None leaves it to the estimated number of pages.

    Returns:
        The blocks in printed order.

    Raises:
        TemplateError: if no template has the name that the options give.
    """
    if brief.options.template not in TEMPLATES:
        reason = f"no template has this name; there are: {', '.join(TEMPLATES)}"
        raise TemplateError(brief.options.template, reason)
    setting = Setting(brief)
    words, masthead = setting.words, head.masthead(setting)
    return Outline(
        words=words,
        language=words.language,
        direction=words("direction", "text"),
        title=masthead.title,
        short_title=shorten(masthead.title, _SHORT_TITLE),
        marking=brief.options.marking,
        foot=words("running", "foot"),
        page=words("running", "page"),
        masthead=masthead,
        facts=head.facts(setting),
        blocks=_with_contents(setting, _blocks(setting, notices), asked=contents),
    )


def _blocks(setting: Setting, notices: Sequence[str]) -> tuple[Block, ...]:
    made = _Body(setting)
    sections = [block for s in setting.brief.sections for block in made.section(s)]
    statements = [*made.bottom_line(), *sections]
    people, rows = apparatus.people(setting), made.timeline()
    differences = tuple(differing(setting, made.point))
    points = [p for block in (*statements, *rows, *differences) for p in block_points(block)]
    limits = apparatus.limits(setting, notices)
    body: tuple[Block, ...] = (*statements, *people, *rows, *differences)
    if setting.brief.options.template == "chronology":
        body = (*rows, *statements, *people)
    elif not setting.full:
        body = (*statements, *differences, *people)
    return (
        *body,
        *((limits,) if setting.full else ()),
        apparatus.sources(setting, points, people),
        apparatus.legend(setting, limits),
    )


def _with_contents(setting: Setting, blocks: tuple[Block, ...], *, asked: bool | None) -> tuple[Block, ...]:
    """The blocks, in a long note with a list of contents right after the bottom line."""
    if not (is_long(setting.brief) if asked is None else asked):
        return blocks
    place = 1 if blocks and isinstance(blocks[0], BottomLine) else 0
    parts = [(i + 1, block) for i, block in enumerate(blocks) if i >= place]
    entries = tuple(
        Entry(block.heading, block.level if isinstance(block, Statements) else 2, i)
        for i, block in parts
        if not isinstance(block, (Contents, Legend)) and block.heading
    )
    if len(entries) > _ENTRIES:
        entries = tuple(entry for entry in entries if entry.level == 2)
    heading = setting.words("headings", "contents")
    return (*blocks[:place], Contents(heading, entries), *blocks[place:])


def block_points(block: Block) -> tuple[Point, ...]:
    """The statements of a block, none for a block of another kind."""
    if isinstance(block, BottomLine):
        return (block.point,)
    return block.points if isinstance(block, (Statements, Timeline)) else ()


class _Body:
    """The blocks of statements. A dated statement of the background is a row of the timeline only."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        told: dict[Sentence, list[TimelineEntry]] = {}
        for entry in setting.brief.timeline:
            told.setdefault(entry.sentence, []).append(entry)
        dates = {sentence: e.date for sentence, entries in told.items() if (e := printed_first(entries))}
        self.dated = {sentence: setting.words.mention(date) for sentence, date in dates.items()}
        self.days = {sentence: date.value for sentence, date in dates.items()}

    def bottom_line(self) -> Iterator[Block]:
        for statement in self.setting.statements:
            if statement.number == self.setting.brief.bottom_line:
                yield BottomLine(self.setting.words("headings", "bottom_line"), self.point(statement))

    def section(self, section: Section) -> Iterator[Block]:
        """The numbered statements, those of subsections after; in the short template then the dated ones."""
        background, full = section.kind == "background", self.setting.full
        heading = section.heading or self.setting.words("headings", section.kind)
        if background and full:
            heading = self.setting.words("headings", "context")
        points = self.points(section.statements, background=background)
        parts = [(s.heading, self.points(s.walk(), background=background)) for s in section.subsections]
        rows = self.rows(section) if background and not full else ()
        if points or rows or any(found for _, found in parts):
            yield Statements(heading, 2, points)
        yield from (Statements(name[:1].upper() + name[1:], 3, found) for name, found in parts if found)
        if rows:
            yield Timeline("", (), self.setting.words("tables", "timeline"), rows)

    def timeline(self) -> tuple[Timeline, ...]:
        """The dated statements as one table, in the long template."""
        sections = self.setting.brief.sections if self.setting.full else ()
        rows = [row for s in sections if s.kind == "background" for row in self.rows(s)]
        words = self.setting.words
        columns = tuple(words("columns", name) for name in ("date", "event", "source"))
        caption = words("tables", "timeline")
        table = Timeline(words("headings", "timeline"), columns, caption, tuple(rows), self.breaks(rows))
        return (table,) if rows else ()

    def breaks(self, rows: Sequence[Point]) -> frozenset[int]:
        """Rows of a chronology that begin a new year; none where hardly two rows share one."""
        if self.setting.brief.options.template != "chronology":
            return frozenset()
        years = [self.days[row.statement.sentence][: len("2022")] for row in rows]
        if len(set(years)) > len(years) * _YEARS:
            return frozenset()
        return frozenset(i for i in range(1, len(years)) if years[i] != years[i - 1])

    def points(self, statements: Iterable[Statement], *, background: bool) -> tuple[Point, ...]:
        """Numbered points: without the bottom line, and without what is a row of the timeline."""
        numbered = (s for s in statements if s.number != self.setting.brief.bottom_line)
        return tuple(self.point(s) for s in numbered if not (background and s.sentence in self.dated))

    def rows(self, section: Section) -> tuple[Point, ...]:
        """The dated statements of a section in order of date."""
        rows = [s for s in section.walk() if s.sentence in self.dated]
        rows.sort(key=lambda s: (self.days[s.sentence], s.number))
        bottom_line = self.setting.brief.bottom_line
        return tuple(self.point(s, self.dated[s.sentence]) for s in rows if s.number != bottom_line)

    def point(self, statement: Statement, handle: str = "") -> Point:
        place, also = statement.sentence, statement.also_in
        return Point(
            handle=handle or str(statement.number),
            pieces=tuple(pieces(statement)),
            reference=self.setting.reference(place.document, place.start),
            also=tuple(self.setting.reference(s.document, s.start) for s in also[:_ALSO]),
            more=max(0, len(also) - _ALSO),
            language=place.document.language,
            statement=statement,
        )


def pieces(statement: Statement) -> Iterator[Piece]:
    """The words of a statement and its glosses, in reading order."""
    text, done = statement.text, 0
    for gloss in sorted(statement.glosses, key=lambda g: g.at):
        if gloss.at > done:
            yield Piece(text[done : gloss.at])
        yield Piece(f"[{gloss.text}]", gloss=True)
        done = gloss.at
    if done < len(text):
        yield Piece(text[done:])


def shorten(text: str, room: int) -> str:
    """`text`, cut after a word and closed with "…" where it has more than `room` characters."""
    if len(text) <= room:
        return text
    cut = text[:room].rsplit(None, 1)[0] if " " in text[:room] else text[:room]
    return cut.rstrip(" ,;:–-") + "…"
