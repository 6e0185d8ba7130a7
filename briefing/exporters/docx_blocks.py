"""Print blocks as paragraphs and tables of a DOCX."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from briefing.exporters.blocks import (
    Block,
    BottomLine,
    Cited,
    Contents,
    Described,
    Facts,
    Legend,
    Limits,
    Masthead,
    Outline,
    People,
    Point,
    Reference,
    Sources,
    Statements,
    Timeline,
)
from briefing.exporters.docx_contents import contents, place
from briefing.exporters.docx_footnotes import Footnotes
from briefing.exporters.docx_markup import NBSP, Markup

# Columns as parts of the width of the text; from the printed page, 166 mm wide.
_FACTS = (21, 64, 21, 60)
_PEOPLE = (36, 114, 16)
_DATES = (14, 30)  # narrowest and widest
_DIGIT = 1.7  # mean width of a character of the dates
_REFERENCE = 16
_WIDTH = 166

_WHOLE = 8  # so many rows of people stay on one page


class Layout:
    """Writes the blocks of one outline.

    Args:
        outline: what is to be printed.
        markup: the document's elements and styles.
        width: of the text, in twips.
        first_list: id of the first list that is free for restarting the numbers.
        notes: takes the references of statements as footnotes, None to print them at their end.
    """

    def __init__(
        self,
        outline: Outline,
        markup: Markup,
        width: int,
        first_list: int,
        notes: Footnotes | None = None,
    ) -> None:
        self._notes = notes
        self.first_number = 1
        self.restarts: list[int] = []
        self._outline = outline
        self._markup = markup
        self._words = outline.words
        self._width = width
        self._first_list = first_list
        self._next_number: int | None = None
        entries = (e for b in outline.blocks if isinstance(b, Contents) for e in b.entries)
        self._listed: Collection[int] = frozenset(entry.block for entry in entries)
        self._at = 0
        listed = (b for b in outline.blocks if isinstance(b, Sources))
        self._targets: Collection[str] = frozenset(s.id for block in listed for s in block.sources)

    def body(self) -> str:
        """All blocks in printed order.

        Afterwards `first_number` is what the style's own list begins with, and `restarts` holds the first number of
        each further list.
        """
        parts = [*self._masthead(self._outline.masthead), *self._facts(self._outline.facts)]
        for i, block in enumerate(self._outline.blocks):
            self._at = i
            parts.extend(self._block(block))
        return "".join(parts)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case BottomLine():
                yield self._markup.paragraph("Bottom Line Label", self._markup.run(block.heading))
                yield self._numbered(block.point, "Bottom Line")
            case Contents():
                yield from contents(block, self._outline, self._markup)
            case Statements():
                yield self._heading(block.heading, block.level)
                yield from (self._numbered(point) for point in block.points)
            case Timeline():
                yield from self._timeline(block)
            case People():
                yield from self._people(block)
            case Limits():
                yield self._heading(block.heading)
                yield from (
                    self._markup.paragraph("List Bullet", self._markup.run(line)) for line in block.lines
                )
            case Sources():
                yield from self._sources(block)
            case Legend():
                yield self._markup.paragraph("Generator Note", self._markup.run(block.text))

    def _heading(self, text: str, level: int = 2) -> str:
        """A heading; the title is level 1 of the outline and has a style of its own."""
        run = self._markup.run(text)
        if self._at in self._listed:
            run = self._markup.bookmark(place(self._at), run)
        return self._markup.paragraph(f"heading {level - 1}", run, text=text)

    def _masthead(self, head: Masthead) -> Iterator[str]:
        markup = self._markup
        detail = " · ".join(part for part in (head.reference, head.date) if part)
        aside = (markup.tab(), markup.run(detail, "Masthead Detail")) if detail else ()
        yield markup.paragraph("Kicker", markup.run(head.kind), *aside)
        yield markup.paragraph("Title", markup.run(head.title), text=head.title)
        for label, value in head.lines:
            runs = (markup.run(label, "Masthead Label"), markup.tab(), markup.run(value))
            yield markup.paragraph("Masthead Line", *runs)

    def _facts(self, facts: Facts) -> Iterator[str]:
        """Two pairs a row while both columns last, then one that may fill the row."""
        rows = []
        for left, right in zip_longest(facts.event, facts.note):
            pairs = [pair for pair in (left, right) if pair]
            rows.append([cell for pair in pairs for cell in self._fact(*pair)])
        if rows:
            yield self._table("Brief Facts", self._words("tables", "facts"), _FACTS, rows)

    def _fact(self, label: str, value: str) -> tuple[str, str]:
        run = self._markup.run
        return (
            self._markup.paragraph("Facts Label", run(label)),
            self._markup.paragraph("Facts Value", run(value), text=value),
        )

    def _table(
        self,
        style: str,
        caption: str,
        parts: Sequence[int],
        rows: Sequence[Sequence[str]],
        columns: Sequence[str] = (),
        breaks: Collection[int] = (),
    ) -> str:
        widths = [self._width * part // _WIDTH for part in parts]
        widths[1] += self._width - sum(widths)
        styles = ("Table Head", "Table Head", "Table Head Reference")
        head = [
            self._markup.paragraph(s, self._markup.run(name))
            for s, name in zip(styles, columns, strict=False)
        ]
        mirrored = self._outline.direction == "rtl"
        return self._markup.table(style, caption, widths, rows, head=head, breaks=breaks, mirrored=mirrored)

    def _numbered(self, point: Point, style: str = "Brief Statement") -> str:
        """A statement with the number of the model: where it does not follow on, a new list begins with it."""
        number = int(point.handle)
        if self._next_number is None:
            self.first_number = number
        elif number != self._next_number:
            self.restarts.append(number)
        self._next_number = number + 1
        numbering = self._first_list + len(self.restarts) - 1 if self.restarts else None
        return self._statement(style, point, numbering=numbering)

    def _statement(self, style: str, point: Point, *before: str, numbering: int | None = None) -> str:
        references = list(self._references(point))
        end = (self._notes.mark(*references),) if self._notes else (self._markup.run(NBSP), *references)
        runs = (*before, self._marked(point), *end)
        return self._markup.paragraph(style, *runs, text=point.statement.text, numbering=numbering)

    def _marked(self, point: Point) -> str:
        """The words, in a hidden bookmark by which a statement is known again after somebody edited the document."""
        sentence = point.statement.sentence
        name = f"_briefing_{point.statement.number}_{point.reference.source}_{sentence.start}_{sentence.end}"
        return self._markup.bookmark(name, "".join(self._words_of(point)))

    def _words_of(self, point: Point) -> Iterator[str]:
        """The source's words in the typeface of the paragraph, the program's in their own."""
        for i, piece in enumerate(point.pieces):
            if piece.gloss:
                space = " " if i else ""
                yield self._markup.run(f"{space}{piece.text}", "Gloss")
            else:
                yield self._markup.run(piece.text, language=point.language)

    def _references(self, point: Point) -> Iterator[str]:
        yield self._reference(point.reference)
        before, after = self._words("reference", "also").split("{references}")
        for other in point.also:
            yield self._markup.run(f", {before.replace(' ', NBSP)}", "SourceRef")
            yield self._reference(other)
            yield self._markup.run(after, "SourceRef") if after else ""
        if point.more:
            yield self._markup.run(f", +{point.more}", "SourceRef")

    def _reference(self, reference: Reference) -> str:
        """A link where the list of sources has the source, else the same words."""
        if reference.source in self._targets:
            return self._markup.link(reference.text, reference.source, reference.title, "SourceRef")
        return self._markup.run(reference.text, "SourceRef", bound=True)

    def _timeline(self, block: Timeline) -> Iterator[str]:
        if block.heading:
            yield self._heading(block.heading)
        run, paragraph = self._markup.run, self._markup.paragraph
        if not block.columns:
            for point in block.points:
                handle = (run(point.handle, "Date Handle"), self._markup.tab())
                yield self._statement("Dated Statement", point, *handle)
            return
        rows = [
            (
                paragraph("Table Text", run(point.handle, "Date Handle")),
                paragraph("Table Statement", self._marked(point), text=point.statement.text),
                paragraph("Table Reference", *self._references(point)),
            )
            for point in block.points
        ]
        longest = max((len(point.handle) for point in block.points), default=0)
        dates = min(max(_DATES[0], round(longest * _DIGIT) + 3), _DATES[1])
        parts = (dates, _WIDTH - dates - _REFERENCE, _REFERENCE)
        yield self._table("Brief Table", block.caption, parts, rows, block.columns, block.breaks)

    def _people(self, block: People) -> Iterator[str]:
        yield self._heading(block.heading)
        paragraph = self._markup.paragraph
        if not block.columns:
            runs: list[str] = []
            for i, person in enumerate(block.people):
                runs.append(self._markup.run(" · ") if i else "")
                runs.extend(self._person(person))
            yield paragraph("People", *runs)
            return
        last = len(block.people) - 1
        rows = [
            (
                paragraph(
                    "Table Text Kept" if i < last < _WHOLE else "Table Text",
                    self._markup.run(person.name, "Strong"),
                ),
                paragraph("Table Text", *self._description(person), text=person.description),
                paragraph(
                    "Table Reference", *((self._reference(person.reference),) if person.reference else ())
                ),
            )
            for i, person in enumerate(block.people)
        ]
        yield self._table("Brief Table", block.caption, _PEOPLE, rows, block.columns)

    def _person(self, person: Described) -> Iterator[str]:
        yield self._markup.run(person.name, "Strong", person.language)
        for run in self._description(person):
            yield self._markup.run(" ")
            yield run
        if person.reference:
            yield self._markup.run(NBSP)
            yield self._reference(person.reference)

    def _description(self, person: Described) -> Iterator[str]:
        """The source's words in quotation marks, or the program's in brackets."""
        if person.description:
            quoted = self._words("sources", "titled", title=person.description)
            yield self._markup.run(quoted, language=person.language)
        elif person.gloss:
            yield self._markup.run(f"[{person.gloss}]", "Gloss")

    def _sources(self, block: Sources) -> Iterator[str]:
        yield self._heading(block.heading)
        yield from (self._cited(source) for source in block.sources)
        if block.more:
            yield self._markup.paragraph("Generator Note", self._markup.run(block.more))

    def _cited(self, source: Cited) -> str:
        run = self._markup.run
        runs = [self._markup.bookmark(source.id, run(source.id, "Strong")), self._markup.tab()]
        if source.title:
            runs.append(run(self._words("sources", "titled", title=source.title), language=source.language))
            runs.append(run(", "))
        runs.append(run(source.details))
        if source.digest:
            runs.extend((run(" "), run(" ".join(source.digest), bound=True)))
        return self._markup.paragraph("Source Entry", *runs)
