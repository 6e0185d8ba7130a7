"""From what a user points at to documents, and what was left out."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING

from briefing.errors import InputError, NothingToBrief, TooLarge, UnreadableDocument, UnsupportedFormat
from briefing.layout import one_line
from briefing.model import Document, Skipped
from briefing.readers.formats import HEAD, format_of
from briefing.readers.jsonl import read_lines
from briefing.readers.limits import DEFAULT, Limits, size
from briefing.readers.parts import Part
from briefing.readers.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Given = str | os.PathLike[str] | bytes | IO[bytes] | Document


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _File:
    """A file and the name that it has in print."""

    path: Path
    uri: str


ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""What begins so is an address, unless a file is called so."""


def load(
    sources: Iterable[Given], limits: Limits = DEFAULT, *, fetch: bool = False
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Read every source.

    Args:
        sources: paths of files and folders, bytes, open binary files, and documents. A folder is read with
            all below it, in order of the names; hidden files are left out. Archives are read like folders.
        limits: how much is read.
        fetch: whether sources that are addresses, http:// or https://, are fetched.

    Returns:
        Documents, each with a `uri` of its own, in the order of the sources; and the sources that could not
        be used. A text that was there before, byte for byte, counts once.

    Raises:
        InputError: if nothing is readable; if that is one file, with that file's reason.
    """
    given = list(sources)
    if not given:
        raise NothingToBrief("-", "no source was given")
    documents: list[Document] = []
    skipped: list[Skipped] = []
    failures: list[InputError] = []
    first: dict[str, str] = {}
    reading = Reading(limits, fetches=fetch)
    for document in (d for source in given for d in _documents(source, reading, failures)):
        if document.digest in first:
            skipped.append(Skipped(document.uri, f"same bytes as {first[document.digest]}"))
        else:
            first[document.digest] = document.uri
            documents.append(document)
    if not documents:
        raise _nothing(len(given), failures)
    skipped.extend(Skipped(error.uri, error.reason) for error in failures)
    return tuple(_told_apart(documents)), tuple(skipped)


def stream(source: Given, limits: Limits = DEFAULT, *, fetch: bool = False) -> Iterator[Document]:
    """Read the documents of one source as they are asked for; JSON Lines line by line, duplicates and all.

    Args:
        source: as for `load`.
        limits: how much is read; a file of JSON Lines may have any size.
        fetch: as for `load`.

    Raises:
        InputError: at the first that cannot be read.
    """
    if isinstance(source, str | os.PathLike) and Path(source).is_file():
        file = _File(Path(source), one_line(Path(source).name))
        try:
            with file.path.open("rb") as opened:
                head = opened.read(HEAD)
                suffix = file.path.suffix.removeprefix(".").lower()
                if head.lstrip().startswith(b"{") and suffix != "json" and format_of(head, suffix) == "jsonl":
                    opened.seek(0)
                    yield from read_lines(opened, file.uri)
                    return
        except OSError as error:
            raise _unreadable(file.uri, error) from error
    failures: list[InputError] = []
    yield from _documents(source, Reading(limits, fetches=fetch), failures)
    if failures:
        raise failures[0]


def _documents(source: Given, reading: Reading, failures: list[InputError]) -> Iterator[Document]:
    """The documents of one source, their notes logged; what cannot be read goes to `failures`."""
    for part in _parts(source, reading, failures):
        if isinstance(part, Document):
            yield part
            continue
        try:
            file = Part(part.uri, _bytes(part, reading.limits)) if isinstance(part, _File) else part
        except InputError as error:
            failures.append(error)
            continue
        for found in reading.read(file.data, file.uri, file.charset):
            if isinstance(found, InputError):
                failures.append(found)
            else:
                for note in found.notes:
                    _log.warning("%s: %s", found.uri, note)
                yield found


def _parts(source: Given, reading: Reading, failures: list[InputError]) -> Iterator[_File | Part | Document]:
    """The files of a source, or the bytes of it with a name."""
    if isinstance(source, Document):
        yield source
    elif isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        yield Part(sha256(data).hexdigest()[:12], data)
    elif isinstance(source, str | os.PathLike):
        place = os.fspath(source)
        if not ADDRESS.match(place) or Path(place).exists():
            yield from _files(place, failures)
        elif reading.fetches:
            yield from _fetched(place, reading.limits, failures)
        else:
            failures.append(UnsupportedFormat(place, "is an address, and nothing is fetched without --fetch"))
    else:
        limits = reading.limits
        data = source.read(limits.file_size + 1)
        name = getattr(source, "name", None)
        plain = one_line(PurePath(name).name.strip("<>")) if isinstance(name, str) else ""
        called = plain or sha256(data).hexdigest()[:12]
        if len(data) > limits.file_size:
            failures.append(_too_large(called, limits))
        else:
            yield Part(called, data)


def _files(source: str, failures: list[InputError]) -> Iterator[_File]:
    path = Path(source)
    if path.is_dir():
        files = _walk(path, failures)
        if not files:
            failures.append(NothingToBrief(path.name or source, "holds no file that can be read"))
        yield from files
    else:
        yield _File(path, one_line(path.name or source))


def _fetched(address: str, limits: Limits, failures: list[InputError]) -> Iterator[Part]:
    from briefing.readers.fetch import fetch

    try:
        yield fetch(address, limits)
    except InputError as error:
        failures.append(error)


def _walk(folder: Path, failures: list[InputError]) -> list[_File]:
    """Files of a folder and the folders in it, by name. Links are not followed: they may lead out of it."""

    def refused(error: OSError) -> None:
        path = Path(error.filename or folder)
        failures.append(
            _unreadable(
                one_line(path.relative_to(folder).as_posix() if path != folder else folder.name), error
            )
        )

    paths: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [n for n in folders if not n.startswith(".")]
        paths += [Path(root, n) for n in names if not n.startswith(".")]
    files = [_File(p, one_line(p.relative_to(folder).as_posix())) for p in sorted(paths)]
    reason = "is a link, and links inside a folder are not followed"
    failures.extend(UnreadableDocument(f.uri, reason) for f in files if f.path.is_symlink())
    return [f for f in files if not f.path.is_symlink()]


def _bytes(file: _File, limits: Limits) -> bytes:
    try:
        if file.path.exists() and not file.path.is_file():
            raise UnreadableDocument(file.uri, "is not a file")
        if file.path.stat().st_size > limits.file_size:
            raise _too_large(file.uri, limits)
        return file.path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(file.uri, error) from error


def _too_large(uri: str, limits: Limits) -> TooLarge:
    return TooLarge(uri, f"is larger than {size(limits.file_size)} (--max-file-size)")


def _unreadable(uri: str, error: OSError | ValueError) -> UnreadableDocument:
    if isinstance(error, FileNotFoundError):
        return UnreadableDocument(uri, "there is no such file")
    if isinstance(error, PermissionError):
        return UnreadableDocument(uri, "permission to read it is missing")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableDocument(uri, f"cannot be read: {reason}")


def _nothing(given: int, failures: Sequence[InputError]) -> InputError:
    if len(failures) == 1 or (given == 1 and failures):
        return failures[0]
    reasons = "; ".join(str(f) for f in failures[:3])
    more = f" and {len(failures) - 3} more" if len(failures) > 3 else ""
    return NothingToBrief(f"{len(failures)} sources", f"none can be read ({reasons}{more})")


def _told_apart(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, with a number after a `uri` or an `id` that another one has already."""
    uris: set[str] = set()
    ids: set[str] = set()
    for document in documents:
        uri, name = _unused(document.uri, uris), _unused(document.id, ids)
        yield replace(document, uri=uri, id=name) if (uri, name) != (document.uri, document.id) else document


def _unused(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free
