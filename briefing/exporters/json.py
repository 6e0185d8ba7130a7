"""A brief as JSON, format `briefing/1`; `briefing/schemas/briefing-1.schema.json` describes it.

The order of the keys is part of the format. Places are characters of the source's text as its reader left it;
what a place says is repeated as `text` where a document prints it, so that the file can be read by itself.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from briefing import __version__
from briefing.exporters.quoting import printed_title
from briefing.model import (
    Brief,
    Difference,
    Meeting,
    Options,
    Participant,
    Query,
    Section,
    Sentence,
    Source,
    Span,
    Statement,
    TimelineEntry,
    Topic,
)

SCHEMA = "briefing/1"

_quoted = json.JSONEncoder(ensure_ascii=False).encode

# Of scores: enough to order by, too few for the last bit of another machine's arithmetic to show.
DECIMALS = 6

PUBLIC_NAMES = {"sender": "from"}  # `from` is a word of Python, and the option's name for everybody else


def export(brief: Brief) -> bytes:
    """Write a brief as `briefing/1`.

    Args:
        brief: the brief.

    Returns:
        UTF-8, two spaces of indent, one line feed at the end.
    """
    return (_written(describe(brief), "\n") + "\n").encode()


def _written(value: Any, margin: str) -> str:
    """What `json.dumps` writes with an indent of two, in half the time: with an indent, it is plain Python, too."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict) and value:
        inner = margin + "  "
        members = [f"{_quoted(name)}: {_written(member, inner)}" for name, member in value.items()]
        return "{" + inner + f",{inner}".join(members) + margin + "}"
    if isinstance(value, list | tuple) and value:
        inner = margin + "  "
        return "[" + inner + f",{inner}".join([_written(member, inner) for member in value]) + margin + "]"
    if value is None:
        return "null"
    return repr(value) if type(value) in {int, float} else json.dumps(value)


def compact(brief: Brief) -> str:
    """The same JSON on one line, for a place where no person looks for it; written several times faster."""
    return json.dumps(describe(brief), ensure_ascii=False, separators=(",", ":"))


def escaped(text: str) -> str:
    """Characters as JSON writes them by their numbers, which mean the same inside a string."""
    return json.dumps(text)[1:-1]


def describe(brief: Brief) -> dict[str, Any]:
    """The brief as plain dictionaries, lists, strings and numbers, in the order of the format.

    Args:
        brief: the brief.

    Returns:
        What `export` writes.
    """
    writer = _Writer(brief)
    return {
        "schema": SCHEMA,
        "title": brief.title,
        "date": _day(brief.date),
        "bottom_line": brief.bottom_line,
        "read": brief.read,
        "sources": [_source(s) for s in brief.sources],
        "meetings": [writer.meeting(m) for m in brief.meetings],
        "participants": [writer.participant(p) for p in brief.participants],
        "sections": [writer.section(s) for s in brief.sections],
        "topics": [writer.topic(t) for t in brief.topics],
        "timeline": [writer.timeline_entry(t) for t in brief.timeline],
        "differences": [writer.difference(d) for d in brief.differences],
        "skipped": [{"uri": s.uri, "reason": s.reason} for s in brief.skipped],
        "limits": list(brief.limits),
        "options": _options(brief.options),
        "program": {"name": "briefing", "version": __version__},
    }


