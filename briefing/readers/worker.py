"""Reading apart: formats with a grammar are parsed by a process of their own, one for the whole run.

It starts with the first file that needs it, and anew after a file that it did not survive; it ends with this process.
Plain text and JSON never need it.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
from dataclasses import asdict
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from briefing.errors import TooLarge, UnreadableDocument
from briefing.readers.wire import found_in, pack, unpack

if TYPE_CHECKING:
    from briefing.model import Document
    from briefing.readers.limits import Limits
    from briefing.readers.parts import Part

START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from briefing.readers.sandbox import serve; serve()"
CHUNK = 1 << 20


_kept: dict[int, Worker] = {}


def shared(limits: Limits) -> Worker:
    """The worker of this process; one with other limits ends the one before.

    Args:
        limits: what holds for every file.
    """
    own = os.getpid()  # after a fork, the pipes belong to the other process
    worker = _kept.get(own)
    if worker is not None and worker.limits == limits:
        return worker
    if worker is None:
        atexit.register(_end, own)
    else:
        worker.close()
    _kept[own] = Worker(limits)
    return _kept[own]


def _end(process: int) -> None:
    if process == os.getpid():
        _kept[process].close()


class Worker:
    """A process that reads files, one at a time.

    Attributes:
        limits: `seconds` and `memory` hold for the process, the others for its readers.
    """

    def __init__(self, limits: Limits) -> None:
        """Nothing is started yet.

        Args:
            limits: what holds for every file.
        """
        self.limits = limits
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, reader: str, part: Part) -> list[Document | Part]:
        """Let a built-in reader read.

        Args:
            reader: its name, or its place in the package as `module:function`.
            part: the file.

        Raises:
            InputError: the reader's; or because the time, the memory or the process gave out.
        """
        with self._lock:
            return self._read(reader, part)

    def _read(self, reader: str, part: Part) -> list[Document | Part]:
        process = self._process or self._start()
        uri = part.uri
        head = {"reader": reader, "uri": uri, "charset": part.charset, "limits": asdict(self.limits)}
        message = pack(head, [part.data])
        until = monotonic() + self.limits.seconds
        try:
            found, blobs = self._ask(process, message, until)
        except TimeoutError as error:
            self.close()
            reason = f"takes more than {self.limits.seconds} seconds to read (--max-seconds)"
            raise TooLarge(uri, reason) from error
        except (OSError, EOFError, ValueError, KeyError) as error:
            self.close()
            raise UnreadableDocument(uri, "is damaged so that its reader broke down") from error
        if found.get("last"):
            self.close()
        try:
            return found_in(found, blobs, uri)
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
