"""`briefing verify`: each sentence of a finished document held against its sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.choices import configure_logging, open_sources, talk
from briefing.cli.limits import limits, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
@click.option(
    "--annotate",
    "annotated",
    metavar="OUT",
    help="Also write a copy of the DOCX with comments (.docx), or both texts side by side (.html).",
)
@click.option("--all", "everything", is_flag=True, help="Show the program's own words in the table, too.")
@limits
@talk
def verify(
    document: str,
    sources: Sequence[str],
    more: Sequence[str],
    *,
    as_json: bool,
    annotated: str | None,
    everything: bool,
    fetch: bool,
    verbose: int,
    quiet: bool,
    **asked: Any,
) -> int:
    """Prove each sentence of FILE to stand in its sources, or show where it differs.

    FILE is a note as DOCX, PDF, HTML, Markdown, JSON or text, also one that was edited, printed by another program
    or written by somebody else; or a bundle (.zip), which has its sources in it. Exit code 0: all proven; 1: findings.
    """
    from briefing import proof
    from briefing.errors import UsageError
    from briefing.proof import record

    configure_logging(verbose=verbose, quiet=quiet)
    given = [*sources, *more]
    if not given and document.lower().endswith(".zip"):
        return _bundle(document, as_json=as_json, everything=everything)
    if not given:
        raise UsageError("name the sources: briefing verify FILE --sources FILE|DIR…")
    write = _annotator(annotated, document, given)
    data = sys.stdin.buffer.read() if document == "-" else document
    found = proof.verify(data, open_sources(given), limits=taken(asked), fetch=fetch)
    write(found)
    if as_json:
        sys.stdout.buffer.write(record.export(found))
        sys.stdout.flush()
    else:
        _show(found, everything=everything)
    return 0 if found.proven else FINDINGS


def _bundle(path: str, *, as_json: bool, everything: bool) -> int:
    """Hold every format of a bundle's brief against the sources in it, and its files against its manifest."""
    import json

    from briefing.bundle import Bundle
    from briefing.proof import record

    bundle = Bundle(path)
    changed, found = bundle.changed(), bundle.verify()
    proven = not changed and bool(found) and all(f.proven for f in found.values())
    if as_json:
        told = {"schema": "briefing-bundle-verification/1", "proven": proven, "changed_files": list(changed)}
        told["documents"] = {name: record.describe(f) for name, f in found.items()}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return 0 if proven else FINDINGS
    for each in found.values():
        _show(each, everything=everything, table=not each.proven)
    for name in changed:
        click.echo(f"{name}: is not what it was when the bundle was made")
    return 0 if proven else FINDINGS


def _annotator(target: str | None, document: str, sources: Sequence[str]) -> Callable[[Verification], None]:
    """What writes the annotated copy; it does nothing without a target.

    Raises:
        UsageError: if the target has no suffix that can be written, or is the document or a source.
    """
    from briefing.errors import UsageError

    if target is None:
        return lambda _: None
    path, suffix = Path(target), Path(target).suffix.lower()
    if suffix not in (".docx", ".html", ".htm"):
        raise UsageError(f"{target}: a copy is .docx, with comments, or .html, side by side")
    if suffix == ".docx" and Path(document).suffix.lower() != ".docx":
        raise UsageError(f"{target}: comments need a DOCX; {document} is none, so write .html")
    if path.resolve() in {Path(name).resolve() for name in (document, *sources)}:
        raise UsageError(f"{target}: is what is read, and nothing is written over it")

    def write(found: Verification) -> None:
        from briefing import exporters
        from briefing.proof import annotation

        made = annotation.side_by_side(found)
        if suffix == ".docx":
            made = annotation.comments(Path(document).read_bytes(), found)
        exporters.write(path, made)

    return write


def _show(found: Verification, *, everything: bool, table: bool = True) -> None:
    """A table on the terminal: what is proven shortly, what is not in full; and a line that sums it up."""
    from rich.console import Console
    from rich.table import Table

    rows = Table(expand=True, box=None, pad_edge=False)
    rows.add_column("", justify="right", no_wrap=True)
    rows.add_column("status", no_wrap=True)
    rows.add_column("sentence", ratio=1)
    rows.add_column("stands in", overflow="fold", max_width=34)
    for finding in found.findings:
        if everything or finding.status != "apparatus" or finding.notes:
            colour = _COLOURS[finding.status] if finding.proven or finding.status != "verbatim" else "yellow"
            rows.add_row(
                str(finding.number), f"[{colour}]{finding.status}[/]", _words(finding), _place(finding)
            )
    console = Console(highlight=False)
    if table and rows.row_count:
        console.print(rows)
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

    from briefing.proof.annotation import place

    return (
        Text(place(finding)) if finding.place else Text("nowhere" if finding.status == "added" else "", "dim")
    )
