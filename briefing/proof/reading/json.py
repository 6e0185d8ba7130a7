"""The JSON of a brief, format `briefing/1`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from briefing.errors import UnreadableDocument, UnsupportedFormat
from briefing.proof.printed import Passage, Printed


def read(data: bytes, name: str) -> Printed:
    """What a brief in JSON says.

    Raises:
        UnreadableDocument: if it is not JSON.
        UnsupportedFormat: if it is JSON, but no brief.
    """
    try:
        found = json.loads(data)
    except RecursionError as error:
        raise UnreadableDocument(name, "is nested too deeply") from error
    except ValueError as error:
        raise UnreadableDocument(name, f"is not JSON: {error}") from error
    if not isinstance(found, dict) or not str(found.get("schema", "")).startswith("briefing/"):
        raise UnsupportedFormat(name, "is JSON, but not that of a brief (briefing/1)")
    try:
        return Printed(name, "json", tuple(_passages(found)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableDocument(name, f"is not a whole brief: {error!r} is missing or wrong") from error


def _passages(brief: dict[str, Any]) -> Iterator[Passage]:
    if brief.get("title"):
        yield Passage(str(brief["title"]), "title", "heading")
    told: set[tuple[str, int, int]] = set()
    for section in brief["sections"]:
        yield from _section(section, told)
    for i, entry in enumerate(brief.get("timeline", ()), 1):
        place = (str(entry["source"]), int(entry["start"]), int(entry["end"]))
        if place not in told or "text" in entry:
            yield Passage(
                str(entry["text"]), f"timeline entry {i}", source=place[0], start=place[1], end=place[2]
            )
    for i, difference in enumerate(brief.get("differences", ()), 1):
        for side in difference["sides"]:
            yield Passage(
                str(side["text"]),
                f"difference {i}",
                source=str(side["source"]),
                start=int(side["start"]),
                end=int(side["end"]),
            )
    yield Passage("People", "participants", "heading")
    for person in brief.get("participants", ()):
        title = f" “{person['title']}”" if person.get("title") else ""
        yield Passage(f"{person['name']}{title}", "participants")
    for topic in brief.get("topics", ()):
        yield Passage(str(topic["label"]), "topics", "heading")
    yield Passage("Sources", "sources", "heading")
    for source in brief["sources"]:
        title = f"“{source['title']}”, " if source.get("title") else ""
        digest = f" SHA-256 {source['sha256']}" if source.get("sha256") else ""
        yield Passage(f"{source['id']} {title}File {source['uri']}.{digest}", "sources")


def _section(section: dict[str, Any], told: set[tuple[str, int, int]]) -> Iterator[Passage]:
    if section.get("heading"):
        yield Passage(str(section["heading"]), "heading", "heading")
    for statement in section["statements"]:
        place = (str(statement["source"]), int(statement["start"]), int(statement["end"]))
        told.add(place)
        number = statement["number"]
        yield Passage(
            str(statement["text"]),
            f"statement {number}",
            source=place[0],
            start=place[1],
            end=place[2],
            identity=f"{place[0]}:{place[1]}-{place[2]}",
        )
    for inner in section.get("subsections", ()):
        yield from _section(inner, told)
