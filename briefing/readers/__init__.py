"""Readers: from files, folders, bytes and streams to documents.

from briefing import readers
documents, skipped = readers.load(["reports/", "note.txt"])

Names are imported when they are first used: the command line asks for the limits alone to describe its options.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.readers.choice import BUILT_IN, names
    from briefing.readers.jsonl import read_lines
    from briefing.readers.limits import Limits
    from briefing.readers.reading import read, reader_for
    from briefing.readers.sources import load, stream

_WHERE = {
    "BUILT_IN": "choice",
    "Limits": "limits",
    "load": "sources",
    "names": "choice",
    "read": "reading",
    "read_lines": "jsonl",
    "reader_for": "reading",
    "stream": "sources",
}

__all__ = ["BUILT_IN", "Limits", "load", "names", "read", "read_lines", "reader_for", "stream"]


def __getattr__(name: str) -> object:
    """A name of `__all__`, imported now."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
