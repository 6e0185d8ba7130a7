"""The types that travel from station to station.

All are frozen, slotted and made of tuples, so that a value can be shared, hashed, cached and compared. A place
in a text is always `(document, start, end)`: offsets in characters of `Document.text`, end not included. No
type holds a copy of what it points at: the words of a sentence are `document.text[start:end]`, by construction.

They stand in one file, long as it is, because every station speaks in all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import count
from operator import attrgetter
from typing import Literal

from briefing.errors import UsageError
from briefing.layout import Block as Block
from briefing.layout import BlockKind as BlockKind
from briefing.layout import blocks, normalise, one_line

SectionKind = Literal["meeting", "topics", "background"]
"""The sections of a brief."""

Label = Literal["meeting", "topics", "background", "none"]
"""Where a sentence belongs: one of the sections, or none of them."""

LABELS: tuple[Label, ...] = ("meeting", "topics", "background", "none")

Role = Literal["host", "visitor", "principal", "mentioned"]
"""What a person does at the encounter; `principal` where nobody hosts, `mentioned` for who is not there."""

Status = Literal["held", "planned", "cancelled"]

_START = attrgetter("start")

DifferenceRole = Literal["number", "date", "place", "name", "title"]
"""In what two sources differ."""

Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "interval"]
"""How exactly a text dates something."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, as its reader left it. Equal by `uri` and `digest`.

    Attributes:
        id: short name, unique in a run where the caller cares for it.
        uri: what the source is called in print: a file name, a path inside a folder or an address.
        title: headline, or "" where there is none.
        text: normalised once by the reader, never changed after; all offsets mean this text.
        blocks: in order, disjoint. What lies between them (white space, a date marker) cannot be quoted.
        published: the day it came out.
        publisher: agency, paper, ministry.
        author: as printed.
        language: ISO 639-1 code, "und" where it is not known.
        digest: SHA-256 of the bytes that were read, in hexadecimal.
        marking: the handling mark that the source itself carries.
        notes: what its reader could not keep, in words that follow "`uri`: ".
    """

    id: str = field(compare=False)
    uri: str
    title: str = field(compare=False)
    text: str = field(compare=False, repr=False)
    blocks: tuple[Block, ...] = field(compare=False, repr=False)
    published: date | None = field(compare=False)
    publisher: str = field(compare=False)
    author: str = field(compare=False)
    language: str = field(compare=False)
    digest: str
    marking: str = field(compare=False, default="")
    notes: tuple[str, ...] = field(compare=False, default=())

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str = "",
        published: date | str | None = None,
        id: str | None = None,  # noqa: A002 - the attribute's name
        language: str = "en",
    ) -> Document:
        """A document made from a string.

        Offsets in the document are offsets in `text` as it was given: what cannot be printed in it is replaced
        character by character.

        Args:
            text: paragraphs, parted by blank lines or one a line, hard-wrapped or not.
            title: headline, if it is not part of the text.
            published: the day it came out; a string is in ISO 8601, and a time in it is left aside.
            id: what the document is called in print, by default the first digits of its digest.
            language: ISO 639-1 code.

        Raises:
            UsageError: if `published` is not a date.
        """
        clean = normalise(text)
        digest = sha256(clean.encode("utf-8")).hexdigest()
        name = one_line(id or "") or digest[:12]
        return cls(
            id=name,
            uri=name,
            title=one_line(title),
            text=clean,
            blocks=blocks(clean),
            published=_day(published),
            publisher="",
            author="",
            language=language,
            digest=digest,
        )

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`, or None."""
        i = bisect_right(self.blocks, offset, key=_START) - 1
        return self.blocks[i] if i >= 0 and offset < self.blocks[i].end else None

    @property
    def paragraphs(self) -> int:
        """How many paragraphs are numbered."""
        return max((b.number for b in self.blocks), default=0)

    @property
    def words(self) -> int:
        """White-space separated words of the blocks."""
        return sum(len(self.text[b.start : b.end].split()) for b in self.blocks)


