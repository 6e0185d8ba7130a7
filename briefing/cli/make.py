"""`briefing make`: a brief from sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from briefing.cli.choices import Day, Labels, analysis, configure_logging, open_sources, options_from, talk
from briefing.cli.config import read_defaults
from briefing.cli.house import house
from briefing.cli.limits import limits, taken
from briefing.cli.reprint import restored
from briefing.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Brief, Options
    from briefing.readers.limits import Limits

DONE_WITH_WARNINGS = 3

# What a folder gets when no format is named, and what a terminal gets.
FOLDER_FORMATS = ("docx", "pdf")
STREAM_FORMAT = "markdown"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE|DIR",
    help="Where to write; the suffix chooses the format. Several are allowed. - is standard output.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="Format for a folder (docx and pdf by default) or for standard output (markdown by default).",
)
@analysis
@click.option("--title", metavar="TEXT", help="Title in place of the source's headline.")
@click.option("--date", type=Day(), help="Date of the note, in place of the latest source's.")
@click.option("--as-of", type=Day(), help="Use no source that is dated later.")
@click.option("--reference", metavar="TEXT", help="File reference.")
@click.option("--marking", metavar="TEXT", help="Handling mark, on every page.")
@click.option("--to", metavar="TEXT", help="Addressee.")
@click.option("--from", "sender", metavar="TEXT", help="Sender.")
@click.option("--copies", metavar="TEXT", help="Who gets copies.")
@click.option("--labels", type=Labels(), metavar="CODE", help="Language of headings, legend and months.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size."
)
@click.option(
    "--notes",
    type=click.Choice(["references", "footnotes"]),
    default="references",
    show_default=True,
    help="How a DOCX refers to its sources.",
)
@house
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    is_eager=True,
    callback=read_defaults,
    expose_value=False,
    help="Defaults for these options, in place of briefing.toml.",
)
@click.option(
    "--bundle",
    metavar="FILE.zip",
    help="Also pack the brief in all formats with its sources and options, to be made again by briefing rerun.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 if a source could not be used.")
@limits
@talk
@click.pass_context
def make(
    ctx: click.Context,
    /,
    sources: Sequence[str],
    outputs: Sequence[str],
    formats: Sequence[str],
    *,
    bundle: str | None,
    strict: bool,
    fetch: bool,
    verbose: int,
    quiet: bool,
    **asked: Any,
) -> int:
    """Make one brief of all SOURCES: files, folders, archives, addresses (--fetch), - for standard input.

    The only source may be a brief's own JSON, to print it again.
    """
    configure_logging(verbose=verbose, quiet=quiet)
    bounds = taken(asked)
    given = {name for name in asked if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    options = options_from(asked)
    targets = _targets(outputs, formats, sources) if outputs or bundle is None else []
    opened = open_sources(sources)
    if bundle is not None:
        from briefing.bundle import held

        opened = held(opened)
    printed = restored(sources, asked, given, options.house)
    if printed is not None and bundle is not None:
        raise UsageError(f"{sources[0]}: is a finished brief, whose sources are not here to be packed")
    brief = printed or _made(opened, options, bounds, fetch=fetch)
    if bundle is not None:
        _write_bundle(Path(bundle), brief, opened, options)
    _write(brief, targets)
    if not quiet:
        for skipped in brief.skipped:
            click.echo(f"briefing: not used: {skipped.uri}: {skipped.reason}", err=True)
    return DONE_WITH_WARNINGS if strict and brief.skipped else 0


def _made(sources: Sequence[str | IO[bytes]], options: Options, bounds: Limits, *, fetch: bool) -> Brief:
    from briefing.pipeline import make_brief

    return make_brief(sources, options=options, limits=bounds, fetch=fetch)


def _targets(
    outputs: Sequence[str], formats: Sequence[str], sources: Sequence[str]
) -> list[tuple[Path | None, str]]:
    """Files to write and their formats; None stands for standard output.

    Raises:
        UsageError: if a format cannot be told, or if a target is one of the sources.
    """
    from briefing import exporters

    targets: list[tuple[Path | None, str]] = []
    for output in outputs or ("-",):
        path = Path(output)
        if output == "-":
            targets += [(None, name) for name in formats or (STREAM_FORMAT,)]
        elif path.is_dir() or output.endswith("/"):
            stem = _stem(sources)
            targets += [(path / f"{stem}{exporters.suffix_of(f)}", f) for f in formats or FOLDER_FORMATS]
        else:
            targets.append((path, exporters.format_of(path)))
    for name in formats:
        exporters.get(name)
    read = {Path(s).resolve() for s in sources if s != "-"}
    for target, _ in targets:
        if target is not None and target.resolve() in read:
            raise UsageError(f"{target}: is a source, and no source is written over")
        if (
            target is not None
            and any(target.resolve() == Path(s, target.name).resolve() for s in sources if Path(s).is_dir())
            and target.exists()
        ):
            raise UsageError(f"{target}: lies in a source folder, and no source is written over")
    if sum(target is None for target, _ in targets) > 1:
        raise UsageError("standard output takes one format")
    return targets


def _stem(sources: Sequence[str]) -> str:
    """Name of the files in an output folder: that of the only source, else "brief"."""
    if len(sources) != 1 or sources[0] == "-":
        return "brief"
    from briefing import exporters

    if "://" in sources[0]:
        return exporters.safe_name(sources[0].partition("://")[2].partition("?")[0])
    path = Path(sources[0]).resolve()
    return exporters.safe_name(path.name if path.is_dir() else path.stem)


def _write_bundle(target: Path, brief: Brief, sources: Sequence[str | IO[bytes]], options: Options) -> None:
    from briefing import bundle, exporters

    if target.resolve() in {Path(s).resolve() for s in sources if isinstance(s, str)}:
        raise UsageError(f"{target}: is a source, and no source is written over")
    packed = bundle.pack(brief, sources, options)
    target.parent.mkdir(parents=True, exist_ok=True)
    exporters.write(target, packed)


def _write(brief: Brief, targets: Sequence[tuple[Path | None, str]]) -> None:
    """Write all formats, or none: every one is made before the first is written."""
    from briefing import exporters

    made = exporters.render_all(brief, [name for _, name in targets])
    for target, name in targets:
        if target is None:
            stdout: IO[bytes] = sys.stdout.buffer
            stdout.write(made[name])
            stdout.flush()
        else:
            if not target.parent.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
            exporters.write(target, made[name])
