"""`briefing templates`: what a printed note is made from, to begin one's own with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefing.errors import UsageError

NAMES = ("note.html.jinja", "brief.css", "screen.css", "reference.docx", "labels.toml")


@click.group()
def templates() -> None:
    """Show or copy what a printed note is made from: page, style sheets, reference document and labels."""


@templates.command()
@click.argument("name", type=click.Choice(NAMES))
def show(name: str) -> None:
    """Write one of them to standard output."""
    sys.stdout.buffer.write(_content(name))
    sys.stdout.flush()


@templates.command()
@click.argument("name", type=click.Choice(NAMES))
@click.argument("target", type=click.Path(), required=False, metavar="[FILE|DIR]")
def copy(name: str, target: str | None) -> None:
    """Copy one of them here, or to a file or folder; what is there already is left alone."""
    from briefing import exporters

    path = Path(target or ".")
    path = path / name if path.is_dir() else path
    if path.exists():
        raise UsageError(f"{path}: is there already, and is not written over")
    exporters.write(path, _content(name))
    click.echo(str(path))


def _content(name: str) -> bytes:
    from briefing.exporters import assets
    from briefing.language import source

    return source("en", "labels") if name == "labels.toml" else assets.folder().joinpath(name).read_bytes()
