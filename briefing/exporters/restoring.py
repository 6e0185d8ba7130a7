"""A brief made again from its JSON, to be printed as it was: the way back of `briefing.exporters.json`.

The JSON has the words of a source only where the brief quotes them, so the documents of a restored brief are
excerpts: between the quoted places their text is blank. All that exporters ask of them is there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from briefing.errors import UnreadableDocument
from briefing.exporters.json import PUBLIC_NAMES, SCHEMA
from briefing.model import (
    Block,
    Brief,
    DateMention,
    Difference,
    Document,
    Gloss,
    Meeting,
    Options,
    Participant,
    Person,
    Query,
    Reason,
    Section,
    Sentence,
    Side,
    Skipped,
    Source,
    Span,
    Statement,
    TimelineEntry,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Excerpt(Document):
    """A document of which only the quoted places are known; `counted` is its size in paragraphs and words."""

    counted: tuple[int, int] = field(compare=False, default=(0, 0))

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the whole document has."""
        return self.counted[0]

    @property
    def words(self) -> int:
        """How many words the whole document has."""
        return self.counted[1]


def is_brief(data: bytes) -> bool:
    """Whether a file is a brief as JSON, by its first key."""
    head = data[:200].decode("utf-8", "replace")
    return head.startswith("{") and head[1:].lstrip().startswith(f'"schema": "{SCHEMA}"')


def restore(data: bytes, uri: str) -> Brief:
    """Make a brief from its JSON.

    Args:
        data: what `briefing.exporters.json.export` wrote.
        uri: the file's printed name.

    Returns:
        A brief that every exporter turns into the same bytes as the one that was written.

    Raises:
        UnreadableDocument: if it is no brief of the format `briefing/1`.
    """
    try:
        return _Restorer(json.loads(data)).brief()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        what = f"'{error.args[0]}' is missing" if isinstance(error, KeyError) else str(error)
        raise UnreadableDocument(uri, f"is not a whole brief of the format {SCHEMA}: {what}") from error


