"""`briefing explain`: why each sentence is in or out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.choices import analysis, configure_logging, open_sources, options_from, talk
from briefing.cli.limits import limits, taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Contribution, Difference, Document, Explanation

# Sentences are cut to this in the table; --jsonl has their places.
_SHOWN = 90

# Documents of which one brief of all is explained, too; more are a collection, and no brief.
_TOGETHER = 200


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--jsonl", is_flag=True, help="One JSON object a document, for programs.")
@analysis
@limits
@talk
def explain(
    sources: Sequence[str], *, jsonl: bool, fetch: bool, verbose: int, quiet: bool, **asked: Any
) -> None:
    """Show for every sentence of every SOURCE its section, score, rank, whether it was chosen, and why."""
    from briefing import pipeline

    configure_logging(verbose=verbose, quiet=quiet)
    bounds = taken(asked)
    options = options_from(asked)
    found = pipeline.explain(open_sources(sources), options=options, limits=bounds, fetch=fetch)
    told: list[Explanation] = []
    for explanation in found:
        told.append(explanation)
        if len(told) > _TOGETHER:
            told.clear()
        if jsonl:
            from briefing.exporters.explanation import export

            sys.stdout.buffer.write(export(explanation))
        else:
            _show(explanation)
    if not jsonl and sum(1 for e in told if e.article.sentences) > 1:
        gave, differ = pipeline.together(told, options)
        _show_contributions(gave)
        _show_differences(differ, {c.source.document: c.source.id for c in gave})
    sys.stdout.flush()


def _show_contributions(found: Sequence[Contribution]) -> None:
    """What each source gives to one brief of all, and what of it is left out."""
    from rich.console import Console
    from rich.table import Table

    from briefing.exporters.apparatus import ranges

    table = Table(title="In one brief of all sources", title_justify="left", expand=True)
    for name in ("source", "gave", "share", "confirms", "left out", "note"):
        table.add_column(name, justify="right" if name == "share" else "left", overflow="fold")
    for c in found:
        copied = f"reprint of {c.source.reprint_of}" if c.source.reprint_of else ""
        table.add_row(
            f"{c.source.id} {c.source.document.title or c.source.document.uri}",
            ranges(c.statements) or "nothing",
            f"{c.share:.0%}",
            ranges(c.confirms),
            ranges(c.left_out, "¶"),
            copied,
        )
    Console().print(table)


def _show_differences(found: Sequence[Difference], ids: Mapping[Document, str]) -> None:
    """Where the sources differ: both statements, with the words that differ."""
    from rich.console import Console
    from rich.table import Table

    if not found:
        return
    table = Table(title="Sources differ", title_justify="left", expand=True)
    for name in ("in", "source", "words", "sentence"):
        table.add_column(name, justify="left", overflow="fold", no_wrap=name == "in")
    for difference in found:
        for side in difference.sides:
            place = side.statement.sentence
            table.add_row(
                difference.role,
                f"{ids[place.document]} ¶{place.paragraph}",
                side.value.text,
                " ".join(place.text.split()),
            )
    Console().print(table)


def _show(explanation: Explanation) -> None:
    """A table on the terminal."""
    from rich.console import Console
    from rich.table import Table

    from briefing.exporters.explanation import kind_of

    document = explanation.article.document
    table = Table(title=document.title or document.uri, title_justify="left", expand=True)
    for name, justify in (
        ("¶", "right"),
        ("rank", "right"),
        ("score", "right"),
        ("in", "center"),
        ("section", "left"),
    ):
        table.add_column(name, justify="right" if justify == "right" else "left", no_wrap=True)
    table.add_column("sentence", ratio=3)
    table.add_column("why", ratio=2)
    ranks = order(explanation)
    rows = zip(
        explanation.article.sentences,
        explanation.labels,
        explanation.scores,
        explanation.chosen,
        ranks,
        strict=True,
    )
    for sentence, label, score, chosen, rank in rows:
        text = " ".join(sentence.text.split())
        reasons = [r.words for r in sorted(score.reasons, key=lambda r: -abs(r.value)) if r.words]
        why = "; ".join((*kind_of(sentence), *reasons))
        table.add_row(
            str(sentence.paragraph),
            str(rank),
            f"{score.value:.3f}",
            "●" if chosen else "",
            label,
            text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…",
            why,
        )
    Console().print(table)


def order(explanation: Explanation) -> list[int]:
    """The rank of each sentence, from 1: by score, and in order of the text where scores are equal."""
    by_score = sorted(range(len(explanation.scores)), key=lambda i: (-explanation.scores[i].value, i))
    ranks = [0] * len(by_score)
    for rank, i in enumerate(by_score, 1):
        ranks[i] = rank
    return ranks
