"""One run of reading: each file goes to its reader, here or apart, and the files inside it after it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from briefing import plugins
from briefing.errors import InputError, TooLarge
from briefing.model import Document
from briefing.readers.choice import APART, BUILT_IN, DECLARED, choose
from briefing.readers.day import dated
from briefing.readers.language import identify
from briefing.readers.limits import DEFAULT, size
from briefing.readers.parts import Part
from briefing.readers.worker import Worker, shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from briefing.readers.limits import Limits
    from briefing.stages import Reader


_log = logging.getLogger(__name__)


class Reading:
    """Reads files within limits; as a context manager with a process of its own, else with the shared one.

    Attributes:
        limits: what holds for every file.
        fetches: whether addresses are fetched.
    """

    def __init__(self, limits: Limits, *, fetches: bool = False) -> None:
        self.limits = limits
        self.fetches = fetches
        self._own: Worker | None = None

    def __enter__(self) -> Self:
        self._own = Worker(self.limits)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None

    def read(self, data: bytes, uri: str, charset: str = "") -> Iterator[Document | InputError]:
        """The documents of a file and of the files in it; an error stands for each that cannot be read.

        Args:
            data: the bytes of the file.
            uri: its printed name.
            charset: the encoding that whoever sent it declared.
        """
        room = self.limits.unpacked_size
        todo: list[tuple[Part, int]] = [(Part(uri, data, charset), 0)]
        while todo:
            part, depth = todo.pop()
            try:
                found = self._found(part)
            except InputError as error:  # all of a file counts, or nothing of it
                yield error
                continue
            inner = [f for f in found if isinstance(f, Part)]
            room -= sum(len(p.data) for p in inner)
            for document in (f for f in found if isinstance(f, Document)):
                known = document.language != "und"
                yield dated(document if known else replace(document, language=identify(document.text)))
            if inner and depth >= self.limits.depth:
                yield TooLarge(part.uri, f"lies deeper than {self.limits.depth} archives (--max-depth)")
            elif room < 0:
                reason = f"unpacks to more than {size(self.limits.unpacked_size)} (--max-unpacked)"
                yield TooLarge(part.uri, reason)
            else:
                todo.extend((p, depth + 1) for p in reversed(inner))

    def _found(self, part: Part) -> list[Document | Part]:
        if len(part.data) > self.limits.file_size:
            raise TooLarge(part.uri, f"is larger than {size(self.limits.file_size)} (--max-file-size)")
        name = choose(part.uri, part.data)
        if name in APART:
            return (self._own or shared(self.limits)).read(name, part)
        declared = {"charset": part.charset} if name in DECLARED else {}
        return list(plugins.find("readers", name, BUILT_IN)(part.data, part.uri, **declared))


def read(data: bytes, uri: str, limits: Limits = DEFAULT) -> Iterator[Document]:
    """The documents of one file and of the files in it; what of these cannot be read is logged.

    Args:
        data: the bytes of the file.
        uri: its printed name.
        limits: what holds for it.

    Raises:
        InputError: if nothing in it can be read.
    """
    failures: list[InputError] = []
    found = 0
    for thing in Reading(limits).read(data, uri):
        if isinstance(thing, InputError):
            failures.append(thing)
        else:
            found += 1
            yield thing
    if failures and not found:
        raise failures[0]
    for failure in failures:
        _log.warning("not used: %s", failure)


def reader_for(uri: str, data: bytes) -> Reader:
    """The reader that takes a file: built-in ones read apart where that is due, and read the files in it too.

    Args:
        uri: the file's name.
        data: its bytes, or at least the first few thousand of them.

    Raises:
        UnsupportedFormat: if none takes it.
        PluginError: if it is another package's, and cannot be loaded.
    """
    name = choose(uri, data)
    if name in APART:
        return read
    reader: Reader = plugins.find("readers", name, BUILT_IN)
    return reader
