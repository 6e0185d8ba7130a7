"""`briefing verify`: each sentence of a finished document held against its sources."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from briefing.cli.choices import configure_logging, open_sources, talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from briefing.proof.verification import Finding, Verification

FINDINGS = 1

_COLOURS = {
    "verbatim": "green",
    "trimmed": "yellow",
    "altered": "red",
    "apparatus": "dim",
    "added": "red",
    "source missing": "magenta",
    "source changed": "magenta",
}
_SHOWN = 110  # characters of a proven sentence in the table


@click.command()
@click.argument("document", metavar="FILE")
@click.option(
    "--sources",
    "sources",
    multiple=True,
    metavar="FILE|DIR",
    help="What it was made from; files and folders may also follow one after the other.",
)
@click.argument("more", nargs=-1, metavar="[SOURCE…]")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON on standard output.")
@click.option("--all", "everything", is_flag=True, help="Show the program's own words in the table, too.")
@talk
def verify(
    document: str,
    sources: Sequence[str],
    more: Sequence[str],
    *,
    as_json: bool,
    everything: bool,
    verbose: int,
    quiet: bool,
) -> int:
    """Prove each sentence of FILE to stand in its sources, or show where it differs.

    FILE is a note as DOCX, PDF, HTML, Markdown, JSON or text, also one that was edited, printed by another program
    or written by somebody else. Exit code 0: all proven; 1: findings.
    """
    from briefing import proof
    from briefing.errors import UsageError
    from briefing.proof import record

    configure_logging(verbose=verbose, quiet=quiet)
    given = [*sources, *more]
    if not given:
        raise UsageError("name the sources: briefing verify FILE --sources FILE|DIR…")
    found = proof.verify(sys.stdin.buffer if document == "-" else document, open_sources(given))
    if as_json:
        sys.stdout.buffer.write(record.export(found))
        sys.stdout.flush()
    else:
        _show(found, everything=everything)
    return 0 if found.proven else FINDINGS


def _show(found: Verification, *, everything: bool) -> None:
    """A table on the terminal: what is proven shortly, what is not in full."""
    from rich.console import Console
    from rich.table import Table

    table = Table(expand=True, box=None, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("sentence", ratio=1)
    table.add_column("stands in", overflow="fold", max_width=34)
    for finding in found.findings:
        if everything or finding.status != "apparatus":
            colour = _COLOURS[finding.status] if finding.proven or finding.status != "verbatim" else "yellow"
            table.add_row(
                str(finding.number), f"[{colour}]{finding.status}[/]", _words(finding), _place(finding)
            )
    console = Console(highlight=False)
    if table.row_count:
        console.print(table)
    for cited in found.cited:
        if cited.state != "found":
            console.print(f"[magenta]source {cited.state}[/]: {cited.id} {cited.uri}", soft_wrap=True)
    counts = ", ".join(f"{n} {status}" for status, n in found.counts.items() if n)
    verdict = "[green]all proven[/]" if found.proven else "[red]not all proven[/]"
    sources = "1 source" if found.sources == 1 else f"{found.sources} sources"
    console.print(f"{found.document}: {counts}; held against {sources}: {verdict}", soft_wrap=True)


def _words(finding: Finding) -> Text:
    from rich.text import Text

    shown = Text()
    if finding.edits:
        styles = {"same": "", "removed": "red strike", "added": "green bold"}
        marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
        for edit in finding.edits:
            before, after = marks[edit.kind]
            shown.append(f"{before}{edit.text}{after}", styles[edit.kind])
            shown.append(" ")
    elif finding.proven and len(finding.text) > _SHOWN:
        shown.append(finding.text[: _SHOWN - 1] + "…")
    else:
        shown.append(finding.text)
    for note in finding.notes:
        shown.append(f"\n({note})", "dim")
    return shown


def _place(finding: Finding) -> Text:
    from rich.text import Text

    if finding.place is None:
        return Text("nowhere" if finding.status == "added" else "", "dim")
    document = finding.place.document
    block = document.block_at(finding.place.start)
    where = f" ¶{block.number}" if block else ""
    if block and block.page is not None:
        where = f" p. {block.page}{where}"
    return Text(f"{document.uri}{where}, {finding.place.start}–{finding.place.end}")