def _day(value: date | str | None) -> date | None:
    if not value:
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise UsageError(f"'{value}' is not a date; write it as YYYY-MM-DD") from error


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document."""

    document: Document = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words that stand there."""
        return self.document.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """`(start, end)` in characters of the document's text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """One sentence, or one stand-alone line. The same words at two places are two sentences."""

    @property
    def block(self) -> Block:
        """The block it lies in.

        Raises:
            ValueError: if it lies in none, which no segmenter may do.
        """
        block = self.document.block_at(self.start)
        if block is None:
            raise ValueError(f"{self.document.uri}: no block at {self.start}")
        return block

    @property
    def paragraph(self) -> int:
        """The printed number of its paragraph, from 1."""
        return self.block.number


@dataclass(frozen=True, slots=True)
class Person(Span):
    """A mention of a person.

    Attributes:
        name: the fullest form of the name that the document prints.
        title: office or description as printed beside the name, "" if none.
        affiliation: country, body or company, resolved ("Azerbaijani" is Azerbaijan), "" if none.
    """

    name: str
    title: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A mention of a place: a city, a country or a building."""

    name: str
    kind: Literal["city", "country", "building", "region"]
    country: str = ""


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A date in the text.

    Attributes:
        value: ISO 8601, cut to its precision: "2022-04-28", "2022-04", "2022", "199X" for the nineties, as
            TIMEX3 writes them; of an interval, its start.
        precision: how exact it is.
        until: end of an interval, in the same form, else "".
        qualifier: "early", "mid", "late", "since", "before", "after", "around" where the text says so, else "".
    """

    value: str
    precision: Precision
    until: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Phrase(Span):
    """A noun phrase that could stand as a topic; `weight` orders them, larger first."""

    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model that read the whole article says of one sentence: probabilities, each from 0 to 1."""

    meeting: float
    topics: float
    background: float
    none: float
    key: float
    cues: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """The likeliest of the four; the earlier one of `LABELS` where two are equal."""
        return max(LABELS, key=lambda name: (getattr(self, name), -LABELS.index(name)))


@dataclass(frozen=True, slots=True)
class Annotations:
    """What was found in one document. Every tuple is in text order; all may be empty.

    `readings` is either empty or has one entry a sentence of the document, in the same order; `reader` names
    the model they come from.
    """

    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateMention, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    readings: tuple[Reading, ...] = ()
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its sentences and annotations: what ranking and structure are made from."""

    document: Document
    sentences: tuple[Sentence, ...]
    annotations: Annotations = Annotations()


@dataclass(frozen=True, slots=True)
class Query:
    """What the reader of the brief asks for.

    Attributes:
        focus: words that the ranking leans toward, "" for none.
        words: room in words, None for no limit.
        sentences: room in sentences, None for no limit.
        share: room as a share of the words of the sources, from 0 to 1, None for no limit.
    """

    focus: str = ""
    words: int | None = None
    sentences: int | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One named part of a score. `words` says the same to a person: "second paragraph"."""

    name: str
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A ranker's judgement of one sentence; larger is better, and always finite."""

    value: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Gloss:
    """Words that the program adds in square brackets after character `at` of a statement."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that was chosen for the brief.

    Attributes:
        number: its number in the document, from 1, in printed order.
        sentence: where it stands in the source.
        score: the ranker's.
        reasons: why it was chosen.
        glosses: what the words refer to, in the order of `at`.
        also_in: sentences of other sources that say the same.
    """

    number: int
    sentence: Sentence
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    also_in: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        """The words of the source, without the glosses."""
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Section:
    """A headed run of statements; `statements` come before those of the subsections."""

    kind: SectionKind
    heading: str
    statements: tuple[Statement, ...] = ()
    subsections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Statement]:
        """All its statements, those of subsections too, in printed order."""
        yield from self.statements
        for sub in self.subsections:
            yield from sub.walk()


@dataclass(frozen=True, slots=True)
class Participant:
    """A person (or a body that appears as one), merged from all mentions.

    Attributes:
        name: the fullest form printed.
        title: as printed, "" if none.
        affiliation: resolved, "" if none.
        role: what the person does at the encounter.
        mentions: every place that names the person, in order; the first one that gives the title leads.
    """

    name: str
    title: str
    affiliation: str
    role: Role
    mentions: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter.

    Attributes:
        date: ISO 8601, cut to its precision, "" if it cannot be told.
        place: as in the text: a city, else a building, else "".
        participants: names, as in `Brief.participants`.
        status: held, planned or cancelled.
        sentences: those that tell of it, the first one first.
    """

    date: str
    place: str
    participants: tuple[str, ...]
    status: Status
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, in the words of the text, with the sentences that treat it."""

    label: Span
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated event of the past: the date's mention, and the sentence that tells it."""

    date: DateMention
    sentence: Sentence


def printed_first(entries: Iterable[TimelineEntry]) -> TimelineEntry | None:
    """Of the entries of one sentence the one by which it is placed; None for none.

    It is the one whose date the sentence prints first: "exports rose in 2021, from their level of 2020".
    """
    return min(entries, key=lambda entry: entry.date.start, default=None)


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says where others say something else.

    Attributes:
        statement: its number follows on those of the sections; sources in `also_in` side with it.
        value: the words that the others have otherwise; they lie in the statement's sentence.
    """

    statement: Statement
    value: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements of several sources that give something else in the same place; the first source's comes first."""

    role: DifferenceRole
    sides: tuple[Side, ...]


