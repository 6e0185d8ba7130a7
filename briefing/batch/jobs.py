"""What a batch is made of: places that are read, jobs that make one brief each, and what became of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from briefing import __version__
from briefing.model import Options
from briefing.readers.limits import DEFAULT, Limits

State = Literal["waiting", "running", "done", "failed"]
"""Of a job: not begun, handed to a worker, finished, or given up for a reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something that can be read lies: a file, a member of a ZIP archive, or a line of either.

    Attributes:
        path: absolute path, or address such as `s3://bucket/name`.
        uri: the file's printed name.
        member: name inside the archive, "" where the file is none.
        start: offset of the line in bytes.
        length: of the line in bytes, None for a whole file.
        line: the line's number, from 1; 0 for a whole file.
        digest: says whether the content is what it was: SHA-256 of the bytes, or the tag that a remote store gives.
        fault: why it cannot be read, where that is known beforehand.
    """

    path: str
    uri: str
    member: str = ""
    start: int = 0
    length: int | None = None
    line: int = 0
    digest: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a brief is made: the options, the formats that it is written in, and how much of a source is read."""

    options: Options
    formats: tuple[str, ...]
    limits: Limits = DEFAULT

    def text(self) -> str:
        """All that decides the bytes beside the sources, this program's version included, as JSON."""
        described = asdict(self) | {"version": __version__}
        return json.dumps(described, sort_keys=True, default=str)


@dataclass(frozen=True, slots=True)
class Job:
    """One brief to make. It can be sent to another process or machine.

    Attributes:
        number: in the journal.
        name: what it is called in messages.
        places: what the brief is made of, in order.
        recipe: how.
        target: folder or address that the files are written to.
        stem: name of the files below `target`, without the suffix.
    """

    number: int
    name: str
    places: tuple[Place, ...]
    recipe: Recipe
    target: str
    stem: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        number: of the job.
        name: of the job.
        state: done or failed.
        reason: why it failed, "" if it did not.
        files: names below the target and sizes in bytes of what was written.
        seconds: that it took.
    """

    number: int
    name: str
    state: State
    reason: str = ""
    files: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