class _Restorer:
    """Turns dictionaries into the types that they were made from."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._told = told
        excerpts = _Excerpts()
        excerpts.gather(told)
        self._documents = {s["id"]: excerpts.document(s) for s in told["sources"]}
        self._statements: dict[int, Statement] = {}

    def brief(self) -> Brief:
        """The whole brief."""
        told = self._told
        sections = tuple(self._section(s) for s in told["sections"])
        return Brief(
            title=told["title"],
            date=_day(told["date"]),
            bottom_line=told["bottom_line"],
            meetings=tuple(self._meeting(m) for m in told["meetings"]),
            participants=tuple(self._participant(p) for p in told["participants"]),
            sections=sections,
            topics=tuple(self._topic(t) for t in told["topics"]),
            timeline=tuple(self._entry(e) for e in told["timeline"]),
            sources=tuple(
                Source(s["id"], self._documents[s["id"]], s.get("reprint_of") or "") for s in told["sources"]
            ),
            skipped=tuple(Skipped(s["uri"], s["reason"]) for s in told["skipped"]),
            limits=tuple(told["limits"]),
            options=_options(told["options"]),
            read=told["read"],
            differences=tuple(self._difference(d) for d in told.get("differences", ())),
        )

    def _sentence(self, place: dict[str, Any]) -> Sentence:
        return Sentence(self._documents[place["source"]], place["start"], place["end"])

    def _section(self, told: dict[str, Any]) -> Section:
        return Section(
            kind=told["kind"],
            heading=told["heading"],
            statements=tuple(self._statement(s) for s in told["statements"]),
            subsections=tuple(self._section(s) for s in told["subsections"]),
        )

    def _statement(self, told: dict[str, Any]) -> Statement:
        statement = Statement(
            number=told["number"],
            sentence=self._sentence(told),
            score=told["score"],
            reasons=tuple(Reason(name, value) for name, value in told["reasons"].items()),
            glosses=tuple(Gloss(g["at"], g["text"]) for g in told["glosses"]),
            also_in=tuple(self._sentence(place) for place in told["also_in"]),
        )
        self._statements[statement.number] = statement
        return statement

    def _meeting(self, told: dict[str, Any]) -> Meeting:
        sentences = tuple(self._sentence(place) for place in told["sentences"])
        return Meeting(
            date=told["date"] or "",
            place=told["place"] or "",
            participants=tuple(told["participants"]),
            status=told["status"],
            sentences=sentences,
        )

    def _participant(self, told: dict[str, Any]) -> Participant:
        name, affiliation = told["name"], told["affiliation"]
        mentions = tuple(
            Person(self._documents[m["source"]], m["start"], m["end"], name, m["title"], affiliation)
            for m in told["mentions"]
        )
        return Participant(name, told["title"], affiliation, told["role"], mentions)

    def _difference(self, told: dict[str, Any]) -> Difference:
        sides = (
            Side(
                self._statement(side),
                Span(self._documents[side["source"]], side["value"]["start"], side["value"]["end"]),
            )
            for side in told["sides"]
        )
        return Difference(told["role"], tuple(sides))

    def _topic(self, told: dict[str, Any]) -> Topic:
        label = Span(self._documents[told["source"]], told["start"], told["end"])
        return Topic(label, tuple(self._statements[n].sentence for n in told["statements"]))

    def _entry(self, told: dict[str, Any]) -> TimelineEntry:
        mention = DateMention(
            self._documents[told["source"]],
            told["mention"]["start"],
            told["mention"]["end"],
            value=told["date"],
            precision=told["precision"],
            until=told["until"],
            qualifier=told["qualifier"],
        )
        return TimelineEntry(mention, self._sentence(told))


class _Excerpts:
    """What is known of each source: quoted words with their places, and the paragraphs that places lie in."""

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[int, str]]] = {}
        self._places: dict[str, set[tuple[int, int, int, int | None]]] = {}

    def gather(self, node: Any) -> None:
        """Note every place below a node, with its words where the JSON repeats them."""
        if isinstance(node, list):
            for child in node:
                self.gather(child)
        elif isinstance(node, dict):
            if "source" in node and "start" in node:
                self._note(node)
            for child in node.values():
                self.gather(child)

    def _note(self, place: dict[str, Any]) -> None:
        source, start, end = place["source"], place["start"], place["end"]
        if place["paragraph"] is not None:
            spot = (start, end, place["paragraph"], place.get("page"))
            self._places.setdefault(source, set()).add(spot)
        words = place.get("text", place.get("label"))
        if words is not None:
            if len(words) != end - start:
                raise ValueError(f"the words at {source} {start}–{end} have another length")
            self._words.setdefault(source, []).append((start, words))

    def document(self, told: dict[str, Any]) -> Excerpt:
        """The excerpt of one source."""
        name = told["id"]
        return Excerpt(
            id=told["uri"],
            uri=told["uri"],
            title=told["title"],
            text=self._text(name),
            blocks=self._blocks(name),
            published=_day(told["published"]),
            publisher=told["publisher"] or "",
            author=told["author"] or "",
            language=told["language"],
            digest=told["sha256"],
            marking=told["marking"] or "",
            counted=(told["paragraphs"], told["words"]),
        )

    def _text(self, name: str) -> str:
        words = sorted(self._words.get(name, ()))
        ends = [end for _, end, _, _ in self._places.get(name, ())]
        text = [" "] * max([*ends, *(start + len(w) for start, w in words)], default=0)
        for start, quoted in words:
            text[start : start + len(quoted)] = quoted
        return "".join(text)

    def _blocks(self, name: str) -> tuple[Block, ...]:
        """One block a paragraph, as far as places of it are known."""
        found: list[Block] = []
        for start, end, number, page in sorted(
            self._places.get(name, ()), key=lambda p: (p[0], p[1], p[2], p[3] or 0)
        ):
            last = found[-1] if found else None
            if last and (last.number, last.page) == (number, page):
                found[-1] = Block("paragraph", last.start, max(last.end, end), number, page=page)
            else:
                found.append(Block("paragraph", start, end, number, page=page))
        return tuple(found)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _options(told: dict[str, Any]) -> Options:
    names = {public: name for name, public in PUBLIC_NAMES.items()}
    asked = {names.get(name, name): value for name, value in told.items()}
    asked |= {name: date.fromisoformat(asked[name]) for name in ("date", "as_of") if name in asked}
    in_query = {f.name for f in fields(Query)}
    query = Query(**{name: value for name, value in asked.items() if name in in_query})
    return Options(**{name: value for name, value in asked.items() if name not in in_query}, query=query)
