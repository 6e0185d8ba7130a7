"""`briefing watch`: briefs as files arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from briefing.cli.batch import engine_options, make_engine, note_options
from briefing.cli.choices import configure_logging, options_from
from briefing.cli.limits import bounds, taken
from briefing.cli.make import FOLDER_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@note_options
@click.command()
@click.argument("folder", metavar="DIR")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder that the briefs are written to.")
@click.option(
    "--settle",
    type=click.FloatRange(0),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="A file is complete when it has not changed for so long.",
)
@engine_options
@bounds
def watch(
    folder: str,
    output: str,
    settle: float,
    formats: Sequence[str],
    journal: Path | None,
    *,
    verbose: int,
    quiet: bool,
    **asked: Any,
) -> int:
    """Make a brief of each file in DIR, and of each one that arrives there, until interrupted.

    Started again, it goes on where it was: the journal is that of `briefing batch`.
    """
    from briefing.batch.jobs import Recipe
    from briefing.batch.run import Batch
    from briefing.batch.watching import watch as watch_folder
    from briefing.cli.progress import complain

    configure_logging(verbose=verbose, quiet=quiet)
    engine = make_engine(asked)
    read = taken(asked)
    recipe = Recipe(options_from(asked), tuple(dict.fromkeys(formats or FOLDER_FORMATS)), read)
    with engine, Batch(output, recipe, journal=journal) as batch:
        for outcome in watch_folder(folder, batch, engine, settle):
            complain(outcome)
            if not quiet and outcome.state == "done":
                click.echo(f"briefing: made {', '.join(name for name, _ in outcome.files)}", err=True)
    return 0
