"""One job, from its places to written files. This is all that a worker does, in whichever process or machine."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from briefing import exporters, readers
from briefing.batch import places, storage
from briefing.batch.jobs import Outcome
from briefing.errors import BriefingError, InputError, NothingToBrief
from briefing.model import Skipped
from briefing.pipeline import brief_of

if TYPE_CHECKING:
    from briefing.batch.jobs import Job
    from briefing.model import Document


def perform(job: Job) -> Outcome:
    """Make the brief of a job and write its files. Whatever goes wrong is in the outcome."""
    begun = perf_counter()
    try:
        files = _make(job)
    except BriefingError as error:
        reason = str(error)
    except MemoryError:
        reason = "needs more memory than a worker may have"
    except Exception as error:  # noqa: BLE001 - one bad source must not end the run of a hundred thousand
        reason = f"fails with {type(error).__name__}: {error}"
    else:
        return Outcome(job.number, job.name, "done", files=files, seconds=perf_counter() - begun)
    return Outcome(job.number, job.name, "failed", reason, seconds=perf_counter() - begun)


def _make(job: Job) -> tuple[tuple[str, int], ...]:
    documents, skipped = _read(job)
    brief = brief_of(documents, skipped, job.recipe.options, job.recipe.limits)
    made = exporters.render_all(brief, job.recipe.formats)
    files = []
    for form, data in made.items():
        name = job.stem + exporters.suffix_of(form)
        storage.write(storage.join(job.target, name), data)
        files.append((name, len(data)))
    return tuple(files)


def _read(job: Job) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Documents of all places, and what could not be used.

    Raises:
        InputError: if there is nothing left.
    """
    found: list[Document] = []
    failures: list[InputError] = []
    for place in job.places:
        read, refused = places.read(place, job.recipe.limits)
        found += read
        failures += refused
    if not found:
        raise failures[0] if failures else NothingToBrief(job.name, "holds nothing that can be read")
    documents, same = readers.load(found)
    return documents, (*same, *(Skipped(e.uri, e.reason) for e in failures))
