"""From what a user points at to places: files, members of ZIP archives, lines of JSON Lines, one after the other."""

from __future__ import annotations

import atexit
import zipfile
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import PurePath
from threading import get_ident
from typing import IO, TYPE_CHECKING

from briefing import readers
from briefing.batch import storage
from briefing.batch.jobs import Place
from briefing.errors import InputError, TooLarge, UnreadableDocument, UnsupportedFormat
from briefing.layout import one_line
from briefing.model import Document
from briefing.readers.limits import DEFAULT, Limits, size
from briefing.readers.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BOM = b"\xef\xbb\xbf"
_LINES = (".jsonl", ".ndjson")
_CHUNK = 1 << 20

LONGEST_LINE = 64 << 20
"""Bytes of a line of JSON Lines; what is longer is one failed line, and is never held in memory."""


def find(source: str, leave_out: str = "", limits: Limits = DEFAULT) -> Iterator[Place]:
    """The places of one source.

    Args:
        source: path or address of a file or folder.
        leave_out: a folder that is passed over where it lies in the source: the one that is written to.
        limits: `file_size` of them holds for members of archives.

    Yields:
        Places in order of the names. One that cannot be read says so in its `fault`.
    """
    path = storage.absolute(source)
    if storage.is_folder(path):
        for file, uri, fault in storage.files(path, leave_out):
            yield from of_file(Place(file, one_line(uri), fault=fault), limits)
    else:
        yield from of_file(Place(path, one_line(path.rpartition("/")[2])), limits)


def of_file(place: Place, limits: Limits = DEFAULT) -> Iterator[Place]:
    """The places in one file, with their digests."""
    if place.fault:
        yield place
        return
    try:
        suffix = PurePath(place.uri).suffix.lower()
        if suffix == ".zip":
            yield from _members(place, limits)
        elif suffix in _LINES:
            yield from _lines(place)
        elif storage.is_address(place.path):
            yield replace(place, digest=storage.tag(place.path))
        else:
            yield replace(place, digest=_digest(place))
    except InputError as error:
        yield replace(place, fault=error.reason)


def read(place: Place, limits: Limits = DEFAULT) -> tuple[list[Document], list[InputError]]:
    """Read what lies at a place: its documents, and what in it cannot be read.

    Args:
        place: where.
        limits: how much is read.
    """
    if place.fault:
        return [], [UnreadableDocument(place.uri, place.fault)]
    uri = _printed(place)
    try:
        data = content(place, limits)
        if place.line:
            return list(readers.read_lines([data], uri, place.line)), []
    except OSError as error:
        return [], [UnreadableDocument(uri, f"cannot be read: {error.strerror or error}")]
    except InputError as error:
        return [], [type(error)(uri, error.reason)]
    found = list(_reading(limits, get_ident()).read(data, uri))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, InputError)]


@cache
def _reading(limits: Limits, thread: int) -> Reading:  # noqa: ARG001 - each thread has its own
    """What reads files. It stays for as long as this process does: what reads apart loads its libraries once."""
    stay = ExitStack()
    atexit.register(stay.close)
    return stay.enter_context(Reading(limits))


def content(place: Place, limits: Limits = DEFAULT) -> bytes:
    """The bytes at a place.

    Raises:
        InputError: if they cannot be had, or are too many.
    """
    with _opened(place) as file:
        file.seek(place.start)
        data = file.read(limits.file_size + 1 if place.length is None else place.length)
    if len(data) > limits.file_size:
        raise TooLarge(place.uri, f"is larger than {size(limits.file_size)} (--max-file-size)")
    return data


def _printed(place: Place) -> str:
    return f"{place.uri}/{one_line(place.member)}" if place.member else place.uri


@contextmanager
def _opened(place: Place) -> Iterator[IO[bytes]]:
    with storage.open_binary(place.path) as file:
        if not place.member:
            yield file
            return
        try:
            with zipfile.ZipFile(file) as archive, archive.open(place.member) as member:
                yield member
        except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
            raise UnreadableDocument(
                place.uri, f"its member {place.member} cannot be read: {error}"
            ) from error


def _digest(place: Place) -> str:
    total = sha256()
    with _opened(place) as file:
        while chunk := file.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def _members(place: Place, limits: Limits) -> Iterator[Place]:
    """Files of a ZIP archive, by name."""
    with storage.open_binary(place.path) as file:
        try:
            with zipfile.ZipFile(file) as archive:
                found = sorted((i.filename, i.file_size) for i in archive.infolist() if not i.is_dir())
        except (zipfile.BadZipFile, ValueError) as error:
            raise UnsupportedFormat(place.uri, f"is no ZIP archive that can be read: {error}") from error
    for name, length in found:
        if any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            continue
        member = replace(place, member=name)
        try:
            if PurePath(name).suffix.lower() in _LINES:
                yield from _lines(member)
            elif length > limits.file_size:
                reason = f"its member {name} is larger than {size(limits.file_size)} (--max-file-size)"
                yield replace(member, fault=reason)
            else:
                yield replace(member, digest=_digest(member))
        except InputError as error:
            yield replace(member, fault=error.reason)


def _lines(place: Place) -> Iterator[Place]:
    """Lines of JSON Lines in UTF-8. What is no such file is one place, and its reader says what it is."""
    with _opened(place) as file:
        head = file.read(3)
        if head != _BOM and not head.lstrip().startswith(b"{"):
            yield replace(place, digest=_digest(place))
            return
        start = 3 if head == _BOM else 0
        file.seek(start)
        for number, (line, length) in enumerate(_pieces(file), start=1):
            if line.strip():
                fault = f"line {number} is longer than {LONGEST_LINE} bytes" if length > len(line) else ""
                yield replace(
                    place,
                    start=start,
                    length=length,
                    line=number,
                    digest=sha256(line).hexdigest(),
                    fault=fault,
                )
            start += length


def _pieces(file: IO[bytes]) -> Iterable[tuple[bytes, int]]:
    """Each line with its length; of a line that is too long only the beginning."""
    while line := file.readline(LONGEST_LINE):
        length = len(line)
        while not line.endswith(b"\n") and (more := file.readline(_CHUNK)):
            length += len(more)
            if more.endswith(b"\n"):
                break
        yield line, length
