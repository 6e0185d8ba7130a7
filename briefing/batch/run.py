"""A batch from beginning to end: lock, plan, hand out, note down."""

from __future__ import annotations

import fcntl
import re
from pathlib import Path
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING, Self

from briefing import exporters
from briefing.batch import grouping, places, storage
from briefing.batch.jobs import Job, Outcome
from briefing.batch.journal import Journal
from briefing.errors import ExportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.batch.engines import Engine
    from briefing.batch.jobs import Place, Recipe

HOME = ".briefing"
"""Folder in the output folder that holds the journal."""

PATIENCE = 10.0
"""Seconds that a run waits for another one in the same folder to end."""

_TOGETHER = 1000  # places that are noted down in one transaction
_LEFT_OVER = re.compile(r"\..+\.[a-z0-9_]{8}\.part")


def journal_of(target: str) -> Path:
    """Where the journal of an output folder lies.

    Raises:
        UsageError: if the target is an address: SQLite needs a file system.
    """
    if storage.is_address(target):
        raise UsageError(f"{target}: cannot hold the journal; say with --journal FILE where it is to lie")
    return Path(target) / HOME / "journal.sqlite"


class Batch:
    """A batch that writes to one output folder. To be used in a `with`.

    Args:
        target: output folder or address.
        recipe: options and formats.
        by: what makes one brief, see `grouping.KINDS`.
        journal: file of the journal; in the output folder by default.

    Raises:
        UsageError: if something asked for does not exist, or if another run is at work in the folder.
        PluginError: if there is no such format.
        ExportError: if the folder or the journal cannot be made.
    """

    def __init__(self, target: str, recipe: Recipe, *, by: str = "file", journal: Path | None = None) -> None:
        self.target = storage.absolute(target)
        self.recipe = recipe
        self._assign = grouping.grouping(by)
        self._by_event = by == "cluster"
        for name in recipe.formats:
            exporters.get(name)
        path = journal or journal_of(self.target)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path.with_name(path.name + ".lock"))
        except OSError as error:
            raise ExportError(str(path), f"cannot be written: {error.strerror or error}") from error
        self.journal = Journal(path)
        self._number = self.journal.recipe(recipe)
        self._run = 0
        self._clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.journal.close()
        self._lock.close()

    def plan(self, sources: Iterable[str], *, retry: bool = False) -> dict[str, int]:
        """Look at all sources and note what is to be made of them.

        Args:
            sources: paths and addresses of files and folders.
            retry: whether what failed before is tried again, though nothing changed.

        Returns:
            Number of jobs by state: `owed`, `done`, `failed`.
        """
        return self._plan(
            (p for source in sources for p in places.find(source, self.target, self.recipe.limits)),
            retry=retry,
        )

    def plan_files(self, found: Iterable[Place]) -> dict[str, int]:
        """As `plan`, of files that are known already."""
        return self._plan(
            (p for place in found for p in places.of_file(place, self.recipe.limits)), retry=False
        )

    def _plan(self, found: Iterator[Place], *, retry: bool) -> dict[str, int]:
        self._run = self.journal.begin()
        assigned = (
            grouping.by_event(list(found)) if self._by_event else ((*self._assign(p), p) for p in found)
        )
        more = True
        while more:
            with self.journal.transaction():
                more = False
                for count, (name, stems, place) in enumerate(assigned, start=1):
                    self.journal.add(self._run, name, stems, place)
                    if count == _TOGETHER:
                        more = True
                        break
        self.journal.reopen(self._run, failed=retry, lost=list(self._lost()))
        return self.journal.counts(self._run, self._number)

    def run(self, engine: Engine) -> Iterator[Outcome]:
        """Do what is to be done, and give outcomes as they come; each is in the journal when it is given."""
        for outcome in engine.run(self._jobs()):
            self.journal.finish(outcome, self._number)
            yield outcome
        self._clear()  # a worker whose run was killed may have begun a file after this one was begun

    def counts(self) -> dict[str, int]:
        """Jobs of this run by state: `owed`, `done`, `failed`."""
        return self.journal.counts(self._run, self._number)

    def _jobs(self) -> Iterator[Job]:
        for number, name, stem in self.journal.owed(self._run, self._number):
            found = self.journal.places(number)
            for form in self.recipe.formats:
                path = storage.join(self.target, stem + exporters.suffix_of(form))
                if self.journal.is_source(path):
                    raise UsageError(f"{path}: is a source, and no source is written over")
            self.journal.start(number)
            yield Job(number, name.partition(" ")[2], found, self.recipe, self.target, stem)

    def _lost(self) -> Iterator[int]:
        """Finished jobs whose files are not there as they were written."""
        for number, files in self.journal.results(self._run):
            if any(storage.size(storage.join(self.target, name)) != size for name, size in files):
                yield number

    def _clear(self) -> None:
        """Remove what a killed run or worker left half written."""
        if storage.is_address(self.target):
            return
        target = Path(self.target)
        for folder in {target / Path(stem).parent for _, _, stem, _, _ in self.journal.table()}:
            if folder.is_dir():
                for path in folder.iterdir():
                    if _LEFT_OVER.fullmatch(path.name):
                        path.unlink(missing_ok=True)


def _locked(path: Path) -> IO[bytes]:
    """An open file that is locked until it is closed.

    Raises:
        UsageError: if another process does not give it up.
    """
    file = path.open("ab")
    until = monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() < until:
                sleep(0.1)
                continue
            file.close()
            raise UsageError(f"{path.parent}: another run is at work with this journal") from None
        return file
