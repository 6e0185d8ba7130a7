"""Which reader takes a file: what the file holds decides, then what it is called.

A reader is registered under the name of a format; a third party's under the file suffix that it takes.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from briefing import plugins
from briefing.errors import UnsupportedFormat
from briefing.readers.formats import TITLES, format_of

if TYPE_CHECKING:
    from briefing.stages import Reader

BUILT_IN = plugins.built_in(
    "readers",
    {
        "text": "briefing.readers.text:read",
        "jsonl": "briefing.readers.jsonl:read",
    },
)
"""The entry points of the built-in readers."""


def names() -> tuple[str, ...]:
    """Names of all readers: the built-in ones, then those of installed packages."""
    return plugins.names("readers", BUILT_IN)


def reader_for(uri: str, data: bytes) -> Reader:
    """The reader that takes a file.

    Args:
        uri: the file's name.
        data: its bytes, or at least the first few thousand of them.

    Raises:
        UnsupportedFormat: if none takes it.
        PluginError: if it is another package's, and cannot be loaded.
    """
    known = names()
    suffix = PurePath(uri).suffix.removeprefix(".").lower()
    name = format_of(data, suffix)
    if name in ("text", "zip", "ole", "binary") and suffix in known:
        name = suffix
    if name not in known:
        raise UnsupportedFormat(uri, f"is {TITLES.get(name, f'a .{name} file')}, which cannot be read")
    reader: Reader = plugins.find("readers", name, BUILT_IN)
    return reader
