"""Workers of a Dask cluster, on this machine or on many. Scheduling, retries and the network are Dask's."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from briefing import __version__
from briefing.batch.jobs import Outcome
from briefing.batch.work import perform
from briefing.errors import MissingLibrary, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.batch.jobs import Job

AHEAD = 3
"""Jobs that the scheduler has for each thread of its workers: enough that none waits, few enough to hold."""

FEWEST = 8
"""Jobs that it has at least: workers may join at any time."""

PATIENCE = 10.0
"""Seconds that the scheduler has to answer."""

_LOOK = 5.0  # seconds between two looks at how many threads there are


class Cluster:
    """A Dask scheduler with its workers, which somebody else started and looks after.

    Args:
        scheduler: its address, `tcp://host:port`.

    Raises:
        MissingLibrary: if `distributed` is not installed.
        UsageError: if there is no scheduler, or if its workers have another version of this program.
    """

    lost = True  # Dask does not say

    def __init__(self, scheduler: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise MissingLibrary(
                "--engine dask", "distributed", "pip install 'briefing-notes[dask]'"
            ) from error
        try:
            self._client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{scheduler}: no scheduler of Dask answers there") from error
        try:
            found = set(self._client.run(_version).values())
        except Exception as error:
            self._client.close()
            raise UsageError(f"{scheduler}: its workers cannot load briefing: {error}") from error
        self._threads, self._looked = 0, -_LOOK
        if found - {__version__}:
            self._client.close()
            raise UsageError(f"{scheduler}: has workers with briefing {', '.join(found - {__version__})}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def run(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """Give outcomes as they come. A job whose worker is lost goes to another one."""
        from distributed import as_completed

        given: dict[str, Job] = {}
        coming = as_completed(loop=self._client.loop)
        while True:
            while len(given) < self._room() and (job := next(jobs, None)):
                future = self._client.submit(perform, job, pure=False)
                given[future.key] = job
                coming.add(future)
                del future  # Dask keeps a result for as long as somebody holds its future
            if not given:
                return
            future = next(coming)
            yield _outcome(future, given.pop(future.key))
            del future

    def _room(self) -> int:
        """How many jobs may be with the scheduler at once; workers come and go."""
        if monotonic() - self._looked > _LOOK:
            self._threads, self._looked = sum(self._client.nthreads().values()), monotonic()
        return max(FEWEST, AHEAD * self._threads)


def _version() -> str:
    from briefing import __version__ as version

    return version


def _outcome(future: Any, job: Job) -> Outcome:
    error = future.exception()
    if error is None:
        outcome: Outcome = future.result()
        return outcome
    return Outcome(job.number, job.name, "failed", f"its workers failed: {type(error).__name__}: {error}")
