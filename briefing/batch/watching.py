"""Briefs as files arrive in a folder. The journal is that of a batch, so a restart goes on where the last run ended."""

from __future__ import annotations

import fcntl
import os
import queue
import signal
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from briefing.batch import storage
from briefing.batch.jobs import Place
from briefing.errors import UnreadableDocument
from briefing.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchdog.events import FileSystemEvent

    from briefing.batch.engines import Engine
    from briefing.batch.jobs import Outcome
    from briefing.batch.run import Batch

SETTLE = 2.0
"""Seconds that a file must stay as it is before it counts as complete."""

_TICK = 0.25
_ARRIVES = {"created", "modified", "moved", "closed"}


def watch(folder: str, batch: Batch, engine: Engine, settle: float = SETTLE) -> Iterator[Outcome]:
    """Make briefs of the files of a folder: of those that are there, then of each one that arrives or changes.

    Args:
        folder: what is watched, with all folders in it; hidden files are left out.
        batch: where briefs go to, and how they are made.
        engine: who makes them.
        settle: seconds that a file must stay as it is; one that a process has open for writing waits longer.

    Yields:
        Outcomes, without end.

    Raises:
        UnreadableDocument: if the folder is none.
    """
    from watchdog.observers import Observer

    root = Path(storage.absolute(folder))
    if not root.is_dir():
        raise UnreadableDocument(folder, "there is no such folder")
    signal.signal(signal.SIGIO, signal.SIG_IGN)  # see `_is_open`
    arrivals = _Arrivals()
    observer = Observer()
    observer.schedule(arrivals, str(root), recursive=True)  # type: ignore[arg-type]  # dispatch is all it calls
    observer.start()
    try:
        for path, _, fault in storage.files(str(root), batch.target):
            if not fault:
                arrivals.paths.put(path)
        waiting: dict[str, tuple[tuple[int, int], float]] = {}
        while True:
            arrivals.collect(root, batch.target, waiting)
            ready = _complete(waiting, settle)
            if ready:
                batch.plan_files(Place(p, one_line(Path(p).relative_to(root).as_posix())) for p in ready)
                yield from batch.run(engine)
    finally:
        observer.stop()
        observer.join()


class _Arrivals:
    """Takes the events of the observer's thread, and keeps the paths that they are about."""

    def __init__(self) -> None:
        self.paths: queue.SimpleQueue[str] = queue.SimpleQueue()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by the observer."""
        if not event.is_directory and event.event_type in _ARRIVES:
            self.paths.put(os.fsdecode(event.dest_path or event.src_path))

    def collect(self, root: Path, target: str, waiting: dict[str, tuple[tuple[int, int], float]]) -> None:
        """Wait for one tick, and note the files that arrived, and what each looks like."""
        until = monotonic() + _TICK
        while (left := until - monotonic()) > 0:
            try:
                path = self.paths.get(timeout=left)
            except queue.Empty:
                return
            hidden = any(part.startswith(".") for part in Path(path).relative_to(root).parts)
            look = _look(path)
            if look and not hidden and not path.startswith(target + os.sep):
                waiting[path] = (look, monotonic())


def _complete(waiting: dict[str, tuple[tuple[int, int], float]], settle: float) -> list[str]:
    """The files that nobody writes any more, in order of their names; they wait no longer."""
    now = monotonic()
    for path, (before, since) in list(waiting.items()):
        look = _look(path)
        if look is None:
            del waiting[path]
        elif look != before or (now - since >= settle and _is_open(path)):
            waiting[path] = (look, now)
    ready = sorted(path for path, (_, since) in waiting.items() if now - since >= settle)
    for path in ready:
        del waiting[path]
    return ready


def _look(path: str) -> tuple[int, int] | None:
    """Size and time of a file; None where there is none, or where it is a link or no plain file."""
    file = Path(path)
    try:
        state = file.lstat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns) if file.is_file() and not file.is_symlink() else None


def _is_open(path: str) -> bool:
    """Whether some process has the file open for writing.

    Linux grants a read lease (fcntl(2), F_SETLEASE) on a file that nobody writes. Where it cannot tell (another
    owner, another file system), the answer is no.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        with Path(path).open("rb") as file:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
