"""Holds a finished document against sources, sentence by sentence.

One class, longer than others: all that is said of a sentence rests on the same document, index and citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing import readers
from briefing.layout import one_line
from briefing.model import Span
from briefing.proof import reading
from briefing.proof.apparatus import Apparatus
from briefing.proof.citations import Cited, listed
from briefing.proof.comparison import edits
from briefing.proof.index import Index
from briefing.proof.labels import HANDLE, is_own
from briefing.proof.matching import Matcher, Near, Preference, Stretch, Tile
from briefing.proof.passages import GLOSS, Part, prepare
from briefing.proof.source_text import Line, SourceText, plain
from briefing.proof.typography import Words, unbroken
from briefing.proof.verification import CitedSource, Finding, Status, Verification
from briefing.readers.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from briefing.model import Document
    from briefing.proof.printed import Printed
    from briefing.readers.sources import Given

_IDENTITY = re.compile(r"_briefing_\d+_(?P<source>S\d+)_(?P<start>\d+)_\d+")
_UNSAID = "a title or mark that no source has"
_YEARS = (1000, 2999)  # numbers in front of a sentence that are dates
_DEPTH = 8  # sentences that the document runs together and the sources do not


def verify(
    document: reading.Given, sources: Iterable[Given], *, limits: Limits = DEFAULT, fetch: bool = False
) -> Verification:
    """Prove each sentence of a finished document to be a source's, or show where it differs.

    Args:
        document: a brief or any other document: DOCX, PDF, HTML, Markdown, JSON (`briefing/1`) or plain text; a
            path, bytes or an open binary file.
        sources: what it was made from: paths, folders, bytes, open binary files or documents.
        limits: how much is read, of the document and of the sources.
        fetch: whether sources that are addresses are fetched.

    Returns:
        What was found of every sentence. What the document says of itself is never trusted: its text decides.

    Raises:
        InputError: if the document or every source is unreadable.
    """
    printed = reading.read(document, limits)
    documents, _ = readers.load(sources, limits, fetch=fetch)
    return check(printed, documents)


def check(printed: Printed, documents: Sequence[Document]) -> Verification:
    """What is found of every sentence of a document that is read already."""
    return _Check(printed, documents).verification()


@dataclass(frozen=True, slots=True)
class _Reference:
    """What is printed beside a sentence, and what that means."""

    text: str
    preference: Preference
    cited: CitedSource | None


def _number(text: str) -> int:
    """The number that a text is, without a stop behind it; 0 if it is none. Years come again, and are none."""
    bare = text.strip()
    return int(bare) if bare.isdecimal() and bare.isascii() and not _YEARS[0] <= int(bare) <= _YEARS[1] else 0


def _opens_with_figure(place: Span) -> bool:
    """Whether a place in a source begins with a figure, or right behind one."""
    before = place.document.text[: place.start].rstrip().rstrip(".)")
    return place.text[:1].isdigit() or before[-1:].isdigit()


class _Check:
    def __init__(self, printed: Printed, documents: Sequence[Document]) -> None:
        self.printed = printed
        self.sources = [SourceText(i, d) for i, d in enumerate(documents)]
        self._said: dict[str, bool] = {}
        self._numbers: set[int] = {0}
        own = printed.format == "json" or is_own(p.text for p in printed.passages)
        notes = (note for d in documents for note in d.notes)
        self.apparatus = Apparatus(own=own, says=self.says, notes=notes)
        self.parts = prepare(printed, self.apparatus)
        self.cited = listed((p.passage.text for p in self.parts), documents)
        self.by_id = {c.id: c for c in self.cited}
        numbers = {d: i for i, d in enumerate(documents)}
        kept = frozenset(numbers[c.document] for c in self.cited if c.document is not None)
        index = Index(
            (words.keys for part in self.parts for words in part.unresolved()),
            (half for part in self.parts for half in part.halves),
        )
        index.scan((d.text for d in documents), kept)
        for part in self.parts:
            part.resolve(index)
        self.matcher = Matcher(index, self.sources)
        self._text_of = {
            c.id: self.sources[numbers[c.document]] for c in self.cited if c.document is not None
        }

    def says(self, phrase: str) -> bool:
        """Whether some source has these words."""
        if phrase not in self._said:
            self._said[phrase] = any(s.says(phrase) for s in self.sources)
        return self._said[phrase]

    def verification(self) -> Verification:
        found = [finding for part in self.parts for finding in self._of_part(part)]
        numbered = tuple(replace(f, number=n) for n, f in enumerate(found, 1))
        return Verification(self.printed.name, numbered, self.cited, len(self.sources))

    def _of_part(self, part: Part) -> Iterator[Finding]:
        self.apparatus.enter(part.full)
        if not part.full.strip():
            return
        if self._is_apparatus(part):
            made = self._finding(part, 0, len(part.full), status="apparatus")
            unsaid = self.apparatus.is_unsaid(part.text)
            yield replace(made, notes=(_UNSAID,)) if unsaid else made
            return
        if part.text != part.full:
            yield self._finding(part, 0, len(part.full), text=self._blanked(part), status="apparatus")
        k = 0
        while k < len(part.sentences):
            tiles = self._tiles(part, part.sentences[k][0], k, 0)
            if tiles:
                for tile in tiles:
                    yield from self._verbatim(part, tile)
                end = tiles[-1].end
                while k < len(part.sentences) and part.sentences[k][0] < end:
                    k += 1
            else:
                yield self._other(part, *part.sentences[k])
                k += 1

    def _is_apparatus(self, part: Part) -> bool:
        """Whether a passage is the program's as a whole."""
        told = self.apparatus
        if not part.text.strip() or told.is_label(part.text):
            return True
        if part.passage.kind == "running" and told.is_running(part.text):
            return True
        return told.is_filled(part.text, bare=not part.cited and not HANDLE.match(part.text))

    @staticmethod
    def _blanked(part: Part) -> str:
        pairs = zip(part.full, part.text, strict=True)
        return "".join(a if a != b or a.isspace() else "" for a, b in pairs)

    # Whole sentences

    def _tiles(self, part: Part, start: int, k: int, depth: int) -> list[Tile]:
        """Whole sentences of the sources, one after the other, up to the end of a sentence of the document."""
        stops = [end for _, end in part.sentences[k:]]
        tile = self._whole(part, start, stops)
        if tile:
            return [tile]
        if depth >= _DEPTH:
            return []
        for stop in reversed(part.inner_ends(start, part.sentences[k][1])):
            tile = self._whole(part, start, [stop])
            following = stop + len(part.text[stop:]) - len(part.text[stop:].lstrip())
            if tile and following < part.sentences[k][1]:
                rest = self._tiles(part, following, k, depth + 1)
                if rest:
                    return [tile, *rest]
        return []

    def _whole(self, part: Part, start: int, stops: Sequence[int]) -> Tile | None:
        preference = self._reference(part, start, min(stops, default=start)).preference
        for begin in self._beginnings(part, start):
            for words in part.readings:
                low, high = words.starting_in(begin, min(max(stops), begin + 2000))
                if low >= high:
                    continue
                stretch = Stretch(words, low, high, begin, len(part.text))
                tile = self.matcher.whole(stretch, stops, preference)
                if tile and self._glosses_hold(part, tile):
                    self._numbers.add(_number(part.text[start:begin]))
                    return tile
        return None

    def _beginnings(self, part: Part, start: int) -> list[int]:
        """Where the words of a sentence may begin: "17 ministers met" is a number of ministers, if not of a statement.

        A number that stands alone in front counts a statement once, and only if there may be so many; years are dates
        of the timeline.
        """

        def counts(number: int) -> bool:
            return number not in self._numbers and number <= len(self.parts)

        places = part.beginnings(start, own=self.apparatus.own)
        return [at for at in places if not (n := _number(part.text[start:at])) or counts(n)]

    def _glosses_hold(self, part: Part, tile: Tile) -> bool:
        """Whether what stands in brackets, and not in the source, is no more than names that the sources have."""
        return all(self._is_gloss(g) for g in self._glosses(part, tile))

    @staticmethod
    def _glosses(part: Part, tile: Tile) -> list[str]:
        """Bracketed words of the document that the source does not have."""
        said = " ".join(line.sentence.text for line in tile.lines)
        found = (m.group() for m in GLOSS.finditer(part.text, tile.start, tile.end))
        return [g for g in found if g not in said]

    def _is_gloss(self, bracketed: str) -> bool:
        names = [n.strip() for n in re.split(r"[,;]", bracketed[1:-1])]
        return all(n and (n[0].isupper() or n[0].isdigit()) and self.says(plain(n).strip()) for n in names)

    def _verbatim(self, part: Part, tile: Tile) -> Iterator[Finding]:
        """One finding a sentence of the source."""
        start = tile.start
        for line in tile.lines:
            last = line is tile.lines[-1]
            end = tile.end if last else self._end_of(part, start, line, tile)
            yield self._verbatim_line(part, start, end, tile, line)
            start = end + len(part.text[end:]) - len(part.text[end:].lstrip())

    @staticmethod
    def _end_of(part: Part, start: int, line: Line, tile: Tile) -> int:
        """Where the document ends a sentence that others of its tile follow."""
        for words in part.readings:
            low, _ = words.starting_in(start, tile.end)
            high = low + line.last - line.first
            if words.keys[low:high] == tile.source.words.keys[line.first : line.last]:
                end = words.spans[high - 1][1]
                while end < tile.end and not part.text[end].isspace():
                    end += 1
                return end
        return tile.end

    def _verbatim_line(self, part: Part, start: int, end: int, tile: Tile, line: Line) -> Finding:
        sentence = line.sentence
        reference = self._reference(part, start, end)
        notes = []
        flawed = False
        glosses = tuple(
            m.group()[1:-1] for m in GLOSS.finditer(part.text, start, end) if m.group() not in sentence.text
        )
        text = unbroken(part.text[start:end])
        if " ".join(text.split()) != " ".join(sentence.text.split()) and not glosses:
            notes.append("typography differs")
        if glosses:
            notes.append("with a gloss of the program")
        state = reference.cited.state if reference.cited else ""
        if state == "found" and reference.preference.source is not None:
            if tile.source is not reference.preference.source:
                flawed = True
                notes.append(
                    f"{reference.text} is printed beside it, and it stands in {sentence.document.uri}"
                )
            elif sentence.paragraph != reference.preference.paragraph:
                flawed = True
                notes.append(f"{reference.text} is printed beside it, and it stands in ¶{sentence.paragraph}")
        elif state == "changed":
            notes.append("the source has changed, and still has it")
        elif state == "missing":
            notes.append(f"the source that is cited is missing; {sentence.document.uri} has it")
        passage = part.passage
        if passage.start is not None and (passage.start, passage.end) != sentence.span and state == "found":
            flawed = True
            notes.append(f"stands at {sentence.start}–{sentence.end}, not at {passage.start}–{passage.end}")
        made = self._finding(part, start, end, status="verbatim")
        return replace(made, place=sentence, notes=tuple(notes), glosses=glosses, flawed=flawed)

    # What is no whole sentence of a source

    def _other(self, part: Part, start: int, end: int) -> Finding:
        begin = self._beginnings(part, start)[-1]
        found = self._unlike(part, begin, end)
        figure = (
            found.place is not None and not part.text[begin].isdigit() and _opens_with_figure(found.place)
        )
        # "17 ministers" where the source has "12 ministers".
        return self._unlike(part, start, end) if begin > start and figure else found

    def _unlike(self, part: Part, begin: int, end: int) -> Finding:
        """What is found of a sentence that begins there, and differs from all that the sources have."""
        reference = self._reference(part, begin, end)
        state = reference.cited.state if reference.cited else ""
        made = self._finding(part, begin, end, status="added")
        stretches = [s for words in part.readings if (s := self._stretch(words, begin, end)) is not None]
        span = self._part(part, begin, end, stretches, reference.preference)
        if span is not None:
            return replace(made, status="trimmed", place=span)
        known = self._known(part)
        for stretch in stretches[::-1]:
            near = self.matcher.nearest(stretch, reference.preference) or known
            if near is not None:
                lines = near.source.lines
                first, last = lines[near.first].sentence, lines[near.last].sentence
                place = Span(first.document, first.start, last.end)
                made = replace(
                    made,
                    status="altered",
                    place=place,
                    edits=edits(place.text, unbroken(stretch.words.text[begin:end])),
                )
                break
        if state == "missing":
            return replace(made, status="source missing")
        if state == "changed":
            return replace(made, status="source changed")
        return made

    def _known(self, part: Part) -> Near | None:
        """The sentence that the statement was when the program printed it, by its hidden bookmark."""
        match = _IDENTITY.fullmatch(part.passage.identity)
        source = self._text_of.get(match["source"]) if match else None
        if match is None or source is None or self.by_id[match["source"]].state != "found":
            return None
        start = int(match["start"])
        found = (i for i, line in enumerate(source.lines) if line.sentence.start == start)
        i = next(found, None)
        return None if i is None else Near(source, i, i, 0.0)

    @staticmethod
    def _stretch(words: Words, start: int, end: int) -> Stretch | None:
        low, high = words.starting_in(start, end)
        return Stretch(words, low, high, start, end) if low < high else None

    def _part(
        self, part: Part, start: int, end: int, stretches: Sequence[Stretch], preference: Preference
    ) -> Span | None:
        """Where a source has the words as part of a sentence."""
        for stretch in stretches:
            found = self.matcher.part(stretch, preference)
            if found is not None and self._brackets_are_said(stretch, part, start, end):
                source, first, last = found
                spans = source.words.spans
                return Span(source.document, spans[first][0], spans[last - 1][1])
        return None

    def _brackets_are_said(self, stretch: Stretch, part: Part, start: int, end: int) -> bool:
        """Whether nothing but names was left out of a reading without brackets."""
        left_out = (m.group() for m in GLOSS.finditer(part.text, start, end))
        return all(g in stretch.words.text or self._is_gloss(g) for g in left_out)

    # What all findings have

    def _reference(self, part: Part, start: int, end: int) -> _Reference:
        """The first reference after a sentence begins and before the next one has."""
        following = next((s for s, _ in part.sentences if s >= end), len(part.text))
        own = [c for c in part.cited if not c.further]
        found: Cited | None = next((c for c in own if start < c.at <= max(following, end)), None)
        if found is None:
            found = next((c for c in own if c.at >= end), None)
        passage = part.passage
        name = found.source if found else passage.source
        if not name:
            return _Reference("", Preference(), None)
        source = self._text_of.get(name)
        paragraph = found.paragraph if found else 0
        if found is None and source is not None and passage.start is not None:
            block = source.document.block_at(passage.start)
            paragraph = block.number if block else 0
        text = found.text if found else f"{name} ¶{paragraph}" if paragraph else name
        return _Reference(text, Preference(source, paragraph), self.by_id.get(name))

    def _finding(self, part: Part, start: int, end: int, *, status: Status, text: str = "") -> Finding:
        reference = self._reference(part, start, end).text if status != "apparatus" else ""
        shown = one_line(unbroken(text or part.full[start:end]))
        passage = part.passage
        return Finding(
            number=0,
            text=" ".join(shown.split()),
            status=status,
            where=passage.where,
            reference=reference,
            identity=passage.identity,
            block=part.number,
        )
