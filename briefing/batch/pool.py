"""A pool of worker processes, each with a limit of time and of memory; one that dies is replaced, its job tried again.

The standard library's pool gives up as a whole when a worker dies, and cannot stop a job that takes too long.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Self

from briefing.batch.jobs import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from briefing.batch.jobs import Job

TRIES = 3
"""So often a job is given out whose worker dies: once may be chance, three times is the job."""


@dataclass(slots=True)
class _Worker:
    """A worker process, the pipe to it, and what it does at the moment."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    job: Job | None = None
    since: float = 0.0


@dataclass(slots=True)
class _Queue:
    """Jobs to give out: those whose worker died come first."""

    fresh: Iterator[Job]
    again: deque[Job] = field(default_factory=deque)
    deaths: dict[int, int] = field(default_factory=dict)

    def next(self) -> Job | None:
        return self.again.popleft() if self.again else next(self.fresh, None)


class Pool:
    """Worker processes of this machine.

    Args:
        workers: how many, one a core by default.
        seconds: wall-clock time that each has for a job.
        megabytes: of data that each may have in memory.
    """

    def __init__(self, workers: int | None, seconds: float, megabytes: int) -> None:
        self.lost = False
        self._size = workers or len(os.sched_getaffinity(0))
        self._seconds = seconds
        self._megabytes = megabytes
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _stop(worker)
        self._workers.clear()

    def run(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """Give outcomes as they come."""
        queue = _Queue(jobs)
        while True:
            self._hand_out(queue)
            busy = [w for w in self._workers if w.job]
            if not busy:
                return
            left = min(w.since + self._seconds for w in busy) - monotonic()
            ready = set(wait([w.pipe for w in busy], timeout=max(0.0, left)))
            for worker in busy:
                outcome = self._heard(worker, queue) if worker.pipe in ready else self._overdue(worker)
                if outcome:
                    yield outcome

    def _hand_out(self, queue: _Queue) -> None:
        while True:
            idle = next((w for w in self._workers if not w.job), None)
            if idle is None and len(self._workers) >= self._size:
                return
            job = queue.next()
            if job is None:
                return
            if idle is None:
                idle = _start(self._megabytes)
                self._workers.append(idle)
            idle.job, idle.since = job, monotonic()
            try:
                idle.pipe.send(job)
            except OSError:  # it died while it had nothing to do
                self._bury(idle)
                queue.again.append(job)

    def _heard(self, worker: _Worker, queue: _Queue) -> Outcome | None:
        """What a worker says; if it died instead, its job goes back, or fails."""
        job = worker.job
        if job is None:
            return None
        try:
            outcome: Outcome = worker.pipe.recv()
        except (EOFError, OSError):
            code = self._bury(worker)
            deaths = queue.deaths[job.number] = queue.deaths.get(job.number, 0) + 1
            if deaths < TRIES:
                queue.again.append(job)
                return None
            reason = f"its worker died {deaths} times, at last {_cause(code)}"
            return Outcome(job.number, job.name, "failed", reason, seconds=monotonic() - worker.since)
        queue.deaths.pop(job.number, None)
        worker.job = None
        return outcome

    def _overdue(self, worker: _Worker) -> Outcome | None:
        """The failure of a job that takes too long; its worker is stopped."""
        job, taken = worker.job, monotonic() - worker.since
        if job is None or taken < self._seconds:
            return None
        self._bury(worker)
        return Outcome(job.number, job.name, "failed", f"takes more than {self._seconds:g} s", seconds=taken)

    def _bury(self, worker: _Worker) -> int:
        self.lost = True
        self._workers.remove(worker)
        return _stop(worker)


def _start(megabytes: int) -> _Worker:
    ours, theirs = Pipe()
    # -P and the path: the worker finds what this process finds, and nothing of the working folder besides.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-P", "-m", "briefing.batch.worker", str(theirs.fileno()), str(megabytes)]
    process = subprocess.Popen(  # noqa: S603 - this very program
        command,
        env=environment,
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    theirs.close()
    return _Worker(process, ours)


def _stop(worker: _Worker) -> int:
    worker.pipe.close()
    worker.process.kill()
    return worker.process.wait()


def _cause(code: int) -> str:
    if code < 0:
        return f"of signal {-code} ({signal.Signals(-code).name})"
    return f"with exit code {code}"
