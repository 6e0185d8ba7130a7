"""The journal of a batch: what is to be done, what was done and from what, in one SQLite file.

A job is to be done if it is new, if its sources or the recipe are not those that its result was made from, or if a
run was broken off in the middle. Every change is one transaction, so that a run killed at any moment leaves a journal
that is right: at worst it does not know of a file that was written already, and the file is written again, the same.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.batch.jobs import Place
from briefing.errors import ExportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.batch.jobs import Outcome, Recipe

VERSION = 1
_TABLES = """
CREATE TABLE recipe (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,            -- what it makes a brief of
    stem TEXT NOT NULL UNIQUE,            -- of the files, below the output folder
    run INTEGER NOT NULL,                 -- the last run that was asked for it
    digest TEXT NOT NULL,                 -- of its sources as they are now
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    reason TEXT NOT NULL DEFAULT '',      -- why it failed
    files TEXT NOT NULL DEFAULT '[]',     -- names and sizes of what was written
    seconds REAL NOT NULL DEFAULT 0,
    made_of TEXT,                         -- digest that the result belongs to
    made_by INTEGER REFERENCES recipe     -- recipe that it belongs to
);
CREATE TABLE input (
    job INTEGER NOT NULL REFERENCES job, position INTEGER NOT NULL,
    path TEXT NOT NULL, uri TEXT NOT NULL, member TEXT NOT NULL, start INTEGER NOT NULL, length INTEGER,
    line INTEGER NOT NULL, digest TEXT NOT NULL, fault TEXT NOT NULL,
    PRIMARY KEY (job, position)
) WITHOUT ROWID;
CREATE INDEX job_run ON job (run);
CREATE INDEX input_path ON input (path);
"""
_OWED = "(state IN ('waiting', 'running') OR made_of IS NOT digest OR made_by IS NOT :recipe)"
_PAGE = 500


class Journal:
    """The journal in a file; only one process at a time writes it.

    Args:
        path: of the file; its folder must exist.
        read_only: whether it is only looked at, which another process may write it meanwhile.

    Raises:
        UsageError: if there is a file that is no journal of this version.
        ExportError: if it cannot be made.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        with self._checked():
            self._base = sqlite3.connect(path, isolation_level=None, timeout=30)
            if read_only:
                self._base.execute("PRAGMA query_only = ON")
                self._base.execute("SELECT count(*) FROM job")
                return
            # One fsync a checkpoint and none a job: the death of the process loses nothing, that of the machine
            # at most the last few results, and those are made again.
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version == 0:
                self._base.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
            elif version != VERSION:
                raise UsageError(f"{path}: is a journal of another version of this program")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def begin(self) -> int:
        """Number of a new run."""
        with self._checked():
            (last,) = self._base.execute("SELECT coalesce(max(run), 0) FROM job").fetchone()
            return int(last) + 1

    def recipe(self, recipe: Recipe) -> int:
        """Number of a recipe."""
        with self._checked():
            text = recipe.text()
            self._base.execute("INSERT OR IGNORE INTO recipe (text) VALUES (?)", (text,))
            (number,) = self._base.execute("SELECT id FROM recipe WHERE text = ?", (text,)).fetchone()
            return int(number)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes within, or none."""
        with self._checked():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def add(self, run: int, name: str, stems: Iterable[str], place: Place) -> None:
        """Note that in this run the job called `name` is made of `place`, too.

        Args:
            run: number of the run.
            name: of the job.
            stems: names for its files, the first free one is taken if the job is new.
            place: where the source lies; places come in the order that the brief names them in.
        """
        found = self._base.execute("SELECT id, run, digest FROM job WHERE name = ?", (name,)).fetchone()
        if found is None:
            stem = next(s for s in stems if not self._taken(s))
            cursor = self._base.execute(
                "INSERT INTO job (name, stem, run, digest) VALUES (?, ?, ?, '')", (name, stem, run)
            )
            number, position, before = int(cursor.lastrowid or 0), 0, ""
        elif found[1] != run:
            self._base.execute("DELETE FROM input WHERE job = ?", (found[0],))
            number, position, before = found[0], 0, ""
        else:
            number, before = found[0], found[2]
            (position,) = self._base.execute(
                "SELECT max(position) + 1 FROM input WHERE job = ?", (number,)
            ).fetchone()
        told = "\n".join((before, place.uri, place.member, str(place.line), place.digest, place.fault))
        self._base.execute(
            "UPDATE job SET run = ?, digest = ? WHERE id = ?",
            (run, sha256(told.encode()).hexdigest(), number),
        )
        marks = ", ".join("?" * 10)
        self._base.execute(f"INSERT INTO input VALUES ({marks})", (number, position, *astuple(place)))  # noqa: S608 - marks alone

    def _taken(self, stem: str) -> bool:
        return self._base.execute("SELECT 1 FROM job WHERE stem = ?", (stem,)).fetchone() is not None

    def reopen(self, run: int, *, failed: bool, lost: Iterable[int] = ()) -> None:
        """Put jobs back among those to do: the failed ones of a run, and those whose files are gone."""
        with self.transaction():
            if failed:
                self._base.execute(
                    "UPDATE job SET state = 'waiting' WHERE run = ? AND state = 'failed'", (run,)
                )
            for number in lost:
                self._base.execute("UPDATE job SET state = 'waiting' WHERE id = ?", (number,))

    def results(self, run: int) -> Iterator[tuple[int, tuple[tuple[str, int], ...]]]:
        """Number and files of each finished job of a run."""
        for row in self._pages("id, files", "run = :run AND state = 'done'", {"run": run}):
            yield row[0], tuple((name, size) for name, size in json.loads(row[1]))

    def owed(self, run: int, recipe: int) -> Iterator[tuple[int, str, str]]:
        """Number, name and stem of each job of a run that is still to be done, in order."""
        where = f"run = :run AND {_OWED}"
        for row in self._pages("id, name, stem", where, {"run": run, "recipe": recipe}):
            yield row[0], row[1], row[2]

    def places(self, number: int) -> tuple[Place, ...]:
        """What a job is made of."""
        with self._checked():
            rows = self._base.execute("SELECT * FROM input WHERE job = ? ORDER BY position", (number,))
            return tuple(Place(*row[2:]) for row in rows)

    def is_source(self, path: str) -> bool:
        """Whether some job reads this file."""
        with self._checked():
            found = self._base.execute("SELECT 1 FROM input WHERE path = ? LIMIT 1", (path,))
            return found.fetchone() is not None

    def start(self, number: int) -> None:
        """A worker has the job now."""
        with self._checked():
            self._base.execute("UPDATE job SET state = 'running', reason = '' WHERE id = ?", (number,))

    def finish(self, outcome: Outcome, recipe: int) -> None:
        """A job is done, or has failed."""
        with self._checked():
            self._base.execute(
                "UPDATE job SET state = ?, reason = ?, files = ?, seconds = ?, made_of = digest, made_by = ?"
                " WHERE id = ?",
                (
                    outcome.state,
                    outcome.reason,
                    json.dumps(outcome.files),
                    outcome.seconds,
                    recipe,
                    outcome.number,
                ),
            )

    def counts(self, run: int, recipe: int) -> dict[str, int]:
        """Jobs of a run by what is to be said of them: `owed`, `done`, `failed`."""
        with self._checked():
            rows = self._base.execute(
                f"SELECT CASE WHEN {_OWED} THEN 'owed' ELSE state END, count(*)"  # noqa: S608 - own words
                " FROM job WHERE run = :run GROUP BY 1",
                {"run": run, "recipe": recipe},
            )
            return {"owed": 0, "done": 0, "failed": 0} | {state: int(n) for state, n in rows}

    def table(self) -> Iterator[tuple[str, float, str, str, str]]:
        """State, seconds, stem, name and reason of every job, in order."""
        for row in self._pages("id, state, seconds, stem, name, reason", "1", {}):
            yield row[1], row[2], row[3], row[4], row[5]

    def _pages(self, columns: str, where: str, values: dict[str, int]) -> Iterator[tuple[Any, ...]]:
        """Rows in order of their number, a few hundred at a time: the journal may change between them."""
        last = 0
        while True:
            with self._checked():
                rows = self._base.execute(
                    f"SELECT {columns} FROM job WHERE id > :last AND {where} ORDER BY id LIMIT {_PAGE}",  # noqa: S608 - from here
                    {**values, "last": last},
                ).fetchall()
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    @contextmanager
    def _checked(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise ExportError(str(self.path), f"the journal cannot be written: {error}") from error
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{self.path}: is no journal of this program: {error}") from error
