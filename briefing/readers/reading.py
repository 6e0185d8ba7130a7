"""One run of reading: each file goes to its reader, here or apart, and the files inside it after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from briefing import plugins
from briefing.errors import InputError, TooLarge
from briefing.model import Document
from briefing.readers.choice import APART, BUILT_IN, choose
from briefing.readers.language import identify
from briefing.readers.limits import size
from briefing.readers.parts import Part
from briefing.readers.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from briefing.readers.limits import Limits


class Reading:
    """Reads files within limits; use it as a context manager, so that the process that reads apart ends.

    Attributes:
        limits: what holds for every file.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._worker = Worker(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()

    def read(self, data: bytes, uri: str) -> Iterator[Document | InputError]:
        """The documents of a file and of the files in it; an error stands for each that cannot be read.

        Args:
            data: the bytes of the file.
            uri: its printed name.
        """
        room = self.limits.unpacked_size
        todo: list[tuple[Part, int]] = [(Part(uri, data), 0)]
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
                yield document if known else replace(document, language=identify(document.text))
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
            return self._worker.read(name, part.data, part.uri)
        return list(plugins.find("readers", name, BUILT_IN)(part.data, part.uri))
