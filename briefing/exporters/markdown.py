"""A brief as Markdown: CommonMark with tables, no HTML, one line a statement.

Read as it is it is a plain text note; parsed, each statement comes back word for word. References are shortcut
links ("[S1 ¶10]") whose targets stand at the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.exporters.blocks import (
    Block,
    BottomLine,
    Cited,
    Contents,
    Described,
    Legend,
    Limits,
    Outline,
    People,
    Point,
    Reference,
    Sources,
    Statements,
    Timeline,
)
from briefing.exporters.lines import one_line
from briefing.exporters.outline import outline

if TYPE_CHECKING:
    from briefing.model import Brief

# Characters that begin something anywhere in a line; CommonMark lets any ASCII punctuation be escaped.
_INLINE = re.compile(r"[\\`*_\[\]<>&|~#$]")

# What begins a block at the start of a line and is not escaped above: lists, rules, underlines of headings.
_BLOCK_START = re.compile(r"^[-+=]|^[0-9]{1,9}(?=[.)])")


def export(brief: Brief) -> bytes:
    """Write a brief as Markdown.

    Args:
        brief: the brief.

    Returns:
        UTF-8, one line feed at the end.

    Raises:
        TemplateError: if no template has the name asked for.
    """
    return _Writer(outline(brief)).text().encode()


def escape(text: str) -> str:
    """Text that Markdown shows as it stands; line breaks and tabs are spaces."""
    return _BLOCK_START.sub(_escape_start, _escape_inline(text).lstrip(" "))


def _escape_inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", one_line(text))


def _escape_start(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _strong(text: str) -> str:
    return f"**{escape(text.strip())}**"


class _Writer:
    """Writes the blocks of one outline, and keeps the references for the end."""

    def __init__(self, printed: Outline) -> None:
        self._printed = printed
        self._words = printed.words
        self._cited: dict[str, Reference] = {}
        headings = (block.heading for block in printed.blocks if isinstance(block, Sources))
        self._target = "#" + next((re.sub(r"\s+", "-", h.strip().lower()) for h in headings), "")

    def text(self) -> str:
        """The whole file: paragraphs apart by empty lines."""
        parts = [*self._head(), *(part for block in self._printed.blocks for part in self._block(block))]
        if self._printed.marking:
            parts = [self._marking(), *parts, self._marking()]
        if self._cited:
            parts.append("\n".join(self._definition(r) for r in self._cited.values()))
        return "\n\n".join(parts) + "\n"

    def _marking(self) -> str:
        return _strong(self._printed.marking)

    def _definition(self, reference: Reference) -> str:
        title = escape(reference.title).replace('"', '\\"')
        return f'[{reference.text}]: {self._target} "{title}"'

    def _head(self) -> Iterator[str]:
        head, facts = self._printed.masthead, self._printed.facts
        yield " · ".join(escape(part) for part in (head.kind, head.reference, head.date) if part)
        yield f"# {escape(head.title)}"
        pairs = (*head.lines, *facts.event, *facts.note)
        if pairs:
            yield "\n".join(f"- {_strong(label)}: {escape(value)}" for label, value in pairs)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case BottomLine():
                yield f"## {escape(block.heading)}"
                yield f"> {self._point(block.point)}"
            case Contents():
                return  # it tells pages, and a Markdown file has none
            case Statements():
                yield f"{'#' * block.level} {escape(block.heading)}"
                yield from self._numbered(block.points)
            case Timeline():
                yield from self._timeline(block)
            case People():
                yield from self._people(block)
            case Limits():
                yield f"## {escape(block.heading)}"
                yield "\n".join(f"- {escape(line)}" for line in block.lines)
            case Sources():
                yield from self._sources(block)
            case Legend():
                yield escape(block.text)

    def _numbered(self, points: Sequence[Point]) -> Iterator[str]:
        """An ordered list; a number that does not follow on needs a new one, which another delimiter begins."""
        lines: list[str] = []
        last, delimiter = 0, "."
        for point in points:
            number = int(point.handle)
            if lines and number != last + 1:
                delimiter = ")" if delimiter == "." else "."
            lines.append(f"{number}{delimiter} {self._point(point)}")
            last = number
        if lines:
            yield "\n".join(lines)

    def _point(self, point: Point) -> str:
        return f"{self._words_of(point)} {self._references(point)}"

    def _words_of(self, point: Point) -> str:
        """The source's words, and the program's in brackets and in italics."""
        shown = ""
        for i, piece in enumerate(point.pieces):
            if not piece.gloss:
                shown += _escape_inline(piece.text) if i else escape(piece.text)
                continue
            following = point.pieces[i + 1].text[:1] if i + 1 < len(point.pieces) else " "
            inside = f"\\[{escape(piece.text[1:-1])}\\]"
            shown += " " if i else ""
            shown += inside if following.isalnum() else f"*{inside}*"  # emphasis cannot end inside a word
        return shown

    def _references(self, point: Point) -> str:
        shown = [self._reference(point.reference)]
        shown += [self._words("reference", "also", references=self._reference(other)) for other in point.also]
        shown += [f"+{point.more}"] if point.more else []
        return ", ".join(shown)

    def _reference(self, reference: Reference) -> str:
        self._cited.setdefault(reference.text, reference)
        return f"[{reference.text}]"

    def _timeline(self, block: Timeline) -> Iterator[str]:
        if block.heading:
            yield f"## {escape(block.heading)}"
        if not block.columns:
            yield "\n".join(f"- {_strong(p.handle)} {self._point(p)}" for p in block.points)
            return
        rows = [(_strong(p.handle), self._words_of(p), self._references(p)) for p in block.points]
        yield _table(block.columns, rows)

    def _people(self, block: People) -> Iterator[str]:
        yield f"## {escape(block.heading)}"
        parts = [(_strong(p.name), self._description(p), self._place(p)) for p in block.people]
        if block.columns:
            yield _table(block.columns, parts)
        else:
            yield " · ".join(" ".join(part for part in person if part) for person in parts)

    def _description(self, person: Described) -> str:
        if person.description:
            return escape(self._words("sources", "titled", title=person.description))
        return f"*\\[{escape(person.gloss)}\\]*" if person.gloss else ""

    def _place(self, person: Described) -> str:
        return self._reference(person.reference) if person.reference else ""

    def _sources(self, block: Sources) -> Iterator[str]:
        yield f"## {escape(block.heading)}"
        yield "\n".join(f"- **{source.id}** {self._cited_line(source)}" for source in block.sources)
        if block.more:
            yield escape(block.more)

    def _cited_line(self, source: Cited) -> str:
        title = f"{self._words('sources', 'titled', title=source.title)}, " if source.title else ""
        digest = " " + " ".join(source.digest) if source.digest else ""
        return escape(f"{title}{source.details}{digest}")


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = [[escape(name) for name in columns], ["---"] * len(columns)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (*head, *rows))
