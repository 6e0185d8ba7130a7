"""`briefing rerun`: a brief made again from its bundle, and its bytes compared."""

from __future__ import annotations

import click

from briefing.cli.choices import configure_logging, talk

DIFFERENT = 1


@click.command()
@click.argument("bundle", metavar="BUNDLE.zip")
@talk
def rerun(bundle: str, *, verbose: int, quiet: bool) -> int:
    """Make the brief of a bundle again from the sources in it, and compare the bytes.

    Exit code 0: all the same; 1: some file differs.
    """
    from briefing.bundle import Bundle

    configure_logging(verbose=verbose, quiet=quiet)
    found = Bundle(bundle).rerun()
    for name in found.same:
        click.echo(f"same       {name}")
    for name in found.different:
        click.echo(f"different  {name}")
    for line in found.versions if found.different else ():
        click.echo(f"briefing: made with other versions: {line}", err=True)
    return DIFFERENT if found.different else 0
