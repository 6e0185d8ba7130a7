"""`briefing batch`: a brief for each of many sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.batch.limits import MEGABYTES, SECONDS
from briefing.cli.choices import configure_logging, options_from
from briefing.cli.limits import NAMES, bounds, taken
from briefing.cli.make import FOLDER_FORMATS, make
from briefing.errors import NothingToBrief, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.batch.engines import Engine

PARTLY_DONE = 6

# Of `make`, what makes no sense for many briefs, or is declared here.
_OTHER = {"sources", "outputs", "formats", "title", "date", "strict", "bundle", *NAMES}


def note_options(command: click.Command) -> click.Command:
    """Give a command all options of `make` that shape a note."""
    own = {p.name for p in command.params}
    command.params.extend(p for p in make.params if p.name not in _OTHER | own)
    return command


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say who does the work."""
    for decorate in reversed(
        [
            click.option(
                "-f",
                "--format",
                "formats",
                multiple=True,
                metavar="NAME",
                help="Formats of each brief: docx and pdf by default.",
            ),
            click.option(
                "-j",
                "--jobs",
                type=click.IntRange(1),
                metavar="N",
                help="Worker processes; one a core by default.",
            ),
            click.option(
                "--engine",
                type=click.Choice(["serial", "pool", "dask"]),
                default="pool",
                show_default=True,
                help="Who does the work.",
            ),
            click.option(
                "--scheduler", default="", metavar="ADDRESS", help="Dask's scheduler, tcp://HOST:PORT."
            ),
            click.option(
                "--timeout",
                type=click.FloatRange(0, min_open=True),
                default=SECONDS,
                show_default=True,
                metavar="SECONDS",
                help="Time of a worker of the pool for one brief.",
            ),
            click.option(
                "--memory",
                type=click.IntRange(128),
                default=MEGABYTES,
                show_default=True,
                metavar="MB",
                help="Memory of a worker of the pool.",
            ),
            click.option(
                "--journal",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Journal, in place of DIR/.briefing/journal.sqlite.",
            ),
        ]
    ):
        command = decorate(command)
    return command


def make_engine(asked: dict[str, Any]) -> Engine:
    """The engine that the options ask for; takes them out of `asked`."""
    from briefing.batch.engines import engine

    return engine(
        asked.pop("engine"),
        workers=asked.pop("jobs"),
        seconds=asked.pop("timeout"),
        megabytes=asked.pop("memory"),
        scheduler=asked.pop("scheduler"),
    )


@note_options
@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("-o", "--output", metavar="DIR", help="Folder or address that the briefs are written to.")
@click.option(
    "--by",
    default="file",
    show_default=True,
    metavar="WHAT",
    help="What makes one brief: file (a line of JSON Lines is one), folder, day, cluster (reports on one "
    "event), or field:NAME.",
)
@engine_options
@bounds
@click.option("--retry", is_flag=True, help="Try again what failed before.")
@click.option("--status", is_flag=True, help="Print the journal of the output folder, and do nothing.")
def batch(
    sources: Sequence[str],
    output: str | None,
    by: str,
    formats: Sequence[str],
    journal: Path | None,
    *,
    retry: bool,
    status: bool,
    verbose: int,
    quiet: bool,
    **asked: Any,
) -> int:
    """Make a brief for each of many SOURCES: files, folders, ZIP archives, JSON Lines; - is a list on standard input.

    Run again, it makes only what is missing, or whose source or options changed. Exit code 6 if some failed.
    """
    from briefing.batch.jobs import Recipe
    from briefing.batch.run import Batch
    from briefing.cli.progress import follow

    configure_logging(verbose=verbose, quiet=quiet)
    if status:
        return _print_status(output or next(iter(sources), None), journal)
    if not sources or not output:
        raise UsageError("briefing batch needs a SOURCE and -o DIR")
    engine = make_engine(asked)
    read = taken(asked)
    recipe = Recipe(options_from(asked), tuple(dict.fromkeys(formats or FOLDER_FORMATS)), read)
    with engine, Batch(output, recipe, by=by, journal=journal) as made:
        counts = made.plan(_listed(sources), retry=retry)
        if not sum(counts.values()):
            raise NothingToBrief(sources[0], "holds no file that can be read")
        follow(made.run(engine), counts["owed"], quiet=quiet)
        after = made.counts()
    if not quiet:
        old = counts["failed"]
        before = f", {old} of them before; --retry tries them again" if old else ""
        click.echo(
            f"briefing: {counts['owed']} to do, {counts['done']} done before; now {after['done']} done,"
            f" {after['failed']} failed{before}",
            err=True,
        )
    return PARTLY_DONE if after["failed"] else 0


def _listed(sources: Sequence[str]) -> Iterator[str]:
    """The sources; in place of - the lines of standard input."""
    for source in sources:
        if source != "-":
            yield source
            continue
        for line in sys.stdin:
            if line.strip():
                yield line.rstrip("\n")


def _print_status(output: str | None, journal: Path | None) -> int:
    """Print the journal: state, seconds, file, and why it failed."""
    from briefing.batch.journal import Journal
    from briefing.batch.run import journal_of

    if output is None and journal is None:
        raise UsageError("--status needs the output folder: briefing batch --status DIR")
    path = journal or journal_of(output or "")
    if not path.is_file():
        raise UsageError(f"{path}: there is no journal")
    found = Journal(path, read_only=True)
    counts: dict[str, int] = {}
    click.echo(f"{'state':8} {'seconds':>8}  brief")
    for state, seconds, stem, name, reason in found.table():
        counts[state] = counts.get(state, 0) + 1
        click.echo(f"{state:8} {seconds:8.2f}  {stem}{f'  ({name}: {reason})' if reason else ''}")
    click.echo(", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "nothing yet")
    found.close()
    return PARTLY_DONE if counts.get("failed") else 0
