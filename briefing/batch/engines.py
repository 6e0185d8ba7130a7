"""Engines: what carries jobs to workers. All do the same work, so the files are the same whichever is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from briefing.batch.limits import MEGABYTES, SECONDS
from briefing.batch.work import perform
from briefing.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.batch.jobs import Job, Outcome

NAMES = ("serial", "pool", "dask")


class Engine(Protocol):
    """Carries jobs out. To be used in a `with`, and for one set of jobs after the other.

    Attributes:
        lost: whether a worker may have died in the middle of a job.
    """

    lost: bool

    def run(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """Take jobs as there is room for them, a few at a time, and give outcomes as they come, in any order."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Serial:
    """One job after the other, in this process."""

    lost = False

    def run(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """Give outcomes in the order of the jobs."""
        return map(perform, jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def engine(
    name: str,
    *,
    workers: int | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    scheduler: str = "",
) -> Engine:
    """The engine of that name.

    Args:
        name: one of `NAMES`.
        workers: processes of the pool, one a core by default.
        seconds: time that each has for a job.
        megabytes: memory that each may have.
        scheduler: address of Dask's scheduler, `tcp://host:port`.

    Raises:
        UsageError: if there is no such engine, or if it needs what was not given.
        MissingLibrary: if Dask is asked for and not installed.
    """
    if name == "serial":
        return Serial()
    if name == "pool":
        from briefing.batch.pool import Pool

        return Pool(workers, seconds, megabytes)
    if name != "dask":
        raise UsageError(f"no engine is called '{name}'; there are: {', '.join(NAMES)}")
    if not scheduler:
        raise UsageError("the engine dask needs --scheduler, such as tcp://127.0.0.1:8786")
    from briefing.batch.cluster import Cluster

    return Cluster(scheduler)
