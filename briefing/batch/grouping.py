"""`--by`: which sources make one brief together."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.batch import naming, places
from briefing.errors import InputError, UsageError
from briefing.events import events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefing.batch.jobs import Place
    from briefing.model import Document

    Grouping = Callable[[Place], tuple[str, Iterable[str]]]

KINDS = ("file", "folder", "day", "cluster", "field:NAME")
"""What `--by` may say."""

_FIELDS = ("title", "publisher", "author", "language", "marking")
UNDATED = "undated"


def grouping(by: str) -> Grouping:
    """The function that says of a place what its job is called, and what the files of it may be called.

    Args:
        by: `file`, `folder`, `day` or `field:NAME`; `cluster` is no matter of one place, see `by_event`.

    Raises:
        UsageError: if it is none of these.
    """
    if by in ("file", "cluster"):
        return by_file
    if by == "folder":
        return by_folder
    if by == "day":
        return lambda place: _by_value(place, "day", _day)
    kind, _, name = by.partition(":")
    if kind != "field" or not name:
        raise UsageError(f"--by takes {', '.join(KINDS)}, not '{by}'")
    return lambda place: _by_value(place, by, lambda p: _field(p, name))


def by_file(place: Place) -> tuple[str, Iterable[str]]:
    """A brief for each file, member of an archive, or line."""
    return f"file {naming.identity(place)}", naming.stems(place)


def by_folder(place: Place) -> tuple[str, Iterable[str]]:
    """A brief for each folder; an archive counts as one, with the folders in it."""
    folder = place.path if place.member else place.path.rpartition("/")[0]
    inside = place.member.rpartition("/")[0]
    above = place.uri.removesuffix(".zip") if place.member else place.uri.rpartition("/")[0]
    name = f"{folder}/{inside}" if inside else folder
    stem = "/".join(p for p in (above, inside) if p) or folder.rpartition("/")[2]
    return f"folder {name}", naming.numbered(naming.path(stem) or "brief")


def by_event(found: Sequence[Place]) -> Iterator[tuple[str, Iterable[str], Place]]:
    """A brief for each event that several places report on, called after the first of them.

    What cannot be read is a job of its own that fails and says why.

    Args:
        found: all places, in order.

    Yields:
        What the job of each place is called, what its files may be called, and the place.
    """
    readable: dict[Place, Document] = {}
    for place in found:
        with suppress(InputError):
            if documents := _documents(place):
                readable[place] = documents[0]
    numbers = dict(zip(readable, events(tuple(readable.values())), strict=True))
    first: dict[int, Place] = {}
    for place in found:
        head = first.setdefault(numbers[place], place) if place in numbers else place
        name, stems = by_file(head)
        yield (f"cluster {name.partition(' ')[2]}" if place in numbers else name), stems, place


def _by_value(place: Place, by: str, value: Callable[[Place], str]) -> tuple[str, Iterable[str]]:
    """A brief for each value; what cannot be read has none, and is a job of its own that fails and says why."""
    try:
        found = value(place)
    except InputError:
        return by_file(place)
    return f"{by} {found}", naming.numbered(naming.part(found))


def _day(place: Place) -> str:
    dates = [d.published for d in _documents(place) if d.published]
    return dates[0].isoformat() if dates else UNDATED


def _field(place: Place, name: str) -> str:
    """A field of a JSON line, else what the reader found."""
    if place.line and not place.fault:
        try:
            row = json.loads(places.content(place))
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict) and isinstance(row.get(name), str | int | float):
            return str(row[name])
    if name not in _FIELDS:
        return f"without {name}"
    found = [str(getattr(d, name)) for d in _documents(place)]
    return next((f for f in found if f), f"without {name}")


def _documents(place: Place) -> list[Document]:
    """The documents at a place.

    Raises:
        InputError: if there is none.
    """
    found, failures = places.read(place)
    if not found and failures:
        raise failures[0]
    return found
