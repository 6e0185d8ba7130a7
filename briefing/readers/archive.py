"""ZIP archives: their members are handed on one by one; nothing is unpacked to the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import NothingToBrief
from briefing.layout import one_line
from briefing.readers.limits import DEFAULT, Limits
from briefing.readers.package import Package
from briefing.readers.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Part]:
    """The files in an archive, by name.

    Hidden files, and what macOS puts beside each file, are left out. A name with `..` in it is a name like any
    other here, because no name is ever used as a path.

    Args:
        data: the bytes of the archive.
        uri: its printed name.
        limits: how many members it may have, and how much it may unpack to.

    Raises:
        InputError: if it is damaged, over a limit, protected by a password, or empty.
    """
    package = Package(data, uri, limits)
    names = sorted(n for n in dict.fromkeys(package.names()) if not _is_hidden(n))
    if not names:
        raise NothingToBrief(uri, "holds no file that can be read")
    for name in names:
        yield Part(f"{uri}/{one_line(name.replace(chr(92), '/').lstrip('/'))}", package.read(name))


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or any(p.startswith(".") and p not in (".", "..") for p in parts)
