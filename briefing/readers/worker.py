"""Reading apart: formats with a grammar are parsed by a process of their own, one for the whole run.

It starts with the first file that needs it, and anew after a file that it did not survive. Plain text and JSON never
need it.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING, Self

from briefing.errors import TooLarge, UnreadableDocument
from briefing.readers.wire import found_in, pack, unpack

if TYPE_CHECKING:
    from types import TracebackType

    from briefing.model import Document
    from briefing.readers.limits import Limits
    from briefing.readers.parts import Part

START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from briefing.readers.sandbox import serve; serve()"
CHUNK = 1 << 20


class Worker:
    """A process that reads files; use it as a context manager."""

    def __init__(self, limits: Limits) -> None:
        """Nothing is started yet.

        Args:
            limits: `seconds` and `memory` hold for the process, the others for its readers.
        """
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, reader: str, data: bytes, uri: str) -> list[Document | Part]:
        """Let a built-in reader read.

        Args:
            reader: its name.
            data: the bytes of the file.
            uri: its printed name.

        Raises:
            InputError: the reader's; or because the time, the memory or the process gave out.
        """
        process = self._process or self._start()
        message = pack({"reader": reader, "uri": uri, "limits": asdict(self._limits)}, [data])
        until = monotonic() + self._limits.seconds
        try:
            head, blobs = self._ask(process, message, until)
        except TimeoutError as error:
            self.close()
            reason = f"takes more than {self._limits.seconds} seconds to read (--max-seconds)"
            raise TooLarge(uri, reason) from error
        except (OSError, EOFError, ValueError, KeyError) as error:
            self.close()
            raise UnreadableDocument(uri, "is damaged so that its reader broke down") from error
        try:
            return found_in(head, blobs, uri)
        except (ValueError, TypeError, KeyError) as error:
            self.close()
            raise UnreadableDocument(uri, "is damaged so that its reader gave no sense") from error

    def close(self) -> None:
        """End the process; the next file starts another one."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written goes nowhere
                    continue
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        paths = json.dumps([os.path.abspath(p) for p in sys.path])  # noqa: PTH100 - "" is the working folder
        # Its hashes are those of every other run, so that no order of a set can show in a document.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {
            "PYTHONHASHSEED": "0"
        }
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-s", "-P", "-c", START, paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment,
        )
        return self._process

    def _ask(
        self, process: subprocess.Popen[bytes], message: bytes, until: float
    ) -> tuple[dict[str, object], list[bytes]]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        source, target = process.stdout.fileno(), process.stdin.fileno()
        view = memoryview(message)
        while view:
            _wait([], [target], until)
            view = view[os.write(target, view[: select.PIPE_BUF]) :]

        def take(count: int) -> bytes:
            parts, missing = [], count
            while missing:
                _wait([source], [], until)
                part = os.read(source, min(missing, CHUNK))
                if not part:
                    raise EOFError
                parts.append(part)
                missing -= len(part)
            return b"".join(parts)

        return unpack(take)


def _wait(sources: list[int], targets: list[int], until: float) -> None:
    """Wait until a pipe is ready.

    Raises:
        TimeoutError: if that is not in time.
    """
    if not any(select.select(sources, targets, [], max(0.0, until - monotonic()))[:2]):
        raise TimeoutError