class _Writer:
    """Turns the parts that point at sources and statements into dictionaries."""

    def __init__(self, brief: Brief) -> None:
        self._ids = {s.document: s.id for s in brief.sources}
        self._numbers = {s.sentence: s.number for s in brief.statements()}

    def place(self, span: Span) -> dict[str, Any]:
        """Source, paragraph and characters of a span; the page too where the source has pages."""
        block = span.document.block_at(span.start)
        page = {"page": block.page} if block and block.page is not None else {}
        return {
            "source": self._ids[span.document],
            "paragraph": block.number if block else None,
            **page,
            "start": span.start,
            "end": span.end,
        }

    def printed(self, sentences: tuple[Sentence, ...]) -> list[int]:
        """Numbers of those sentences that are statements of the brief."""
        return sorted(self._numbers[s] for s in sentences if s in self._numbers)

    def meeting(self, meeting: Meeting) -> dict[str, Any]:
        """An encounter; `statement` is the first printed sentence that tells of it."""
        told = [self._numbers[s] for s in meeting.sentences if s in self._numbers]
        return {
            "date": meeting.date or None,
            "place": meeting.place or None,
            "participants": list(meeting.participants),
            "statement": told[0] if told else None,
            "status": meeting.status,
            "sentences": [self.place(s) for s in meeting.sentences],
        }

    def participant(self, participant: Participant) -> dict[str, Any]:
        """A person, with every mention."""
        return {
            "name": participant.name,
            "title": participant.title,
            "affiliation": participant.affiliation,
            "role": participant.role,
            "described": self.described(participant),
            "mentions": [self.place(m) | {"title": m.title} for m in participant.mentions],
        }

    def described(self, participant: Participant) -> dict[str, Any] | None:
        """Where the title is printed as it stands here, None if nowhere."""
        title = printed_title(participant)
        return self.place(title) | {"text": title.text} if title else None

    def section(self, section: Section) -> dict[str, Any]:
        """A section with all that is under it."""
        return {
            "kind": section.kind,
            "heading": section.heading,
            "statements": [self.statement(s) for s in section.statements],
            "subsections": [self.section(s) for s in section.subsections],
        }

    def statement(self, statement: Statement) -> dict[str, Any]:
        """A chosen sentence, with its words."""
        return {
            "number": statement.number,
            "text": statement.text,
            **self.place(statement.sentence),
            "score": round(statement.score, DECIMALS),
            "reasons": {r.name: round(r.value, DECIMALS) for r in statement.reasons},
            "glosses": [{"at": g.at, "text": g.text} for g in statement.glosses],
            "also_in": [self.place(s) for s in statement.also_in],
        }

    def difference(self, difference: Difference) -> dict[str, Any]:
        """Statements that give something else in the same place."""
        sides = (
            self.statement(side.statement)
            | {"value": {"start": side.value.start, "end": side.value.end, "text": side.value.text}}
            for side in difference.sides
        )
        return {"role": difference.role, "sides": list(sides)}

    def topic(self, topic: Topic) -> dict[str, Any]:
        """A subject, in the words that stand at its place."""
        return {
            "label": topic.label.text,
            **self.place(topic.label),
            "statements": self.printed(topic.sentences),
        }

    def timeline_entry(self, entry: TimelineEntry) -> dict[str, Any]:
        """A dated event: the place is the sentence's, `mention` is the date's."""
        return {
            "date": entry.date.value,
            "precision": entry.date.precision,
            "as_written": entry.date.text,
            **self.place(entry.sentence),
            "statement": self._numbers.get(entry.sentence),
            "text": entry.sentence.text,
            "until": entry.date.until,
            "qualifier": entry.date.qualifier,
            "mention": {"start": entry.date.start, "end": entry.date.end},
        }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _source(source: Source) -> dict[str, Any]:
    document = source.document
    return {
        "id": source.id,
        "uri": document.uri,
        "title": document.title,
        "published": _day(document.published),
        "publisher": document.publisher or None,
        "language": document.language,
        "sha256": document.digest,
        "paragraphs": document.paragraphs,
        "words": document.words,
        "author": document.author or None,
        "marking": document.marking or None,
        "reprint_of": source.reprint_of or None,
    }


def _options(options: Options) -> dict[str, Any]:
    """What differs from asking for nothing; room and focus stand beside the rest."""
    asked: dict[str, Any] = {}
    for given, default in ((options, Options()), (options.query, Query())):
        for name in (f.name for f in fields(given)):
            value = getattr(given, name)
            if name in ("query", "house") or value == getattr(default, name):
                continue
            asked[PUBLIC_NAMES.get(name, name)] = value.isoformat() if isinstance(value, date) else value
    return asked
