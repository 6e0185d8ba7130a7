"""Which reader takes a file: what the file holds decides, then what it is called.

A reader is registered under the name of a format; a third party's under the file suffix that it takes.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import PurePath
from typing import Any

from briefing import plugins
from briefing.errors import UnsupportedFormat
from briefing.readers.formats import TITLES, format_of

BUILT_IN = plugins.built_in(
    "readers",
    {
        "text": "briefing.readers.text:read",
        "markdown": "briefing.readers.markdown:read",
        "html": "briefing.readers.html:read",
        "pdf": "briefing.readers.pdf:read",
        "docx": "briefing.readers.docx:read",
        "odt": "briefing.readers.odt:read",
        "eml": "briefing.readers.eml:read",
        "feed": "briefing.readers.feed:read",
        "jsonl": "briefing.readers.jsonl:read",
        "zip": "briefing.readers.archive:read",
    },
)
"""The entry points of the built-in readers."""

HERE = frozenset({"text", "jsonl"})
"""The built-in readers that need no process of their own."""

APART = frozenset(e.name for e in BUILT_IN) - HERE
"""The others: they are called with limits, and what they find may hold files to be read in turn."""


DECLARED = frozenset({"text", "html"})
"""The built-in readers that take the encoding that a mail or a server declares."""


def names() -> tuple[str, ...]:
    """Names of all readers: the built-in ones, then those of installed packages."""
    return plugins.names("readers", BUILT_IN)


def choose(uri: str, data: bytes) -> str:
    """Name of the reader that takes a file.

    Args:
        uri: the file's name.
        data: its bytes, or at least the first few thousand of them.

    Raises:
        UnsupportedFormat: if none takes it.
    """
    known = names()
    suffix = PurePath(uri).suffix.removeprefix(".").lower()
    name = format_of(data, suffix)
    if name in ("text", "zip", "xml", "ole", "binary", "xlsx", "pptx", "epub", "rtf") and suffix in known:
        name = suffix
    if name not in known:
        raise UnsupportedFormat(uri, f"is {TITLES.get(name, f'a .{name} file')}, which cannot be read")
    return name


def built_in(name: str) -> Any:
    """A built-in reader, whatever is installed beside it.

    Args:
        name: its name, or `module:function` of a function that takes what a reader takes.
    """
    place = EntryPoint(name, name, "")
    return next((e for e in BUILT_IN if e.name == name), place).load()