def numbered(differences: Iterable[Difference], first: int) -> tuple[Difference, ...]:
    """The differences with their statements numbered in order.

    Args:
        differences: in printed order.
        first: number of the first statement.
    """
    numbers = count(first)

    def side(old: Side) -> Side:
        return replace(old, statement=replace(old.statement, number=next(numbers)))

    return tuple(replace(d, sides=tuple(side(s) for s in d.sides)) for d in differences)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the brief cites it: `id` is S1, S2 and so on; `reprint_of` that of the source it is a copy of."""

    id: str
    document: Document
    reprint_of: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that could not be used, and why."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True)
class House:
    """The look of the user's own house. Empty means: as the program has it. No format carries it as data.

    Attributes:
        accent: colour of rules, headings and references, "#1f3a5f".
        tint: colour behind the bottom line.
        serif: typeface of the sources' words, by the name that the machine knows it by.
        sans: typeface of the program's words.
        logo: a PNG or JPEG for the masthead.
        logo_alt: what the logo shows, in words.
        reference_doc: a DOCX or DOTX whose styles the DOCX takes.
        template: text of a template in place of note.html.jinja, with the path that its faults are reported under.
        style: text of a style sheet in place of brief.css.
        wording: labels in place of the program's, as pairs of "group.name" and text.
    """

    accent: str = ""
    tint: str = ""
    serif: str = ""
    sans: str = ""
    logo: bytes = b""
    logo_alt: str = ""
    reference_doc: bytes = b""
    template: tuple[str, str] | None = None
    style: str = ""
    wording: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. Empty means: not asked, so it is not printed.

    Attributes:
        template: brief, full, readout or chronology.
        pages: pages to fill at most, None for the template's own measure.
        query: room in words or sentences, and focus.
        ranker: name of the ranker.
        structure: name of the model that files the sentences: auto, encoder, light or rules.
        language: language of the sources, ISO 639-1, or auto for what their readers say.
        labels: language of the program's own words.
        paper: a4 or letter.
        title: printed in place of the source's headline.
        as_of: sources dated later are not used, None for all of them.
        date: printed date, None for the latest date of the sources.
        reference: file reference.
        marking: handling mark, printed at top and bottom of every page.
        to, sender, copies: lines of the masthead.
        notes: how a DOCX refers to its sources: references at the end of the statement, or footnotes.
        house: the user's own look.
    """

    template: str = "brief"
    pages: int | None = None
    query: Query = Query()
    ranker: str = "default"
    structure: str = "auto"
    language: str = "auto"
    labels: str = "en"
    paper: Literal["a4", "letter"] = "a4"
    title: str = ""
    as_of: date | None = None
    date: date | None = None
    reference: str = ""
    marking: str = ""
    to: str = ""
    sender: str = ""
    copies: str = ""
    notes: Literal["references", "footnotes"] = "references"
    house: House = House()


@dataclass(frozen=True, slots=True)
class Brief:
    """A finished briefing note, before it has a format. Every exporter gets this and nothing else.

    Attributes:
        title: the user's, else the source's headline, else verbatim slots of the sources.
        date: the day it speaks of: the user's, else the latest publication date.
        bottom_line: number of the statement that comes first and in the box, None where there is none.
        meetings: the encounter that is the news first.
        participants: those present first.
        sections: in printed order.
        topics: in order of weight.
        timeline: in order of date.
        sources: in order of citation.
        skipped: sources that could not be used.
        limits: what this note does not tell, in the language of its labels.
        options: what was asked for.
        read: sentences read, of which the statements are a choice.
        differences: where sources differ, the weightiest first.
    """

    title: str
    date: date | None
    bottom_line: int | None
    meetings: tuple[Meeting, ...]
    participants: tuple[Participant, ...]
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    timeline: tuple[TimelineEntry, ...]
    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    limits: tuple[str, ...]
    options: Options
    read: int = 0
    differences: tuple[Difference, ...] = ()

    def statements(self) -> Iterator[Statement]:
        """All statements, in order of their numbers."""
        found = [s for section in self.sections for s in section.walk()]
        return iter(sorted(found, key=lambda s: s.number))

    def source_of(self, document: Document) -> Source:
        """The source that a document is cited as.

        Raises:
            KeyError: if the document is not a source of this brief.
        """
        for source in self.sources:
            if source.document == document:
                return source
        raise KeyError(document.uri)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the structurer found in one article, or, merged, in several."""

    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]
    topics: tuple[Topic, ...]
    timeline: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one source gave to a brief of several.

    Attributes:
        source: the source.
        statements: numbers of the statements that quote it.
        confirms: numbers of those that quote another source and that it says, too.
        share: of the words that the brief quotes, from 0 to 1.
        sentences: how many it has.
        left_out: its paragraphs that are not quoted.
    """

    source: Source
    statements: tuple[int, ...]
    confirms: tuple[int, ...]
    share: float
    sentences: int
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why each sentence of an article is in or out of the brief that is made of this article alone.

    `labels`, `scores` and `chosen` have one entry a sentence, in order.
    """

    article: Article
    findings: Findings
    labels: tuple[Label, ...]
    scores: tuple[Score, ...]
    chosen: tuple[bool, ...]
