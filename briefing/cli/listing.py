"""`briefing list`: what there is to choose from."""

from __future__ import annotations

import click

from briefing.cli.choices import TEMPLATES


@click.command(name="list")
@click.argument(
    "what", type=click.Choice(["rankers", "readers", "segmenters", "exporters", "templates", "languages"])
)
def list_(what: str) -> None:
    """Print the names of all rankers, readers, segmenters, exporters, templates or languages, one a line."""
    from briefing import exporters, language, rankers, readers, segmenters

    found = {
        "rankers": rankers.names,
        "readers": readers.names,
        "segmenters": segmenters.names,
        "exporters": exporters.names,
        "templates": lambda: TEMPLATES,
        "languages": language.languages,
    }[what]()
    for name in found:
        click.echo(name)
